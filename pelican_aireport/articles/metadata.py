"""Front matter values as an article's facts; pure.

The values were written by people, editors and earlier scripts: each function takes
what is usable and refuses the rest.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

from dateutil.parser import parse as parse_date  # type: ignore[import-untyped]
from pelican.utils import slugify

from pelican_aireport.articles.front_matter import parse_moment, read_text
from pelican_aireport.articles.quotations import quote
from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.errors import ArticleError
from pelican_aireport.model import Outline

__all__ = [
    "derive_summary",
    "find_language",
    "is_by_author",
    "read_lang",
    "read_moment",
    "read_names",
    "read_slug",
    "read_status",
]

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,127}")
_NOT_SLUG = re.compile(r"[^a-z0-9_-]+")
_LANG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
_MARKUP = re.compile('[<>"]')
_SUMMARY_LENGTH = 120
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r'<sup class.*?</sup>|<(?:[^">]|"[^"]*")*>', re.DOTALL)
_SENTENCE_ENDS = ("。", "！", "？", "!", "?", ".", "”", "；")  # noqa: RUF001
_COLONS = ("：", ":")  # noqa: RUF001
_NO_DATE = datetime(1, 1, 1)  # noqa: DTZ001 - fills what a date leaves out
_STATUSES = {"published", "draft", "hidden", "skip"}
_NO = {"false", "no", "off"}
_YES = {"true", "yes", "on"}
_AUTHOR = "author"


def read_slug(values: Mapping[str, object], stem: str) -> str:
    """Return an article's identity: its ``slug`` line, else its file's name.

    Raises:
        ArticleError: neither holds a letter or digit.
    """
    said = (read_text(values, "slug") or stem).lower()
    if _SLUG.fullmatch(said):
        return said
    plain = _NOT_SLUG.sub("-", slugify(said)).strip("-_")[:128]
    if not plain:
        raise ArticleError(f"slug: {said!r} is not usable; write letters or digits")
    return plain


def read_moment(
    values: Mapping[str, object], key: str, timezone: ZoneInfo
) -> datetime | None:
    """Return a date with its offset; a date without one is in the site's zone.

    Raises:
        ArticleError: the value is no date.
    """
    said = read_text(values, key)
    if said is None:
        return None
    moment = parse_moment(said) or _parse_freely(said)
    if moment is None:
        raise ArticleError(f"{key}: {said!r} is not a date; use YYYY-MM-DD HH:MM:SS")
    return moment if moment.utcoffset() is not None else moment.replace(tzinfo=timezone)


def _parse_freely(text: str) -> datetime | None:
    try:
        parsed: datetime = parse_date(text, default=_NO_DATE)
    except (ValueError, OverflowError):
        return None
    return parse_moment(parsed.isoformat())


def read_status(values: Mapping[str, object], default: str) -> str | None:
    """Return an article's status, ``None`` for a word that is none.

    ``draft: true`` and ``published: false`` of other programs count as well, but
    ``skip`` keeps away what they say too.
    """
    said = (read_text(values, "status") or default).lower()
    if said == "skip":
        return said
    if (read_text(values, "draft") or "").lower() in _YES:
        return "draft"
    if (read_text(values, "published") or "").lower() in _NO:
        return "draft"
    return said if said in _STATUSES else None


def is_by_author(values: Mapping[str, object]) -> bool:
    """Tell whether an author says that he wrote the text: ``written_by: author``.

    Nothing else counts, so that no slip takes the mark of a machine from its text.
    """
    return (read_text(values, "written_by") or "").lower() == _AUTHOR


def read_lang(values: Mapping[str, object]) -> str | None:
    """Return the language tag in lower case, ``None`` where there is none."""
    said = (read_text(values, "lang") or "").lower().replace("_", "-")
    return said if _LANG.fullmatch(said) else None


def find_language(*tags: str | None) -> str:
    """Find our language for the first tag that is known, else the default one."""
    for tag in filter(None, tags):
        base = tag.lower().replace("_", "-").partition("-")[0]
        for language in LANGUAGES:
            if language.partition("-")[0] == base:
                return language
    return LANGUAGES[0]


def read_names(values: Mapping[str, object], *keys: str) -> tuple[str, ...]:
    """Return tags or authors under the first key that has any, each once."""
    for key in keys:
        said = values.get(key)
        parts: Iterable[object] = (
            said
            if isinstance(said, list)
            else re.split("[;,]", read_text(values, key) or "")
        )
        names = (read_text({"": part}, "") or "" for part in parts)
        plain = (_MARKUP.sub("", name).strip() for name in names)
        # Without a letter or digit there would be no address for it.
        found = dict.fromkeys(n for n in plain if any(map(str.isalnum, n)))
        if found:
            return tuple(found)
    return ()


def derive_summary(outline: Outline, html: str) -> str:
    """Return the first sentence that is no heading, in one line.

    Of the overview, else of the key points, else of the first paragraph.
    """
    briefing = outline.digest.briefing
    claims = briefing.overview or briefing.key_points
    found = None if claims else _PARAGRAPH.search(html)
    text = claims[0].text if claims else _plain(found[1] if found else "")
    said = quote(text, length=_SUMMARY_LENGTH)
    if said.text.endswith(_COLONS):
        return _without_announcement(said.text)
    is_whole = said.text.endswith(_SENTENCE_ENDS) or not said.is_cut
    return said.text if is_whole else f"{said.text}……"


def _without_announcement(text: str) -> str:
    sentence, comma, _ = text.rpartition("，")  # noqa: RUF001 - a Chinese sentence
    return f"{sentence}。" if comma else text[:-1]


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
