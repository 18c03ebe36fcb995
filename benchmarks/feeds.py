"""Time the feeds and data of 250 and of 1,000 reports that name 400 companies.

Prints CPU seconds and sizes of what the site offers beside its pages; the reports are
invented, the same on every run. Nothing is written.
"""

import random
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.outline import outline_of
from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.articles.sanitizer import sanitize
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Provenance
from pelican_aireport.selection.windows import window_of_days
from pelican_aireport.site.archive import make_archive
from pelican_aireport.site.entity_stories import collect_stories
from pelican_aireport.site.entries import read_entry
from pelican_aireport.site.site_data import list_data

_SIZES = (250, 1_000)
_ZONE = ZoneInfo("Asia/Shanghai")
_NAMES = tuple(f"Qorvane{number}x" for number in range(400))
_SETTINGS = {
    "SITEURL": "https://example.com",
    "SITENAME": "bench",
    "DEFAULT_LANG": "zh-cn",
    "DIRECT_TEMPLATES": ["index"],
    "FEED_MAX_ITEMS": 20,
}
_HEADINGS = {"核心信息": 10, "重要观点与见解": 5, "关键事件与发展": 5, "人工智能": 5}


def main() -> None:
    """Print a line for each size."""
    aliases = load_aliases({name: {"kind": "company", "names": []} for name in _NAMES})
    for size in _SIZES:
        articles = [_make_article(number) for number in range(size)][::-1]
        entries = [
            read_entry(each, aliases=aliases, timezone=_ZONE) for each in articles
        ]
        context = {"articles": articles}
        start = time.process_time()
        archive = make_archive(entries)
        stories = collect_stories(archive)
        files = tuple(list_data(archive, stories, context, _SETTINGS, ()))
        seconds = time.process_time() - start
        kib = sum(len(file.content) for file in files) // 1024
        print(f"{size} reports: {seconds:.2f} s CPU, {len(files)} files, {kib:,} KiB")


def _make_article(number: int) -> Any:
    day = date(2024, 1, 1) + timedelta(days=number)
    html = sanitize(render_html("\n\n".join(_lines(random.Random(number)))))  # noqa: S311
    report = ArticleReport(
        title="Larkspur and Tarn",
        summary="概述。",
        outline=outline_of(html, timezone=_ZONE),
        provenance=Provenance(topic="t", window=window_of_days(day, day, _ZONE)),
        edited=False,
        legacy=False,
        language="zh-CN",
        picture=None,
    )
    slug = f"t_{day:%Y%m%d}_{day:%Y%m%d}"
    return SimpleNamespace(
        slug=slug,
        url=f"reports/{slug}/",
        title=report.title,
        summary=report.summary,
        lang="zh-cn",
        date=datetime(day.year, day.month, day.day, 23, 59, tzinfo=_ZONE),
        category=SimpleNamespace(url="topics/t/"),
        report=report,
        _content=html,
        get_content=lambda _site: html,
    )


def _lines(chance: random.Random) -> Iterator[str]:
    for heading, count in _HEADINGS.items():
        yield f"### {heading}"
        for number in range(count):
            one, other = chance.sample(_NAMES, 2)
            yield (
                f"- **{one}、{other}**：硬件老炮（@ann）9 月 7 日 12:03 写道："
                f"“{one} 与 {other} 的第 {number} 个模型今天开源，上下文 256K。”"
                f"另有 2 位作者谈到此事。[^t{number}]"
            )
    for number in range(max(_HEADINGS.values())):
        url = f"https://x.com/ann/status/t{number}"
        yield f"[^t{number}]: **@ann** · 2026-09-07 12:00 · [原推]({url})：“开源”"


if __name__ == "__main__":
    main()
