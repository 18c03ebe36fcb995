"""The memory of a topic is what its earlier articles say."""

import errno
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from disks import refuse

from pelican_aireport.articles.earlier import read_memory
from pelican_aireport.articles.report_file import Site
from pelican_aireport.evidence.memory import EarlierClaim, Memory
from pelican_aireport.model import Modality, Period, Window
from pelican_aireport.selection.periods import span_of
from pelican_aireport.selection.windows import window_of_days

ZONE = ZoneInfo("Asia/Shanghai")
SITE = Site(timezone=ZONE, lang="zh-cn", titles={"ai": "AI 日报"})
TODAY = window_of_days(date(2026, 9, 10), date(2026, 9, 10), ZONE)

POINT = "**Tarn 4**：Tarn 4 开放预订。[^7]"

ARTICLE = """\
---
title: 日报
slug: {slug}
date: 2026-09-01 12:00:00+08:00
status: {status}
aireport:
  topic: {topic}
  window: {start}T00:00:00+08:00/{end}T00:00:00+08:00
  period: {period}
---
## 简要部分

### 主要话题与行业趋势概述

概述不是记忆。[^7]

### 核心信息

1. {points}

[^7]: **@ann** · 2026-09-01 09:00
"""

LEGACY = """\
---
layout: post
title: "ai_20260905_20260905"
date: 2026-09-06 09:00:00 +0800
---
报告 (2026-09-05 至 2026-09-05)

# 日报

## 简要部分

### 核心信息

1. **Orrin 5**：Orrin 5 开始训练。
"""


def _write(
    folder: Path,
    day: date,
    *,
    name: str = "",
    slug: str = "",
    topic: str = "ai",
    status: str = "published",
    points: str = POINT,
    period: Period = Period.DAY,
) -> None:
    first, last = span_of(day, period)
    slug = slug or f"{topic}_{first:%Y%m%d}_{last:%Y%m%d}"
    text = ARTICLE.format(
        slug=slug,
        status=status,
        topic=topic,
        start=first,
        end=last + timedelta(days=1),
        points=points,
        period=period.value,
    )
    path = folder / f"{name or slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _read(folder: Path, topic: str = "ai") -> Memory:
    return read_memory(folder, topic=topic, before=TODAY, site=SITE)


def _days(memory: Memory) -> list[int]:
    return [claim.day.day for claim in memory.claims]


def test_a_claim_is_remembered_with_its_lead_and_its_story(tmp_path: Path) -> None:
    """The overview tells of the report and is no memory."""
    said = "**Tarn 4**：Tarn 4 将开放预订。 *传闻 · 后续 · 首见 2026-09-03*[^7]"
    _write(tmp_path, date(2026, 9, 9), points=f"{POINT}\n2. {said}")
    slug = "ai_20260909_20260909"
    assert _read(tmp_path) == Memory(
        claims=(
            EarlierClaim(
                slug=slug,
                day=date(2026, 9, 9),
                text="Tarn 4：Tarn 4 开放预订。",
                evidence=("7",),
                since=date(2026, 9, 9),
            ),
            EarlierClaim(
                slug=slug,
                day=date(2026, 9, 9),
                text="Tarn 4：Tarn 4 将开放预订。",
                evidence=("7",),
                modality=Modality.RUMOURED,
                since=date(2026, 9, 3),
            ),
        ),
        reports=1,
        window=TODAY,
    )


def test_a_fortnight_is_remembered_newest_first(tmp_path: Path) -> None:
    """Neither today's report, nor one after it, nor what is longer ago."""
    days = [date(2026, 8, 20) + timedelta(days=number) for number in range(25)]
    for number, day in enumerate(days):
        _write(tmp_path, day, name=f"{day.year}/{number % 3}-{day}")
    memory = _read(tmp_path)
    assert _days(memory) == [*range(9, 0, -1), *range(31, 25, -1)]
    assert memory.reports == 15


