"""What was generated, drafted once more where nobody kept it.

Touches the disk: snapshots, kept answers of models, earlier articles. Asks nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pelican_aireport.articles.front_matter import body_hash, parse_front_matter
from pelican_aireport.drafting.recollection import read_days, remember
from pelican_aireport.errors import AIReportError
from pelican_aireport.model import Draft, Provenance, Window
from pelican_aireport.pipeline import draft_report
from pelican_aireport.selection.windows import slug_of
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.sources.days import by_period
from pelican_aireport.sources.encounters import Encounters
from pelican_aireport.sources.finding import find_source
from pelican_aireport.sources.port import NETWORK_SOURCES, Fetched, Source
from pelican_aireport.summarizers.finding import find_offline_summarizer

__all__ = ["rebuild_generated"]

_LOCAL_SOURCES = ("jsonl", "sample")


def rebuild_generated(
    topic: TopicSettings,
    window: Window,
    *,
    provenance: Provenance,
    hash_: str,
    settings: Settings,
    environ: Mapping[str, str],
    now: datetime,
) -> Draft | None:
    """Draft a report as it was drafted before; ``None`` where it does not come out so.

    From the snapshot in place of a service, and from kept answers in place of a model;
    with today's settings, else with what the article says of its making.

    Args:
        topic: The topic's settings.
        window: The article's.
        provenance: What the article says.
        hash_: Of the body that was generated.
        settings: The site's.
        environ: Where proxies and keys stand; none is used to ask.
        now: Tells the time, for windows that are not over.
    """
    memory = remember(topic, window, settings)
    chronicle = read_days(topic, window, settings)
    for candidate in _candidates(topic, provenance):
        summarizer = find_offline_summarizer(candidate, settings, environ)
        if summarizer is None:
            continue
        try:
            draft = draft_report(
                candidate,
                window,
                source=by_period(
                    _find_kept(candidate, settings, environ),
                    provenance.period,
                    timezone=settings.timezone,
                    now=lambda: now,
                ),
                summarizer=summarizer,
                settings=settings,
                now=now,
                memory=memory,
                chronicle=chronicle,
            )
        except AIReportError:
            continue  # one of several ways; that none leads there is told
        if body_hash(parse_front_matter(draft.markdown).body) == hash_:
            return draft
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Snapshots:
    """What was fetched of each window that is asked for, and no more."""

    topic: TopicSettings
    settings: Settings
    environ: Mapping[str, str]

    def fetch(self, window: Window) -> Fetched:
        """Return what the window's own snapshot holds."""
        slug = slug_of(self.topic.name, window, self.settings.timezone)
        topic = replace(self.topic, source={"replay": slug})
        source = find_source(topic, self.settings, self.environ, Encounters())
        return source.fetch(window)


def _find_kept(
    topic: TopicSettings, settings: Settings, environ: Mapping[str, str]
) -> Source:
    if topic.source in NETWORK_SOURCES:
        return _Snapshots(topic=topic, settings=settings, environ=environ)
    return find_source(topic, settings, environ, Encounters())


def _candidates(
    topic: TopicSettings, provenance: Provenance
) -> Iterator[TopicSettings]:
    for source in (topic.source, provenance.source):
        is_kept = source in (*NETWORK_SOURCES, *_LOCAL_SOURCES)
        if not isinstance(source, Mapping) and not is_kept:
            continue
        # A part of a window may have been drafted when that was allowed.
        same = replace(topic, source=source, draft_partial=True)
        yield same
        if provenance.model is not None:
            yield replace(
                same, summarizer="llm", model=provenance.model, fallback_models=()
            )
        elif same.summarizer != "extractive":
            yield replace(same, summarizer="extractive")
