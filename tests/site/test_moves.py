"""Whether reports speak more of a thing than others do, beyond chance."""

from collections.abc import Sequence
from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.site.moves import TopicCounts, find_moves, keep_comparable


def _reports(*counts: int, topic: str = "t") -> tuple[TopicCounts, ...]:
    """Return a report for each count of one name; 0 does not name it."""
    return tuple(TopicCounts(topic, {"Tarn": n} if n else {}) for n in counts)


def _told(
    now: Sequence[TopicCounts], before: Sequence[TopicCounts]
) -> list[tuple[str, int, int]]:
    return [(move.name, move.before, move.now) for move in find_moves(now, before)]


@pytest.mark.parametrize(
    ("now", "before", "moves"),
    [
        pytest.param([1] * 6 + [0], [0] * 7, True, id="6 of 7 reports after none"),
        pytest.param([1] * 5 + [0] * 2, [0] * 7, False, id="5 of 7 may be chance"),
        pytest.param([1] * 7, [1] + [0] * 6, True, id="7 of 7 after 1"),
        pytest.param([0] * 7, [1] * 6 + [0], True, id="none after 6 of 7"),
        pytest.param([20, *[0] * 6], [0] * 7, False, id="one report, however often"),
        pytest.param([20], [0] * 60, False, id="one report that is all there is"),
        pytest.param([9] * 3, [0] * 60, False, id="3 reports are few in any case"),
        pytest.param([1] * 4, [0] * 7, True, id="4 of 4 after none of 7"),
        pytest.param([1] * 4, [0], False, id="1 report before tells little"),
        pytest.param([3] * 7, [3] * 3, False, id="always as often"),
        pytest.param([3, 4] * 4, [1, 2] * 4, True, id="twice as often each time"),
        pytest.param([1] * 9, [], False, id="nothing before"),
        pytest.param([], [], False, id="nothing at all"),
    ],
)
def test_what_moved_is_told_beyond_chance(
    now: list[int], before: list[int], *, moves: bool
) -> None:
    expected = [("Tarn", sum(before), sum(now))] if moves else []
    assert _told(_reports(*now), _reports(*before)) == expected


def test_the_deviation_is_that_of_reports_in_any_order() -> None:
    """Of 6 among 14, 3 are expected in each half: the variance is 12/13."""
    [move] = find_moves(_reports(*[1] * 6, 0), _reports(*[0] * 7))
    assert move.deviations == pytest.approx(3 / sqrt(12 / 13))


def test_a_topic_that_begins_or_ends_moves_nothing() -> None:
    """What it counts is left out of what another topic's move shows."""
    other = _reports(*[5] * 9, topic="u")
    now, before = _reports(*[1] * 7), _reports(*[0] * 7)
    alone = find_moves(now, before)
    assert _told(now, before) == [("Tarn", 0, 7)]
    assert find_moves((*now, *other), before) == alone
    assert find_moves(now, (*before, *other)) == alone
    assert find_moves(other, before) == ()


def test_topics_are_added_up() -> None:
    """What is chance in each may be clear in both."""
    now = [_reports(1, 1, 1, 1, 0, 0, 0, topic=topic) for topic in "tu"]
    before = [_reports(*[0] * 7, topic=topic) for topic in "tu"]
    assert _told(now[0], before[0]) == []
    assert _told((*now[0], *now[1]), (*before[0], *before[1])) == [("Tarn", 0, 8)]


def test_a_topic_of_which_there_is_more_moves_nothing() -> None:
    """Tarn is named by one topic alone, of which there were few reports."""
    now = (*_reports(*[1] * 30), *_reports(*[0] * 30, topic="u"))
    before = (*_reports(*[1] * 5), *_reports(*[0] * 30, topic="u"))
    assert _told(now, before) == []


def test_reports_of_topics_on_both_sides_are_comparable() -> None:
    one, two = _reports(1), _reports(2, topic="u")
    assert keep_comparable((*one, *two), one) == one


_COUNTS = st.lists(
    st.builds(
        TopicCounts,
        st.sampled_from("tu"),
        st.dictionaries(st.sampled_from(["Tarn", "Osprey"]), st.integers(1, 5)),
    ),
    max_size=30,
)


@given(_COUNTS, _COUNTS, st.randoms(use_true_random=False))
def test_the_order_of_reports_moves_nothing(
    now: list[TopicCounts], before: list[TopicCounts], random: Random
) -> None:
    """And what rises is what fades the other way round."""
    found = find_moves(now, before)
    mixed = random.sample(now, len(now)), random.sample(before, len(before))
    back = {(each.name, each.before, each.now) for each in find_moves(before, now)}
    assert find_moves(*mixed) == found
    assert {(each.name, each.now, each.before) for each in found} == back


def test_shuffled_days_hardly_move_anything() -> None:
    """100 names in 60 reports in any order, in clusters as news comes."""
    random = Random(7)  # noqa: S311 - no secret
    odds = [random.uniform(0.02, 0.6) for _ in range(100)]
    found = 0
    for _ in range(40):
        reports = [
            TopicCounts(
                "t",
                {
                    f"Tarn {n}": random.choice((1, 1, 2, 6))
                    for n, odd in enumerate(odds)
                    if random.random() < odd
                },
            )
            for _ in range(60)
        ]
        found += len(find_moves(reports[:30], reports[30:]))
    assert found / 40 < 0.3
