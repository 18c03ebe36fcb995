"""What a model claims is published only as far as its tweets cover it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from builders import NOON, make_tweet

from pelican_aireport.articles.sections import Section
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Claim, Cluster, Mark, Window
from pelican_aireport.summarizers.answers import Placed
from pelican_aireport.summarizers.extractive import quote_cluster
from pelican_aireport.summarizers.port import Frame
from pelican_aireport.summarizers.proofreading import Failing, proofread

FRAME = Frame(
    window=Window(start=NOON, end=NOON + timedelta(days=1)),
    timezone=UTC,
    language="zh-CN",
    key_points=10,
    aliases=load_aliases(),
)
ANN = make_tweet(
    "1", "Larkspur 3 今天发布，推理价格下降 50%，上下文 400K", author="ann"
)
BEN = make_tweet("2", "试了 Larkspur 3，价格确实降了 50%", author="ben")
CAT = make_tweet("3", "Tarn 2 跑分比上一代高 12%，功耗不变", author="cat")
CLUSTERS = (
    Cluster(tweets=(ANN, BEN), score=2.0),
    Cluster(tweets=(CAT,), score=1.0),
)
GOOD = Claim(
    lead="Larkspur 3 发布",
    text="Larkspur 3 发布，推理价格下降 50%，上下文达 40 万。",
    evidence=("1", "2"),
)
OTHER = Claim(text="Tarn 2 跑分比上一代高 12%，功耗不变。", evidence=("3",))
WRONG = replace(OTHER, text="Tarn 2 跑分比上一代高 21%，功耗不变。")

TRIED = Claim(text="有人试用后说 Larkspur 3 只便宜了 5%。", evidence=("2",))


def _points(*claims: Claim) -> tuple[Placed, ...]:
    return tuple(Placed(section=Section.KEY_POINTS, claim=claim) for claim in claims)


class _Mender:
    """Hands out rewritten claims, and remembers what it was asked for."""

    def __init__(self, *answers: Mapping[int, Claim]) -> None:
        self.answers = list(answers)
        self.asked: list[list[int]] = []

    def __call__(self, failing: Sequence[Failing]) -> Mapping[int, Claim]:
        self.asked.append([each.number for each in failing])
        return self.answers.pop(0) if self.answers else {}


ONE_SOURCE = replace(OTHER, marks=(Mark.ONE_SOURCE,))
REPAIRED = replace(ONE_SOURCE, is_repaired=True)
QUOTED = replace(quote_cluster(CLUSTERS[1], FRAME), marks=(Mark.REPLACED,))


@pytest.mark.parametrize(
    ("claims", "answers", "expected", "asked"),
    [
        pytest.param([GOOD, OTHER], [], [GOOD, ONE_SOURCE], [], id="covered"),
        pytest.param(
            [GOOD, WRONG], [{2: OTHER}], [GOOD, REPAIRED], [[2]], id="mended at once"
        ),
        pytest.param(
            [WRONG, GOOD],
            [{1: replace(WRONG, lead="Tarn 2")}, {1: OTHER}],
            [REPAIRED, GOOD],
            [[1], [1]],
            id="mended the second time",
        ),
        pytest.param(
            [GOOD, WRONG],
            [{1: OTHER, 2: OTHER}],
            [GOOD, REPAIRED],
            [[2]],
            id="an answer about another claim is none",
        ),
        pytest.param(
            [GOOD, WRONG],
            [{2: WRONG}],
            [GOOD, QUOTED],
            [[2]],
            id="the same answer is no repair",
        ),
        pytest.param(
            [GOOD, WRONG],
            [{2: replace(WRONG, lead="Tarn 2")}, {2: replace(WRONG, lead="Tarn 2")}],
            [GOOD, QUOTED],
            [[2], [2]],
            id="rewritten in vain: quoted",
        ),
        pytest.param(
            [GOOD, WRONG], [], [GOOD, QUOTED], [[2]], id="never mended: quoted"
        ),
        pytest.param(
            [GOOD, replace(WRONG, evidence=("404",))],
            [],
            [GOOD],
            [[2]],
            id="nothing to quote",
        ),
        pytest.param(
            [OTHER, GOOD, TRIED],
            [],
            [ONE_SOURCE, GOOD],
            [[3]],
            id="its tweets are told already",
        ),
    ],
)
def test_a_claim_is_kept_mended_quoted_or_left_out(
    claims: list[Claim],
    answers: list[Mapping[int, Claim]],
    expected: list[Claim],
    asked: list[list[int]],
) -> None:
    """It is asked for twice at most, and for failing claims alone."""
    mender = _Mender(*answers)
    proof = proofread(_points(*claims), CLUSTERS, FRAME, repair=mender)
    assert ([each.claim for each in proof.placed], mender.asked) == (expected, asked)
    assert proof.left_out == len(claims) - len(expected)


def test_what_says_the_same_again_is_told_once() -> None:
    again = replace(GOOD, text="Larkspur 3 发布，推理价格降了 50%，上下文 40 万。")
    placed = (
        *_points(GOOD),
        Placed(section=Section.AI, claim=again),
        Placed(section=Section.AI, claim=OTHER),
    )
    kept = proofread(placed, CLUSTERS, FRAME, repair=_Mender()).placed
    assert [each.claim for each in kept] == [GOOD, ONE_SOURCE]


def test_one_matter_of_one_cluster_is_told_once_whoever_is_cited() -> None:
    """In other words and from another tweet; another matter of it stays."""
    first = replace(GOOD, evidence=("1",))
    again = Claim(text="试用者说，Larkspur 3 发布后推理价格降了 50%。", evidence=("2",))
    placed = (*_points(first), Placed(section=Section.AI, claim=again))
    kept = proofread(placed, CLUSTERS, FRAME, repair=_Mender()).placed
    assert [each.claim.text for each in kept] == [GOOD.text]


def test_an_overview_may_speak_of_what_is_told_below_but_is_never_a_quotation() -> None:
    short = Claim(text="Larkspur 3 发布，上下文达 40 万。", evidence=("1",))
    placed = (
        Placed(section=Section.OVERVIEW, claim=short),
        Placed(section=Section.OVERVIEW, claim=short),
        Placed(section=Section.OVERVIEW, claim=GOOD),
        Placed(section=Section.OVERVIEW, claim=WRONG),
        *_points(GOOD),
    )
    kept = proofread(placed, CLUSTERS, FRAME, repair=_Mender()).placed
    assert [each.section for each in kept] == [Section.OVERVIEW, Section.KEY_POINTS]
