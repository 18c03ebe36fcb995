"""Material is cut into parts that a model takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.summarizers.llm_port import Limits
from pelican_aireport.summarizers.packing import (
    Room,
    count_points,
    find_room,
    fit,
    pack,
)


def _limits(window: int | None, output: int | None) -> Limits:
    return Limits(
        context_window=window, max_output=output, input_usd=None, output_usd=None
    )


@pytest.mark.parametrize(
    ("limits", "room"),
    [
        pytest.param(
            _limits(131_072, 8_192), Room(material=103_226, output=6_000), id="large"
        ),
        pytest.param(
            _limits(100_000, 2_000),
            Room(material=80_666, output=2_000),
            id="little output",
        ),
        pytest.param(
            _limits(None, None), Room(material=20_666, output=6_000), id="unknown"
        ),
        pytest.param(_limits(3_000, None), Room(material=666, output=1_000), id="tiny"),
    ],
)
def test_a_fifth_is_kept_free(limits: Limits, room: Room) -> None:
    assert find_room(limits, prompt_tokens=1_000) == room


def test_there_is_always_some_room() -> None:
    assert find_room(_limits(1_000, None), prompt_tokens=5_000).material == 1


@given(st.lists(st.integers(0, 50)), st.integers(1, 100))
def test_parts_hold_everything_once_in_order(sizes: list[int], room: int) -> None:
    parts = pack(sizes, room)
    assert [number for part in parts for number in part] == list(range(len(sizes)))
    overfull = [part for part in parts if sum(sizes[n] for n in part) > room]
    assert all(len(part) == 1 for part in overfull)


@pytest.mark.parametrize(
    ("room", "parts", "points"),
    [
        pytest.param(100_000, 2, 20, id="room for all"),
        pytest.param(12_000, 8, 10, id="room for some"),
        pytest.param(3_000, 40, 3, id="never less than three"),
    ],
)
def test_many_parts_give_fewer_points(room: int, parts: int, points: int) -> None:
    assert count_points(room, parts) == points


@pytest.mark.parametrize(
    ("sizes", "room", "counts"),
    [
        pytest.param([[2, 2, 2], [2, 2]], 10, (3, 2), id="all"),
        pytest.param([[2, 2, 2], [2, 2]], 7, (2, 1), id="the last ones go"),
        pytest.param([[2, 2], [], [2]], 4, (1, 0, 1), id="a part without any"),
        pytest.param([[9], [2]], 4, (1, 0), id="one at least"),
        pytest.param([], 4, (), id="none"),
    ],
)
def test_points_that_do_not_fit_go_evenly(
    sizes: list[list[int]], room: int, counts: tuple[int, ...]
) -> None:
    assert fit(sizes, room) == counts
