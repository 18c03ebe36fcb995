"""Time the merge of a report of some thirty claims with what is generated anew.

Drafts a week of the sample with ten key points and again with six, edits most claims
of the first as an author would, and prints milliseconds of each merge.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from time import perf_counter

from pelican_aireport.articles.blocks import split_blocks
from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.merging.articles import merge_articles
from pelican_aireport.pipeline import draft_report
from pelican_aireport.selection.windows import window_of_days
from pelican_aireport.settings import parse_settings
from pelican_aireport.sources.sample import SampleSource
from pelican_aireport.summarizers.extractive import ExtractiveSummarizer

ROUNDS = 15
NOW = datetime(2027, 1, 1, tzinfo=UTC)


def _draft(key_points: int) -> str:
    topic = {"source": "sample", "key_points": key_points}
    folder = Path(mkdtemp())
    values = {
        "PATH": str(folder / "content"),
        "TIMEZONE": "Asia/Shanghai",
        "AIREPORT_TOPICS": {"sample": topic},
    }
    settings = parse_settings(values, base=folder)
    days = date(2026, 9, 7), date(2026, 9, 13)
    return draft_report(
        settings.topics[0],
        window_of_days(*days, settings.timezone),
        source=SampleSource(),
        summarizer=ExtractiveSummarizer(),
        settings=settings,
        now=NOW,
    ).markdown


def _main() -> None:
    base, theirs = _draft(10), _draft(6)
    ours = base.replace("谈到此事。", "谈到此事，编者已核。")
    blocks = split_blocks(parse_front_matter(base).body)
    aliases = load_aliases()
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        merged = merge_articles(base, ours, theirs, aliases)
        times.append(1000 * (perf_counter() - start))
    print(f"claims {sum(len(block.claims) for block in blocks)}; {merged.changes}")
    print(f"first {times[0]:.0f} ms, median {median(times):.0f} ms, {ROUNDS} merges")


if __name__ == "__main__":
    _main()
