"""Ctrl-C reaches the command, whoever was at work when it was pressed."""

import signal
import sys
import threading
from typing import Any

import nh3
import pytest

from pelican_aireport.commands.interrupts import noticing_interrupts


def _press_in_a_callback() -> None:
    """Let compiled code call what is interrupted: the interruption goes no further."""

    def press(_tag: str, _name: str, value: str) -> str:
        signal.raise_signal(signal.SIGINT)
        return value

    nh3.clean('<a title="x">y</a>', attributes={"a": {"title"}}, attribute_filter=press)


def test_an_interruption_that_was_swallowed_is_raised_where_it_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with noticing_interrupts() as pass_on:
        pass_on()
        _press_in_a_callback()
        with pytest.raises(KeyboardInterrupt):
            pass_on()
    assert capsys.readouterr().err == ""


def test_it_is_raised_at_once_where_it_can_be() -> None:
    with noticing_interrupts(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_the_handlers_are_as_before() -> None:
    before = (signal.getsignal(signal.SIGINT), sys.unraisablehook)
    with noticing_interrupts():
        assert signal.getsignal(signal.SIGINT) is not before[0]
    assert (signal.getsignal(signal.SIGINT), sys.unraisablehook) == before


def test_a_thread_changes_no_handler() -> None:
    handlers: list[Any] = []

    def look() -> None:
        with noticing_interrupts() as pass_on:
            pass_on()
            handlers.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert handlers == [signal.getsignal(signal.SIGINT)]
