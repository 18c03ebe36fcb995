"""The drafting story: tweets of a window become the text of an article."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pelican_aireport.articles.claims import count_claims, find_repaired
from pelican_aireport.articles.markdown import render_markdown
from pelican_aireport.articles.sections import wording
from pelican_aireport.composition import compose_report
from pelican_aireport.drafting.telling import Task, Told, tell
from pelican_aireport.errors import (
    BlockedError,
    NoTweetsError,
    SourceError,
    SummaryError,
)
from pelican_aireport.evidence.chronicle import Chronicle
from pelican_aireport.evidence.memory import Memory, follow_up
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import (
    Counts,
    Digest,
    Draft,
    Provenance,
    Window,
)
from pelican_aireport.moments import tell_moment
from pelican_aireport.selection.windows import slug_of
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.sources.faults import cut_remedy
from pelican_aireport.sources.port import (
    Fetched,
    FetchState,
    FetchStatus,
    Source,
    describe_skipped,
)
from pelican_aireport.summarizers.phrases import phrases
from pelican_aireport.summarizers.port import Summarizer

__all__ = ["compose_draft", "draft_report", "gather"]

_FOR_A_PERSON = ("page-budget", "list-end", "not-found", "damaged", "not-covered")
"""Causes of a partial window that no waiting removes; their reasons name the way out,
as an imperative at their end."""

_NAMED = 5
"""Words that a warning names."""

_NO_MEMORY = Memory()


def draft_report(
    topic: TopicSettings,
    window: Window,
    *,
    source: Source,
    summarizer: Summarizer,
    settings: Settings,
    now: datetime,
    memory: Memory = _NO_MEMORY,
    chronicle: Chronicle | None = None,
) -> Draft:
    """Draft the report of a topic and a window.

    With a chronicle of its daily articles it is the report of a week or month.

    Same tweets, settings and articles, same bytes: neither the order of the tweets nor
    the machine matters, and the clock only while the window is open. Where a summarizer
    fails, the extractive one stands in for it, and the draft says so.

    Raises:
        AIReportError: the source or a check failed.
    """
    fetched = gather(topic, window, source=source)
    task = Task(
        topic=topic,
        window=window,
        timezone=settings.timezone,
        tweets=fetched.tweets,
        memory=memory,
        chronicle=chronicle,
    )
    told = tell(task, summarizer)
    return compose_draft(
        topic,
        window,
        fetched,
        told,
        timezone=settings.timezone,
        now=now,
        memory=memory,
    )


def gather(topic: TopicSettings, window: Window, *, source: Source) -> Fetched:
    """Fetch what a window's report is drafted from.

    Raises:
        AIReportError: the source failed, or gave nothing that may be drafted from.
    """
    try:
        fetched = source.fetch(window)
    except OSError as error:
        # A foreign source's network or disk: it costs this window, not the build.
        raise SourceError(f"the source failed: {error}") from error
    _check_not_blocked(fetched, topic)
    if not fetched.tweets:
        raise NoTweetsError(_nothing_in(window, fetched))
    return fetched


def compose_draft(
    topic: TopicSettings,
    window: Window,
    fetched: Fetched,
    told: Told,
    *,
    timezone: ZoneInfo,
    now: datetime,
    memory: Memory,
) -> Draft:
    """Compose the article of what was told, seen against earlier reports.

    Args:
        topic: The topic's settings.
        window: What is told of.
        fetched: What the source gave.
        told: What was made of that.
        timezone: The site's.
        now: When it was fetched; aware.
        memory: All earlier reports, also those which the summarizer did not know.
    """
    kept = told.selection.kept
    aliases = load_aliases(told.names, language=topic.language)
    by_id = {tweet.id: tweet for tweet in kept}
    digest = follow_up(told.digest, memory, by_id, aliases)
    report = compose_report(
        digest,
        kept,
        slug=slug_of(topic.name, window, timezone),
        topic=topic,
        terms=told.terms,
        aliases=aliases,
        provenance=replace(
            _provenance(topic, window, fetched, told.counts, now=now),
            **_making(digest, topic, memory, told.failure),
            period=told.period,
        ),
        timezone=timezone,
    )
    return Draft(
        slug=report.slug,
        markdown=render_markdown(report, timezone),
        pictures=told.pictures,
        counts=told.counts,
        dropped=told.selection.dropped,
        warnings=(*_warnings(fetched), *_cloud_warnings(told)),
        partial=fetched.state.reason and cut_remedy(fetched.state.reason),
        failure=told.failure,
    )


def _making(
    digest: Digest,
    topic: TopicSettings,
    memory: Memory,
    failure: SummaryError | None,
) -> dict[str, Any]:
    """Return what the provenance tells of the digest's making."""
    usage = digest.usage or (failure and failure.usage)
    made: dict[str, Any] = asdict(usage) if usage and usage.calls else {}
    if failure is not None:
        made["model"] = None  # it wrote nothing of what is there
    words = phrases(topic.language).fallback
    return {
        **made,
        "claims": count_claims(digest),
        "repaired": find_repaired(digest, wording(topic.language)),
        "earlier_reports": memory.reports or None,
        "summarizer": "extractive" if failure else _name_of(topic.summarizer),
        "fallback": failure and words.get(failure.cause, words["unknown"]),
    }


