"""The ids by which links lead to a claim on its report's page; pure."""

from pelican_aireport.articles.claims import fingerprint

__all__ = ["claim_anchor"]


def claim_anchor(text: str) -> str:
    """Return the id of the claim with this text, as a reader sees it.

    The same wherever the claim stands in its report. Where a report says a thing
    twice in the same words, the id is that of the first.
    """
    return f"c-{fingerprint(text)}"
