"""Time a backfill of 30 days, one after the other against side by side.

Days are the sample's, under other dates and ids. Processes share what is reckoned;
threads share the waiting for a model, here 0.3 seconds for each report. Prints wall
seconds and their ratios, which say little on a busy machine, the CPU seconds that are
left to the run's own process, and that the reports have the same bytes.
"""

import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from pelican_aireport.drafting.plans import Plan
from pelican_aireport.drafting.run import draft_each
from pelican_aireport.model import Cluster, Digest
from pelican_aireport.selection.windows import Days
from pelican_aireport.settings import parse_settings
from pelican_aireport.summarizers.extractive import ExtractiveSummarizer
from pelican_aireport.summarizers.port import Frame

ROOT = Path(__file__).resolve().parents[1]
DAYS = 30
ANSWER_SECONDS = 0.3
_FIRST = date(2026, 9, 1)
_NOW = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Quotes, after as long as a model thinks."""

    def summarize(self, clusters: Sequence[Cluster], frame: Frame) -> Digest:
        """Wait, and quote."""
        time.sleep(ANSWER_SECONDS)
        return ExtractiveSummarizer().summarize(clusters, frame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What drafting all days took, and came to."""

    seconds: float
    own_cpu_seconds: float
    """Without the workers'."""
    digest: str
    """Of all files."""


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tweets.jsonl").write_text(_make_tweets(), encoding="utf-8")
        _draft(folder, "warm", days=1)
        in_turn = _draft(folder, "a")
        _tell("processes, 2 jobs", in_turn, _draft(folder, "b", "processes", jobs=2))
        in_turn = _draft(folder, "c", summarizer=Waiting())
        for jobs in (2, 4):
            at_once = _draft(folder, f"d{jobs}", jobs=jobs, summarizer=Waiting())
            words = f"threads, {jobs} jobs, {ANSWER_SECONDS} s for each answer"
            _tell(words, in_turn, at_once)


def _make_tweets() -> str:
    sample = ROOT / "pelican_aireport" / "data" / "sample"
    files = sorted(sample.glob("*.jsonl"))
    lines = []
    for number in range(DAYS):
        day = _FIRST + timedelta(days=number)
        file = files[number % len(files)]
        for line in file.read_text(encoding="utf-8").splitlines():
            tweet = json.loads(line)
            tweet["id"] = f"day{number}x{tweet['id']}"
            tweet["created_at"] = f"{day}{tweet['created_at'][10:]}"
            lines.append(json.dumps(tweet, ensure_ascii=False))
    return "\n".join(lines)


def _draft(
    folder: Path,
    name: str,
    executor: str = "threads",
    *,
    jobs: int = 1,
    days: int = DAYS,
    summarizer: object = "extractive",
) -> Run:
    """Draft all days."""
    topic = {
        "source": "jsonl",
        "query": {"path": "tweets.jsonl"},
        "summarizer": summarizer,
    }
    values = {
        "PATH": str(folder / name),
        "TIMEZONE": "Asia/Shanghai",
        "AIREPORT_STATE": f"state-{name}",
        "AIREPORT_TOPICS": {"bench": topic},
        "AIREPORT_EXECUTOR": executor,
    }
    span = Days(first=_FIRST, last=_FIRST + timedelta(days=days - 1))
    start, own = time.monotonic(), time.process_time()
    for outcome in draft_each(
        parse_settings(values, base=folder),
        environ={},
        now=lambda: _NOW,
        plan=Plan(days=span, jobs=jobs),
    ):
        if outcome.error is not None:
            raise outcome.error
    seconds, own = time.monotonic() - start, time.process_time() - own
    files = sorted(path for path in (folder / name).rglob("*") if path.is_file())
    digest = sha256(b"".join(map(Path.read_bytes, files))).hexdigest()
    return Run(seconds=seconds, own_cpu_seconds=own, digest=digest)


def _tell(words: str, in_turn: Run, at_once: Run) -> None:
    is_same = in_turn.digest == at_once.digest
    print(
        f"{DAYS} days: {in_turn.seconds:.1f} s in turn, {at_once.seconds:.1f} s by "
        f"{words} (ratio {at_once.seconds / in_turn.seconds:.2f}); own CPU "
        f"{in_turn.own_cpu_seconds:.1f} s and {at_once.own_cpu_seconds:.1f} s; "
        f"{'the same bytes' if is_same else 'OTHER BYTES'}"
    )


if __name__ == "__main__":
    main()
