"""Pelican's side: signal handlers.

The one place that logs outcomes and decides whether a build goes on. Touches the
clock and, through the modules it calls, disk and network.
"""

import logging
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pelican import signals

from pelican_aireport.articles.files import find_slugs, publish
from pelican_aireport.articles.intrasite import guard_intrasite_links
from pelican_aireport.articles.reader import install_reader
from pelican_aireport.errors import AIReportError, SettingsError
from pelican_aireport.model import Draft, Window
from pelican_aireport.pipeline import draft_report
from pelican_aireport.selection.windows import days_of, due_windows, slug_of
from pelican_aireport.settings import (
    OnFailure,
    Settings,
    TopicSettings,
    parse_settings,
)
from pelican_aireport.site.duplicates import leave_out_duplicates
from pelican_aireport.site.pages import page_filters
from pelican_aireport.site.writers import write_site_files
from pelican_aireport.sources.finding import find_source
from pelican_aireport.summarizers.finding import find_summarizer

__all__ = ["connect", "draft_due_reports", "prepare"]

logger = logging.getLogger(__name__)


def connect() -> None:
    """Connect the handlers; connecting them twice has no effect."""
    signals.initialized.connect(prepare)
    signals.readers_init.connect(install_reader)
    signals.get_generators.connect(draft_due_reports)
    signals.article_generator_pretaxonomy.connect(leave_out_duplicates)
    signals.article_writer_finalized.connect(write_site_files)


def prepare(pelican: Any) -> None:
    """Make the site's settings safe; no disk, no network, as often as it is called."""
    settings = pelican.settings
    settings["JINJA_FILTERS"] = {**page_filters(), **settings["JINJA_FILTERS"]}
    guard_intrasite_links(settings)


def draft_due_reports(pelican: Any) -> None:
    """Draft every window that is due and has no article yet.

    Runs before anything is read, so that what it writes is part of the same build.
    """
    folder = _settings_folder(sys.modules)
    try:
        settings = parse_settings(pelican.settings, base=folder)
    except SettingsError as error:
        # One message: under --fatal errors the first one would be the only one.
        logger.error("aireport: no report was drafted.\n%s", error)  # noqa: TRY400
        if pelican.settings.get("AIREPORT_ON_FAILURE") == OnFailure.FAIL.value:
            raise
        return
    topics = [topic for topic in settings.topics if topic.source is not None]
    if settings.drafting and topics:
        _draft_topics(topics, settings)


def _settings_folder(modules: Mapping[str, Any]) -> Path:
    # Pelican keeps no trace of the settings file but the module it was loaded as.
    for module in tuple(modules.values()):
        names = getattr(module, "__dict__", {})
        plugins = names.get("PLUGINS")
        lists_us = isinstance(plugins, list | tuple) and "pelican_aireport" in plugins
        if (lists_us or "AIREPORT_TOPICS" in names) and names.get("__file__"):
            return Path(names["__file__"]).resolve().parent
    return Path.cwd()


def _draft_topics(topics: Sequence[TopicSettings], settings: Settings) -> None:
    if not any(windows for _, windows in _find_due(topics, settings)):
        return
    lock = _take_lock(settings)
    if lock is None:
        return
    with lock:
        # Looked up again: another build may have drafted in the meantime.
        failures = [
            failure
            for topic, windows in _find_due(topics, settings)
            for failure in _draft_topic(topic, windows, settings)
        ]
    if failures and settings.on_failure is OnFailure.FAIL:
        raise failures[0]


def _take_lock(settings: Settings) -> AbstractContextManager[object] | None:
    try:
        settings.state.mkdir(parents=True, exist_ok=True)
        return FileLock(settings.state / "lock").acquire(timeout=0)
    except Timeout:
        logger.warning("aireport: another build is drafting; rendering what is there")
    except OSError as error:
        logger.warning(
            "aireport: nothing was drafted: AIREPORT_STATE is not usable: %s; "
            "name a folder that can be written",
            error,
        )
        if settings.on_failure is OnFailure.FAIL:
            raise
    return None


def _find_due(
    topics: Iterable[TopicSettings], settings: Settings
) -> tuple[tuple[TopicSettings, tuple[Window, ...]], ...]:
    written = find_slugs(settings.reports)
    return tuple((topic, _due_windows(topic, settings, written)) for topic in topics)


def _due_windows(
    topic: TopicSettings, settings: Settings, written: frozenset[str]
) -> tuple[Window, ...]:
    asked = due_windows(
        topic.window,
        now=datetime.now(UTC),
        timezone=settings.timezone,
        catch_up_days=topic.catch_up_days,
    )
    return tuple(
        window
        for window in asked
        if slug_of(topic.name, window, settings.timezone) not in written
    )


def _draft_topic(
    topic: TopicSettings, windows: Iterable[Window], settings: Settings
) -> Iterator[AIReportError]:
    windows = tuple(windows)
    if not windows:
        return
    try:
        source = find_source(topic.source, topic.query, settings.base)
        summarizer = find_summarizer(topic.summarizer)
    except SettingsError as error:
        logger.error("aireport: topic %s: %s", topic.name, error)  # noqa: TRY400
        yield error
        return
    told: set[str] = set()
    for window in windows:
        try:
            draft = draft_report(
                topic,
                window,
                source=source,
                summarizer=summarizer,
                settings=settings,
                now=datetime.now(UTC),
            )
            publish(draft, _folder_of(window, settings))
        except SettingsError as error:
            logger.error("aireport: topic %s: %s", topic.name, error)  # noqa: TRY400
            yield error
        except AIReportError as error:
            slug = slug_of(topic.name, window, settings.timezone)
            logger.warning("aireport: %s was not drafted: %s", slug, error)
            yield error
        else:
            _tell(draft, told)


def _folder_of(window: Window, settings: Settings) -> Path:
    first, _ = days_of(window, settings.timezone)
    return settings.reports / f"{first:%Y}" / f"{first:%m}"


def _tell(draft: Draft, told: set[str]) -> None:
    # What a file holds that is not usable is the same for every window.
    for warning in draft.warnings:
        if warning not in told:
            logger.warning("aireport: %s: %s", draft.slug, warning)
            told.add(warning)
    for drop in draft.dropped:
        logger.debug(
            "aireport: %s: %s by @%s left out: %s%s",
            draft.slug,
            drop.tweet.id,
            drop.tweet.author,
            drop.reason.value,
            f" ({drop.instead_of})" if drop.instead_of else "",
        )
    logger.info(
        "aireport: %s drafted from %d of %d tweets",
        draft.slug,
        draft.counts.kept,
        draft.counts.fetched,
    )
