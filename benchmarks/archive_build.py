"""Measure builds of 250, 500 and 1,000 reports: seconds, memory, output, growth.

Reports are drafted once from the sample and copied under other dates, with names,
figures and tags of their own, the same on every run, so that each entity has its share
of the archive. All that our theme has is built, as it goes online.
"""

import math
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = (250, 500, 1_000)
_NAMES = tuple(
    f"{first}{second}"
    for first in ("Bra", "Cor", "Dun", "Fen", "Gar", "Hul", "Kes", "Lim", "Mar", "Nok")
    for second in ("dane", "field", "holt", "line", "mere", "spur", "tarn", "wick")
)
"""What the sample's names become: eighty, which come again and again."""
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_FIGURE = re.compile(r"(?<![\w/^@.:-])\d{2,3}(?![\w/:-])")
_DRAFTING = """
import sys
sys.path.insert(0, ".")
from pelicanconf import *
PATH, THEME = "drafted", "simple"
"""
_BUILDING = """
import sys
sys.path.insert(0, ".")
from publishconf import *
PATH, THEME, SITEURL = {path!r}, {theme!r}, "https://example.com"
AIREPORT_DRAFTING = False
"""
# A process of its own tells the peak of the build alone.
_BUILD = """
import resource, runpy, sys
sys.argv = ["pelican", *sys.argv[1:]]
try:
    runpy.run_module("pelican", run_name="__main__")
except SystemExit as end:
    assert not end.code, end.code
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    wall: float
    cpu: float
    megabytes: float
    """The peak of memory."""
    files: int
    size: int
    """Of the output, in bytes."""


def main() -> None:
    """Print a line for each size, and how fast the seconds grow."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in ("pelicanconf.py", "publishconf.py"):
            shutil.copy(ROOT / each, folder)
        texts = _draft(folder)
        for size in SIZES:
            path = folder / f"content_{size}"
            _write_reports(path / "reports", texts, size)
            found[size] = figures = _build(folder, path)
            print(
                f"{size:,} reports: {figures.wall:.1f} s, {figures.cpu:.1f} s CPU, "
                f"{figures.megabytes:.0f} MB at the peak; of each report "
                f"{figures.files / size:.1f} files and "
                f"{figures.size / size / 1024:.0f} KB of output",
                flush=True,
            )
    few, many = found[SIZES[0]], found[SIZES[-1]]
    growth = math.log(many.cpu / few.cpu) / math.log(SIZES[-1] / SIZES[0])
    print(f"CPU grows with the number of reports to the power of {growth:.2f}")


def _draft(folder: Path) -> tuple[str, ...]:
    (folder / "drafted").mkdir()
    (folder / "drafting.py").write_text(_DRAFTING, encoding="utf-8")
    _run(folder, "-m", "pelican_aireport", "draft", "-s", "drafting.py")
    paths = sorted((folder / "drafted").rglob("sample_*.md"))
    return tuple(path.read_text(encoding="utf-8") for path in paths)


def _write_reports(folder: Path, texts: tuple[str, ...], size: int) -> None:
    folder.mkdir(parents=True)
    for number in range(size):
        day = date(2023, 1, 1) + timedelta(days=number)
        text = _vary(texts[number % len(texts)], random.Random(number))  # noqa: S311
        text = re.sub(r"!\[.*?\]\(.*?\)", "", text)
        text = re.sub(r"(?m)^slug: .*$", f"slug: day_{day:%Y%m%d}_{day:%Y%m%d}", text)
        text = re.sub(r"(?m)^date: \S+", f"date: {day}", text)
        text = re.sub(r"(?m)^  period: .*\n", "", text)
        window = f"{day}T00:00:00+08:00/{day + timedelta(days=1)}T00:00:00+08:00"
        text = re.sub(r"(?m)^  window: .*$", f"  window: {window}", text)
        (folder / f"day_{day:%Y%m%d}.md").write_text(text, encoding="utf-8")


def _vary(text: str, turn: random.Random) -> str:
    """Rename what a text speaks of, and change its figures."""
    for name in sorted(set(_NAME.findall(text))):
        text = re.sub(rf"\b{name}\b", turn.choice(_NAMES), text)
    head, body = text.split("\n---\n", 1)
    return f"{head}\n---\n{_FIGURE.sub(lambda _: str(turn.randrange(10, 999)), body)}"


def _build(folder: Path, path: Path) -> _Figures:
    settings = _BUILDING.format(path=str(path), theme=str(ROOT / "theme"))
    (folder / "building.py").write_text(settings, encoding="utf-8")
    output = folder / f"output_{path.name}"
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    build = ("-q", "--fatal", "errors", "-s", "building.py", "-o", str(output))
    said = _run(folder, "-c", _BUILD, *build)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    sizes = [each.stat().st_size for each in output.rglob("*") if each.is_file()]
    return _Figures(
        wall=wall,
        cpu=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        megabytes=int(said.splitlines()[-1]) / 1024,
        files=len(sizes),
        size=sum(sizes),
    )


def _run(folder: Path, *arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return result.stdout


if __name__ == "__main__":
    main()
