"""Pelican's side: signal handlers.

The one place that logs outcomes and decides whether a build goes on. Touches the
clock and, through the modules it calls, disk and network.
"""

import logging
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import parse_arguments, signals
from pelican.log import console

from pelican_aireport.articles.intrasite import MARKED_NAMES, guard_intrasite_links
from pelican_aireport.articles.reader import install_reader
from pelican_aireport.errors import (
    AIReportError,
    BlockedError,
    PublishError,
    SettingsError,
    SummaryError,
)
from pelican_aireport.model import Draft
from pelican_aireport.settings import (
    OnFailure,
    Settings,
    StripRule,
    parse_settings,
)
from pelican_aireport.site.assets import offer_assets
from pelican_aireport.site.author_strip import make_author_strip
from pelican_aireport.site.cards import draw_cards
from pelican_aireport.site.compiled_templates import keep_templates
from pelican_aireport.site.duplicates import leave_out_duplicates
from pelican_aireport.site.generator import offer_generator, read_archive
from pelican_aireport.site.membership import list_members
from pelican_aireport.site.order import settle_ties
from pelican_aireport.site.pages import page_filters
from pelican_aireport.site.pelican_feeds import clean_feed, tell_notices
from pelican_aireport.site.report_files import write_report_files
from pelican_aireport.site.templates import offer_templates
from pelican_aireport.sources.faults import FetchError
from pelican_aireport.sources.port import NETWORK_SOURCES

if TYPE_CHECKING:
    from pelican_aireport.drafting.places import Place
    from pelican_aireport.drafting.run import Outcome

__all__ = [
    "connect",
    "draft_due_reports",
    "give_cards",
    "is_watching",
    "keep_compiled",
    "prepare",
    "settings_folder",
    "show_to_authors",
]

logger = logging.getLogger(__name__)


def connect() -> None:
    """Connect the handlers; connecting them twice has no effect."""
    signals.initialized.connect(prepare)
    signals.initialized.connect(keep_compiled)
    signals.generator_init.connect(offer_assets)
    signals.generator_init.connect(offer_templates)
    signals.readers_init.connect(install_reader)
    signals.get_generators.connect(draft_due_reports)
    signals.get_generators.connect(offer_generator)
    signals.article_generator_pretaxonomy.connect(leave_out_duplicates)
    signals.article_generator_pretaxonomy.connect(settle_ties)
    signals.article_generator_finalized.connect(show_to_authors)
    signals.article_generator_finalized.connect(read_archive)
    signals.article_generator_finalized.connect(give_cards)
    signals.article_generator_finalized.connect(list_members)
    signals.feed_generated.connect(tell_notices)
    signals.feed_generated.connect(clean_feed)
    signals.article_writer_finalized.connect(write_report_files)


def prepare(pelican: Any) -> None:
    """Make the site's settings safe; no disk, no network, as often as it is called."""
    settings = pelican.settings
    settings["JINJA_FILTERS"] = {**page_filters(), **settings["JINJA_FILTERS"]}
    # Marked conflicts are no static files, wherever those are looked for.
    ignored = settings.get("IGNORE_FILES", ())
    settings["IGNORE_FILES"] = list(dict.fromkeys((*ignored, MARKED_NAMES)))
    guard_intrasite_links(settings)


def keep_compiled(pelican: Any) -> None:
    """Let the theme's templates be compiled once for all builds."""
    keep_templates(pelican, base=settings_folder(sys.modules))


def draft_due_reports(pelican: Any) -> None:
    """Draft every window that is due and has no article yet.

    Runs before anything is read, so that what it writes is part of the same build.
    """
    folder = settings_folder(sys.modules)
    try:
        settings = parse_settings(pelican.settings, base=folder)
    except SettingsError as error:
        # One message: under --fatal errors the first one would be the only one.
        logger.error("aireport: no report was drafted.\n%s", error)  # noqa: TRY400
        if pelican.settings.get("AIREPORT_ON_FAILURE") == OnFailure.FAIL.value:
            raise
        return
    if is_watching(sys.argv):
        settings = _without_network(settings)
    if settings.drafting:
        _draft(settings)


def is_watching(arguments: Sequence[str]) -> bool:
    """Tell whether this process is a pelican that builds anew at every change."""
    if not arguments or Path(arguments[0]).stem not in ("pelican", "__main__"):
        return False
    try:
        # Pelican itself has understood them, or there would be no build.
        return bool(parse_arguments(list(arguments[1:])).autoreload)
    except SystemExit:
        return False


