"""Files of tweets are read whatever their form, and what is wrong is told by line."""

import gzip
import json
import os
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pelican_aireport.errors import SourceError
from pelican_aireport.model import TweetKind, Window
from pelican_aireport.sources.jsonl import JsonlSource
from pelican_aireport.sources.port import (
    Fetched,
    FetchState,
    FetchStatus,
    Skipped,
    describe_skipped,
)

START = datetime(2026, 9, 7, tzinfo=UTC)
DAY = Window(start=START, end=START + timedelta(days=1))


def tweet(number: int, **changes: object) -> dict[str, object]:
    moment = START + timedelta(minutes=number)
    return {
        "id": str(number),
        "text": f"第 {number} 条",
        "created_at": moment.isoformat(),
        "author": "ann",
        **changes,
    }


def lines(*values: object) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def fetch(folder: Path, path: str = "t.jsonl", window: Window = DAY) -> Fetched:
    return JsonlSource(path=path, base=folder).fetch(window)


def ids(fetched: Fetched) -> list[str]:
    return [tweet.id for tweet in fetched.tweets]


V2 = {
    "data": [
        {"id": "1", "text": "t", "author_id": "9", "created_at": START.isoformat()},
        {"id": "2", "text": "t", "author_id": "9", "created_at": START.isoformat()},
    ],
    "includes": {"users": [{"id": "9", "username": "ann"}]},
}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lines(tweet(1), tweet(2)), id="lines"),
        pytest.param(lines(tweet(1), tweet(2)).replace("\n", "\r\n"), id="CRLF"),
        pytest.param("\ufeff\n\n" + lines(tweet(1), {}, tweet(2))[:-1], id="BOM"),
        pytest.param(json.dumps([tweet(1), tweet(2)]), id="array"),
        pytest.param(json.dumps([tweet(1), tweet(2)], indent=2), id="printed array"),
        pytest.param(json.dumps(V2), id="page"),
        pytest.param(json.dumps(V2, indent=2), id="printed page"),
        pytest.param(lines(V2), id="page a line"),
        pytest.param(lines([tweet(1)], [tweet(2)]), id="array a line"),
        pytest.param(
            json.dumps(tweet(1), indent=1) + "\n" + json.dumps(tweet(2), indent=1),
            id="printed objects",
        ),
        pytest.param(
            "[\n" + lines(tweet(1)).strip() + ",\n" + lines(tweet(2)).strip() + ",\n",
            id="array that is cut",
        ),
    ],
)
def test_every_form_of_file_gives_its_tweets(text: str, tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text(text, encoding="utf-8", newline="")
    assert ids(fetch(tmp_path)) == ["1", "2"]


def test_line_separators_inside_a_text_do_not_end_a_line(tmp_path: Path) -> None:
    text = lines(tweet(1, text="a\u2028b\u0085c"), tweet(2))
    (tmp_path / "t.jsonl").write_text(text, encoding="utf-8", newline="\n")
    fetched = fetch(tmp_path)
    assert [t.text for t in fetched.tweets] == ["a\u2028b\u0085c", "第 2 条"]


def test_file_written_by_a_windows_shell_is_read(tmp_path: Path) -> None:
    text = lines(tweet(1), tweet(2))
    (tmp_path / "t.jsonl").write_text(text, encoding="utf-16", newline="\n")
    assert ids(fetch(tmp_path)) == ["1", "2"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param('{"id": 1', "Expecting ',' delimiter at column 9", id="cut"),
        pytest.param(
            '{"id": "1', "Unterminated string starting at column 8", id="open"
        ),
        pytest.param('"\t"', "Invalid control character at column 2", id="control"),
    ],
)
def test_what_is_no_json_is_told_by_column(
    line: str, reason: str, tmp_path: Path
) -> None:
    text = line + "\n" + lines(tweet(1))
    (tmp_path / "t.jsonl").write_text(text, encoding="utf-8")
    expected = (Skipped(place="t.jsonl:1", reason=f"not JSON: {reason}"),)
    assert fetch(tmp_path).skipped == expected


