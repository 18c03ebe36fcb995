"""The report of a week from what its daily reports told, quoted or by a model."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import make_tweet
from fake_models import FakeModel, report_of
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.articles.sections import Section
from pelican_aireport.evidence.checks import find_faults
from pelican_aireport.evidence.chronicle import DayClaim, find_threads
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Claim, Digest, Mark, Modality, Period
from pelican_aireport.selection.clustering import cluster_tweets
from pelican_aireport.selection.windows import window_of_days
from pelican_aireport.summarizers.extractive import ExtractiveSummarizer
from pelican_aireport.summarizers.llm import LLMSummarizer
from pelican_aireport.summarizers.port import Frame, RollUp

ZONE = ZoneInfo("UTC")
MONDAY = date(2026, 9, 7)
ALIASES = load_aliases()
TEXTS = (
    "据传 Tarn 4 芯片下周发布，售价 900 美元",
    "Tarn 4 芯片正式发布，售价 850 美元，十月发货",
    "Tarn 4 芯片跑分公布，比 Tarn 3 快 40%，售价 850 美元",
    "Larkspur 开源语音模型 Larkspur Voice，参数 7B",
    "Fennwick 完成 2 亿美元融资，估值 18 亿美元",
)
TWEETS = tuple(
    make_tweet(f"t{n}", text, author=f"author_{n}", minutes=n, likes=10)
    for n, text in enumerate(TEXTS)
)
CLUSTERS = cluster_tweets(TWEETS)


def _told(
    number: int, day: int, section: Section = Section.KEY_POINTS, **claim: object
) -> DayClaim:
    facts = {"text": f"{TEXTS[number]}。", "evidence": (f"t{number}",), **claim}
    return DayClaim(
        day=MONDAY + timedelta(days=day),
        section=section,
        place=number,
        claim=Claim(**facts),  # type: ignore[arg-type]
    )


WEEK = (
    _told(0, 0, lead="Tarn 4"),
    _told(1, 1, lead="Tarn 4", modality=Modality.RELEASED),
    _told(2, 3, lead="Tarn 4、Tarn 3"),
    _told(3, 0, Section.AI),
    _told(4, 2, lead="Fennwick"),
)


def _frame(claims: Sequence[DayClaim], **facts: object) -> Frame:
    rollup = RollUp(
        period=Period.WEEK,
        reports=7,
        threads=find_threads(claims, TWEETS, ALIASES),
    )
    frame = Frame(
        window=window_of_days(MONDAY, date(2026, 9, 13), ZONE),
        timezone=ZONE,
        language="zh-CN",
        key_points=10,
        aliases=ALIASES,
        rollup=rollup,
    )
    return replace(frame, **facts)  # type: ignore[arg-type]


def _quote(claims: Sequence[DayClaim], **facts: object) -> Digest:
    return ExtractiveSummarizer().summarize(CLUSTERS, _frame(claims, **facts))


def test_the_week_is_told_in_the_words_of_its_days() -> None:
    """The last of a matter's days tells; the others are named, their tweets cited."""
    digest = _quote(WEEK)
    days = "9 月 7 日和 9 月 8 日的日报也谈到此事。"
    assert digest.briefing.key_points == (
        Claim(
            lead="Tarn 4、Tarn 3",
            text=f"{TEXTS[2]}。{days}",
            evidence=("t2", "t1", "t0"),
            marks=(Mark.ONE_SOURCE,),
        ),
        Claim(
            lead="Fennwick",
            text=f"{TEXTS[4]}。",
            evidence=("t4",),
            marks=(Mark.ONE_SOURCE,),
        ),
    )


def test_what_was_no_key_point_on_any_day_is_none_of_the_week() -> None:
    """It stands in the section that told it."""
    (claim,) = _quote(WEEK).details.ai
    assert (claim.text, claim.evidence) == (f"{TEXTS[3]}。", ("t3",))


def test_the_overview_says_what_the_week_was_made_from() -> None:
    (claim,) = _quote(WEEK).briefing.overview
    assert claim == Claim(
        text="这份周报根据本周的 7 篇日报和入选的 5 条推文整理而成。"
        "谈到天数最多的是 Tarn 4 与 Tarn 3（3 天）。",
        evidence=("t2",),
    )


def test_an_english_report_says_it_in_english() -> None:
    digest = _quote(WEEK, language="en")
    (overview,) = digest.briefing.overview
    assert overview.text == (
        "This weekly report draws on 7 daily reports of the week and on a "
        "selection of 5 tweets."
        " Told on several days: Tarn 4、Tarn 3 (3 days)."
    )
    assert digest.briefing.key_points[0].text.endswith(
        "。 Also reported on 7 Sep and 8 Sep."
    )


def test_many_days_are_counted() -> None:
    week = [_told(0, day, lead="Tarn 4") for day in range(6)]
    (point,) = _quote(week).briefing.key_points
    assert point.text == f"{TEXTS[0]}。此前另有 5 天的日报谈到此事。"