def _without_network(settings: Settings) -> Settings:
    # A build at every keystroke must not ask a service each time.
    offline = []
    for topic in settings.topics:
        if topic.source in NETWORK_SOURCES:
            what = "nothing is fetched"
        elif topic.summarizer == "llm" and topic.source is not None:
            # An editor that saves a file takes it away for a moment, which looks as
            # if it were to be drafted again.
            what = "no model is asked"
        else:
            offline.append(topic)
            continue
        logger.info(
            "aireport: topic %s: %s while pelican watches for changes; run aireport "
            "draft beside it",
            topic.name,
            what,
        )
    return replace(settings, topics=tuple(offline))


def _draft(settings: Settings) -> None:
    # A build that only renders does not pay for what drafts.
    from pelican_aireport.drafting.run import draft_due  # noqa: PLC0415

    try:
        outcomes = draft_due(
            settings, environ=os.environ, now=lambda: datetime.now(UTC)
        )
    except BlockedError as error:
        logger.warning("aireport: %s; rendering what is there", error)
        return
    except PublishError as error:
        logger.warning("aireport: %s", error)
        if settings.on_failure is OnFailure.FAIL:
            raise
        return
    failures = tuple(_tell(outcomes))
    if failures and settings.on_failure is OnFailure.FAIL:
        raise failures[0]


def show_to_authors(generator: Any) -> None:
    """Give each draft what its author is shown beside it; no other page gets that.

    Production writes no drafts, and its generator has none. In a preview, which asks
    for all, published reports get it too.
    """
    shown = list(generator.drafts)
    if generator.settings.get("AIREPORT_AUTHOR_STRIP") == StripRule.ALL.value:
        shown += [*generator.articles, *generator.hidden_articles]
    reports = [each for each in shown if hasattr(each, "report")]
    if not reports:
        return
    try:
        folder = settings_folder(sys.modules)
        settings = parse_settings(generator.settings, base=folder)
    except SettingsError:
        return  # told when reports are drafted; the pages are right without it
    for article in reports:
        article.author_strip = make_author_strip(
            article.report,
            slug=article.slug,
            path=Path(article.source_path),
            settings=settings,
        )


def give_cards(generator: Any) -> None:
    """Give each report the card that shows where its link is shared."""
    draw_cards(generator, base=settings_folder(sys.modules))


def settings_folder(modules: Mapping[str, Any]) -> Path:
    """Return the folder of the settings file, the current one if there is none."""
    # Pelican keeps no trace of the settings file but the module it was loaded as.
    for module in tuple(modules.values()):
        names = getattr(module, "__dict__", {})
        plugins = names.get("PLUGINS")
        lists_us = isinstance(plugins, list | tuple) and "pelican_aireport" in plugins
        if (lists_us or "AIREPORT_TOPICS" in names) and names.get("__file__"):
            return Path(names["__file__"]).resolve().parent
    return Path.cwd()


def _tell(outcomes: "Iterable[Outcome]") -> Iterator[AIReportError]:
    told: set[str] = set()
    for outcome in outcomes:
        if outcome.draft is not None:
            _tell_draft(outcome.draft, told)
        if outcome.place is not None:
            _tell_place(outcome.place)
        if outcome.error is not None:
            _tell_error(outcome, outcome.error)
            yield outcome.error


def _tell_place(place: "Place") -> None:
    # Without -v Pelican logs what went wrong alone, and --fatal ends a build by it;
    # what went well it prints, as here.
    if not logger.isEnabledFor(logging.WARNING):
        return
    from pelican_aireport.drafting.places import tell_place  # noqa: PLC0415

    words = f"aireport: drafted {tell_place(place, Path.cwd())}"
    console.print(words, markup=False, highlight=False, emoji=False, soft_wrap=True)


def _tell_error(outcome: "Outcome", error: AIReportError) -> None:
    if isinstance(error, SummaryError) and outcome.draft is not None:
        level = logging.ERROR if error.needs_person else logging.WARNING
        words = "aireport: %s was drafted by quoting, as the summarizer failed: %s"
        logger.log(level, words, outcome.slug, error)
    elif isinstance(error, SettingsError):
        logger.error("aireport: topic %s: %s", outcome.topic, error)
    elif isinstance(error, FetchError) and error.needs_person:
        logger.error("aireport: %s was not drafted: %s", outcome.slug, error)
    else:
        logger.warning("aireport: %s was not drafted: %s", outcome.slug, error)


def _tell_draft(draft: Draft, told: set[str]) -> None:
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
