"""What other reports say already is left out where all are heard together."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from archives import SHANGHAI, make_article, make_entries, make_entry

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Period
from pelican_aireport.site.addresses import entity_url
from pelican_aireport.site.archive import make_archive
from pelican_aireport.site.entity_claims import find_entity_claims
from pelican_aireport.site.entity_stories import collect_stories
from pelican_aireport.site.entries import Entry, read_entry
from pelican_aireport.site.retelling import find_retellings

ALIASES = load_aliases({"Larkspur": [], "Tarn": []})
MONDAY = date(2026, 9, 7)
SUNDAY = MONDAY + timedelta(days=6)


def _body(*claims: tuple[str, str], overview: tuple[str, str] = ("", "")) -> str:
    """Return a report of claims, each a text with the tweets that it cites."""
    ids = sorted({id_ for _, cited in (*claims, overview) for id_ in cited.split()})
    lines = ["## 简要部分"]
    if overview[0]:
        lines += ["### 主要话题与行业趋势概述", _line(*overview)]
    lines += ["### 核心信息"]
    lines += [f"{n}. {_line(*each)}" for n, each in enumerate(claims, 1)]
    lines += [f"[^{id_}]: **@ann** · 2026-09-07 12:00 · “一点”" for id_ in ids]
    return "\n\n".join(lines) + "\n"


def _line(text: str, cited: str) -> str:
    return text + "".join(f"[^{id_}]" for id_ in cited.split())


def _day(
    day: date,
    *claims: tuple[str, str],
    overview: tuple[str, str] = ("", ""),
    **fields: Any,
) -> Entry:
    body = _body(*claims, overview=overview)
    return make_entry(day, body, aliases=ALIASES, **fields)


def _week(*claims: tuple[str, str]) -> Entry:
    return _day(MONDAY, *claims, last=SUNDAY, period=Period.WEEK)


def _english(day: date, *claims: tuple[str, str]) -> Entry:
    article = make_article(day, _body(*claims), topic="t_en")
    article.report = replace(article.report, language="en")
    return read_entry(article, aliases=ALIASES, timezone=SHANGHAI)


LARKSPUR = ("Larkspur 发布", "t1")
AGAIN = ("Larkspur 发布了", "t1")
TARN = ("Tarn 涨价", "t2")


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        pytest.param(
            [_day(MONDAY, LARKSPUR), _week(AGAIN)],
            [("t_20260907_20260907", ["Larkspur 发布"])],
            id="a week tells its days again",
        ),
        pytest.param(
            [_day(MONDAY, LARKSPUR), _week(("Larkspur 发布、降价", "t1 t3"))],
            [
                ("t_20260907_20260913", ["Larkspur 发布、降价"]),
                ("t_20260907_20260907", ["Larkspur 发布"]),
            ],
            id="a week that cites more says something of its own",
        ),
        pytest.param(
            [_week(LARKSPUR)],
            [("t_20260907_20260913", ["Larkspur 发布"])],
            id="a week alone is heard",
        ),
        pytest.param(
            [_day(MONDAY, LARKSPUR), _english(MONDAY, ("Larkspur ships", "t1"))],
            [("t_20260907_20260907", ["Larkspur 发布"])],
            id="a second language tells the first again",
        ),
        pytest.param(
            [_day(MONDAY, LARKSPUR), _day(MONDAY, AGAIN, topic="u")],
            [
                ("t_20260907_20260907", ["Larkspur 发布"]),
                ("u_20260907_20260907", ["Larkspur 发布了"]),
            ],
            id="two topics of one day are both heard",
        ),
        pytest.param(
            [_day(MONDAY, ("有人发布", "t1")), _week(AGAIN)],
            [("t_20260907_20260913", ["Larkspur 发布了"])],
            id="the day does not name it",
        ),
        pytest.param(
            [_day(MONDAY, LARKSPUR), _week(("Larkspur 没有出处", ""))],
            [
                ("t_20260907_20260913", ["Larkspur 没有出处"]),
                ("t_20260907_20260907", ["Larkspur 发布"]),
            ],
            id="what cites nothing is the author's own",
        ),
        pytest.param(
            [_day(MONDAY, LARKSPUR, overview=("谈得最多的是 Larkspur", "t1"))],
            [("t_20260907_20260907", ["Larkspur 发布"])],
            id="an overview tells its points again",
        ),
        pytest.param(
            [_day(MONDAY, LARKSPUR, overview=("Larkspur 谈得最多", "t9"))],
            [("t_20260907_20260907", ["Larkspur 发布"])],
            id="nor does it say more of what they name",
        ),
        pytest.param(
            [_day(MONDAY, TARN, overview=("Larkspur 谈得最多", "t9"))],
            [("t_20260907_20260907", ["Larkspur 谈得最多"])],
            id="but of what they do not",
        ),
    ],
)
def test_a_tweet_is_told_once(
    entries: list[Entry], told: list[tuple[str, list[str]]]
) -> None:
    story = collect_stories(make_entries(*entries))[entity_url("Larkspur")]
    assert [
        (each.entry.slug, [claim.claim.text for claim in each.claims])
        for each in story.mentions
    ] == told


def test_a_site_in_the_other_language_hears_the_other_report() -> None:
    entries = (_day(MONDAY, LARKSPUR), _english(MONDAY, ("Larkspur ships", "t1")))
    archive = make_archive(entries, language="en")
    story = collect_stories(archive)[entity_url("Larkspur")]
    assert [each.entry.topic for each in story.mentions] == ["t_en"]


def test_what_is_told_again_is_counted_once() -> None:
    """Neither with others nor towards a feed, which one report has too little for."""
    both = ("Larkspur 与 Tarn", "t1")
    archive = make_entries(_day(MONDAY, both), _week(both), _english(MONDAY, both))
    story = collect_stories(archive)[entity_url("Larkspur")]
    assert (story.claims, dict(story.companions)) == (1, {entity_url("Tarn"): 1})
    assert find_entity_claims(collect_stories(archive)) == ()


def test_reports_that_mostly_tell_again_are_retellings() -> None:
    """By the tweets that they cite; what is of one rank is none of another."""
    entries = [
        _day(MONDAY, LARKSPUR, TARN),
        _day(MONDAY, LARKSPUR, topic="u"),
        _week(AGAIN, TARN, ("别的", "t9")),
        _english(MONDAY, AGAIN, ("别的", "t7"), ("别的", "t8")),
    ]
    assert find_retellings(entries, language="zh-CN") == {"t_20260907_20260913"}
