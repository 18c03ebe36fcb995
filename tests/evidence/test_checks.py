"""Checks: each fault of a digest is found and named."""

import re

import pytest
from builders import make_tweet
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.errors import SummaryError
from pelican_aireport.evidence.checks import check_digest, find_faults
from pelican_aireport.model import Briefing, Claim, Details, Digest

TWEETS = tuple(
    make_tweet(str(number), f"第 {number} 条：“引语”之外，他说\n推理价格 下降一半")
    for number in range(1, 8)
)


def _digest(*points: Claim, events: tuple[Claim, ...] = ()) -> Digest:
    return Digest(briefing=Briefing(key_points=points), details=Details(events=events))


GOOD = Claim(text="推理变便宜了。", evidence=("1",))


@pytest.mark.parametrize(
    ("claim", "faults"),
    [
        pytest.param(GOOD, (), id="good"),
        pytest.param(
            Claim(text="五条", evidence=("1", "2", "3", "4", "5")), (), id="five-tweets"
        ),
        pytest.param(
            Claim(text="六条", evidence=("1", "2", "3", "4", "5", "6")),
            ("cites 6 tweets; one to five are wanted",),
            id="six-tweets",
        ),
        pytest.param(
            Claim(text="没有依据"),
            ("cites 0 tweets; one to five are wanted",),
            id="no-evidence",
        ),
        pytest.param(
            Claim(text="别处来的", evidence=("1", "99")),
            ("cites 99, which is no tweet of the window",),
            id="unknown-tweet",
        ),
        pytest.param(
            Claim(text="见 https://a.b", evidence=("1",)),
            ("holds a link or a line break",),
            id="link",
        ),
        pytest.param(
            Claim(text="推理", lead="http://a.b", evidence=("1",)),
            ("holds a link or a line break",),
            id="link-in-the-lead",
        ),
        pytest.param(
            Claim(text="一\n## 二", evidence=("1",)),
            ("holds a link or a line break",),
            id="line-break",
        ),
        pytest.param(
            Claim(text="他写道：“他说 推理价格 下降一半”。", evidence=("2",)),
            (),
            id="quotation-across-lines",
        ),
        pytest.param(
            Claim(text="他写道：“他说 推理价格 下降三分之一”。", evidence=("2",)),
            ("quotes “他说 推理价格 下降三分之一”, which no cited tweet says",),
            id="altered-quotation",
        ),
        pytest.param(
            Claim(text="他写道：“第 3 条：“引语”之外，他说”。", evidence=("3",)),
            (),
            id="nested-quotation",
        ),
        pytest.param(
            Claim(text="所谓“便宜”只是相对的。", evidence=("1",)),
            (),
            id="mentioned-word",
        ),
        pytest.param(
            Claim(text="他写道：“第 2 条：“引语”之外，他说。”", evidence=("1",)),
            (),
            id="short-parts-are-not-compared",
        ),
    ],
)
def test_each_fault_of_a_claim_is_named(claim: Claim, faults: tuple[str, ...]) -> None:
    assert find_faults(_digest(claim), TWEETS) == tuple(
        f"key-points 1: {fault}" for fault in faults
    )


def test_a_claim_stands_once_in_the_whole_report() -> None:
    again = Claim(text=GOOD.text, evidence=("2",))

    assert find_faults(_digest(GOOD, events=(again,)), TWEETS) == (
        "events 1: stands there twice",
    )


@pytest.mark.parametrize(
    ("points", "faults"),
    [(10, ()), (11, ("11 key points; ten is the most",))],
)
def test_ten_key_points_are_the_most(points: int, faults: tuple[str, ...]) -> None:
    claims = [Claim(text=f"第 {n} 点", evidence=("1",)) for n in range(points)]

    assert find_faults(_digest(*claims), TWEETS) == faults


def test_an_empty_digest_has_no_faults() -> None:
    assert find_faults(_digest(), ()) == ()


def test_all_faults_are_raised_at_once() -> None:
    digest = _digest(
        Claim(text="没有依据"), Claim(text="见 http://a.b", evidence=("9",))
    )

    with pytest.raises(SummaryError) as caught:
        check_digest(digest, TWEETS)
    assert str(caught.value) == "; ".join(find_faults(digest, TWEETS))
    assert len(find_faults(digest, TWEETS)) == 3


def test_a_digest_without_faults_passes() -> None:
    check_digest(_digest(GOOD), TWEETS)
    assert find_faults(_digest(GOOD), TWEETS) == ()


@given(st.data())
def test_any_part_of_a_cited_tweet_may_be_quoted(data: st.DataObject) -> None:
    line = "第 1 条之外，他说 推理价格 下降一半，权重开源，下周开放接口"
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    tweet = make_tweet("1", re.sub(" ", "\n", line))

    claim = Claim(text=f"“{line[start:end]}”", evidence=("1",))
    assert find_faults(_digest(claim), [tweet]) == ()
