"""A drafting run: every report that is due and has no article yet.

Touches disk and network through what it calls. Says how each report went; whoever
runs it decides what to tell and how to end.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from pelican_aireport.articles.files import find_slugs, publish
from pelican_aireport.articles.generated import keep_generated, keep_pictures
from pelican_aireport.errors import AIReportError, BlockedError, PublishError
from pelican_aireport.model import Draft, Window
from pelican_aireport.selection.windows import days_of, due_windows, slug_of
from pelican_aireport.settings import Settings, TopicSettings

if TYPE_CHECKING:
    from pelican_aireport.evidence.memory import Memory
    from pelican_aireport.sources.encounters import Encounters

__all__ = ["Outcome", "draft_due", "lock_state", "remember"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How drafting one report went: it has a draft or an error.

    It has both where the summarizer failed and the extractive one stood in for it.
    """

    topic: str
    slug: str | None
    """``None`` where the whole topic failed."""
    draft: Draft | None = None
    error: AIReportError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    settings: Settings
    environ: Mapping[str, str]
    now: Callable[[], datetime]


_Due = tuple[TopicSettings, tuple[Window, ...]]


def draft_due(
    settings: Settings, *, environ: Mapping[str, str], now: Callable[[], datetime]
) -> tuple[Outcome, ...]:
    """Draft and publish what is due; one report's failure costs no other.

    Args:
        settings: Topics without a source draft nothing.
        environ: Where secrets and proxies stand.
        now: Tells the time; aware.

    Raises:
        BlockedError: another run is drafting.
        PublishError: the state folder is not usable.
    """
    run = _Run(settings=settings, environ=environ, now=now)
    if not any(windows for _, windows in _find_due(run)):
        _drop_snapshots_alone(run)
        return ()
    from pelican_aireport.sources.encounters import Encounters  # noqa: PLC0415

    met = Encounters()
    with lock_state(settings.state):
        # Looked up again: another run may have drafted in the meantime.
        due = _find_due(run)
        outcomes = tuple(
            outcome
            for topic, windows in due
            if windows
            for outcome in _draft_topic(topic, windows, run, met)
        )
        if settings.snapshot_days is not None:
            _drop_snapshots(settings.snapshot_days, due, run)
    return outcomes


def _drop_snapshots_alone(run: _Run) -> None:
    """Drop old snapshots in a run that drafts nothing, unless another one drafts."""
    keep_days = run.settings.snapshot_days
    if keep_days is not None and (run.settings.state / "snapshots").is_dir():
        with suppress(BlockedError), lock_state(run.settings.state):
            _drop_snapshots(keep_days, (), run)


def _drop_snapshots(keep_days: int, due: Iterable[_Due], run: _Run) -> None:
    from pelican_aireport.sources.retention import drop_old_snapshots  # noqa: PLC0415

    # What was drafted just now may be drafted anew, and what was not is still due.
    needed = {
        slug_of(topic.name, window, run.settings.timezone)
        for topic, windows in due
        for window in windows
    }
    drop_old_snapshots(
        run.settings.state, keep_days=keep_days, now=run.now(), needed=needed
    )


@contextmanager
def lock_state(state: Path) -> Iterator[None]:
    """Hold the lock that lets one run at a time write.

    Raises:
        BlockedError: another run holds it.
        PublishError: the state folder is not usable.
    """
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / "lock").acquire(timeout=0)
    except Timeout:
        raise BlockedError(
            f"another run is drafting and holds {state / 'lock'}; run again when it "
            "has ended, or end it (the file may stay: it holds nobody up by itself)"
        ) from None
    except OSError as error:
        raise PublishError(
            f"nothing was drafted: AIREPORT_STATE is not usable: {error}; "
            "name a folder that can be written"
        ) from error
    with lock:
        yield


def _find_due(run: _Run) -> tuple[_Due, ...]:
    written = find_slugs(run.settings.reports)
    return tuple(
        (topic, _due_windows(topic, run, written))
        for topic in run.settings.topics
        if topic.source is not None
    )


def _due_windows(
    topic: TopicSettings, run: _Run, written: frozenset[str]
) -> tuple[Window, ...]:
    asked = due_windows(
        topic.window,
        now=run.now(),
        timezone=run.settings.timezone,
        catch_up_days=topic.catch_up_days,
    )
    return tuple(
        window
        for window in asked
        if slug_of(topic.name, window, run.settings.timezone) not in written
    )


def _draft_topic(
    topic: TopicSettings, windows: Iterable[Window], run: _Run, met: "Encounters"
) -> Iterator[Outcome]:
    # Most builds have nothing to draft, and do not pay for it.
    from pelican_aireport.pipeline import draft_report  # noqa: PLC0415
    from pelican_aireport.sources.finding import find_source  # noqa: PLC0415
    from pelican_aireport.summarizers.finding import find_summarizer  # noqa: PLC0415

    try:
        source = find_source(topic, run.settings, run.environ, met)
        summarizer = find_summarizer(topic, run.settings, run.environ)
    except AIReportError as error:
        yield Outcome(topic=topic.name, slug=None, error=error)
        return
    for window in windows:
        slug = slug_of(topic.name, window, run.settings.timezone)
        try:
            draft = draft_report(
                topic,
                window,
                source=source,
                summarizer=summarizer,
                settings=run.settings,
                now=run.now(),
                memory=remember(topic, window, run.settings),
            )
            # First: an article without its beginning could not be refreshed.
            keep_generated(run.settings.state, draft.slug, draft.markdown)
            keep_pictures(run.settings.state, draft.slug, draft.pictures)
            publish(draft, _folder_of(window, run.settings))
        except AIReportError as error:
            yield Outcome(topic=topic.name, slug=slug, error=error)
        else:
            yield Outcome(topic=topic.name, slug=slug, draft=draft, error=draft.failure)


def remember(topic: TopicSettings, window: Window, settings: Settings) -> "Memory":
    """Read what a topic's reports told before a window."""
    from pelican_aireport.articles.earlier import read_memory  # noqa: PLC0415
    from pelican_aireport.articles.report_file import Site  # noqa: PLC0415

    titles = {each.name: each.title for each in settings.topics}
    site = Site(timezone=settings.timezone, lang=topic.language, titles=titles)
    return read_memory(settings.reports, topic=topic.name, before=window, site=site)


def _folder_of(window: Window, settings: Settings) -> Path:
    first, _ = days_of(window, settings.timezone)
    return settings.reports / f"{first:%Y}" / f"{first:%m}"