def test_unusable_lines_are_told_and_stop_nothing(tmp_path: Path) -> None:
    text = (
        lines(tweet(1))
        + "{not json}\n\n"
        + "[" * 100_000
        + "]" * 100_000
        + "\n"
        + lines(7, tweet(5, id=None), tweet(6, text=" "), tweet(7, author=None))
        + lines(tweet(8, created_at="2026-09-07T00:08:00"))
        + '{"id": '
        + "9" * 5000
        + "}\n"
        + lines(tweet(2))
    )
    content = text.encode() + b'{"text": "\xff\xfe"}\n' + lines(tweet(3)).encode()
    (tmp_path / "t.jsonl").write_bytes(content)
    fetched = fetch(tmp_path)
    assert ids(fetched) == ["1", "2", "3"]
    assert {skipped.place: skipped.reason for skipped in fetched.skipped} == {
        "t.jsonl:2": (
            "not JSON: Expecting property name enclosed in double quotes at column 2"
        ),
        "t.jsonl:4": "nested too deeply",
        "t.jsonl:5": "not an object",
        "t.jsonl:6": "no id",
        "t.jsonl:7": "no text",
        "t.jsonl:8": "no author",
        "t.jsonl:9": (
            "created_at '2026-09-07T00:08:00' has no offset from UTC; "
            "write +00:00 or Z after it"
        ),
        "t.jsonl:10": "not JSON: a number is too long",
        "t.jsonl:12": "not UTF-8",
    }


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("a.jsonl", ["1"], id="file"),
        pytest.param("notes.txt", ["5"], id="file of any name"),
        pytest.param(".", ["1", "2", "3"], id="folder"),
        pytest.param("*.json*", ["1", "2", "3"], id="glob"),
        pytest.param("**/*", ["1", "2", "3", "4"], id="glob into folders"),
        pytest.param("sub/../[ab].*", ["1", "2"], id="glob of letters"),
    ],
)
def test_path_is_a_file_a_folder_or_a_glob(
    path: str, expected: list[str], tmp_path: Path
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.jsonl").write_text(lines(tweet(1)), encoding="utf-8")
    (tmp_path / "b.json.gz").write_bytes(gzip.compress(lines(tweet(2)).encode()))
    (tmp_path / "c.ndjson").write_text(lines(tweet(3)), encoding="utf-8")
    (tmp_path / "c.jsonl").mkdir()
    (tmp_path / "sub" / "d.json").write_text(lines(tweet(4)), encoding="utf-8")
    (tmp_path / "notes.txt").write_text(lines(tweet(5)), encoding="utf-8")
    (tmp_path / "c.json").write_text("", encoding="utf-8")
    if path == "*.json*":
        (tmp_path / "c.ndjson").rename(tmp_path / "e.jsonl.old.json")
    assert ids(fetch(tmp_path, path)) == expected


def test_absolute_path_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text(lines(tweet(1)), encoding="utf-8")
    found = [fetch(Path("/"), str(tmp_path / name)) for name in ("t.jsonl", "*.jsonl")]
    assert [ids(fetched) for fetched in found] == [["1"], ["1"]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(None, "no file at {path}", id="no file"),
        pytest.param(b"", "no usable tweet in {path}; the files are empty", id="empty"),
        pytest.param(
            b"{}\n[1]\n",
            "no usable tweet in {path} (t.jsonl:1: no id; "
            "t.jsonl:2, item 1: not an object)",
            id="nothing usable",
        ),
        pytest.param(
            gzip.compress(b"{}")[:12],
            "no usable tweet in {path} (t.jsonl: the gzip file is broken",
            id="broken from the start",
        ),
    ],
)
def test_files_without_a_tweet_are_an_error(
    content: bytes | None, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "t.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        fetch(tmp_path)
    assert str(caught.value).startswith(f"AIREPORT_QUERY: {message.format(path=path)}")


def test_path_that_the_system_refuses_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read: File name too long"):
        fetch(tmp_path, "a" * 5000)


def test_window_is_half_open_and_an_empty_one_is_confirmed(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text(lines(tweet(0), tweet(5)), encoding="utf-8")
    five = START + timedelta(minutes=5)
    minute = timedelta(minutes=1)
    windows = [
        Window(start=START, end=five),
        Window(start=five, end=five + minute),
        Window(start=five + minute, end=five + 2 * minute),
    ]
    found = [fetch(tmp_path, window=window) for window in windows]
    assert [(ids(fetched), fetched.state.status) for fetched in found] == [
        (["0"], FetchStatus.COMPLETE),
        (["5"], FetchStatus.COMPLETE),
        ([], FetchStatus.EMPTY_CONFIRMED),
    ]


@pytest.mark.parametrize(
    ("numbers", "day", "holding"),
    [
        pytest.param((1,), 0, None, id="tweets in the window"),
        pytest.param((1,), 1, "1 tweet of 2026-09-07 00:01+00:00", id="one"),
        pytest.param(
            (7, 1, 2000),
            -1,
            "3 tweets from 2026-09-07 00:01+00:00 to 2026-09-08 09:20+00:00",
            id="three",
        ),
    ],
)
def test_files_without_a_tweet_of_the_window_tell_what_they_hold(
    numbers: tuple[int, ...], day: int, holding: str | None, tmp_path: Path
) -> None:
    """So that a wrong window is seen at once."""
    (tmp_path / "t.jsonl").write_text(lines(*map(tweet, numbers)), encoding="utf-8")
    days = timedelta(days=day)
    window = Window(start=DAY.start + days, end=DAY.end + days)
    assert fetch(tmp_path, window=window).holding == holding


def test_fetched_at_is_the_latest_observation_of_the_window(tmp_path: Path) -> None:
    text = lines(
        tweet(1, observed_at="2026-09-08T01:00:00Z"),
        tweet(2, observed_at="2026-09-08T10:00:00+08:00"),
        tweet(5000, observed_at="2026-09-30T01:00:00Z"),
    )
    (tmp_path / "t.jsonl").write_text(text, encoding="utf-8")
    assert fetch(tmp_path).fetched_at == datetime(2026, 9, 8, 2, tzinfo=UTC)


def test_fetched_at_is_unknown_where_a_tweet_does_not_say(tmp_path: Path) -> None:
    """Some lines of another collection do not date the rest."""
    text = lines(tweet(1, observed_at="2026-09-08T01:00:00Z"), tweet(3))
    (tmp_path / "t.jsonl").write_text(text, encoding="utf-8")
    assert fetch(tmp_path).fetched_at is None


def test_order_of_lines_and_names_of_files_do_not_matter(tmp_path: Path) -> None:
    raw = [tweet(number % 20, likes=number) for number in range(60)]
    found = []
    for seed in range(3):
        folder = tmp_path / str(seed)
        folder.mkdir()
        shuffled = random.Random(seed).sample(raw, len(raw))  # noqa: S311 - no secret
        (folder / "a.jsonl").write_text(lines(*shuffled[:30]), encoding="utf-8")
        (folder / "b.jsonl").write_text(lines(*shuffled[30:]), encoding="utf-8")
        found.append(fetch(folder, ".").tweets)
    assert found == [found[0]] * 3


def long_gzip() -> bytes:
    noise = random.Random(1)  # noqa: S311 - no secret
    raw = [tweet(n, text=f"{noise.getrandbits(4000):x}") for n in range(1000)]
    return gzip.compress(lines(*raw).encode())


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        pytest.param(long_gzip()[:-100_000], "end-of-stream", id="cut"),
        pytest.param(long_gzip()[:-8] + bytes(8), "CRC check failed", id="wrong sum"),
        pytest.param(
            long_gzip() + b"rubbish", "Not a gzipped file", id="rubbish after"
        ),
    ],
)
def test_broken_gzip_file_gives_what_was_read(
    content: bytes, complaint: str, tmp_path: Path
) -> None:
    (tmp_path / "t.jsonl.gz").write_bytes(content)
    fetched = fetch(tmp_path, "t.jsonl.gz")
    reason = fetched.state.reason or ""
    assert fetched.state.status is FetchStatus.PARTIAL
    assert complaint in reason
    assert fetched.skipped[-1].reason in reason
    assert len(fetched.tweets) >= 700


