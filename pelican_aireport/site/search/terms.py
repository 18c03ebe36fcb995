"""The terms by which a text is found: pieces of two or three characters; pure.

Chinese has no spaces, and a list of words always lacks some: so every two neighbours
are a term. In Latin words and numbers, where two letters say little, every three are
one as well. Both find any part of a text, whatever it is a word of.
"""

import re

__all__ = ["filter_term", "query_terms", "terms_of"]

_NARROW = "[a-z0-9.]"
_WIDE = (
    "[^\x00-\xbf\xd7\xf7\u2000-\u2bff\u3000-\u3004\u3008-\u303f\ufe00-\ufe6f"
    "\U0001f000-\U0001faff]"
)
"""All that is no punctuation and no picture: Chinese above all."""

_RUN = re.compile(f"(?:{_NARROW}|{_WIDE})+")
_NARROW_RUN = re.compile(f"{_NARROW}{{3,}}")
_QUERY_TERM = re.compile(
    f"(?=({_NARROW}{{3}}|{_WIDE}(?:{_NARROW}|{_WIDE})|{_NARROW}{_WIDE}"
    f"|(?<!{_NARROW}){_NARROW}{{2}}(?!{_NARROW})))"
)


def terms_of(folded: str) -> set[str]:
    """Return all terms of a folded text; none reaches over punctuation."""
    terms = {
        run[at : at + 2]
        for run in _RUN.findall(folded)
        for at in range(len(run) - 1)
    }
    terms.update(
        run[at : at + 3]
        for run in _NARROW_RUN.findall(folded)
        for at in range(len(run) - 2)
    )
    return terms


def query_terms(folded: str) -> tuple[str, ...]:
    """Return the terms that lead to all texts which hold a folded word."""
    return tuple(dict.fromkeys(_QUERY_TERM.findall(folded)))


def filter_term(field: str, value: str) -> str:
    """Return the term of all that a filter lets pass; longer than a text's terms."""
    return f"{field}={value}"
