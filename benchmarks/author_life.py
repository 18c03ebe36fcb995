"""Live an author's life over ten thousand steps, at random, and count what happened.

Slow: about eight minutes. Ends with an error as soon as a word of the author is lost or
something does not settle, and prints the steps that lead there.
"""

import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from author_life import AuthorLife

_STEPS = 10_000
_LONGEST = 50


def main() -> None:
    """Print how many steps were made, what happened in them, and the seconds."""
    start = time.process_time()
    while AuthorLife.happened["steps"] < _STEPS:
        run_state_machine_as_test(
            AuthorLife,
            settings=settings(
                max_examples=20,
                stateful_step_count=_LONGEST,
                deadline=None,
                database=None,
                suppress_health_check=tuple(HealthCheck),
            ),
        )
    happened = AuthorLife.happened
    seconds = time.process_time() - start
    print(f"{happened['steps']:,} steps in {seconds:.0f} s CPU, 0 edits lost")
    for what, times in sorted(happened.items()):
        print(f"  {what}: {times:,}")


if __name__ == "__main__":
    main()
