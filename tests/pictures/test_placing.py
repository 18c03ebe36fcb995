"""Words are placed with nothing left behind in the process."""

import os
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.pictures import placing
from pelican_aireport.pictures.placing import _environment, _sum_from

NAME = "AIREPORT_PLACING_TEST"


@pytest.mark.parametrize(
    ("before", "inside"),
    [
        pytest.param(None, "1", id="unset"),
        pytest.param("4", "4", id="of-the-user"),
    ],
)
def test_a_variable_is_set_for_a_while(
    before: str | None, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that somebody has set stays as it is."""
    if before is not None:
        monkeypatch.setenv(NAME, before)

    with _environment(**{NAME: "1"}):
        found = os.environ.get(NAME)

    assert (found, os.environ.get(NAME)) == (inside, before)


def test_numpy_is_imported_without_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless somebody has imported it, or set how many."""
    seen = []
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.delitem(sys.modules, "numpy")
    monkeypatch.setattr(
        placing,
        "import_module",
        lambda name: seen.append((name, os.environ.get("OPENBLAS_NUM_THREADS"))),
    )

    placing._start_numpy.__wrapped__()

    assert seen == [("numpy", "1")]
    assert "OPENBLAS_NUM_THREADS" not in os.environ


@given(st.integers(0, 5), st.integers(0, 6), st.integers(0, 2**20))
def test_sums_are_mended_where_cells_change(row: int, column: int, seed: int) -> None:
    """As if one had added up all cells again."""
    grid = np.random.default_rng(seed).integers(0, 2, (6, 7), np.uint32)
    taken = grid.cumsum(0, np.uint32).cumsum(1, np.uint32)
    grid[row:, column:][:2, :3] = 1

    _sum_from(taken, grid, row, column)

    assert (taken == grid.cumsum(0).cumsum(1)).all()
