"""Title, summary, tags and status of a report."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import NOON, make_tweet

from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.composition import compose_report
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import (
    Briefing,
    Claim,
    Digest,
    Mark,
    Modality,
    Provenance,
    Report,
    Status,
    Term,
    Usage,
    Window,
)
from pelican_aireport.settings import StatusRule, TopicSettings

TOPIC = TopicSettings(name="ai", title="AI 日报")
TWEETS = tuple(
    make_tweet(id_, text, author=f"author{id_}")
    for id_, text in {
        "30": "Larkspur 3 发布，$QLLM 大涨",
        "20": "试用 Larkspur 3 和 Fennwick 2",
        "10": "Fennwick 2 太慢，Larkspur 3 不错",
        "40": "Brindle 4 今天没有消息",
    }.items()
)
PROVENANCE = Provenance(
    topic="ai", window=Window(start=NOON, end=NOON + timedelta(days=1))
)


def _compose(
    leads: Sequence[str],
    topic: TopicSettings = TOPIC,
    provenance: Provenance = PROVENANCE,
) -> Report:
    points = tuple(
        Claim(text=f"第 {n} 点", lead=lead, evidence=(TWEETS[n].id,))
        for n, lead in enumerate(leads)
    )
    return compose_report(
        Digest(briefing=Briefing(key_points=points)),
        TWEETS,
        slug="ai_20260908_20260908",
        topic=topic,
        terms=(Term(text="Larkspur", weight=2.0),),
        aliases=load_aliases(),
        provenance=provenance,
        timezone=ZoneInfo("Asia/Shanghai"),
    )


def test_a_report_holds_what_its_digest_cites_and_no_more() -> None:
    report = _compose(["Larkspur 3", "Fennwick 2"])

    assert [tweet.id for tweet in report.tweets] == ["20", "30"]
    assert (report.slug, report.category, report.provenance) == (
        "ai_20260908_20260908",
        "AI 日报",
        PROVENANCE,
    )


@pytest.mark.parametrize(
    ("leads", "title", "summary"),
    [
        pytest.param(
            ["Larkspur 3"],
            "Larkspur 3",
            "从 4 条推文里挑出的要点，包括 Larkspur 3。",
            id="one",
        ),
        pytest.param(
            ["云雀、Larkspur 3", "云雀", "$QLLM"],
            "云雀、$QLLM",
            "从 4 条推文里挑出的要点，包括云雀和 $QLLM。",
            id="the-first-name-of-each-once",
        ),
        pytest.param(
            ["A1", "B2", "C3", "D4"],
            "A1、B2、C3",
            "从 4 条推文里挑出的要点，包括 A1、B2 和 C3。",
            id="three-at-most",
        ),
        pytest.param(
            ["DeepSeek", "DeepSeek V4", "Tarn 2", "Tarn"],
            "DeepSeek V4、Tarn 2",
            "从 4 条推文里挑出的要点，包括 DeepSeek V4 和 Tarn 2。",
            id="the-longer-where-one-begins-another",
        ),
        pytest.param(
            ["云雀", "云雀智能"],
            "云雀智能",
            "从 4 条推文里挑出的要点，包括云雀智能。",
            id="chinese-words-have-no-gap",
        ),
        pytest.param(
            ["Tarn", "Tarnish", "TARN"],
            "Tarn、Tarnish",
            "从 4 条推文里挑出的要点，包括 Tarn 和 Tarnish。",
            id="a-word-that-goes-on-is-another",
        ),
        pytest.param(
            ["Tarn 2", "Tarn 2.5", "Tarn 2x"],
            "Tarn 2、Tarn 2.5、Tarn 2x",
            "从 4 条推文里挑出的要点，包括 Tarn 2、Tarn 2.5 和 Tarn 2x。",
            id="a-version-that-goes-on-is-another",
        ),
        pytest.param(
            ["", ""],
            "AI 日报 · 2026-09-08 至 2026-09-09",
            "从 4 条推文里挑出的要点。",
            id="nameless-points",
        ),
        pytest.param(
            [],
            "AI 日报 · 2026-09-08 至 2026-09-09",
            "从 4 条推文里挑出的要点。",
            id="no-points",
        ),
    ],
)
def test_a_title_names_what_leads(leads: list[str], title: str, summary: str) -> None:
    report = _compose(leads)

    assert (title, summary) == (report.title, report.summary)


def test_the_days_of_a_title_are_those_of_the_site() -> None:
    """The window begins at 20:00 UTC of the day before."""
    start = NOON + timedelta(hours=8)
    provenance = replace(
        PROVENANCE, window=Window(start=start, end=start + timedelta(days=1))
    )

    assert (
        _compose([], provenance=provenance).title
        == "AI 日报 · 2026-09-09 至 2026-09-10"
    )


def test_tags_are_names_of_key_points_that_several_tweets_mention() -> None:
    """Most mentioned first; what one tweet mentions makes no page worth having."""
    assert _compose(["Larkspur 3", "Fennwick 2"]).tags == ("Larkspur 3", "Fennwick 2")
    assert _compose([]).tags == ()


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        pytest.param(StatusRule.DRAFT, Status.DRAFT, id="draft"),
        pytest.param(StatusRule.PUBLISHED, Status.PUBLISHED, id="published"),
        pytest.param(StatusRule.VERIFIED, Status.PUBLISHED, id="verified"),
    ],
)
def test_the_topic_decides_on_the_status(rule: StatusRule, status: Status) -> None:
    """What is composed has passed its checks."""
    assert _compose([], replace(TOPIC, status=rule)).status is status


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_title_and_a_summary(language: str) -> None:
    report = _compose(["Larkspur 3"], replace(TOPIC, language=language))

    assert report.language == language
    assert "Larkspur 3" in report.title
    assert "Larkspur 3" in report.summary


USAGE = Usage(model="m", prompt="1", calls=1)


def _told(
    *points: Claim,
    overview: Sequence[Claim] = (),
    left_out: int = 0,
    unchecked: int = 0,
) -> Report:
    return compose_report(
        Digest(
            briefing=Briefing(overview=tuple(overview), key_points=points),
            usage=USAGE,
            left_out=left_out,
            unchecked=unchecked,
        ),
        TWEETS,
        slug="ai_20260908_20260908",
        topic=replace(TOPIC, status=StatusRule.VERIFIED),
        terms=(),
        aliases=load_aliases(),
        provenance=PROVENANCE,
        timezone=ZoneInfo("Asia/Shanghai"),
    )


FIRST = Claim(lead="Larkspur 3 发布", text="甲", evidence=("30",))
RUMOUR = Claim(
    lead="Brindle 4 推迟",
    text="据传 Brindle 4 推迟",
    evidence=("40",),
    modality=Modality.RUMOURED,
)


def test_a_model_s_headlines_make_the_title_but_no_rumour_and_no_quotation() -> None:
    """Where they stand alone, no mark tells what they are."""
    quoted = replace(FIRST, lead="Fennwick 2", marks=(Mark.REPLACED,))
    second = replace(FIRST, lead="Fennwick 2 太慢", text="乙")
    report = _told(RUMOUR, FIRST, quoted, second, overview=(RUMOUR, FIRST))
    assert (report.title, report.summary) == ("Larkspur 3 发布，Fennwick 2 太慢", "甲")


def test_of_two_headlines_of_which_one_begins_the_other_the_longer_is_told() -> None:
    short = replace(FIRST, lead="Larkspur 3", text="乙")
    assert _told(short, FIRST).title == "Larkspur 3 发布"


def test_a_day_of_rumours_has_a_plain_title() -> None:
    report = _told(RUMOUR, overview=(RUMOUR,))
    assert "Brindle" not in report.title + report.summary


@pytest.mark.parametrize(
    ("report", "status"),
    [
        pytest.param(_told(FIRST), Status.PUBLISHED, id="all passed"),
        pytest.param(
            _told(FIRST, replace(FIRST, text="乙", marks=(Mark.REPLACED,))),
            Status.DRAFT,
            id="one was replaced",
        ),
        pytest.param(_told(FIRST, left_out=1), Status.DRAFT, id="one was left out"),
        pytest.param(_told(FIRST, unchecked=1), Status.DRAFT, id="one is an author's"),
    ],
)
def test_only_a_report_that_passed_whole_is_verified(
    report: Report, status: Status
) -> None:
    assert report.status is status
