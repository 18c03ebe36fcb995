"""Whether somebody who is quoted only passes on what he heard; pure."""

import re

from pelican_aireport.evidence.claims.folding import blank, fold
from pelican_aireport.evidence.claims.modality import find_doubt
from pelican_aireport.evidence.claims.vocabulary import words_in

__all__ = ["is_hearsay"]

_TABLE = "modality"

_HEAD = re.compile(r".{16,}?(?:[\u3002!?\n]|\.(?![\dA-Za-z]))|.+", re.DOTALL)
"""The first sentence, with what only calls for attention before it."""


def is_hearsay(text: str) -> bool:
    """Tell whether a tweet's own words say that what it tells is a rumour.

    They do in its first sentence, or by a word that holds for all of it; not where it
    tells a fact before, or confirms, denies or answers a rumour. That is less than what
    checks of a model's claims take for one: a quotation shows its words, so a mark that
    is wrong harms more than one that is missing.
    """
    folded = fold(text)
    others = words_in(folded, _TABLE, "no_hearsay")
    folded = blank(folded, [found.span() for found in others])
    return (
        _is_passed_on(folded)
        and find_doubt(folded) == "rumour"
        and not words_in(folded, _TABLE, "answers")
        and not words_in(folded, "directions", "denials")
    )


def _is_passed_on(folded: str) -> bool:
    heard = words_in(folded, _TABLE, "hearsay")
    head = _HEAD.match(folded)
    if not heard or head is None:
        return False
    is_first = heard[0].start() < head.end()
    return is_first or bool(words_in(folded, _TABLE, "unconfirmed"))
