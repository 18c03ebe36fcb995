"""Built-in and foreign sources keep the contract, and settings find them."""

import gzip
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from contracts import SOURCE_CONTRACT

from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Tweet, Window
from pelican_aireport.settings import parse_settings
from pelican_aireport.sources.encounters import Encounters
from pelican_aireport.sources.finding import find_source as find_source_of
from pelican_aireport.sources.jsonl import JsonlSource
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus, Source
from pelican_aireport.sources.sample import SampleSource

CST = datetime.fromisoformat("2026-01-01T00:00:00+08:00").tzinfo
WINDOW = Window(
    start=datetime(2026, 9, 7, tzinfo=CST), end=datetime(2026, 9, 12, tzinfo=CST)
)


def find_source(value: object, query: Mapping[str, object], folder: Path) -> Source:
    """Find the source of a topic that sets these two keys."""
    values = {
        "PATH": str(folder / "content"),
        "AIREPORT_TOPICS": {"ai": {"source": value, "query": query}},
    }
    settings = parse_settings(values, base=folder)
    return find_source_of(settings.topics[0], settings, {}, Encounters())


def line(number: int) -> str:
    """Return a line of a file; tweets are an hour apart."""
    moment = WINDOW.start + timedelta(hours=number)
    return (
        f'{{"id": "{number + 1}", "text": "tweet {number}", "author": "ann",'
        f' "created_at": "{moment.isoformat()}"}}\n'
    )


@dataclass(frozen=True)
class ListSource:
    """A source that somebody else wrote: a list of tweets."""

    tweets: tuple[Tweet, ...]

    def fetch(self, window: Window) -> Fetched:
        """Return the tweets of the list that lie in the window."""
        tweets = tuple(t for t in self.tweets if t.created_at in window)
        status = FetchStatus.COMPLETE if tweets else FetchStatus.EMPTY_CONFIRMED
        return Fetched(tweets=tweets, state=FetchState(status=status))


def list_source(*, query: Mapping[str, object], base: Path) -> ListSource:
    """Return the foreign source; the query is the number of its tweets."""
    assert base.is_absolute()
    count = query["count"]
    assert isinstance(count, int)
    return ListSource(
        tweets=tuple(
            Tweet(
                id=str(number + 1),
                author="ann",
                text="hello",
                created_at=WINDOW.start + timedelta(hours=number),
            )
            for number in range(count)
        )
    )


def make_foreign(folder: Path) -> Source:
    return list_source(query={"count": 30}, base=folder)


def make_sample(folder: Path) -> Source:
    return find_source("sample", {}, folder)


def make_file(folder: Path) -> Source:
    text = "".join(line(number) for number in range(30))
    (folder / "tweets.jsonl").write_text(text, encoding="utf-8")
    return find_source("jsonl", {"path": "tweets.jsonl"}, folder)


def make_broken_gzip(folder: Path) -> Source:
    text = "".join(line(number) for number in range(30))
    (folder / "tweets.jsonl.gz").write_bytes(gzip.compress(text.encode())[:-8])
    return find_source("jsonl", {"path": "tweets.jsonl.gz"}, folder)


@pytest.mark.parametrize("fact", SOURCE_CONTRACT, ids=lambda fact: fact.__name__)
@pytest.mark.parametrize(
    "make", [make_foreign, make_sample, make_file, make_broken_gzip]
)
def test_source_keeps_the_contract(
    fact: Callable[[Source, Window], None],
    make: Callable[[Path], Source],
    tmp_path: Path,
) -> None:
    fact(make(tmp_path), WINDOW)


@pytest.fixture
def foreign_module(monkeypatch: pytest.MonkeyPatch) -> str:
    module = ModuleType("foreign_tweets")
    module.make = list_source  # type: ignore[attr-defined]
    module.wrong = dict  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "foreign_tweets", module)
    return "foreign_tweets"


def test_setting_finds_a_built_in_source(tmp_path: Path) -> None:
    found = (
        find_source("sample", {"list": "left over"}, tmp_path),
        find_source("jsonl", {"path": "a.jsonl"}, tmp_path),
    )
    assert found == (SampleSource(), JsonlSource(path="a.jsonl", base=tmp_path))


