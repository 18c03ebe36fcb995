"""Who tells of windows side by side: the executor that ``AIREPORT_EXECUTOR`` names.

Starts threads or processes, or what a foreign executor starts.
"""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context, parent_process
from pickle import PicklingError
from threading import Thread
from typing import cast

from pelican_aireport.drafting.telling import (
    Errand,
    Task,
    Told,
    send_out,
    tell,
    tell_elsewhere,
)
from pelican_aireport.errors import AIReportError, WorkerError
from pelican_aireport.extension import find_extension
from pelican_aireport.settings import Settings
from pelican_aireport.summarizers.port import Summarizer

__all__ = ["Begin", "open_crew"]

Begin = Callable[[Task, Summarizer], Callable[[], Told]]
"""Begins a task, and returns what waits for its end and raises what it raised."""

_REFUSALS = (RuntimeError, PicklingError, TypeError, AttributeError, OSError)
"""What executors raise that are closed, out of reach or asked for what is no value."""

_PASSING = ("CancelledError", "KilledWorker", "CommClosedError")
"""Names of errors, Dask's too, that tell nothing against the window itself."""


@contextmanager
def open_crew(settings: Settings, jobs: int) -> Iterator[Begin]:
    """Open what begins tasks; those that have not begun at the end never do.

    With one job the caller does each task himself when he waits for it.

    Raises:
        SettingsError: nothing usable has the executor's name.
        WorkerError: the executor cannot be opened.
    """
    if jobs == 1:
        yield lambda task, summarizer: partial(tell, task, summarizer)
        return
    workers = _open_workers(settings, jobs)
    is_done = False
    try:
        yield workers.begin
        is_done = True
    finally:
        workers.close(wait=is_done)


@dataclass(slots=True, kw_only=True)
class _Workers:
    """An executor, which is opened anew where a worker's death has broken it."""

    executor: Executor
    open_another: Callable[[], Executor] | None
    """``None`` for a foreign executor: whoever made it closes it."""
    settings: Settings
    futures: set[Future[Told]] = field(default_factory=set)

    def begin(self, task: Task, summarizer: Summarizer) -> Callable[[], Told]:
        if isinstance(self.executor, ThreadPoolExecutor):
            future = self.executor.submit(tell, task, summarizer)
            self.futures.add(future)
            return partial(self._wait_here, future)
        errand = send_out(task, self.settings)
        future = self._submit(errand)
        self.futures.add(future)
        return partial(self._wait_for, future, errand)

    def _submit(self, errand: Errand) -> Future[Told]:
        try:
            return self.executor.submit(tell_elsewhere, errand)
        except BrokenExecutor as error:
            if self.open_another is None:
                return _failed(error)
            self.executor = self.open_another()
            return self.executor.submit(tell_elsewhere, errand)
        except _REFUSALS as error:
            return _failed(error)

    def _wait_here(self, future: Future[Told]) -> Told:
        self.futures.discard(future)
        return future.result()

    def _wait_for(self, future: Future[Told], errand: Errand) -> Told:
        self.futures.discard(future)
        error = _find_error(future)
        if isinstance(error, BrokenExecutor) and self.open_another is not None:
            # The death of one worker costs all that are under way their windows:
            # alone it is seen whose window it was.
            with self.open_another() as alone:
                future = alone.submit(tell_elsewhere, errand)
                error = _find_error(future)
        if error is None:
            return future.result()
        if isinstance(error, AIReportError):
            raise error
        raise _lost(error) from error

    def close(self, *, wait: bool) -> None:
        for future in self.futures:
            future.cancel()
        if self.open_another is not None:
            self.executor.shutdown(wait=wait)


def _open_workers(settings: Settings, jobs: int) -> _Workers:
    found = settings.executor
    if hasattr(found, "submit") and not isinstance(found, type):
        executor = cast("Executor", found)
        return _Workers(executor=executor, open_another=None, settings=settings)
    opener = partial(_open, found, jobs)
    try:
        return _Workers(executor=opener(), open_another=opener, settings=settings)
    except OSError as error:
        raise WorkerError(
            f"AIREPORT_EXECUTOR: {found!r} cannot be opened ({error}); "
            'check that its cluster runs, or use "threads"'
        ) from error


def _open(found: object, jobs: int) -> Executor:
    arguments = {"max_workers": jobs}
    executor = find_extension(
        found(**arguments) if callable(found) else found,
        {"threads": ThreadPoolExecutor, "processes": _open_processes},
        method="submit",
        setting="AIREPORT_EXECUTOR",
        arguments=arguments,
    )
    return cast("Executor", executor)


def _open_processes(*, max_workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        max_workers,
        # a fork would copy locks that other threads hold just then
        mp_context=get_context("spawn"),
        initializer=_follow_parent,
    )


def _follow_parent() -> None:
    """Leave Ctrl-C to the run, which then ends its workers, and end where it is killed.

    Else they would wait for work for ever: each holds both ends of the line to it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _failed(error: Exception) -> Future[Told]:
    future: Future[Told] = Future()
    future.set_exception(error)
    return future


def _find_error(future: Future[Told]) -> BaseException | None:
    try:
        return future.exception()
    except CancelledError as error:
        return error


def _lost(error: BaseException) -> WorkerError:
    kind = type(error).__name__
    may_pass = isinstance(error, BrokenExecutor | OSError) or kind in _PASSING
    way_out = (
        "run again, with fewer --jobs if the worker's memory was short"
        if may_pass
        else "see that what the settings name can be pickled and is installed there"
    )
    return WorkerError(
        f"a worker of AIREPORT_EXECUTOR did not come back with the window ({kind}: "
        f'{error}); {way_out}, or set AIREPORT_EXECUTOR to "threads"',
        needs_person=not may_pass,
    )
