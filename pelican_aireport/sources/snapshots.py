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

from pelican_aireport.errors import PublishError
from pelican_aireport.model import Tweet, Window
from pelican_aireport.new_files import write_new
from pelican_aireport.sources.paging import Page, Stream, StreamKind
from pelican_aireport.sources.port import FetchState, FetchStatus, Skipped
from pelican_aireport.sources.progress import PageMark
from pelican_aireport.sources.snapshot_tweets import parse_tweet_line, render_tweet

__all__ = ["End", "Snapshot", "Start", "StoredPage", "find_folder"]

_FORMAT = 1
_NUMBERED = re.compile(r"(\d{4})\.(raw\.json\.gz|page\.jsonl\.gz|end\.json)")
_START = "0000.start.json"
_MOMENTS = ("newest", "oldest", "fetched_at")


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
    at: datetime


def find_folder(state: Path, start: Start) -> Path:
    """Return the folder of a snapshot, whether or not it is there.

    It is another one for another query, so that changing it fetches anew.
    """
    facts = json.dumps([start.source, start.query, _bounds(start.window)], default=str)
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
        if (self.folder / _START).exists() and self.read_start() is not None:
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
            except (OSError, EOFError, zlib.error, KeyError, TypeError, ValueError):
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
        write_new(self._path(number, "raw.json.gz"), _zip(page.body))
        content = _zip("".join(f"{line}\n" for line in lines).encode())
        write_new(self._path(number, "page.jsonl.gz"), content)

    def read_end(self) -> End | None:
        """Read how the last run ended, if nothing came after it."""
        numbered = list(self._files("end.json"))
        if not numbered:
            return None
        number, path = numbered[-1]
        values = _load(path)
        try:
            retry_at = values["retry_at"]
            return End(
                number=number,
                state=FetchState(
                    status=FetchStatus(values["state"]),
                    reason=values["reason"],
                    retry_at=retry_at and datetime.fromisoformat(retry_at),
                ),
                at=datetime.fromisoformat(values["at"]),
            )
        except (KeyError, TypeError, ValueError):
            _put_aside(path)
            return None

    def write_end(self, state: FetchState, at: datetime) -> None:
        """Write how a run ended."""
        values = {
            "state": state.status.value,
            "reason": state.reason,
            "retry_at": state.retry_at and state.retry_at.isoformat(),
            "at": at.isoformat(),
        }
        write_new(self._path(self._next_number(), "end.json"), _json(values))

    def _files(self, kind: str) -> Iterator[tuple[int, Path]]:
        for path in sorted(self.folder.glob(f"*.{kind}")):
            match = _NUMBERED.fullmatch(path.name)
            if match is not None and match[2] == kind:
                yield int(match[1]), path

    def _next_number(self) -> int:
        # Damaged files keep their numbers, as do answers whose page never came.
        names = (path.name for path in self.folder.glob("[0-9]*"))
        return (
            max((int(name[:4]) for name in names if name[:4].isdecimal()), default=0)
            + 1
        )

    def _path(self, number: int, kind: str) -> Path:
        return self.folder / f"{number:04}.{kind}"


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
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, Mapping) else {}


def _json(values: Mapping[str, object]) -> bytes:
    text = json.dumps(values, ensure_ascii=False, indent=2, default=str)
    return f"{text}\n".encode()


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
