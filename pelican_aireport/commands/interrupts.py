"""Ctrl-C that is not lost: sets the process's handlers while a command runs."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

__all__ = ["noticing_interrupts"]


@contextmanager
def noticing_interrupts() -> Iterator[Callable[[], None]]:
    """Remember Ctrl-C, and yield what raises it if something has swallowed it.

    A callback that compiled code calls cannot raise: Python prints what it raised as
    ignored and goes on. Outside the main thread, which alone gets signals, nothing is
    remembered.

    Raises:
        KeyboardInterrupt: from the function that is yielded, after Ctrl-C.
    """
    pressed = threading.Event()

    def notice(_signal: int, _frame: FrameType | None) -> None:
        pressed.set()
        raise KeyboardInterrupt

    def pass_on() -> None:
        if pressed.is_set():
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield pass_on
        return
    before, told = signal.signal(signal.SIGINT, notice), sys.unraisablehook

    def tell(unraisable: Any) -> None:
        if unraisable.exc_type is not KeyboardInterrupt:
            told(unraisable)

    sys.unraisablehook = tell
    try:
        yield pass_on
    finally:
        sys.unraisablehook = told
        signal.signal(signal.SIGINT, before)
