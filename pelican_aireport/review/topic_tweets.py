"""The tweets of an article's window, as far as they are on this machine.

Reads the disk; asks no service, whatever the topic's source is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from pelican_aireport.errors import AIReportError
from pelican_aireport.model import Tweet, Window
from pelican_aireport.review.article import ReadArticle
from pelican_aireport.selection.windows import slug_of
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.sources.jsonl import jsonl_source
from pelican_aireport.sources.port import Fetched, FetchStatus, Source
from pelican_aireport.sources.sample import SampleSource

__all__ = ["WindowTweets", "find_slugs_of", "find_topic", "find_window_tweets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowTweets:
    """Tweets of a window."""

    tweets: tuple[Tweet, ...]
    is_whole: bool
    """Whether there are no others."""


def find_window_tweets(article: ReadArticle, settings: Settings) -> WindowTweets | None:
    """Find the tweets of an article's window; ``None`` if they are not here.

    The files of its topic, or what was fetched for it.
    """
    window = article.provenance.window
    if window is None:
        return None
    for make in _find_sources(article, settings):
        fetched = _ask(make, window)
        if fetched is not None and fetched.tweets:
            is_whole = fetched.state.status is FetchStatus.COMPLETE
            return WindowTweets(tweets=fetched.tweets, is_whole=is_whole)
    return None


def find_slugs_of(article: ReadArticle, settings: Settings) -> tuple[str, ...]:
    """Return the slugs under which an article's beginning may be kept.

    Its own, and the one that it was drafted under.
    """
    window, topic = article.provenance.window, article.provenance.topic
    drafted = () if window is None else (slug_of(topic, window, settings.timezone),)
    return tuple(dict.fromkeys((article.slug, *drafted)))


def find_topic(article: ReadArticle, settings: Settings) -> TopicSettings | None:
    """Find the topic of an article; ``None`` where the site has it no more."""
    name = article.provenance.topic
    return next((each for each in settings.topics if each.name == name), None)


def _find_sources(
    article: ReadArticle, settings: Settings
) -> Iterator[Callable[[], Source]]:
    from pelican_aireport.sources.replay import replay_source  # noqa: PLC0415

    replay = partial(replay_source, state=settings.state, base=settings.base)
    for slug in find_slugs_of(article, settings):
        yield partial(replay, {"replay": slug})
    topic = find_topic(article, settings)
    match topic and topic.source:
        case "sample":
            yield SampleSource
        case "jsonl":
            assert topic is not None  # it has a source
            yield partial(jsonl_source, query=topic.query, base=settings.base)
        case Mapping() as named:
            yield partial(replay, named)


def _ask(make: Callable[[], Source], window: Window) -> Fetched | None:
    try:
        return make().fetch(window)
    except AIReportError:
        # Nothing of it is here, which is no fault of the article.
        return None
