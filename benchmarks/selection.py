"""Measure selection and clustering: CPU seconds for 1,000 and 10,000 tweets.

The tweets are those of the sample under other names, figures and times, the same
on every run and no near-copies of each other; a third are Chinese, the rest mixed.
Their Chinese is the sample's, so of 10,000 tweets one run in fifteen is new; among
real tweets most are, and the whole takes about half as long again.
Run with ``--profile`` to see where the time goes.
"""

import cProfile
import pstats
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pelican_aireport.language import names, tokens
from pelican_aireport.language.segmenter import segment
from pelican_aireport.language.tokens import TokenKind, content_words, tokenize
from pelican_aireport.model import Tweet, Window
from pelican_aireport.selection.clustering import cluster_tweets
from pelican_aireport.selection.selection import count_selection, select
from pelican_aireport.sources.sample import SampleSource

_SAMPLE = Window(
    start=datetime(2026, 9, 1, tzinfo=UTC), end=datetime(2026, 10, 1, tzinfo=UTC)
)
_DAY = Window(
    start=datetime(2026, 9, 8, tzinfo=UTC), end=datetime(2026, 9, 9, tzinfo=UTC)
)
_SIZES = (1_000, 10_000)
_SEED = 7
_VARIANTS_PER_STORY = 40
"""So many tweets share one set of invented names, as a day's stories do."""

_SYLLABLES = "ba co di fen gar hul jo kes lim mar nok pra quil ros sten tor vel wex"


def main() -> None:
    """Print a line for each size."""
    start = time.process_time()
    segment("让词典先载入")
    print(f"jieba loaded in {time.process_time() - start:.2f} s CPU")
    for size in _SIZES:
        tweets = tuple(_make_tweets(size))
        _forget()
        _measure(tweets)
    if "--profile" in sys.argv[1:]:
        _forget()
        _profile(tweets)


def _forget() -> None:
    """Begin cold: the tweets were made with the words of the sample."""
    tokenize.cache_clear()
    content_words.cache_clear()
    names._can_start.cache_clear()  # noqa: SLF001 - no step needs to forget
    tokens._common_word.cache_clear()  # noqa: SLF001
    tokens._chinese_words.cache_clear()  # noqa: SLF001


def _measure(tweets: Sequence[Tweet]) -> None:
    start = time.process_time()
    selection = select(tweets, _DAY, max_tweets=len(tweets))
    selected = time.process_time()
    clusters = cluster_tweets(selection.kept)
    clustered = time.process_time()
    kept = count_selection(selection).kept
    print(
        f"{len(tweets):,} tweets: {clustered - start:.2f} s CPU "
        f"(selection {selected - start:.2f}, clustering {clustered - selected:.2f}); "
        f"{kept:,} kept, {len(clusters):,} clusters, "
        f"{kept / max(1, len(clusters)):.1f} tweets each, "
        f"{max(len(cluster.tweets) for cluster in clusters)} in the largest"
    )


def _profile(tweets: Sequence[Tweet]) -> None:
    with cProfile.Profile() as profile:
        cluster_tweets(select(tweets, _DAY, max_tweets=len(tweets)).kept)
    pstats.Stats(profile).sort_stats("tottime").print_stats(20)


def _make_tweets(size: int) -> Iterator[Tweet]:
    source = SampleSource().fetch(_SAMPLE).tweets
    for number in range(size):
        original = source[number % len(source)]
        turn = random.Random(_SEED * size + number)  # noqa: S311 - not for secrets
        story = number // len(source) // _VARIANTS_PER_STORY
        yield replace(
            original,
            id=f"b{number}",
            text=_vary(original.text, story, turn),
            author=f"{original.author[:30]}_{turn.randrange(40)}",
            created_at=_DAY.start + timedelta(seconds=turn.randrange(86_400)),
            refs=(),
        )


def _vary(text: str, story: int, turn: random.Random) -> str:
    """Rename what a text speaks of, change its figures and drop some sentences."""
    for token in tokenize(text):
        if token.kind is TokenKind.NAME:
            text = text.replace(token.text, _rename(token.text, story, turn))
    text = re.sub(r"\d", lambda _: str(turn.randrange(1, 10)), text)
    parts = re.split(r"(?<=[。！？.!?，,])", text)
    turn.shuffle(parts)
    return "".join(parts[: max(2, len(parts) * 3 // 4)])


def _rename(name: str, story: int, turn: random.Random) -> str:
    # One of five rivals: stories of one name meet, those of others stay apart.
    rival = random.Random(f"{name} {story} {turn.randrange(5)}")  # noqa: S311
    return "".join(rival.sample(_SYLLABLES.split(), 3)).title()


if __name__ == "__main__":
    main()