@pytest.mark.parametrize(
    ("period", "days"),
    [
        pytest.param(Period.DAY, [9, 8, 7, 1], id="days"),
        pytest.param(Period.WEEK, [6, 30, 23, 16, 9, 2], id="weeks"),
        pytest.param(Period.MONTH, [31, 31, 30, 31], id="months"),
    ],
)
def test_reports_of_one_period_remember_each_other_alone(
    tmp_path: Path, period: Period, days: list[int]
) -> None:
    """For 14 days, 5 weeks, 3 months: by the last day of each, newest first."""
    for week in range(9):
        _write(tmp_path, TODAY.start.date() - timedelta(weeks=week), period=Period.WEEK)
    for month in range(1, 10):
        _write(tmp_path, date(2026, month, 15), period=Period.MONTH)
    for day in (1, 7, 8, 9, 10):
        _write(tmp_path, date(2026, 9, day))
    before = window_of_days(*span_of(date(2026, 9, 10), period), ZONE)
    memory = read_memory(tmp_path, topic="ai", before=before, site=SITE, period=period)
    assert _days(memory) == days


@pytest.mark.parametrize("status", ["draft", "published", "hidden"])
def test_drafts_and_hidden_articles_count_too(tmp_path: Path, status: str) -> None:
    _write(tmp_path, date(2026, 9, 9), status=status)
    assert _read(tmp_path).reports == 1


def test_a_day_that_is_kept_away_told_its_readers_nothing(tmp_path: Path) -> None:
    _write(tmp_path, date(2026, 9, 9), status="Skip")
    assert _read(tmp_path) == Memory(window=TODAY)


def test_another_topics_articles_are_not_remembered(tmp_path: Path) -> None:
    _write(tmp_path, date(2026, 9, 9), topic="chips")
    assert _read(tmp_path) == Memory(window=TODAY)
    assert _read(tmp_path, "chips").reports == 1


def test_a_legacy_post_is_remembered_without_evidence(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(LEGACY, encoding="utf-8")
    assert _read(tmp_path).claims == (
        EarlierClaim(
            slug="old",
            day=date(2026, 9, 5),
            text="Orrin 5：Orrin 5 开始训练。",
            evidence=(),
            since=date(2026, 9, 5),
        ),
    )


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe\x00", id="no-text"),
        pytest.param(b"no front matter", id="no-front-matter"),
        pytest.param(b"---\ntitle: [\n---\n", id="no-yaml"),
        pytest.param("---\ntitle: 页\n---\n正文".encode(), id="no-window"),
    ],
)
def test_a_damaged_file_is_skipped(tmp_path: Path, damaged: bytes) -> None:
    _write(tmp_path, date(2026, 9, 9))
    (tmp_path / "a.md").write_bytes(damaged)
    assert _days(_read(tmp_path)) == [9]


def test_a_file_that_cannot_be_read_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, date(2026, 9, 9))
    monkeypatch.setattr(Path, "read_text", refuse(errno.EACCES))
    assert _read(tmp_path) == Memory(window=TODAY)


def test_of_two_files_with_one_slug_the_first_counts(tmp_path: Path) -> None:
    """As in the build, which publishes that one."""
    _write(tmp_path, date(2026, 9, 9), name="b", slug="one")
    _write(tmp_path, date(2026, 9, 8), name="a", slug="one")
    assert _days(_read(tmp_path)) == [8]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert _read(tmp_path / "none") == Memory(window=TODAY)


def test_a_window_of_24_hours_remembers_the_one_that_it_overlaps(
    tmp_path: Path,
) -> None:
    """Drafted ten minutes earlier than the day before; its own report is no memory."""
    _write(tmp_path, date(2026, 9, 9))
    _write(tmp_path, date(2026, 9, 10), name="own")
    early = timedelta(minutes=10)
    window = Window(start=TODAY.start - early, end=TODAY.end - early)
    memory = read_memory(tmp_path, topic="ai", before=window, site=SITE)
    assert _days(memory) == [9]


def test_an_edited_article_is_remembered_as_it_is_now(tmp_path: Path) -> None:
    """Each is read once in a run, unless it changes."""
    _write(tmp_path, date(2026, 9, 9))
    before = _read(tmp_path)
    assert _read(tmp_path) == before
    _write(tmp_path, date(2026, 9, 9), points=f"{POINT}\n2. **Orrin**：Orrin 5。[^7]")
    texts = [claim.text for claim in _read(tmp_path).claims]
    assert (len(before.claims), texts[1:]) == (1, ["Orrin：Orrin 5。"])
