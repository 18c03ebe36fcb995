"""A drafting run: every report that is due and has no article yet.

Touches disk and network through what it calls. Says how each report went as soon as
it is known; whoever runs it decides what to tell and how to end.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pelican_aireport.articles.dropped import keep_dropped
from pelican_aireport.articles.files import check_free, publish
from pelican_aireport.articles.generated import keep_generated, keep_pictures
from pelican_aireport.drafting.due import Due, find_due, period_of
from pelican_aireport.drafting.places import Place, find_place
from pelican_aireport.drafting.plans import USUAL, Plan, TellBegin, tell_nobody
from pelican_aireport.drafting.state_folder import clear, clear_alone, lock_state
from pelican_aireport.errors import AIReportError, PublishError
from pelican_aireport.model import Draft, Period, Window
from pelican_aireport.selection.windows import days_of, slug_of
from pelican_aireport.settings import Settings, TopicSettings

if TYPE_CHECKING:
    from pelican_aireport.drafting.executors import Begin
    from pelican_aireport.drafting.stops import Stops
    from pelican_aireport.drafting.telling import Told
    from pelican_aireport.evidence.memory import Memory
    from pelican_aireport.sources.encounters import Encounters
    from pelican_aireport.sources.port import Fetched, Source
    from pelican_aireport.summarizers.port import Summarizer

__all__ = ["Outcome", "draft_due", "draft_each"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How drafting one report went: it has a draft or an error.

    It has both where the summarizer failed and the extractive one stood in for it.
    """

    topic: str
    slug: str | None
    """``None`` where the whole topic failed."""
    draft: Draft | None = None
    place: Place | None = None
    """Where the draft is."""
    error: AIReportError | None = None
    cost_usd: float | None = None
    """What models took for it; ``None`` where none was asked, or it is not known."""


def draft_due(
    settings: Settings, *, environ: Mapping[str, str], now: Callable[[], datetime]
) -> tuple[Outcome, ...]:
    """Draft and publish what the settings ask for, as ``draft_each`` does."""
    return tuple(draft_each(settings, environ=environ, now=now))


def draft_each(
    settings: Settings,
    *,
    environ: Mapping[str, str],
    now: Callable[[], datetime],
    plan: Plan = USUAL,
    tell_begin: TellBegin = tell_nobody,
) -> Generator[Outcome, None, None]:
    """Draft and publish report after report; one's failure costs no other.

    Closing it ends the run: what has not begun by then never does.

    Args:
        settings: Topics without a source draft nothing.
        environ: Where secrets and proxies stand.
        now: Tells the time; aware.
        plan: What else is to be done, and how.
        tell_begin: Called when a window is begun.

    Raises:
        BlockedError: another run is drafting.
        PublishError: the state folder is not usable.
        SettingsError: the executor for windows side by side is none.
        WorkerError: that executor cannot be opened.
    """
    usual = find_due(settings, now=now(), days=None)
    due = find_due(settings, now=now(), days=plan.days)
    if not any(windows for _, windows in due):
        clear_alone(settings, (*due, *usual), now())
        return
    # Most builds have nothing to draft, and do not pay for it.
    from pelican_aireport.drafting.executors import open_crew  # noqa: PLC0415
    from pelican_aireport.drafting.stops import Stops  # noqa: PLC0415
    from pelican_aireport.sources.encounters import Encounters  # noqa: PLC0415

    stops = Stops(max_cost_usd=plan.max_cost_usd, leaves_refused=plan.days is not None)
    with lock_state(settings.state), open_crew(settings, plan.jobs) as begin:
        # Looked up again: another run may have drafted in the meantime.
        due = find_due(settings, now=now(), days=plan.days)
        run = _Run(
            settings=settings,
            environ=environ,
            now=now,
            jobs=plan.jobs,
            begin=begin,
            stops=stops,
            met=Encounters(),
            tell_begin=partial(tell_begin, windows=sum(len(each) for _, each in due)),
        )
        yield from _draft_in_order(due, run)
        clear(settings, (*due, *usual), now())


