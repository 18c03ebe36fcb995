"""Time a build of 400 reports against stock Pelican on the same sources.

Prints CPU seconds of whole processes, in pairs A B A B, and the ratios of the
pairs' medians. Reports are drafted once from the sample and copied under other
dates; pictures are left out, since stock Pelican does not find them.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
REPORTS = 400
PAIRS = 3

_SETTINGS = """
PATH = "content"
SITENAME = "bench"
SITEURL = "https://example.com"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-cn"
SLUGIFY_USE_UNICODE = True
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DEFAULT_PAGINATION = 20
"""
_THEME = str(ROOT / "theme")
_VARIANTS = {
    "plugin, own theme": f'PLUGINS = ["pelican_aireport"]\nTHEME = {_THEME!r}\n',
    "stock, default theme": "PLUGINS = []\n",
    "plugin, simple theme": 'PLUGINS = ["pelican_aireport"]\nTHEME = "simple"\n',
    "stock, simple theme": 'PLUGINS = []\nTHEME = "simple"\n',
}
_PAIRS = (
    ("plugin, own theme", "stock, default theme"),
    ("plugin, simple theme", "stock, simple theme"),
)
_SAMPLE = """
PLUGINS = ["pelican_aireport"]
AIREPORT_TOPICS = {"sample": {"title": "sample", "source": "sample",
    "window": ["2026-09-07", "2026-09-08", "2026-09-09"], "status": "published"}}
"""


def _pelican(folder: Path, settings: str) -> float:
    """Build a folder and return the CPU seconds it took."""
    (folder / "pelicanconf.py").write_text(_SETTINGS + settings, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "pelican", "-q", "--fatal", "errors"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _copy_reports(folder: Path) -> None:
    reports = folder / "content" / "reports"
    drafted = sorted(reports.rglob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in drafted]
    for path in reports.rglob("*.*"):
        path.unlink()
    for number in range(REPORTS):
        day = date(2025, 1, 1) + timedelta(days=number)
        text = re.sub(r"!\[.*?\]\(.*?\)", "", texts[number % len(texts)])
        text = re.sub(r"(?m)^slug: .*$", f"slug: day_{day:%Y%m%d}", text)
        text = re.sub(r"(?m)^date: \S+", f"date: {day}", text)
        (reports / f"day_{day:%Y%m%d}.md").write_text(text, encoding="utf-8")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "content").mkdir()
        _pelican(folder, _SAMPLE)
        _copy_reports(folder)
        for pair in _PAIRS:
            times: dict[str, list[float]] = {variant: [] for variant in pair}
            for _ in range(PAIRS):
                for variant in pair:
                    times[variant].append(_pelican(folder, _VARIANTS[variant]))
            ours, stock = (median(times[variant]) for variant in pair)
            for variant in pair:
                print(
                    f"{REPORTS} reports, {variant}: {median(times[variant]):.2f} s CPU"
                )
            print(f"ratio: {ours / stock:.2f}")


if __name__ == "__main__":
    main()