def test_empty_window_of_a_broken_file_is_not_confirmed(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl.gz").write_bytes(long_gzip()[:-100_000])
    later = Window(start=DAY.end, end=DAY.end + timedelta(days=1))
    assert fetch(tmp_path, "t.jsonl.gz", later).state.status is FetchStatus.BLOCKED


def test_file_that_cannot_be_opened_makes_the_window_partial(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_text(lines(tweet(1)), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(lines(tweet(2)), encoding="utf-8")
    opened = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path.name == "b.jsonl":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    reason = "b.jsonl: cannot be read: Permission denied; mend or remove the file"
    expected = FetchState(status=FetchStatus.PARTIAL, reason=reason, cause="damaged")
    assert fetch(tmp_path, ".").state == expected


def test_hundred_windows_parse_a_file_once(tmp_path: Path) -> None:
    """What was parsed is handed out again, the very same objects."""
    (tmp_path / "t.jsonl").write_text(lines(tweet(1)), encoding="utf-8")
    found = [fetch(tmp_path).tweets[0] for _ in range(100)]
    assert [tweet for tweet in found if tweet is not found[0]] == []


def test_changed_file_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(lines(tweet(1)), encoding="utf-8")
    first = ids(fetch(tmp_path))
    path.write_text(lines(tweet(2)), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert (first, ids(fetch(tmp_path))) == (["1"], ["2"])


@pytest.mark.parametrize(
    ("count", "words"),
    [
        pytest.param(0, "", id="none"),
        pytest.param(1, "f:0: no id", id="one"),
        pytest.param(3, "f:0: no id; f:1: no id; f:2: no id", id="three"),
        pytest.param(5, "f:0: no id; f:1: no id; f:2: no id; and 2 more", id="five"),
    ],
)
def test_the_first_of_what_was_skipped_are_named(count: int, words: str) -> None:
    skipped = [Skipped(place=f"f:{n}", reason="no id") for n in range(count)]
    assert describe_skipped(skipped) == words


YEAR = Window(
    start=datetime(2026, 1, 1, tzinfo=UTC), end=datetime(2027, 1, 1, tzinfo=UTC)
)


def test_real_tweets_are_all_read(shared_data: Path) -> None:
    files = ["ai_2026-03-15_2026-06-30.jsonl.gz", "zh_2026-02.jsonl.gz"]
    found = [fetch(shared_data / "tweets", file, YEAR) for file in files]
    assert [(len(fetched.tweets), fetched.skipped) for fetched in found] == [
        (8096, ()),
        (40, ()),
    ]


def test_real_tweets_keep_counts_kinds_and_what_is_unknown(shared_data: Path) -> None:
    file = shared_data / "tweets" / "ai_2026-03-15_2026-06-30.jsonl.gz"
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        raw = [json.loads(line) for line in stream]
    tweets = fetch(file.parent, file.name, YEAR).tweets
    counts = [
        sum(t.engagement.likes or 0 for t in tweets),
        sum(t.engagement.reposts or 0 for t in tweets),
        sum(t.engagement.replies or 0 for t in tweets),
        sum(t.engagement.views is None for t in tweets),
        sum(t.engagement.bookmarks is None for t in tweets),
        sum(t.engagement.quotes is None for t in tweets),
    ]
    assert counts == [
        sum(r["likes"] for r in raw),
        sum(r["retweets"] for r in raw),
        sum(r["replies"] for r in raw),
        sum(r["views"] is None for r in raw),
        sum(r["bookmarks"] is None for r in raw),
        len(raw),
    ]
    kinds = Counter(tweet.kind for tweet in tweets)
    retold = [r for r in raw if r["text"].startswith("RT @")]
    assert kinds[TweetKind.REPOST] == len(retold) == 14
    assert [t.id for t in tweets if "&amp;" in t.text or "&lt;" in t.text] == []
