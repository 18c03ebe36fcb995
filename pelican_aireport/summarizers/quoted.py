"""What a claim of the extractive summarizer quotes, read back; pure.

Its frame (who wrote it, when, how many others did) is the same from day to day and
says nothing of the matter.
"""

import re
from functools import cache

from pelican_aireport.articles.sections import LANGUAGES, wording
from pelican_aireport.summarizers.phrases import phrases

__all__ = ["find_quoted"]

_FIELD = re.compile(r"\{(\w+)\}")
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


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    # The form without a name is part of the other but for a bracket.
    return tuple(
        _compile(template, *wording(language).quotes)
        for language in LANGUAGES
        for template in (phrases(language).said, phrases(language).said_without_name)
    )


def _compile(template: str, opening: str, closing: str) -> re.Pattern[str]:
    fixed, fields = _FIELD.split(template)[::2], _FIELD.split(template)[1::2]
    forms = {
        **_FORMS,
        "name": "",
        "quote": f"{opening}(?P<quote>.+){closing}",
    }
    parts = zip(fixed, (*(forms[field] for field in fields), ""), strict=True)
    return re.compile("".join(re.escape(words) + form for words, form in parts))
