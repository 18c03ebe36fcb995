"""The ids by which links lead to a claim on its report's page; pure."""

from collections.abc import Iterable, Iterator

from pelican_aireport.articles.claims import fingerprint
from pelican_aireport.articles.outline import PlacedClaim, place_claims

__all__ = ["add_anchors", "anchor_claims", "claim_anchor"]


def claim_anchor(text: str) -> str:
    """Return the id of the claim with this text, as a reader sees it.

    The same wherever the claim stands in its report. Where a report says a thing
    twice in the same words, the id is that of the first.
    """
    return f"c-{fingerprint(text)}"


def anchor_claims(html: str) -> str:
    """Give each claim's list item or paragraph its id.

    Args:
        html: An article's, sanitised: as the outline reads it, which reads no claim
            that has its id.
    """
    return add_anchors(html, place_claims(html))


def add_anchors(html: str, claims: Iterable[PlacedClaim]) -> str:
    """Give the claims that were found in this HTML their ids; see ``anchor_claims``."""
    return "".join(_pieces(html, claims))


def _pieces(html: str, claims: Iterable[PlacedClaim]) -> Iterator[str]:
    seen: set[str] = set()
    done = 0
    for each in claims:
        anchor = claim_anchor(each.claim.text)
        if anchor not in seen:
            seen.add(anchor)
            end = html.index(">", each.start)
            yield f'{html[done:end]} id="{anchor}"'
            done = end
    yield html[done:]
