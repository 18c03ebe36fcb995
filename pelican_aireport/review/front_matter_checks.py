"""What is wrong with an article's front matter; pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from pelican_aireport.articles.corrections import find_correction_faults
from pelican_aireport.articles.front_matter import read_provenance, read_text
from pelican_aireport.articles.metadata import (
    is_by_author,
    read_moment,
    read_slug,
)
from pelican_aireport.articles.yaml_faults import find_fault_line
from pelican_aireport.errors import ArticleError
from pelican_aireport.review.article import ReadArticle
from pelican_aireport.review.findings import Finding
from pelican_aireport.review.key_lines import KeyLine, find_key_lines
from pelican_aireport.setting_values import nearest

__all__ = ["check_front_matter", "find_broken_front_matter"]

_STATUSES = ("draft", "published", "hidden", "skip")
_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_DASHES = re.compile(r"[._]")
_PLACE = re.compile(r"front matter, line \d+: ")

_KEYS = frozenset(
    {
        *("title", "slug", "date", "modified", "category", "tags", "keywords"),
        *("summary", "status", "lang", "author", "authors", "aireport", "draft"),
        *("corrections", "written_by"),
        *("published", "layout", "posttime", "template", "translation", "save_as"),
    }
)
"""Keys that mean something here or to Pelican."""

_FOREIGN_KEYS = frozenset(
    {
        *("aliases", "categories", "comments", "cover", "description", "excerpt"),
        *("image", "permalink", "subtitle", "time", "type", "updated", "url"),
        *("lastmod", "publishdate", "series", "thumbnail", "toc", "weight"),
    }
)
"""Keys of other programs that look like misspellings of ours."""

_OUR_KEYS = frozenset(
    {
        *("topic", "window", "source", "fetched_at", "tweets", "summarizer", "model"),
        *("prompt", "calls", "tokens", "cost_usd", "claims", "earlier_reports"),
        *("partial", "fallback", "body"),
    }
)
"""Keys inside ``aireport``."""

_DAMAGES = {
    "window": ("cannot be read", "write START/END, both with date, time and offset"),
    "fetched_at": ("cannot be read", "write date, time and offset"),
    "tweets": (
        "does not add up",
        "what was fetched is what was kept and each kind of what was dropped",
    ),
    "body": ("is no hash of a body", "restore the line as it was generated"),
}
"""What may be wrong with our keys, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Front:
    article: ReadArticle
    timezone: ZoneInfo
    lines: Mapping[str, int]
    """Of keys."""

    @property
    def values(self) -> Mapping[str, object]:
        """The front matter's."""
        return self.article.front.values

    @property
    def ours(self) -> Mapping[str, object]:
        """What stands inside ``aireport``."""
        said = self.values.get("aireport")
        return said if isinstance(said, dict) else {}

    def find(self, key: str, code: str, message: str, remedy: str) -> Finding:
        """Make a finding on a key's line, or on the first where it is not there."""
        return Finding(
            path=self.article.path,
            line=self.lines.get(key, self.lines.get(key.partition(".")[0], 1)),
            code=code,
            message=message,
            remedy=remedy,
        )


_Check = Callable[[_Front], Iterator[Finding]]


def check_front_matter(article: ReadArticle, timezone: ZoneInfo) -> Iterator[Finding]:
    """Check all that an article says before its body."""
    keys = find_key_lines(article.text)
    front = _Front(
        article=article,
        timezone=timezone,
        lines={each.key: each.line for each in reversed(keys)},
    )
    for check in _CHECKS:
        yield from check(front)
    yield from _check_twice(front, keys)


def find_broken_front_matter(path: Path, text: str, error: ArticleError) -> Finding:
    """Return the finding that a file has no front matter that can be read."""
    message, _, remedy = _PLACE.sub("", str(error)).partition("; ")
    cause = error.__cause__
    fault = find_fault_line(cause) if isinstance(cause, yaml.YAMLError) else None
    whole = text.removeprefix("\ufeff").replace("\r\n", "\n")
    first = len(whole) - len(whole.lstrip("\n")) + 1
    return Finding(
        path=path,
        line=first if fault is None else first + 1 + fault,
        code="front-matter",
        message=message,
        remedy=remedy or "mend the YAML between the two lines ---",
    )


