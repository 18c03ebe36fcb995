"""Archives for tests: entries as they are read from Markdown, without Pelican."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.outline import outline_of
from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.articles.sanitizer import sanitize
from pelican_aireport.language.entities import Aliases, load_aliases
from pelican_aireport.model import Counts, Entity, Period, Provenance
from pelican_aireport.selection.windows import window_of_days
from pelican_aireport.site.archive import Archive, make_archive
from pelican_aireport.site.entries import Entry, read_entry

__all__ = ["SHANGHAI", "make_article", "make_entries", "make_entry", "report_body"]

SHANGHAI = ZoneInfo("Asia/Shanghai")


class _Category(SimpleNamespace):
    def __str__(self) -> str:
        return "日报"


def report_body(*points: str, events: tuple[str, ...] = ()) -> str:
    """Return a report's Markdown with these key points and events, each cited."""
    lines = ["## 简要部分", "### 核心信息"]
    lines += [f"{n}. {text}[^t1]" for n, text in enumerate(points, 1)]
    lines += ["## 详细分析部分", "### 关键事件与发展"]
    lines += [f"- {text}[^t1]" for text in events]
    lines += ["[^t1]: **@ann** · 2026-09-07 12:00 · 赞 9 · 转 1 · “Larkspur 3”"]
    return "\n\n".join(lines) + "\n"


def make_article(
    day: date,
    body: str = "",
    *,
    topic: str = "t",
    period: Period = Period.DAY,
    tags: tuple[str, ...] = (),
    title: str = "题",
    last: date | None = None,
) -> Any:
    """Make what Pelican would make of a report of some days."""
    html = sanitize(render_html(body or report_body("Larkspur 发布 Larkspur 3")))
    window = window_of_days(day, last or day, SHANGHAI)
    slug = f"{topic}_{day:%Y%m%d}_{last or day:%Y%m%d}"
    report = ArticleReport(
        title=title,
        summary="概述。",
        outline=outline_of(html, timezone=SHANGHAI),
        provenance=Provenance(
            topic=topic,
            window=window,
            period=period,
            counts=Counts(fetched=15, kept=15),
            summarizer="extractive",
        ),
        edited=False,
        legacy=False,
        language="zh-CN",
        picture=None,
    )
    return SimpleNamespace(
        slug=slug,
        url=f"reports/{slug}/",
        title=title,
        summary="概述。",
        lang="zh-cn",
        status="published",
        date=datetime.combine((last or day) + timedelta(days=1), time.min, SHANGHAI)
        - timedelta(seconds=1),
        category=_Category(url="topics/t/"),
        tags=[SimpleNamespace(name=name) for name in tags],
        report=report,
        _content=html,
    )


def make_entry(
    day: date,
    body: str = "",
    *,
    aliases: Aliases | None = None,
    known_tags: Mapping[str, Entity] | None = None,
    **fields: Any,
) -> Entry:
    """Make the entry of a report of one day."""
    return read_entry(
        make_article(day, body, **fields),
        aliases=aliases or load_aliases(),
        timezone=SHANGHAI,
        tags=known_tags or {},
    )


def make_entries(*entries: Entry) -> Archive:
    """Make an archive of entries in any order."""
    return make_archive(sorted(entries, key=lambda entry: entry.date, reverse=True))
