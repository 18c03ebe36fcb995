"""What readers are warned of at the head of a report; pure but for its data.

One place for the page and for the feeds, in the report's own language.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from importlib import resources

from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.articles.sections import wording
from pelican_aireport.model import Provenance
from pelican_aireport.site.ai_mark import find_mark
from pelican_aireport.summarizers.phrases import phrases

__all__ = ["Notice", "list_head", "list_notices", "render_notices"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A warning: one or two words and a sentence, as plain text."""

    kind: str
    title: str
    text: str


def list_notices(report: ArticleReport) -> tuple[Notice, ...]:
    """List what is to be known of a report before it is read."""
    table = _table()[report.language]
    return tuple(
        Notice(
            kind=kind,
            title=table[kind]["title"],
            text=table[kind]["text"].format(**facts),
        )
        for kind, facts in _find(report.provenance, report.language)
    )


def list_head(report: ArticleReport) -> tuple[Notice, ...]:
    """List all that a text begins with where no page shows it: in feeds.

    That a machine made it, what was put right in it, and the notices.
    """
    mark = find_mark(report)
    made = (Notice(kind="made", title=mark.title, text=mark.text),) if mark else ()
    corrected = (
        Notice(
            kind="correction",
            title=_correction_title(report.language, each.date),
            text=each.text,
        )
        for each in report.corrections
    )
    return (*made, *corrected, *list_notices(report))


def render_notices(notices: Iterable[Notice], language: str) -> str:
    """Render notices as the first paragraphs of a text in HTML."""
    colon = wording(language).colon
    return "".join(
        f"<p><strong>{escape(notice.title)}{colon}</strong>{escape(notice.text)}</p>\n"
        for notice in notices
    )


def _correction_title(language: str, day: date | None) -> str:
    words = _table()[language]["correction"]
    return words["dated"].format(day=day) if day else words["title"]


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    file = resources.files("pelican_aireport") / "data" / "notices.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _find(
    provenance: Provenance, language: str
) -> Iterator[tuple[str, Mapping[str, object]]]:
    if provenance.source == "sample":
        yield "sample", {}
    window, fetched_at = provenance.window, provenance.fetched_at
    if window is not None and fetched_at is not None and fetched_at in window:
        local = fetched_at.astimezone(window.start.tzinfo)
        month = phrases(language).months[local.month - 1]
        yield "early", {"month": month, "day": local.day, "time": f"{local:%H:%M}"}
    if provenance.partial is not None:
        yield "partial", {"reason": provenance.partial}
    if provenance.fallback is not None:
        yield "fallback", {"reason": provenance.fallback}
