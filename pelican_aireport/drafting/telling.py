"""The part of drafting that knows nothing of other reports' drafting.

Tweets become what a report tells, and its cloud: the long work, with the model's.
Its values pickle, so that a worker of an executor may do it, here or elsewhere.
Touches the network through the summarizer, and the worker's own environment.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from pelican_aireport.errors import NoTweetsError, SettingsError, SummaryError
from pelican_aireport.evidence.checks import check_digest
from pelican_aireport.evidence.chronicle import Chronicle, find_threads
from pelican_aireport.evidence.memory import Memory
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.learning import learn_names
from pelican_aireport.model import (
    Counts,
    Digest,
    Period,
    Picture,
    Selection,
    Term,
    Tweet,
    Window,
)
from pelican_aireport.pictures.palette import DEFAULT_PALETTE
from pelican_aireport.pictures.terms import count_terms
from pelican_aireport.pictures.word_cloud import (
    CloudStyle,
    WordCloud,
    draw_word_cloud,
)
from pelican_aireport.selection.clustering import cluster_tweets
from pelican_aireport.selection.selection import count_selection, select
from pelican_aireport.selection.windows import slug_of
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.summarizers.extractive import ExtractiveSummarizer
from pelican_aireport.summarizers.finding import find_summarizer
from pelican_aireport.summarizers.port import Frame, RollUp, Summarizer

__all__ = ["Errand", "Task", "Told", "send_out", "tell", "tell_elsewhere"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A window that is to be told of."""

    topic: TopicSettings
    window: Window
    timezone: ZoneInfo
    tweets: tuple[Tweet, ...]
    """What its source gave."""
    memory: Memory
    """What the summarizer may know of earlier reports."""
    chronicle: Chronicle | None = None
    """What the daily articles of a week or month tell; ``None`` for a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a window's report tells, before it is compared with earlier ones."""

    selection: Selection
    counts: Counts
    names: Mapping[str, object]
    """Names of entities, the topic's and those learnt from the tweets."""
    digest: Digest
    """It passed its checks."""
    failure: SummaryError | None
    """Why the extractive summarizer stood in for the one that was asked for."""
    terms: tuple[Term, ...]
    """Of the word cloud, heaviest first; none where it was not drawn."""
    pictures: tuple[Picture, ...]
    lacking: tuple[str, ...] = ()
    """Words that the cloud's font cannot write."""
    period: Period = Period.DAY

    @property
    def cost_usd(self) -> float | None:
        """What models took for it, whether or not it came to anything."""
        usage = self.digest.usage or (self.failure and self.failure.usage)
        return usage.cost_usd if usage else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A task with all that a worker elsewhere needs for it, and no secret."""

    task: Task
    settings: Settings
    """The site's, without its topics and its executor."""


def tell(task: Task, summarizer: Summarizer) -> Told:
    """Select, summarize and draw; same task, same result.

    Raises:
        AIReportError: there is nothing to tell, or a check failed.
    """
    topic = task.topic
    selection = select(
        task.tweets,
        task.window,
        max_tweets=topic.max_tweets,
        ad_phrases=topic.ad_phrases,
        cited=task.chronicle.cited if task.chronicle else (),
    )
    counts = count_selection(selection)
    _check_not_empty(selection, counts)
    names = {**learn_names(selection.kept), **topic.aliases}
    frame = Frame(
        window=task.window,
        timezone=task.timezone,
        language=topic.language,
        key_points=topic.key_points,
        aliases=load_aliases(names, language=topic.language),
        memory=task.memory,
    )
    if task.chronicle is not None:
        frame = _roll_up(frame, task.chronicle, selection.kept)
    digest, failure = _summarize(summarizer, selection.kept, frame)
    terms, cloud = _draw(selection.kept, task, frame)
    return Told(
        selection=selection,
        counts=counts,
        names=names,
        digest=digest,
        failure=failure,
        terms=terms if cloud.pictures else (),
        pictures=cloud.pictures,
        lacking=cloud.lacking,
        period=task.chronicle.period if task.chronicle else Period.DAY,
    )