def test_a_sentence_without_its_end_gets_one_before_the_next() -> None:
    week = [_told(0, 0), _told(0, 1, text="Tarn 4 芯片下周发布，售价 900 美元")]
    (point,) = _quote(week).briefing.key_points
    assert point.text.endswith("900 美元。9 月 7 日的日报也谈到此事。")


def test_what_has_no_room_as_a_key_point_goes_into_the_details() -> None:
    digest = _quote(WEEK, key_points=1)
    assert [point.evidence[0] for point in digest.briefing.key_points] == ["t2"]
    told = (*digest.details.finance, *digest.details.events, *digest.details.markets)
    assert ("t4",) in [claim.evidence for claim in told]


def test_one_sentence_in_two_articles_is_told_once() -> None:
    text = "今天就这些。"
    digest = _quote([_told(3, 0, text=text), _told(4, 2, text=text)])
    assert len(digest.briefing.key_points) == 1
    assert find_faults(digest, TWEETS) == ()


def test_without_claims_of_days_the_tweets_are_quoted() -> None:
    (overview, *_) = _quote(()).briefing.overview
    assert overview.text.startswith("本期入选 5 条推文")


@pytest.mark.parametrize(
    ("text", "is_edited", "unchecked"),
    [
        pytest.param(f"{TEXTS[4]}。", True, 0, id="covered"),
        pytest.param("Fennwick 完成 9 亿美元融资。", True, 1, id="another-figure"),
        pytest.param("Fennwick 完成 9 亿美元融资。", False, 0, id="as-generated"),
    ],
)
def test_an_authors_words_are_counted_where_no_tweet_covers_them(
    text: str, unchecked: int, *, is_edited: bool
) -> None:
    claim = replace(_told(4, 0, text=text), is_edited=is_edited)
    assert _quote([claim]).unchecked == unchecked


CLAIMS = st.lists(
    st.builds(
        _told,
        st.integers(0, 4),
        st.integers(0, 6),
        st.sampled_from(
            [each for each in Section if each.value in ("key-points", "ai")]
        ),
        lead=st.sampled_from(["", "Tarn 4", "Fennwick"]),
    ),
    min_size=1,
    max_size=12,
)


@given(claims=CLAIMS, language=st.sampled_from(["zh-CN", "en"]))
def test_every_digest_passes_its_checks_and_cites_what_is_there(
    claims: list[DayClaim], language: str
) -> None:
    digest = _quote(claims, language=language)
    assert find_faults(digest, TWEETS) == ()


ANSWER = report_of(
    key_points=[
        {
            "lead": "Tarn 4 发布",
            "text": "Tarn 4 正式发布，售价 850 美元。",
            "ids": ["T1"],
            "modality": "released",
        }
    ]
)


def _ask(frame: Frame, *, window: int = 100_000) -> str:
    """Return what a model was asked first."""
    model = FakeModel(steps=[ANSWER], window=window)
    LLMSummarizer(open_client=lambda: model, max_cost_usd=1.0).summarize(
        CLUSTERS, frame
    )
    return model.requests[0].messages[-1].content


def _material(asked: str) -> dict[str, object]:
    start = asked.index('{"')
    value, _ = json.JSONDecoder().raw_decode(asked[start:])
    assert isinstance(value, dict)
    return value


def test_a_model_is_given_the_stories_of_the_days() -> None:
    """Each with its days, and the words and tweets of the last of them."""
    asked = _ask(_frame(WEEK))
    material = _material(asked)
    stories = material["stories"]
    assert isinstance(stories, list)
    shorts = {
        tweet["text"]: tweet["id"]
        for cluster in material["clusters"]  # type: ignore[attr-defined]
        for tweet in cluster["tweets"]
    }
    assert list(material) == ["stories", "clusters"]
    assert stories[0] == {
        "days": ["2026-09-07", "2026-09-08", "2026-09-10"],
        "told": [
            {
                "day": day,
                "lead": lead,
                "text": f"{TEXTS[n]}。",
                "ids": [shorts[TEXTS[n]]],
                "modality": modality,
            }
            for n, (day, lead, modality) in enumerate(
                [
                    ("2026-09-07", "Tarn 4", None),
                    ("2026-09-08", "Tarn 4", "released"),
                    ("2026-09-10", "Tarn 4、Tarn 3", None),
                ]
            )
        ],
    }
    assert "这一期是周报" in asked


def test_a_daily_report_is_asked_for_as_ever() -> None:
    asked = _ask(replace(_frame(WEEK), rollup=None))
    assert ("周报" in asked, list(_material(asked))) == (False, ["clusters"])


def test_stories_take_their_share_of_a_small_room() -> None:
    """What is left out of them is the weakest."""
    small = _material(_ask(_frame(WEEK), window=10_000))
    whole = _material(_ask(_frame(WEEK)))
    stories, every = small["stories"], whole["stories"]
    assert isinstance(stories, list)
    assert isinstance(every, list)
    assert 0 < len(stories) < len(every) == 3
    assert stories == every[: len(stories)]