def _check_not_blocked(fetched: Fetched, topic: TopicSettings) -> None:
    state, words = fetched.state, fetched.state.reason or ""
    # A snapshot stays as it is, however long one waits.
    is_replayed = isinstance(topic.source, Mapping)
    if is_replayed:
        words = cut_remedy(words)
    if state.status is FetchStatus.PARTIAL and not topic.draft_partial:
        words = (
            f"the source gave only part of the window ({len(fetched.tweets)} tweets): "
            f"{words}; AIREPORT_DRAFT_PARTIAL = True drafts it all the same"
        )
    elif state.status is not FetchStatus.BLOCKED:
        return
    raise BlockedError(
        words,
        retry_at=state.retry_at,
        needs_person=is_replayed or state.cause in _FOR_A_PERSON,
    )


def _nothing_in(window: Window, fetched: Fetched) -> str:
    start, end = (
        tell_moment(each, window.start.tzinfo) for each in (window.start, window.end)
    )
    said = [
        f"no tweet from {start} to {end}",
        *([f"the source holds {fetched.holding}"] if fetched.holding else []),
        *(
            [f"not usable: {describe_skipped(fetched.skipped)}"]
            if fetched.skipped
            else []
        ),
        "check the window, TIMEZONE and the query",
    ]
    return "; ".join(said)


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
        warnings.append(_tell_part(fetched.state.cause, fetched.state.reason))
    if fetched.skipped:
        warnings.append(
            f"{len(fetched.skipped)} entries were not usable and left out: "
            f"{describe_skipped(fetched.skipped)}"
        )
    return tuple(warnings)


def _cloud_warnings(told: Told) -> Iterator[str]:
    if told.lacking:
        named = ", ".join(told.lacking[:_NAMED])
        more = len(told.lacking) - _NAMED
        yield (
            "the word cloud leaves out what its font cannot write: "
            f"{named}{f' and {more} more' if more > 0 else ''}; "
            "set AIREPORT_FONT to a font that can"
        )


def _tell_part(cause: str | None, reason: str) -> str:
    """Tell that an article lacks tweets, and how it comes by them.

    No later run completes it by itself: an article that is there is never due.
    """
    told = f"only part of the window is drafted: {cut_remedy(reason)}"
    if cause in _FOR_A_PERSON:
        return f"{told}, and delete the article to have the whole drafted"
    return (
        f"{told}; the article stays as it is: delete it to have the rest fetched and "
        "the whole drafted"
    )
