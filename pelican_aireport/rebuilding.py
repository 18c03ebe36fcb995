"""What was generated, drafted once more where nobody kept it.

Touches the disk: snapshots, kept answers of models, earlier articles. Asks nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from pelican_aireport.articles.front_matter import body_hash, parse_front_matter
from pelican_aireport.drafting import remember
from pelican_aireport.errors import AIReportError
from pelican_aireport.model import Draft, Provenance, Window
from pelican_aireport.pipeline import draft_report
from pelican_aireport.selection.windows import slug_of
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.sources.encounters import Encounters
from pelican_aireport.sources.finding import find_source
from pelican_aireport.sources.port import NETWORK_SOURCES
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
    for candidate in _candidates(topic, window, provenance, settings):
        summarizer = find_offline_summarizer(candidate, settings, environ)
        if summarizer is None:
            continue
        try:
            draft = draft_report(
                candidate,
                window,
                source=find_source(candidate, settings, environ, Encounters()),
                summarizer=summarizer,
                settings=settings,
                now=now,
                memory=memory,
            )
        except AIReportError:
            continue  # one of several ways; that none leads there is told
        if body_hash(parse_front_matter(draft.markdown).body) == hash_:
            return draft
    return None


def _candidates(
    topic: TopicSettings, window: Window, provenance: Provenance, settings: Settings
) -> Iterator[TopicSettings]:
    replay = {"replay": slug_of(topic.name, window, settings.timezone)}
    names = (topic.source, provenance.source)
    sources = [
        replay if name in NETWORK_SOURCES else name
        for name in names
        if isinstance(name, Mapping) or name in (*NETWORK_SOURCES, *_LOCAL_SOURCES)
    ]
    for source in sources:
        # A part of a window may have been drafted when that was allowed.
        same = replace(topic, source=source, draft_partial=True)
        yield same
        if provenance.model is not None:
            yield replace(
                same, summarizer="llm", model=provenance.model, fallback_models=()
            )
        elif same.summarizer != "extractive":
            yield replace(same, summarizer="extractive")
