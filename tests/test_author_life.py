"""An author's life: whatever he does, in whatever order, no word of his is lost."""

import pytest
from author_life import AuthorLife
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

_STEPS = 2_000
_LIVES, _LONGEST = 40, 60


@pytest.mark.usefixtures("capsys")  # pelican prints a summary of each build
def test_no_edit_is_lost_and_every_state_settles() -> None:
    """Two thousand steps in many lives; the machine says what must hold after each."""
    AuthorLife.happened.clear()
    run_state_machine_as_test(
        AuthorLife,
        settings=settings(
            max_examples=_LIVES,
            stateful_step_count=_LONGEST,
            deadline=None,
            derandomize=True,
            phases=(Phase.generate,),
            suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
        ),
    )
    happened = AuthorLife.happened
    assert happened["steps"] >= _STEPS
    assert min(happened[each] for each in ("killed", "changed by a refresh")) > 0
    assert happened["conflicts"] > 0
