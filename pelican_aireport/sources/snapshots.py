"""What was fetched for a window, on disk: a folder of numbered files.

Touches the disk. Each file is written once and never replaced, so that a run may end
at any moment; ``docs/snapshots.md`` tells the format.
"""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pelican_aireport.errors import PublishError, SettingsError
from pelican_aireport.model import Tweet, Window
from pelican_aireport.new_files import write_new
from pelican_aireport.sources.paging import Page, Stream, StreamKind
from pelican_aireport.sources.port import FetchState, FetchStatus, Skipped
from pelican_aireport.sources.progress import PageMark
from pelican_aireport.sources.snapshot_tweets import parse_tweet_line, render_tweet

__all__ = ["End", "Snapshot", "Start", "StoredPage", "find_folder"]

_FORMAT = 1
_NUMBERED = re.compile(r"(\d{4,9})\.(raw\.json\.gz|page\.jsonl\.gz|end\.json)")
_START = "0000.start.json"
_MOMENTS = ("newest", "reaches", "fetched_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a snapshot is of."""

    topic: str
    slug: str
    source: str
    window: Window
    query: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """A page as it is kept: its mark, its sweep and its tweets."""

    number: int
    sweep: int
    """Which walk from the newest tweet on it belongs to, from 1."""
    mark: PageMark
    tweets: tuple[Tweet, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How a run ended."""

    number: int
    state: FetchState
    pages: int
    """How many pages there were."""
    at: datetime


def find_folder(state: Path, start: Start) -> Path:
    """Return the folder of a snapshot, whether or not it is there.

    It is another one for another query, so that changing it fetches anew.
    """
    facts = json.dumps(
        [start.source, start.query, _bounds(start.window)],
        default=str,
        sort_keys=True,
    )
    mark = hashlib.sha256(facts.encode()).hexdigest()[:8]
    return state / "snapshots" / start.topic / start.slug / f"{start.source}-{mark}"


def _bounds(window: Window) -> dict[str, str]:
    return {
        "start": window.start.astimezone(UTC).isoformat(),
        "end": window.end.astimezone(UTC).isoformat(),
    }


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A folder that holds a snapshot, or will."""

    folder: Path

    def check_format(self) -> None:
        """Check that this version knows the format.

        Raises:
            SettingsError: it does not; an older one must not take it for damaged.
        """
        found = _load(self.folder / _START).get("format", _FORMAT)
        if found != _FORMAT:
            problem = (
                f"AIREPORT_STATE: {self.folder} is a snapshot of format {found!r}, and "
                f"this version knows {_FORMAT}; upgrade pelican-aireport, or delete it"
            )
            raise SettingsError([problem])

    def read_start(self) -> Start | None:
        """Read what it is of; ``None`` where there is none that can be read."""
        values = _load(self.folder / _START)
        if values.get("format") != _FORMAT:
            return None
        try:
            return Start(
                topic=str(values["topic"]),
                slug=str(values["slug"]),
                source=str(values["source"]),
                window=Window(
                    start=datetime.fromisoformat(values["window"]["start"]),
                    end=datetime.fromisoformat(values["window"]["end"]),
                ),
                query=values["query"],
            )
        except (KeyError, TypeError, ValueError):
            return None

    def write_start(self, start: Start) -> None:
        """Write what it is of, unless that stands there."""
        if self.read_start() is not None:
            return
        _put_aside(self.folder / _START)
        values = {
            "format": _FORMAT,
            "topic": start.topic,
            "slug": start.slug,
            "source": start.source,
            "window": _bounds(start.window),
            "query": start.query,
        }
        write_new(self.folder / _START, _json(values))

    def read_pages(self) -> Iterator[StoredPage]:
        """Read its pages one after another; a damaged one is put aside."""
        for number, path in self._files("page.jsonl.gz"):
            try:
                yield _read_page(number, path)
            except _DAMAGES:
                _put_aside(path)

    def write_page(self, page: Page, mark: PageMark, sweep: int) -> None:
        """Write an answer as it came, then its tweets, which makes it count."""
        number = self._next_number()
        facts = {
            "sweep": sweep,
            "mark": _values_of(mark),
            "skipped": [asdict(skipped) for skipped in page.parsed.skipped],
        }
        lines = [json.dumps(facts, ensure_ascii=False)]
        lines += map(render_tweet, page.parsed.tweets)
        content = _encode("".join(f"{line}\n" for line in lines))
        write_new(self._path(number, "raw.json.gz"), _zip(page.body))
        write_new(self._path(number, "page.jsonl.gz"), _zip(content))

    def write_answer(self, body: bytes) -> None:
        """Write an answer that could not be read, unless the one before is the same."""
        content = _zip(body)
        answers = tuple(self._files("raw.json.gz"))
        if not answers or answers[-1][1].read_bytes() != content:
            write_new(self._path(self._next_number(), "raw.json.gz"), content)

    def read_end(self) -> End | None:
        """Read how the last run ended that came to an end."""
        for number, path in reversed(tuple(self._files("end.json"))):
            try:
                return _read_end(number, path)
            except (KeyError, TypeError, ValueError):
                _put_aside(path)
        return None

    def write_end(self, state: FetchState, at: datetime) -> None:
        """Write how a run ended, unless the one before ended just so."""
        number, pages = self._next_number(), len(tuple(self._files("page.jsonl.gz")))
        last = self.read_end()
        if last is not None and (last.number, last.state) == (number - 1, state):
            return
        values = {
            "state": state.status.value,
            "reason": state.reason,
            "cause": state.cause,
            "retry_at": state.retry_at and state.retry_at.isoformat(),
            "pages": pages,
            "at": at.isoformat(),
        }
        write_new(self._path(number, "end.json"), _json(values))

    def _files(self, kind: str) -> Iterator[tuple[int, Path]]:
        found = {
            int(match[1]): path
            for path in self.folder.glob(f"*.{kind}")
            if (match := _NUMBERED.fullmatch(path.name)) and match[2] == kind
        }
        yield from sorted(found.items())

    def _next_number(self) -> int:
        # Damaged files keep their numbers, as do answers whose page never came.
        firsts = (path.name.partition(".")[0] for path in self.folder.glob("[0-9]*"))
        numbers = (int(first) for first in firsts if first.isdecimal())
        return max(numbers, default=0) + 1

    def _path(self, number: int, kind: str) -> Path:
        return self.folder / f"{number:04}.{kind}"


_DAMAGES = (
    gzip.BadGzipFile,
    EOFError,
    zlib.error,
    KeyError,
    TypeError,
    ValueError,
    RecursionError,
)


def _read_page(number: int, path: Path) -> StoredPage:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        facts = json.loads(file.readline())
        tweets = tuple(parse_tweet_line(line) for line in file)
    return StoredPage(
        number=number,
        sweep=int(facts["sweep"]),
        mark=_mark_of(facts["mark"]),
        tweets=tweets,
        skipped=tuple(Skipped(**each) for each in facts["skipped"]),
    )


def _read_end(number: int, path: Path) -> End:
    values = _load(path)
    retry_at = values["retry_at"]
    return End(
        number=number,
        state=FetchState(
            status=FetchStatus(values["state"]),
            reason=values["reason"],
            cause=values["cause"],
            retry_at=retry_at and datetime.fromisoformat(retry_at),
        ),
        pages=values["pages"],
        at=datetime.fromisoformat(values["at"]),
    )


def _values_of(mark: PageMark) -> dict[str, object]:
    values = asdict(mark)
    values["stream"] = [mark.stream.kind.value, mark.stream.value]
    for name in _MOMENTS:
        moment = getattr(mark, name)
        values[name] = moment and moment.isoformat()
    return values


def _mark_of(values: Mapping[str, object]) -> PageMark:
    facts = dict(values)
    kind, value = facts["stream"]  # type: ignore[misc]
    for name in _MOMENTS:
        text = facts[name]
        facts[name] = datetime.fromisoformat(text) if isinstance(text, str) else None
    return PageMark(**{**facts, "stream": Stream(kind=StreamKind(kind), value=value)})  # type: ignore[arg-type, has-type]


def _load(path: Path) -> Mapping[str, Any]:
    """Load an object of JSON; an empty one where it is missing or damaged."""
    try:
        values = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    facts = {name: value for name, value in values.items() if name != "check"}
    return facts if values.get("check") == _check(facts) else {}


def _json(values: Mapping[str, object]) -> bytes:
    checked = {**values, "check": _check(values)}
    text = json.dumps(checked, ensure_ascii=False, indent=2, default=str)
    return _encode(f"{text}\n")


def _check(values: Mapping[str, object]) -> str:
    text = json.dumps(values, sort_keys=True, default=str)
    return f"{zlib.crc32(text.encode()):08x}"


def _encode(text: str) -> bytes:
    # Half of a surrogate pair becomes its JSON escape.
    return text.encode("utf-8", "backslashreplace")


def _zip(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=6, mtime=0)


def _put_aside(path: Path) -> None:
    """Keep a damaged file under another name, where it is no page any more."""
    if not path.exists():
        return
    try:
        path.replace(path.with_name(f"{path.name}.corrupt"))
    except OSError as error:
        raise PublishError(f"{path} is damaged and cannot be put aside") from error
