"""The sample that ships with the package is usable to its last line."""

from collections import Counter
from datetime import UTC, datetime
from importlib import resources

from pelican_aireport.model import TweetKind, Window
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus
from pelican_aireport.sources.sample import SampleSource

ALWAYS = Window(
    start=datetime(2006, 1, 1, tzinfo=UTC), end=datetime(2100, 1, 1, tzinfo=UTC)
)


def fetch() -> Fetched:
    return SampleSource().fetch(ALWAYS)


def test_every_line_of_the_sample_is_a_tweet() -> None:
    folder = resources.files("pelican_aireport") / "data" / "sample"
    lines = [
        line
        for file in folder.iterdir()
        if file.name.endswith(".jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    fetched = fetch()
    complete = FetchState(status=FetchStatus.COMPLETE)
    assert (len(fetched.tweets), fetched.skipped) == (len(lines), ())
    assert fetched.state == complete


def test_sample_has_tweets_of_every_kind() -> None:
    kinds = Counter(tweet.kind for tweet in fetch().tweets)
    assert [kind for kind in TweetKind if not kinds[kind]] == []


def test_reposts_of_the_sample_name_their_originals() -> None:
    reposts = [t for t in fetch().tweets if t.kind is TweetKind.REPOST]
    assert [tweet.id for tweet in reposts if len(tweet.refs) != 1] == []
