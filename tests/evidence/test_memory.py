"""Memory: what earlier reports told decides how today's claims stand."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from builders import make_tweet
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.evidence.memory import (
    EarlierClaim,
    Memory,
    follow_up,
    recall,
    tell_standing,
)
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import (
    Briefing,
    Claim,
    Details,
    Digest,
    Standing,
    Tweet,
)
from pelican_aireport.selection.clustering import cluster_tweets
from pelican_aireport.selection.windows import window_of_days

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = window_of_days(date(2026, 9, 10), date(2026, 9, 10), ZONE)
ALIASES = load_aliases()
EPOCH_MS = 1288834974657


def _earlier(text: str, *evidence: str, day: int = 8, since: int = 8) -> EarlierClaim:
    return EarlierClaim(
        slug=f"ai_2026090{day}",
        day=date(2026, 9, day),
        text=text,
        evidence=evidence,
        since=date(2026, 9, since),
    )


def _memory(*claims: EarlierClaim, reports: int = 1) -> Memory:
    return Memory(claims=claims, reports=reports, window=TODAY)


def _tell(claim: Claim, memory: Memory, *tweets: Tweet) -> Claim:
    return tell_standing(claim, memory, {tweet.id: tweet for tweet in tweets}, ALIASES)


def _snowflake(moment: datetime) -> str:
    return str((int(moment.timestamp() * 1000) - EPOCH_MS) << 22)


OUTAGE = _earlier("Kestreline 东部机房停电，312 个训练任务中断。", "1")
LICENCE = _earlier("HuaixuDB 改许可证，社区分叉出 OpenHX。", "2", day=7, since=5)
LAYOFFS = _earlier("Mistlevane 裁员 15%，约 400 人受影响。", "3")
STORIES = (OUTAGE, LICENCE, LAYOFFS)
UNRELATED = (
    _earlier("量子纠错实验首次在室温下维持了一毫秒。", "90"),
    _earlier("A bakery in Lisbon sells bread shaped like llamas.", "91", since=1),
    _earlier("Velmora 的仓库机器人学会了叠衣服。", "92", since=2),
)
CLAIMS = (
    Claim(text="Kestreline 东部机房停电，312 个训练任务仍中断。", evidence=("11",)),
    Claim(text="Kestreline 停电影响的训练任务增至 540 个。", evidence=("12", "13")),
    Claim(text="Mistlevane 推出语音输入，移动端先行。", evidence=("14",)),
)


def test_without_earlier_reports_nothing_is_new() -> None:
    """On the first day everything would be, which tells a reader nothing."""
    assert _tell(CLAIMS[0], _memory(reports=0)) == CLAIMS[0]


def test_what_no_report_told_is_new() -> None:
    assert _tell(CLAIMS[2], _memory(*STORIES)) == replace(
        CLAIMS[2], standing=Standing.NEW
    )


def test_a_report_without_claims_makes_everything_new() -> None:
    assert _tell(CLAIMS[0], _memory()).standing is Standing.NEW


@pytest.mark.parametrize(
    "tweet",
    [
        pytest.param(make_tweet("2"), id="cited-again"),
        pytest.param(make_tweet("7", refs=("2",)), id="quoted"),
        pytest.param(replace(make_tweet("7"), versions=("2",)), id="edited-since"),
    ],
)
def test_a_shared_tweet_makes_one_story(tweet: Tweet) -> None:
    """Whatever the words."""
    claim = Claim(text="社区的反应很大。", evidence=(tweet.id,))
    assert _tell(claim, _memory(*STORIES), tweet) == replace(
        claim, standing=Standing.CONTINUING, since=date(2026, 9, 5)
    )


def test_old_news_needs_no_earlier_report() -> None:
    """A tweet of a week ago is no news for being quoted today."""
    refs = (_snowflake(datetime(2026, 9, 3, 23, tzinfo=ZONE)),)
    claim = Claim(text="旧演示视频又被提起。", evidence=("7",))
    told = _tell(claim, _memory(reports=0), make_tweet("7", refs=refs))
    assert told == replace(claim, standing=Standing.CONTINUING, since=date(2026, 9, 3))


@pytest.mark.parametrize(
    "ref",
    [
        pytest.param(_snowflake(TODAY.start - timedelta(days=1)), id="a-day-before"),
        pytest.param(_snowflake(TODAY.start + timedelta(hours=1)), id="of-today"),
        pytest.param("123", id="of-unknown-time"),
    ],
)
def test_what_is_not_known_to_be_old_is_news(ref: str) -> None:
    claim = Claim(text="演示视频被提起。", evidence=("7",))
    told = _tell(claim, _memory(), make_tweet("7", refs=(ref,)))
    assert told.standing is Standing.NEW


def test_without_a_window_no_tweet_is_old() -> None:
    refs = (_snowflake(datetime(2026, 9, 3, tzinfo=ZONE)),)
    claim = Claim(text="旧演示视频又被提起。", evidence=("7",))
    told = _tell(claim, Memory(reports=1), make_tweet("7", refs=refs))
    assert told.standing is Standing.NEW


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CLAIMS), st.lists(st.sampled_from(UNRELATED)), st.randoms())
def test_claims_about_something_else_change_nothing(
    claim: Claim, others: list[EarlierClaim], random: Random
) -> None:
    """However many there are, and wherever they stand."""
    mixed = [*STORIES, *others]
    random.shuffle(mixed)
    assert _tell(claim, _memory(*mixed)) == _tell(claim, _memory(*STORIES))


@given(st.permutations(("11", "2", "13")))
def test_the_order_of_the_evidence_does_not_matter(evidence: list[str]) -> None:
    claim = Claim(text="停电之后，社区另建仓库。", evidence=tuple(evidence))
    told = _tell(claim, _memory(*STORIES), make_tweet("13", refs=("1",)))
    assert (told.standing, told.since) == (Standing.CONTINUING, date(2026, 9, 5))


REPEATED = Claim(text="Mistlevane 裁员 15%，约 400 人受影响。", evidence=("21",))
NEWS = tuple(
    Claim(text=text, evidence=(f"3{number}",))
    for number, text in enumerate(
        ("Tarn 推出新芯片。", "Orrin 5 训练完成。", "Velmora 换了首席财务官。")
    )
)


@pytest.mark.parametrize(
    ("points", "kept"),
    [
        pytest.param((REPEATED, *NEWS), NEWS, id="enough-are-left"),
        pytest.param(
            (NEWS[0], REPEATED, NEWS[1]), (NEWS[0], REPEATED, NEWS[1]), id="too-few"
        ),
        pytest.param((REPEATED,), (REPEATED,), id="nothing-else"),
        pytest.param((), (), id="none"),
    ],
)
def test_repeated_key_points_are_left_out_while_three_stay(
    points: tuple[Claim, ...], kept: tuple[Claim, ...]
) -> None:
    digest = Digest(briefing=Briefing(key_points=points))
    told = follow_up(digest, _memory(*STORIES), {}, ALIASES).briefing.key_points
    assert [claim.text for claim in told] == [claim.text for claim in kept]


def test_details_follow_and_the_overview_stays() -> None:
    overview = (Claim(text="Mistlevane 裁员 15%，约 400 人受影响", evidence=("20",)),)
    digest = Digest(
        briefing=Briefing(overview=overview),
        details=Details(events=(REPEATED, CLAIMS[1]), ai=(CLAIMS[2],)),
    )
    assert follow_up(digest, _memory(*STORIES), {}, ALIASES) == Digest(
        briefing=Briefing(overview=overview),
        details=Details(
            events=(
                replace(CLAIMS[1], standing=Standing.UPDATE, since=date(2026, 9, 8)),
            ),
            ai=(replace(CLAIMS[2], standing=Standing.NEW),),
        ),
    )


def test_clusters_recall_what_they_touch_strongest_first() -> None:
    """A shared tweet before likeness; what nothing touches stays forgotten."""
    clusters = cluster_tweets(
        [
            make_tweet("40", "Kestreline 东部机房停电，训练任务还没恢复"),
            make_tweet("41", "这下好了", author="bob", refs=("2",)),
        ]
    )
    memory = _memory(LAYOFFS, OUTAGE, LICENCE)
    assert recall(memory, clusters) == (LICENCE, OUTAGE)
    assert recall(memory, clusters, most=1) == (LICENCE,)


def test_an_empty_memory_recalls_nothing() -> None:
    assert recall(Memory(), cluster_tweets([make_tweet()])) == ()