def _check_dates(front: _Front) -> Iterator[Finding]:
    for key in ("date", "modified"):
        try:
            said = read_moment(front.values, key, front.timezone)
        except ArticleError as error:
            yield front.find(key, "date", *_split(error))
            continue
        if key == "date" and said is None and front.article.provenance.window is None:
            yield front.find(
                *(key, "date", "there is no date"),
                "add a line date: YYYY-MM-DD HH:MM:SS",
            )


def _split(error: ArticleError) -> tuple[str, str]:
    message, _, remedy = str(error).partition("; ")
    return message, remedy


def _check_status(front: _Front) -> Iterator[Finding]:
    said = read_text(front.values, "status")
    if said is not None and said.lower() not in _STATUSES:
        close = nearest(said, _STATUSES)[2:]
        remedy = close or f"use {', '.join(_STATUSES)}"
        yield front.find("status", "status", f"{said!r} is no status", remedy)


def _check_slug(front: _Front) -> Iterator[Finding]:
    try:
        read_slug(front.values, front.article.path.stem)
    except ArticleError as error:
        yield front.find("slug", "slug", *_split(error))


def _check_title(front: _Front) -> Iterator[Finding]:
    is_wanted = "title" in front.values or front.article.is_report
    if is_wanted and read_text(front.values, "title") is None:
        yield front.find("title", "title", "the title is empty", "write one")


def _check_tags(front: _Front) -> Iterator[Finding]:
    tags = front.values.get("tags")
    if isinstance(tags, list) and all(isinstance(each, str) for each in tags):
        return
    # Other programs write tags as one text, which is read as well.
    is_text = isinstance(tags, str) and not (tags and front.article.is_report)
    if tags is not None and not is_text:
        yield front.find(
            "tags", "tags", "the tags are no list", "write tags: [one, other]"
        )


def _check_origin(front: _Front) -> Iterator[Finding]:
    if "aireport" not in front.values:
        return
    if not front.article.is_report:
        message = "aireport holds no key: value lines"
        remedy = "restore what was generated, or delete the key"
        yield front.find("aireport", "aireport", message, remedy)
        return
    for key, is_damaged in _find_damages(front).items():
        if is_damaged and key in front.ours:
            message, remedy = _DAMAGES[key]
            name = f"aireport.{key}"
            yield front.find(name, _DASHES.sub("-", name), f"{name} {message}", remedy)


def _find_damages(front: _Front) -> Mapping[str, bool]:
    read = read_provenance(front.values, topic="")
    return {
        "window": read.window is None,
        "fetched_at": read.fetched_at is None,
        "tweets": read.counts is None,
        "body": not _is_hash(front.ours),
    }


def _is_hash(ours: Mapping[str, object]) -> bool:
    return _HASH.fullmatch(read_text(ours, "body") or "") is not None


def _check_authorship(front: _Front) -> Iterator[Finding]:
    said = front.values.get("written_by")
    if said is not None and not is_by_author(front.values):
        yield front.find(
            "written_by",
            "written-by",
            f"written_by: {said!r} says nothing, and the mark of a machine stays",
            "write written_by: author if the text is yours, or delete the line",
        )


def _check_corrections(front: _Front) -> Iterator[Finding]:
    for fault in find_correction_faults(front.values):
        remedy = "write it as - {date: YYYY-MM-DD, text: what was wrong, what is right}"
        yield front.find("corrections", "corrections", fault, remedy)


def _check_keys(front: _Front) -> Iterator[Finding]:
    for values, known, foreign, prefix in (
        (front.values, _KEYS, _FOREIGN_KEYS, ""),
        (front.ours, _OUR_KEYS, frozenset[str](), "aireport."),
    ):
        for key in values:
            close = "" if key in known | foreign else nearest(str(key), known)
            if close:
                message = f"{key!r} is no key that anything reads"
                yield front.find(
                    f"{prefix}{key}".lower(), "unknown-key", message, close[2:]
                )


def _check_twice(front: _Front, keys: Iterable[KeyLine]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for each in keys:
        if each.key in seen:
            yield Finding(
                path=front.article.path,
                line=each.line,
                code="key-twice",
                message=f"{each.key} stands on line {seen[each.key]} already",
                remedy="keep one of the two",
            )
        seen.setdefault(each.key, each.line)


_CHECKS: tuple[_Check, ...] = (
    _check_dates,
    _check_status,
    _check_slug,
    _check_title,
    _check_tags,
    _check_origin,
    _check_authorship,
    _check_corrections,
    _check_keys,
)
