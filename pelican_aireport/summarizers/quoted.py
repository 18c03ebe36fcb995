"""What a claim of the extractive summarizer quotes, read back; pure.

Its frame (who wrote it, when, how many others did) is the same from day to day and
says nothing of the matter.
"""

import re
from functools import cache

from pelican_aireport.articles.sections import LANGUAGES, wording
from pelican_aireport.summarizers.phrases import phrases

__all__ = ["blank_writer", "find_quoted"]

_FIELD = re.compile(r"\{(\w+)\}")
_NAME = r"(?P<name>[^\s\u201c\u201d][^\u201c\u201d]*?)"
"""Of a writer: it holds none of the marks that his words stand in."""

_FORMS = {
    "author": r"@?[A-Za-z0-9_]{1,50}",
    "month": r"\w{1,9}",
    "day": r"\d\d?",
    "time": r"\d\d:\d\d",
}


def find_quoted(text: str) -> str | None:
    """Find the quotation of a claim in any language; ``None`` if it quotes nobody."""
    found = (form.search(text) for form in _forms())
    return next((match["quote"] for match in found if match), None)


def blank_writer(text: str, lead: str = "") -> tuple[str, str]:
    """Return a claim's text without its writer's display name, and that name.

    It says who speaks, not what of. Its place is white space, so that all else stays
    where it was; a claim that quotes nobody comes back unchanged, with no name.

    Args:
        text: The claim's.
        lead: What the text begins with, its colon not included.
    """
    start = len(lead) if text.startswith(lead) else 0
    matches = (form.match(text, start) for form in _writers())
    found = next((match for match in matches if match), None)
    if found is None:
        return text, ""
    begin, end = found.span("name")
    return text[:begin] + " " * (end - begin) + text[end:], found["name"]


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    # The form without a name is part of the other but for a bracket.
    return tuple(
        _compile(template, *wording(language).quotes)
        for language in LANGUAGES
        for template in (phrases(language).said, phrases(language).said_without_name)
    )


@cache
def _writers() -> tuple[re.Pattern[str], ...]:
    # What was written in another language stays so when the site's changes.
    return tuple(
        re.compile(
            r"\s*[\uff1a:]?\s*"
            + _fill(
                phrases(language).said, name=_NAME, quote=wording(language).quotes[0]
            )
        )
        for language in LANGUAGES
    )


def _compile(template: str, opening: str, closing: str) -> re.Pattern[str]:
    quote = f"{opening}(?P<quote>.+){closing}"
    return re.compile(_fill(template, name="", quote=quote))


def _fill(template: str, **forms: str) -> str:
    fixed, fields = _FIELD.split(template)[::2], _FIELD.split(template)[1::2]
    known = {**_FORMS, **forms}
    parts = zip(fixed, (*(known[field] for field in fields), ""), strict=True)
    return "".join(re.escape(words) + form for words, form in parts)
