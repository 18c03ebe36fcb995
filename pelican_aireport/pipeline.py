"""The drafting story: tweets of a window become the text of an article."""

from datetime import datetime

from pelican_aireport.articles.markdown import render_markdown
from pelican_aireport.composition import compose_report
from pelican_aireport.errors import BlockedError, NoTweetsError, SourceError
from pelican_aireport.evidence.checks import check_digest
from pelican_aireport.language.entities import Aliases, load_aliases
from pelican_aireport.language.learning import learn_names
from pelican_aireport.model import (
    Counts,
    Draft,
    Provenance,
    Selection,
    Window,
)
from pelican_aireport.pictures.terms import count_terms
from pelican_aireport.pictures.word_cloud import draw_word_cloud
from pelican_aireport.selection.clustering import cluster_tweets
from pelican_aireport.selection.selection import count_selection, select
from pelican_aireport.selection.windows import slug_of
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.sources.port import (
    Fetched,
    FetchState,
    FetchStatus,
    Source,
    describe_skipped,
)
from pelican_aireport.summarizers.phrases import phrases
from pelican_aireport.summarizers.port import Frame, Summarizer

__all__ = ["draft_report"]


def draft_report(
    topic: TopicSettings,
    window: Window,
    *,
    source: Source,
    summarizer: Summarizer,
    settings: Settings,
    now: datetime,
) -> Draft:
    """Draft the report of a topic and a window.

    Same tweets and settings, same bytes: neither the order of the tweets nor the
    machine matters, and the clock only while the window is open.

    Raises:
        AIReportError: the source, the summarizer or a check failed.
    """
    slug = slug_of(topic.name, window, settings.timezone)
    fetched = _fetch(source, window, topic)
    selection = select(
        fetched.tweets,
        window,
        max_tweets=topic.max_tweets,
        ad_phrases=topic.ad_phrases,
    )
    counts = count_selection(selection)
    _check_not_empty(selection, counts)
    aliases = load_aliases(
        {**learn_names(selection.kept), **topic.aliases}, language=topic.language
    )
    digest = summarizer.summarize(
        cluster_tweets(selection.kept), _frame(topic, window, settings, aliases)
    )
    check_digest(digest, selection.kept)
    terms = count_terms(selection.kept, aliases=aliases)
    pictures = draw_word_cloud(
        terms, slug=slug, language=topic.language, font=topic.font
    )
    report = compose_report(
        digest,
        selection.kept,
        slug=slug,
        topic=topic,
        terms=terms if pictures else (),
        aliases=aliases,
        provenance=_provenance(topic, window, fetched, counts, now=now),
        timezone=settings.timezone,
    )
    return Draft(
        slug=slug,
        markdown=render_markdown(report, settings.timezone),
        pictures=pictures,
        counts=counts,
        dropped=selection.dropped,
        warnings=_warnings(fetched),
    )


def _fetch(source: Source, window: Window, topic: TopicSettings) -> Fetched:
    try:
        fetched = source.fetch(window)
    except OSError as error:
        # A foreign source's network or disk: it costs this window, not the build.
        raise SourceError(f"the source failed: {error}") from error
    state = fetched.state
    if state.status is FetchStatus.BLOCKED:
        raise BlockedError(f"{state.reason}", retry_at=state.retry_at)
    if state.status is FetchStatus.PARTIAL and not topic.draft_partial:
        raise BlockedError(
            f"the source gave only part of the window ({len(fetched.tweets)} tweets): "
            f"{state.reason}; AIREPORT_DRAFT_PARTIAL = True drafts it all the same",
            retry_at=state.retry_at,
        )
    if not fetched.tweets:
        raise NoTweetsError(_nothing_in(window, fetched))
    return fetched


def _nothing_in(window: Window, fetched: Fetched) -> str:
    said = [
        f"no tweet from {window.start.isoformat()} to {window.end.isoformat()}",
        *([f"the source holds {fetched.holding}"] if fetched.holding else []),
        *(
            [f"not usable: {describe_skipped(fetched.skipped)}"]
            if fetched.skipped
            else []
        ),
        "check the window, TIMEZONE and the query",
    ]
    return "; ".join(said)


def _check_not_empty(selection: Selection, counts: Counts) -> None:
    if not selection.kept:
        dropped = ", ".join(f"{n} {reason.value}" for reason, n in counts.dropped)
        raise NoTweetsError(
            f"all {counts.fetched} tweets of the window were dropped ({dropped})"
        )


def _frame(
    topic: TopicSettings, window: Window, settings: Settings, aliases: Aliases
) -> Frame:
    return Frame(
        window=window,
        timezone=settings.timezone,
        language=topic.language,
        key_points=topic.key_points,
        aliases=aliases,
    )


def _provenance(
    topic: TopicSettings,
    window: Window,
    fetched: Fetched,
    counts: Counts,
    *,
    now: datetime,
) -> Provenance:
    # A source that does not say when it looked at an open window looked just now.
    just_now = now.replace(microsecond=0) if now in window else None
    return Provenance(
        topic=topic.name,
        window=window,
        source=fetched.source or _name_of(topic.source),
        fetched_at=fetched.fetched_at or just_now,
        counts=counts,
        summarizer=_name_of(topic.summarizer),
        partial=_partial(fetched.state, topic.language),
    )


def _partial(state: FetchState, language: str) -> str | None:
    """Return why a window is not whole, in the words of the report's readers."""
    if state.status is not FetchStatus.PARTIAL:
        return None
    words = phrases(language).partial
    return words.get(state.cause or "", words["unknown"])


def _name_of(extension: object) -> str:
    return extension if isinstance(extension, str) else type(extension).__name__


def _warnings(fetched: Fetched) -> tuple[str, ...]:
    warnings = []
    if fetched.state.reason is not None:
        warnings.append(f"only part of the window is drafted: {fetched.state.reason}")
    if fetched.skipped:
        warnings.append(
            f"{len(fetched.skipped)} entries were not usable and left out: "
            f"{describe_skipped(fetched.skipped)}"
        )
    return tuple(warnings)