def test_setting_finds_a_foreign_factory(foreign_module: str, tmp_path: Path) -> None:
    """The factory is called with the query and the folder of the settings file."""
    found = find_source(f"{foreign_module}:make", {"count": 2}, tmp_path)
    assert found == list_source(query={"count": 2}, base=tmp_path)


def test_setting_may_be_the_source_itself(tmp_path: Path) -> None:
    source = ListSource(tweets=())
    assert find_source(source, {}, tmp_path) is source


@pytest.mark.parametrize(
    ("value", "query", "words"),
    [
        pytest.param("jsnl", {}, ["'jsnl'", "did you mean jsonl?"], id="misspelt"),
        pytest.param("X", {}, ["'X'", "did you mean x?"], id="capitals"),
        pytest.param("twitter", {}, ['"x-api", {"replay": slug} or'], id="forms"),
        pytest.param("no_such:make", {}, ["'no_such:make'", "import"], id="no module"),
        pytest.param("foreign_tweets:nothing", {}, ["nothing"], id="no factory"),
        pytest.param("foreign_tweets:wrong", {}, ["fetch()"], id="makes no source"),
        pytest.param(object(), {}, ["fetch()"], id="no source"),
        pytest.param("jsonl", {}, ["None is not a path", '"path"'], id="no path"),
        pytest.param("jsonl", {"path": " "}, ["' ' is not a path"], id="blank path"),
        pytest.param("jsonl", {"path": 7}, ["7 is not a path"], id="path is a number"),
        pytest.param(
            "jsonl",
            {"path": "a", "pth": "b"},
            ["'pth'", "did you mean path?"],
            id="unknown key",
        ),
    ],
)
def test_wrong_setting_is_told_with_a_way_out(
    value: object,
    query: Mapping[str, object],
    words: list[str],
    foreign_module: str,
    tmp_path: Path,
) -> None:
    assert foreign_module in sys.modules
    with pytest.raises(SettingsError) as caught:
        find_source(value, query, tmp_path)
    missing = [word for word in ["AIREPORT_", *words] if word not in str(caught.value)]
    assert missing == []


MOMENT = datetime(2026, 9, 8, tzinfo=UTC)
TWEET = Tweet(id="1", author="ann", text="hello", created_at=MOMENT)


@pytest.mark.parametrize(
    ("status", "reason", "retry_at"),
    [
        pytest.param(FetchStatus.PARTIAL, None, None, id="partial without reason"),
        pytest.param(FetchStatus.BLOCKED, None, None, id="blocked without reason"),
        pytest.param(FetchStatus.COMPLETE, "why", None, id="complete with reason"),
        pytest.param(FetchStatus.EMPTY_CONFIRMED, "why", None, id="empty with reason"),
        pytest.param(FetchStatus.COMPLETE, None, MOMENT, id="complete with retry"),
        pytest.param(
            FetchStatus.BLOCKED, "why", MOMENT.replace(tzinfo=None), id="naive retry"
        ),
    ],
)
def test_contradictory_state_cannot_be_built(
    status: FetchStatus, reason: str | None, retry_at: datetime | None
) -> None:
    with pytest.raises(ValueError, match="fetch state"):
        FetchState(status=status, reason=reason, retry_at=retry_at)


@pytest.mark.parametrize(
    ("tweets", "state"),
    [
        pytest.param((), FetchState(status=FetchStatus.COMPLETE), id="complete, none"),
        pytest.param(
            (), FetchState(status=FetchStatus.PARTIAL, reason="cut"), id="partial, none"
        ),
        pytest.param(
            (TWEET,), FetchState(status=FetchStatus.EMPTY_CONFIRMED), id="empty, one"
        ),
        pytest.param(
            (TWEET,),
            FetchState(status=FetchStatus.BLOCKED, reason="401", retry_at=MOMENT),
            id="blocked, one",
        ),
    ],
)
def test_answer_that_contradicts_its_state_cannot_be_built(
    tweets: tuple[Tweet, ...], state: FetchState
) -> None:
    with pytest.raises(ValueError, match="fetched"):
        Fetched(tweets=tweets, state=state)
