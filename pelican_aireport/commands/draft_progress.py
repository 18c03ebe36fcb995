"""What ``aireport draft`` tells while it works: a bar on a terminal, or plain lines.

Prints; what a report came to on stdout, or on stderr where JSON is to come on stdout.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pelican_aireport.drafting.places import tell_place
from pelican_aireport.drafting.run import Outcome
from pelican_aireport.errors import LeftError

__all__ = ["Count", "Show", "show_progress"]


@dataclass(slots=True)
class Count:
    """What a run came to so far."""

    windows: int = 0
    """How many there are in all."""
    done: int = 0
    tweets: int = 0
    """Those that reports were drafted from."""
    cost_usd: float | None = None
    """What models took, as far as it is known."""
    left: Counter[str] = field(default_factory=Counter)
    """How many windows are left for the next run, by the reason."""

    def add(self, outcome: Outcome) -> None:
        """Add a window."""
        self.done += 1
        if outcome.draft is not None:
            self.tweets += outcome.draft.counts.kept
        if outcome.cost_usd is not None:
            self.cost_usd = (self.cost_usd or 0.0) + outcome.cost_usd
        if isinstance(outcome.error, LeftError):
            self.left[str(outcome.error)] += 1


@dataclass(slots=True, kw_only=True)
class Show:
    """Tells of windows as they begin and end."""

    as_json: bool
    update: Callable[[Count, str], None]
    """Shows how far the run is, and which window was begun last."""
    count: Count = field(default_factory=Count)
    slug: str = ""

    def begin(self, slug: str, *, windows: int) -> None:
        """Tell that a window was begun, one of so many."""
        self.slug, self.count.windows = slug, windows
        self.update(self.count, slug)

    def end(self, outcome: Outcome) -> None:
        """Tell how a window ended."""
        self.count.add(outcome)
        self._print(outcome)
        self.update(self.count, self.slug)

    def _print(self, outcome: Outcome) -> None:
        draft, error = outcome.draft, outcome.error
        if draft is not None:
            counts = draft.counts
            told = f"drafted from {counts.kept} of {counts.fetched} tweets"
            out = sys.stderr if self.as_json else sys.stdout
            print(f"{outcome.slug}: {told}{self._tell_count()}", file=out)
            if outcome.place is not None:
                print(f"  {tell_place(outcome.place, Path.cwd())}", file=out)
            out.flush()
        for warning in draft.warnings if draft else ():
            print(f"{outcome.slug}: {warning}", file=sys.stderr)
        if error is not None and not isinstance(error, LeftError):
            # those that are left share a reason, which is told once
            quoted = "it quotes, as the summarizer failed: " if draft else ""
            name = outcome.slug or outcome.topic
            print(f"{name}: {quoted}{error}", file=sys.stderr)

    def _tell_count(self) -> str:
        count = self.count
        if count.windows == 1:
            return ""
        cost = "" if count.cost_usd is None else f"; USD {count.cost_usd:.4f} so far"
        return f" ({count.done} of {count.windows}{cost})"

    def close(self) -> None:
        """Tell what the whole run came to."""
        if not self.count.done and not self.as_json:
            print(
                "Nothing is due: every report that is asked for has its article, or "
                "its window has not begun."
            )
        for reason, windows in self.count.left.items():
            noun = "window is" if windows == 1 else "windows are"
            print(f"{windows} {noun} left for the next run: {reason}", file=sys.stderr)


@contextmanager
def show_progress(*, as_json: bool) -> Iterator[Show]:
    """Show how a run goes: by a bar where stderr is a terminal."""
    if sys.stderr.isatty():
        with _bar() as update:
            show = Show(as_json=as_json, update=update)
            yield show
    else:
        show = Show(as_json=as_json, update=lambda _count, _slug: None)
        yield show
    show.close()


@contextmanager
def _bar() -> Iterator[Callable[[Count, str], None]]:
    # a run that nobody watches does not pay for it
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[facts]}", markup=False),
        TimeElapsedColumn(),
        TextColumn("/"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(
        *columns,
        console=Console(stderr=True),
        # lines that go into a file are not drawn above the bar
        redirect_stdout=sys.stdout.isatty(),
        transient=True,
    ) as progress:
        task = progress.add_task("", total=None, visible=False, facts="")

        def update(count: Count, slug: str) -> None:
            progress.update(
                task,
                description=slug,
                completed=count.done,
                total=count.windows,
                visible=True,
                facts=_tell_facts(count),
            )

        yield update


def _tell_facts(count: Count) -> str:
    cost = "" if count.cost_usd is None else f", USD {count.cost_usd:.4f}"
    return f"{count.tweets} tweets{cost}"
