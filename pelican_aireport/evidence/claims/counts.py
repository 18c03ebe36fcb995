"""What a claim itself counts: the names it lists, the tweets it cites; pure."""

import re

from pelican_aireport.evidence.claims.statement import Statement

__all__ = ["own_counts"]

_LISTED = re.compile("\u3001")


def own_counts(statement: Statement) -> frozenset[int]:
    """Return how many things a claim names or lists, each as it may be counted.

    ``两家公司`` is right of itself where two companies are named.
    """
    reading = statement.reading
    entities = len({mention.entity for mention in statement.mentions})
    known = [(each.start, each.end) for each in statement.mentions]
    others = sum(
        not any(start < name[1] and name[0] < end for start, end in known)
        for name in reading.names
    )
    counts = {1, entities + others, len(statement.claim.evidence), len(reading.handles)}
    listed = len(_LISTED.findall(reading.folded))
    if listed:
        counts |= {listed + 1, listed + 2}
    return frozenset(counts - {0})
