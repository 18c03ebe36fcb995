"""Sentences in the form that code writes: counts of tweets, and quotations; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import zip_longest
from types import MappingProxyType

from pelican_aireport.articles.sections import wording
from pelican_aireport.summarizers.phrases import Phrases, phrases

__all__ = [
    "ToldQuotation",
    "find_quotation",
    "is_counted",
    "leave_out_counts",
    "tell_moment_of_quotation",
]

_FIELD = re.compile(r"\{(\w+)\}")
_SPACE = re.compile(r"\s+")
_ANYTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldQuotation:
    """Whom a claim quotes in full form, and what."""

    author: str
    """The handle."""
    quote: str
    moment: tuple[str, str, str]
    """The month as it is called, the day and the time."""


def is_counted(text: str, language: str) -> bool:
    """Tell whether a text has the form of an overview that code counted.

    No tweet says how many tweets there are.
    """
    return _counts(language).fullmatch(_SPACE.sub("", text)) is not None


def find_quotation(text: str, lead: str, language: str) -> ToldQuotation | None:
    """Find the quotation of a claim that is nothing else, lead and counts aside."""
    words = wording(language)
    said = text.removeprefix(lead).removeprefix(words.lead.strip()).lstrip()
    for form in _quotations(language):
        if found := form.fullmatch(said):
            return ToldQuotation(
                author=found["author"],
                quote=found["quote"],
                moment=(found["month"], found["day"], found["time"]),
            )
    return None


def tell_moment_of_quotation(moment: datetime, language: str) -> tuple[str, str, str]:
    """Return how a quotation tells a moment, which is in the zone of the report."""
    month = phrases(language).months[moment.month - 1]
    return month, str(moment.day), f"{moment:%H:%M}"


def leave_out_counts(text: str, language: str) -> str:
    """Return a text without its counts of tweets, authors and topics.

    They are the report's own: no tweet says how many there are.
    """
    return _counted(language).sub(lambda found: found[1], text)


@cache
def _counted(language: str) -> re.Pattern[str]:
    words = phrases(language)
    forms = {*words.tweets, *words.authors, *words.topics}
    nouns = "|".join(re.escape(each.replace("{n} ", "")) for each in sorted(forms))
    return re.compile(rf"\b\d+ ?({nouns})")


@cache
def _counts(language: str) -> re.Pattern[str]:
    # Spaces between Chinese and Latin letters are put in afterwards.
    words = phrases(language)
    counts, leading, scattered, markets, nameless, days = (
        _form(_SPACE.sub("", template)) for template in _counting_templates(words)
    )
    made = "|".join(_form(_SPACE.sub("", each)) for each in words.rollup_made.values())
    of_a_day = f"{counts}(?:{leading}|{scattered})?|{markets}|{nameless}"
    return re.compile(f"{of_a_day}|(?:{made})(?:{days})?")


def _counting_templates(words: Phrases) -> tuple[str, ...]:
    return (
        words.overview_counts,
        words.overview_leading,
        words.overview_scattered,
        words.overview_markets,
        words.overview_markets_without_names,
        words.rollup_leading,
    )


@cache
def _quotations(language: str) -> tuple[re.Pattern[str], ...]:
    words, marks = phrases(language), wording(language)
    opening, closing = marks.quotes
    excerpt, stop = re.escape(marks.excerpt), re.escape(marks.stop)
    quoted = f"{opening}(?P<quote>.+){closing}(?:{excerpt})?(?:{stop})?"
    others = f"(?:{_form(words.others)}|{_form(words.others_in_part)})?"
    fields = {
        "author": r"(?P<author>\w{1,50})",
        "month": r"(?P<month>\w{1,9})",
        "day": r"(?P<day>\d{1,2})",
        "time": r"(?P<time>\d\d:\d\d)",
        "quote": quoted,
    }
    return tuple(
        re.compile(_form(template, fields) + others)
        for template in (words.said, words.said_without_name)
    )


def _form(template: str, fields: Mapping[str, str] = _ANYTHING) -> str:
    """Return what a template matches; fields that are not given hold anything."""
    texts, names = _FIELD.split(template)[::2], _FIELD.findall(template)
    gaps = (fields.get(name, ".+?") for name in names)
    return "".join(
        re.escape(text) + gap for text, gap in zip_longest(texts, gaps, fillvalue="")
    )
