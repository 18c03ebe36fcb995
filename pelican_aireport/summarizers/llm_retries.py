"""How often a model is asked again, and how long is waited in between.

Pure: waiting and the clock are handed in.
"""

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from pelican_aireport.summarizers.llm_faults import LLMError

if TYPE_CHECKING:
    from tenacity import RetryCallState

__all__ = ["Budget", "ask_with_retries", "try_seconds"]

_T = TypeVar("_T")

_TRIES = 3
_FIRST_WAIT_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 8.0
_JITTER_SECONDS = 1.0
_USUAL_TRY_SECONDS = 60.0


class Budget:
    """A time budget that begins when it is first asked for; threads may share one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._end: float | None = None

    def find_end(self, seconds: float, monotonic: Callable[[], float]) -> float:
        """Find when so many seconds are over that began with the first call."""
        with self._lock:
            if self._end is None:
                self._end = monotonic() + seconds
            return self._end


def try_seconds(left: float, whole: float) -> float:
    """Return how long one try may take, so that another has time after it.

    A model thinks for up to a minute; half of a longer budget is one try's.
    """
    return max(min(left, max(_USUAL_TRY_SECONDS, whole / 2)), 0.001)


def ask_with_retries(
    ask: Callable[[], _T],
    *,
    end: float,
    sleep: Callable[[float], None],
    monotonic: Callable[[], float],
) -> _T:
    """Ask up to three times, with growing waits and jitter, until a moment.

    A provider's wish to wait longer is granted where that moment is later still.

    Args:
        ask: Called for each try.
        end: When no other try may begin, by ``monotonic``.
        sleep: Waits so many seconds.
        monotonic: Tells the time in seconds.

    Raises:
        LLMError: the last try's; only faults that may pass at once are tried again.
    """
    import tenacity

    growing = tenacity.wait_exponential(
        multiplier=_FIRST_WAIT_SECONDS, max=_LONGEST_WAIT_SECONDS
    ) + tenacity.wait_random(0, _JITTER_SECONDS)
    retrying = tenacity.Retrying(
        stop=lambda state: (
            state.attempt_number >= _TRIES or monotonic() + state.upcoming_sleep >= end
        ),
        wait=lambda state: max(growing(state), _asked_wait(state)),
        retry=tenacity.retry_if_exception(_may_pass),
        sleep=sleep,
        reraise=True,
    )
    return retrying(ask)


def _asked_wait(state: "RetryCallState") -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after_seconds if isinstance(error, LLMError) else None
    return asked or 0.0


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, LLMError) and error.is_retried
