"""Draw one word cloud by the plugin and by a plain script, in pairs, in one run.

Both read the same tweets and use the same font. The plain script is what one writes
first: segment all the text, count, let wordcloud choose everything else.

    python benchmarks/word_cloud.py [PAIRS]
"""

# ruff: noqa: PLC0415 - each side pays for its own imports

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[1] / "pelican_aireport" / "data" / "sample"
TWEETS = 300


def main() -> None:
    """Print the CPU seconds of both, as whole processes and after start-up."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"{len(read_lines())} tweets, {pairs} pairs; CPU seconds, median\n")
    print(f"{'':24}{'plugin':>8}{'plain':>8}{'ratio':>8}")
    for name, seconds in (("whole process", whole), ("after start-up", warm)):
        report(name, [(seconds("plugin"), seconds("plain")) for _ in range(pairs)])


def report(name: str, pairs: list[tuple[float, float]]) -> None:
    """Print the medians of pairs and of their ratios."""
    ours, plain = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(first / second for first, second in pairs)
    print(f"{name:24}{ours:8.2f}{plain:8.2f}{ratio:8.2f}")


def whole(side: str) -> float:
    """Return the CPU seconds of a fresh process that draws one cloud."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run("draw", side)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def warm(side: str) -> float:
    """Return the CPU seconds of a second cloud in one process."""
    return float(run("warm", side))


def run(*arguments: str) -> str:
    """Run this file in a fresh process, with a temporary folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            [sys.executable, __file__, *arguments],
            env={**os.environ, "TMPDIR": folder},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
            encoding="utf-8",
        ).stdout


def read_lines() -> list[dict[str, str]]:
    """Return some days of the sample as they stand in its files."""
    lines = [
        line
        for path in sorted(SAMPLE.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [json.loads(line) for line in lines[:TWEETS]]


def draw_plugin() -> None:
    """Draw the PNG and the SVG as the pipeline does."""
    from pelican_aireport.language.entities import load_aliases
    from pelican_aireport.pictures.terms import count_terms
    from pelican_aireport.pictures.word_cloud import draw_word_cloud
    from pelican_aireport.sources.tweet_json import parse_tweets

    tweets = parse_tweets(read_lines(), "sample").tweets
    terms = count_terms(tweets, aliases=load_aliases())
    cloud = draw_word_cloud(terms, slug="benchmark", language="zh-CN")
    for picture in cloud.pictures:
        Path(tempfile.gettempdir(), picture.name).write_bytes(picture.content)


def draw_plain() -> None:
    """Draw a PNG as the first page of a tutorial does."""
    import jieba
    from wordcloud import WordCloud

    from pelican_aireport.pictures.fonts import font_path

    words = jieba.lcut(" ".join(line["text"] for line in read_lines()))
    counts = Counter(word for word in words if len(word) > 1)
    cloud = WordCloud(
        font_path=str(font_path(None)), width=1000, height=600, max_words=200
    )
    cloud.generate_from_frequencies(counts)
    cloud.to_file(str(Path(tempfile.gettempdir(), "plain.png")))


def draw_twice(draw: Callable[[], None]) -> float:
    """Return the CPU seconds of the second of two clouds."""
    draw()
    start = time.process_time()
    draw()
    return time.process_time() - start


SIDES = {"plugin": draw_plugin, "plain": draw_plain}

if __name__ == "__main__":
    if sys.argv[1:2] == ["draw"]:
        SIDES[sys.argv[2]]()
    elif sys.argv[1:2] == ["warm"]:
        print(draw_twice(SIDES[sys.argv[2]]))
    else:
        main()
