"""Sentences in the form that code writes: counts of tweets, and quotations; pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import zip_longest
from types import MappingProxyType

from pelican_aireport.articles.sections import wording
from pelican_aireport.summarizers.phrases import Phrases, phrases

__all__ = [
    "ToldQuotation",
    "find_kept",
    "find_quotation",
    "is_counted",
    "leave_out_counts",
    "tell_moment_of_quotation",
]

_FIELD = re.compile(r"\{(\w+)\}")
_SPACE = re.compile(r"\s+")
_NUMERALS = (
    "[\u4e00\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e]+"
)
"""Figures in Chinese characters: an author may prefer them."""

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


def find_kept(text: str, language: str) -> int | None:
    """Find how many tweets an overview that code counted says were selected."""
    told = _SPACE.sub("", text)
    found = next(filter(None, (form.match(told) for form in _kept(language))), None)
    return int(found["tweets"].replace(",", "")) if found else None


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
    """Return a text without its counts of tweets, authors, groups and reports.

    They are the report's own: no tweet says how many there are, nor on how many days
    a matter was told.
    """
    return _counted(language).sub(lambda found: found[1] or "", text)


@cache
def _counted(language: str) -> re.Pattern[str]:
    words = phrases(language)
    nouns = _nouns(words.tweets, words.authors, words.reports)
    days = rf"(?<=[(\uff08])\d+ ?(?:{_nouns(words.days)})(?=[)\uff09])"
    # A group may be of anything: with the words before it, it is the report's.
    groups = _groups(words.groups)
    return re.compile(rf"(?:\b\d+|{_NUMERALS}) ?({nouns})|{days}|{groups}")


def _groups(forms: Iterable[str]) -> str:
    number = {"n": rf"(?:[\d,]+|{_NUMERALS})"}
    return f"(?:{'|'.join(_form(each, number) for each in forms)})"


def _nouns(*forms: Iterable[str]) -> str:
    nouns = {each.replace("{n} ", "") for several in forms for each in several}
    return "|".join(map(re.escape, sorted(nouns)))


@cache
def _counts(language: str) -> re.Pattern[str]:
    # Spaces between Chinese and Latin letters are put in afterwards.
    words = phrases(language)
    # Nothing but numbers: else a sentence of any length had one of these forms.
    fields = {
        "authors": rf"(?:[\d,]+|{_NUMERALS})(?:{_nouns(words.authors)})",
        "groups": _groups(_SPACE.sub("", each) for each in words.groups),
    }
    counts, plain, leading, scattered, nearly, markets, nameless, lasting, *made = (
        _form(_SPACE.sub("", template), fields)
        for template in _counting_templates(words)
    )
    days = f"(?:{counts}|{plain}(?:{scattered}|{nearly})?)(?:{leading})?"
    days = f"{days}|{markets}|{nameless}"
    return re.compile(f"{days}|(?:{'|'.join(made)})(?:{lasting})?")


def _counting_templates(words: Phrases) -> tuple[str, ...]:
    return (
        words.overview_counts,
        words.overview_counts_without_groups,
        words.overview_leading,
        words.overview_scattered,
        words.overview_nearly_scattered,
        words.overview_markets,
        words.overview_markets_without_names,
        words.rollup_leading,
        *words.rollup_made.values(),
    )


@cache
def _kept(language: str) -> tuple[re.Pattern[str], ...]:
    words = phrases(language)
    number = {"tweets": rf"(?P<tweets>[\d,]+)(?:{_nouns(words.tweets)})"}
    days = (words.overview_counts, words.overview_counts_without_groups)
    templates = (*days, *words.rollup_made.values())
    return tuple(re.compile(_form(_SPACE.sub("", each), number)) for each in templates)


@cache
def _quotations(language: str) -> tuple[re.Pattern[str], ...]:
    words, marks = phrases(language), wording(language)
    opening, closing = marks.quotes
    excerpt, stop = re.escape(marks.excerpt), re.escape(marks.stop)
    quoted = f"{opening}(?P<quote>.+){closing}(?:{excerpt})?(?:{stop})?"
    counted = {
        "authors": rf"(?:\d+|{_NUMERALS}) ?(?:{_nouns(words.authors)})",
        "cited": rf"(?:\d+|{_NUMERALS})",
    }
    others = "|".join(
        _form(each, counted) for each in (words.others, words.others_in_part)
    )
    fields = {
        "author": r"(?P<author>\w{1,50})",
        "month": r"(?P<month>\w{1,9})",
        "day": r"(?P<day>\d{1,2})",
        "time": r"(?P<time>\d\d:\d\d)",
        "quote": quoted,
    }
    return tuple(
        re.compile(f"{_form(template, fields)}(?:{others})?(?:{_told_days(words)})?")
        for template in (words.said, words.said_without_name)
    )


def _told_days(words: Phrases) -> str:
    """Return what a roll-up says of other days behind a claim."""
    day = _form(words.rollup_day, {"month": r"\w{1,9}", "day": r"\d{1,2}"})
    # Spaces between Chinese and figures are put in afterwards.
    joint = f"(?:{re.escape(words.join)}|{re.escape(words.last_join)}) ?"
    named = _form(words.rollup_days, {"days": f"{day}(?:{joint}{day})*"})
    counted = rf"\d+ ?(?:{_nouns(words.days)})"
    return f"{named}|{_form(words.rollup_more_days, {'days': counted})}"


def _form(template: str, fields: Mapping[str, str] = _ANYTHING) -> str:
    """Return what a template matches; fields that are not given hold anything."""
    texts, names = _FIELD.split(template)[::2], _FIELD.findall(template)
    gaps = (fields.get(name, ".+?") for name in names)
    return "".join(
        re.escape(text) + gap for text, gap in zip_longest(texts, gaps, fillvalue="")
    )
