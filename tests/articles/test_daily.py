"""What the daily articles of a week tell, as their authors left them."""

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pelican_aireport.articles.daily import read_chronicle
from pelican_aireport.articles.report_file import Site
from pelican_aireport.articles.sections import Section
from pelican_aireport.evidence.chronicle import Chronicle, DayClaim
from pelican_aireport.model import Claim, Mark, Modality, Period
from pelican_aireport.selection.windows import window_of_days

ZONE = ZoneInfo("Asia/Shanghai")
SITE = Site(timezone=ZONE, lang="zh-cn", titles={})
MONDAY = date(2026, 9, 7)
WEEK = window_of_days(MONDAY, date(2026, 9, 13), ZONE)

ARTICLE = """\
---
title: 日报
slug: {slug}
date: 2026-09-01 12:00:00+08:00
status: {status}
aireport:
  topic: {topic}
  window: {first}T00:00:00+08:00/{end}T00:00:00+08:00
{more}---
## 简要部分

### 主要话题与行业趋势概述

概述只说日报自己。[^7]

### 核心信息

{points}

[^7]: **@ann** · 2026-09-01 09:00
[^8]: **@bob** · 2026-09-01 09:00
"""


def _write(
    folder: Path,
    points: str = "1. **Tarn 4**：Tarn 4 开放预订。[^7]",
    *,
    first: date = MONDAY,
    days: int = 1,
    status: str = "draft",
    topic: str = "ai",
    more: str = "",
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    slug = f"{topic}_{first:%Y%m%d}_{days}"
    text = ARTICLE.format(
        slug=slug,
        status=status,
        topic=topic,
        first=first,
        end=first + timedelta(days=days),
        points=points,
        more=more,
    )
    (folder / f"{slug}.md").write_text(text, encoding="utf-8")


def _read(folder: Path) -> Chronicle:
    return read_chronicle(
        folder, topic="ai", period=Period.WEEK, window=WEEK, site=SITE
    )


def _claims(folder: Path) -> list[Claim]:
    return [each.claim for each in _read(folder).claims]


def test_a_folder_without_articles_tells_nothing(tmp_path: Path) -> None:
    assert _read(tmp_path / "reports") == Chronicle(period=Period.WEEK)


def test_a_claim_is_told_with_its_day_and_place(tmp_path: Path) -> None:
    """Its lead stands before its text; the overview is left out."""
    _write(tmp_path, first=MONDAY + timedelta(days=2))
    told = DayClaim(
        day=date(2026, 9, 9),
        section=Section.KEY_POINTS,
        place=0,
        claim=Claim(lead="Tarn 4", text="Tarn 4 开放预订。", evidence=("7",)),
        is_edited=True,
    )
    assert _read(tmp_path) == Chronicle(period=Period.WEEK, reports=1, claims=(told,))


@pytest.mark.parametrize(
    ("point", "claims"),
    [
        pytest.param("1. 没有小标题。[^8][^7]", [("", "没有小标题。")], id="no-lead"),
        pytest.param("1. **甲:** 乙。[^7]", [("甲", "乙。")], id="colon-in-bold"),
        pytest.param("1. **甲**：[^7]", [("", "甲：")], id="lead-alone"),
        pytest.param("1. **甲** 乙。[^7]", [("", "甲 乙。")], id="bold-beginning"),
        pytest.param("1. 没有出处。", [], id="nothing-cited"),
        pytest.param("1. *传闻*[^7]", [], id="marks-alone"),
    ],
)
def test_each_form_of_a_claim_is_read(
    point: str, claims: list[tuple[str, str]], tmp_path: Path
) -> None:
    _write(tmp_path, point)
    assert [(each.lead, each.text) for each in _claims(tmp_path)] == claims


def test_how_a_claim_stands_to_other_days_is_left_out(tmp_path: Path) -> None:
    """What it says of its sources and its certainty stays."""
    _write(tmp_path, "1. 甲。 *传闻 · 单一来源 · 后续 · 首见 2026-09-01*[^7]")
    assert _claims(tmp_path) == [
        Claim(
            text="甲。",
            evidence=("7",),
            modality=Modality.RUMOURED,
            marks=(Mark.ONE_SOURCE,),
        )
    ]


@pytest.mark.parametrize(
    ("reports", "facts"),
    [
        pytest.param(1, {"status": "published"}, id="published"),
        pytest.param(1, {"status": "draft"}, id="draft"),
        pytest.param(0, {"status": "hidden"}, id="hidden"),
        pytest.param(0, {"status": "skip"}, id="skipped"),
        pytest.param(1, {"first": MONDAY + timedelta(days=6)}, id="sunday"),
        pytest.param(1, {"days": 3}, id="three-days"),
        pytest.param(0, {"first": MONDAY - timedelta(days=1)}, id="day-before"),
        pytest.param(
            0, {"first": MONDAY + timedelta(days=6), "days": 2}, id="sticks-out"
        ),
        pytest.param(0, {"days": 7, "more": "  period: week\n"}, id="weekly"),
        pytest.param(0, {"topic": "chips"}, id="other-topic"),
    ],
)
def test_the_daily_articles_inside_the_week_are_read(
    reports: int, facts: dict[str, object], tmp_path: Path
) -> None:
    _write(tmp_path, **facts)  # type: ignore[arg-type]
    assert _read(tmp_path).reports == reports


def test_a_chronicle_knows_all_tweets_that_it_rests_on(tmp_path: Path) -> None:
    _write(tmp_path, "1. 甲。[^7][^8]\n2. 乙。[^7]")
    assert _read(tmp_path).cited == {"7", "8"}