_Finish = Callable[[], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    settings: Settings
    environ: Mapping[str, str]
    now: Callable[[], datetime]
    jobs: int
    begin: "Begin"
    stops: "Stops"
    met: "Encounters"
    tell_begin: Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """A window under way."""

    topic: TopicSettings
    window: Window
    slug: str
    fetched: "Fetched"
    now: datetime
    memory: "Memory"
    wait: Callable[[], "Told"]


def _draft_in_order(due: Iterable[Due], run: _Run) -> Iterator[Outcome]:
    """Begin windows ahead of each other, and finish them in their order.

    Each is compared with the articles of all before it: nothing depends on which
    worker is quicker. One more than there are jobs is begun, so that no worker waits
    for the next.
    """
    ahead = 0 if run.jobs == 1 else run.jobs
    line: deque[_Finish] = deque()
    for topic, windows in due:
        # a week is told from the articles of its days
        while line and period_of(topic) is not Period.DAY:
            yield line.popleft()()
        for finish in _begin_each(topic, windows, run):
            line.append(finish)
            if len(line) > ahead:
                yield line.popleft()()
    while line:
        yield line.popleft()()


def _begin_each(
    topic: TopicSettings, windows: Iterable[Window], run: _Run
) -> Iterator[_Finish]:
    if not windows:
        return
    from pelican_aireport.sources.days import by_period  # noqa: PLC0415
    from pelican_aireport.sources.finding import find_source  # noqa: PLC0415
    from pelican_aireport.summarizers.finding import find_summarizer  # noqa: PLC0415

    try:
        source = by_period(
            find_source(topic, run.settings, run.environ, run.met),
            period_of(topic),
            timezone=run.settings.timezone,
            now=run.now,
        )
        summarizer = find_summarizer(topic, run.settings, run.environ)
    except AIReportError as error:
        yield partial(Outcome, topic=topic.name, slug=None, error=error)
        return
    for window in windows:
        slug = slug_of(topic.name, window, run.settings.timezone)
        folder = _folder_of(window, run.settings)
        try:
            check_free(folder, slug)
            run.stops.check(topic)
            run.tell_begin(slug)
            begun = _begin(topic, window, source, summarizer, run=run)
        except AIReportError as error:
            yield partial(Outcome, topic=topic.name, slug=slug, error=error)
        else:
            yield partial(_finish, begun, run)


def _begin(
    topic: TopicSettings,
    window: Window,
    source: "Source",
    summarizer: "Summarizer",
    *,
    run: _Run,
) -> _Begun:
    """Fetch a window here, in this thread: what a service limits is met once."""
    from pelican_aireport.drafting.recollection import read_days, remember  # noqa: PLC0415
    from pelican_aireport.drafting.telling import Task  # noqa: PLC0415
    from pelican_aireport.pipeline import gather  # noqa: PLC0415

    now = run.now()
    fetched = gather(topic, window, source=source)
    memory = remember(topic, window, run.settings)
    task = Task(
        topic=topic,
        window=window,
        timezone=run.settings.timezone,
        tweets=fetched.tweets,
        memory=memory,
        chronicle=read_days(topic, window, run.settings),
    )
    return _Begun(
        topic=topic,
        window=window,
        slug=slug_of(topic.name, window, run.settings.timezone),
        fetched=fetched,
        now=now,
        memory=memory,
        wait=run.begin(task, summarizer),
    )


def _finish(begun: _Begun, run: _Run) -> Outcome:
    topic, window, cost_usd = begun.topic, begun.window, None
    try:
        told = begun.wait()
        cost_usd = told.cost_usd
        run.stops.note_cost(cost_usd)
        run.stops.check_failure(topic, told.failure)
        draft = _compose(begun, told, run)
        # First: an article without its beginning could not be refreshed.
        keep_generated(run.settings.state, draft.slug, draft.markdown)
        keep_pictures(run.settings.state, draft.slug, draft.pictures)
        draft = _keep_dropped(draft, run.settings.state)
        article = publish(draft, _folder_of(window, run.settings))
    except AIReportError as error:
        return Outcome(
            topic=topic.name, slug=begun.slug, error=error, cost_usd=cost_usd
        )
    return Outcome(
        topic=topic.name,
        slug=begun.slug,
        draft=draft,
        place=find_place(draft, article, run.settings),
        error=draft.failure,
        cost_usd=cost_usd,
    )


def _keep_dropped(draft: Draft, state: Path) -> Draft:
    """Keep what was left out; a disk that refuses costs the article nothing."""
    try:
        keep_dropped(state, draft.slug, draft.markdown, draft.dropped)
    except PublishError as error:
        words = f"what it left out is not kept for its author: {error}"
        return replace(draft, warnings=(*draft.warnings, words))
    return draft


def _compose(begun: _Begun, told: "Told", run: _Run) -> Draft:
    from pelican_aireport.drafting.recollection import remember  # noqa: PLC0415
    from pelican_aireport.pipeline import compose_draft  # noqa: PLC0415

    topic, window = begun.topic, begun.window
    is_alone = run.jobs == 1  # nothing was written since its memory was read
    memory = begun.memory if is_alone else remember(topic, window, run.settings)
    return compose_draft(
        topic,
        window,
        begun.fetched,
        told,
        timezone=run.settings.timezone,
        now=begun.now,
        memory=memory,
    )


def _folder_of(window: Window, settings: Settings) -> Path:
    first, _ = days_of(window, settings.timezone)
    return settings.reports / f"{first:%Y}" / f"{first:%m}"
