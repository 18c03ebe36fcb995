"""Threads: what several days told of one matter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import make_tweet
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.articles.sections import Section
from pelican_aireport.evidence.chronicle import DayClaim, Thread, find_threads
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Claim, Tweet

ALIASES = load_aliases()
MONDAY = date(2026, 9, 7)

TARN_1 = "据传 Tarn 4 芯片下周发布，售价 900 美元"
TARN_2 = "Tarn 4 芯片正式发布，售价 850 美元，十月发货"
TARN_3 = "Tarn 4 芯片跑分公布，比 Tarn 3 快 40%，售价 850 美元"
LARKSPUR = "Larkspur 开源语音模型 Larkspur Voice，参数 7B"
FENNWICK = "Fennwick 完成 2 亿美元融资，估值 18 亿美元"
TEXTS = (TARN_1, TARN_2, TARN_3, LARKSPUR, FENNWICK)
TWEETS = tuple(
    make_tweet(f"t{n}", text, author=f"author_{n}", likes=10)
    for n, text in enumerate(TEXTS)
)


def _told(
    number: int,
    day: int = 0,
    *,
    place: int = 0,
    section: Section = Section.KEY_POINTS,
    **claim: object,
) -> DayClaim:
    facts = {"text": f"{TEXTS[number]}。", "evidence": (f"t{number}",), **claim}
    return DayClaim(
        day=MONDAY + timedelta(days=day),
        section=section,
        place=place,
        claim=Claim(**facts),  # type: ignore[arg-type]
    )


def _find(
    claims: Sequence[DayClaim], tweets: Sequence[Tweet] = TWEETS
) -> list[list[str]]:
    """Return the texts of each thread."""
    threads = find_threads(claims, tweets, ALIASES)
    return [[each.claim.text[:-1] for each in thread.told] for thread in threads]


def _days(threads: Sequence[Thread]) -> list[list[int]]:
    return [[day.day for day in thread.days] for thread in threads]


WEEK = (_told(0), _told(1, 1), _told(2, 3), _told(3, place=1), _told(4, 2))


def test_one_matter_is_one_thread_over_the_days() -> None:
    """What was told on most days leads, all else being equal."""
    assert _find(WEEK) == [[TARN_1, TARN_2, TARN_3], [LARKSPUR], [FENNWICK]]
    assert _days(find_threads(WEEK, TWEETS, ALIASES)) == [[7, 8, 10], [7], [9]]


def test_the_last_day_tells_how_a_matter_stands() -> None:
    thread = find_threads(WEEK, TWEETS, ALIASES)[0]
    assert thread.teller.claim.text[:-1] == TARN_3
    assert thread.evidence == ("t2", "t1", "t0")


def test_of_one_day_the_first_of_the_page_tells() -> None:
    event = _told(1, section=Section.EVENTS)
    (thread,) = find_threads([event, _told(2, place=3)], TWEETS, ALIASES)
    assert (thread.teller.claim.text[:-1], thread.days) == (TARN_3, (MONDAY,))


@pytest.mark.parametrize(
    "later",
    [
        pytest.param({"id_": "t0", "refs": ()}, id="the-same-tweet"),
        pytest.param({"id_": "t8", "refs": ("t0",)}, id="its-answer"),
    ],
)
def test_days_that_share_a_tweet_tell_one_matter(later: dict[str, object]) -> None:
    """However their words differ."""
    tweet = make_tweet(text="完全是另一番话", author="zoe", **later)  # type: ignore[arg-type]
    claim = Claim(text="另一番话。", evidence=(tweet.id,))
    second = replace(_told(0, 1), claim=claim)
    tweets = (*(each for each in TWEETS if each.id != tweet.id), tweet)
    assert _find([_told(0), second], tweets) == [[TARN_1, "另一番话"]]


def test_what_one_report_told_apart_stays_apart() -> None:
    """Two of its claims may rest on one tweet."""
    other = _told(3, place=1, evidence=("t0",))
    assert len(_find([_told(0), other])) == 2


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param({"evidence": ("gone",)}, id="tweet-gone"),
        pytest.param({"evidence": ("t0", "gone")}, id="one-of-two-gone"),
        pytest.param({"evidence": ()}, id="nothing-cited"),
        pytest.param({"text": "见 https://a.example"}, id="link"),
        pytest.param(
            {"text": "他说“这句话谁也没有说过，一个字也没有”。"}, id="quotation"
        ),
    ],
)
def test_what_does_not_pass_the_checks_is_left_out(claim: dict[str, object]) -> None:
    assert _find([_told(0, **claim), _told(4)]) == [[FENNWICK]]  # type: ignore[arg-type]


def test_an_earlier_day_tells_where_the_last_one_has_lost_its_tweet() -> None:
    (thread,) = find_threads([_told(0), _told(1, 1)], TWEETS[:1], ALIASES)
    assert (thread.teller.claim.text[:-1], _days([thread])) == (TARN_1, [[7]])


def test_of_many_tweets_five_are_cited() -> None:
    tweets = tuple(make_tweet(f"t{n}", TARN_1, author=f"a{n}") for n in range(9))
    claim = _told(0, evidence=tuple(tweet.id for tweet in tweets[:7]))
    (thread,) = find_threads([claim], tweets, ALIASES)
    assert thread.evidence == ("t0", "t1", "t2", "t3", "t4")


def test_many_voices_on_one_day_outweigh_one_voice_on_two() -> None:
    chorus = tuple(
        make_tweet(f"c{n}", FENNWICK, author=f"c{n}", likes=10) for n in range(4)
    )
    claims = [
        _told(0),
        _told(1, 1),
        _told(4, 2, evidence=tuple(tweet.id for tweet in chorus)),
    ]
    same = [replace(tweet, author="ann") for tweet in TWEETS]
    assert _find(claims, [*same, *chorus]) == [[FENNWICK], [TARN_1, TARN_2]]


CLAIMS = st.lists(
    st.builds(
        _told,
        st.integers(0, 4),
        st.integers(0, 6),
        place=st.integers(0, 9),
        section=st.sampled_from([Section.KEY_POINTS, Section.EVENTS, Section.AI]),
    ),
    max_size=12,
    unique_by=lambda each: (each.day, each.section, each.place),
)


@given(claims=CLAIMS, data=st.data())
def test_neither_order_decides(claims: list[DayClaim], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(claims))
    tweets = data.draw(st.permutations(TWEETS))
    found = find_threads(claims, TWEETS, ALIASES)
    assert find_threads(shuffled, tweets, ALIASES) == found


@given(claims=CLAIMS, there=st.sets(st.integers(0, 4)))
def test_every_claim_whose_tweets_are_there_is_in_one_thread(
    claims: list[DayClaim], there: set[int]
) -> None:
    tweets = [TWEETS[number] for number in there]
    threads = find_threads(claims, tweets, ALIASES)
    told = [each for thread in threads for each in thread.told]
    ids = {tweet.id for tweet in tweets}
    usable = [each for each in claims if ids.issuperset(each.claim.evidence)]
    assert sorted(map(repr, told)) == sorted(map(repr, usable))
    assert [t for t in threads if not ids.issuperset(t.evidence)] == []
