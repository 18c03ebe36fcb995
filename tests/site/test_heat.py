"""How hot days are among each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.site.heat import find_limits, heat_of


@pytest.mark.parametrize(
    ("counts", "heats"),
    [
        pytest.param([], [], id="no day"),
        pytest.param([0, 0], [0, 0], id="nothing told"),
        pytest.param([9], [1], id="one day has nothing above it"),
        pytest.param([5, 5, 5, 5, 5], [1, 1, 1, 1, 1], id="all alike"),
        pytest.param([0, 1, 2, 3, 4], [0, 1, 2, 3, 4], id="a quarter each"),
        pytest.param([1, 2, 3, 900], [1, 2, 3, 4], id="one day outshines none"),
    ],
)
def test_days_are_as_hot_as_their_quarter(counts: list[int], heats: list[int]) -> None:
    limits = find_limits(counts)
    assert [heat_of(count, limits) for count in counts] == heats


@given(st.lists(st.integers(0, 500), max_size=60))
def test_who_tells_more_is_never_cooler(counts: list[int]) -> None:
    """Within 0 to 4, and 0 for nothing alone."""
    limits = find_limits(counts)
    heats = [heat_of(count, limits) for count in sorted(counts)]
    assert heats == sorted(heats)
    assert all(0 <= heat <= 4 for heat in heats)
    assert [heat == 0 for heat in heats] == [count == 0 for count in sorted(counts)]