def send_out(task: Task, settings: Settings) -> Errand:
    """Return a task as a worker elsewhere is given it.

    The source's part stays here, and so does what may hold a password.

    Raises:
        SettingsError: the model cannot be asked without a password of the settings.
    """
    topic, asks_model = task.topic, task.topic.summarizer == "llm"
    problems = [
        f"{key}: its password is not handed to the workers of AIREPORT_EXECUTOR; "
        f'{way_out}, or set AIREPORT_EXECUTOR to "threads"'
        for key, url, way_out in (
            ("AIREPORT_PROXY", topic.proxy, "set HTTPS_PROXY in their environment"),
            ("AIREPORT_API_BASE", topic.api_base, "use a key of their environment"),
        )
        if asks_model and "@" in (url or "")
    ]
    if problems:
        raise SettingsError(problems)
    bare = replace(
        topic,
        source=None,
        query={},
        aliases=dict(topic.aliases),
        x_query_ids={},
        x_features={},
        proxy=topic.proxy if asks_model else None,
        api_base=topic.api_base if asks_model else None,
    )
    return Errand(
        task=replace(task, topic=bare),
        settings=replace(settings, topics=(), executor="threads"),
    )


def tell_elsewhere(errand: Errand) -> Told:
    """Tell of a window in a worker, whose own environment holds the keys.

    Raises:
        AIReportError: as ``tell``, or the summarizer is not to be had there.
    """
    task = errand.task
    return tell(task, find_summarizer(task.topic, errand.settings, os.environ))


def _check_not_empty(selection: Selection, counts: Counts) -> None:
    if not selection.kept:
        dropped = ", ".join(f"{n} {reason.value}" for reason, n in counts.dropped)
        raise NoTweetsError(
            f"all {counts.fetched} tweets of the window were dropped ({dropped})"
        )


def _roll_up(frame: Frame, chronicle: Chronicle, tweets: Sequence[Tweet]) -> Frame:
    rollup = RollUp(
        period=chronicle.period,
        reports=chronicle.reports,
        threads=find_threads(chronicle.claims, tweets, frame.aliases),
    )
    return replace(frame, rollup=rollup)


def _summarize(
    summarizer: Summarizer, tweets: Sequence[Tweet], frame: Frame
) -> tuple[Digest, SummaryError | None]:
    """Return a digest that passed its checks, and why another summarizer made it."""
    clusters = cluster_tweets(tweets)
    failure, usage = None, None
    try:
        digest = summarizer.summarize(clusters, frame)
        usage = digest.usage
        check_digest(digest, tweets)
    except SummaryError as error:
        if isinstance(summarizer, ExtractiveSummarizer):
            raise
        failure = error
        failure.usage = failure.usage or usage
        digest = ExtractiveSummarizer().summarize(clusters, frame)
        check_digest(digest, tweets)
    return digest, failure


def _draw(
    tweets: Sequence[Tweet], task: Task, frame: Frame
) -> tuple[tuple[Term, ...], WordCloud]:
    topic = task.topic
    terms = count_terms(
        tweets,
        aliases=frame.aliases,
        limit=topic.cloud_words,
        ignored=topic.stop_words,
        dictionary=(*topic.dictionary, *_names_of(topic)),
        language=topic.language,
    )
    return terms, draw_word_cloud(
        terms,
        slug=slug_of(topic.name, task.window, task.timezone),
        language=topic.language,
        style=CloudStyle(
            font=topic.font,
            size=topic.cloud_size,
            palette=topic.cloud_palette or DEFAULT_PALETTE,
        ),
    )


def _names_of(topic: TopicSettings) -> tuple[str, ...]:
    """Return the Chinese names of a topic's aliases, which no segmenter knows."""
    names = [*topic.aliases]
    for others in topic.aliases.values():
        listed = others.get("names") if isinstance(others, Mapping) else others
        names += listed if isinstance(listed, list | tuple) else ()
    return tuple(name for name in names if not name.isascii())
