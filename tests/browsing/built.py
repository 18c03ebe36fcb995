"""The large site: drafted once, built by real pelican as it goes online.

Touches the disk and starts processes.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from browsing.material import DAYS, edit_report, write_content, write_tweets

__all__ = ["LargeSite", "build_large_site"]

ROOT = Path(__file__).resolve().parents[2]

# Drafts are shown beside what goes online: theirs is a kind of page too.
_SETTINGS = """
import sys
sys.path.insert(0, ".")
from {base} import *
THEME = {theme!r}
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = "drafts/{{slug}}/index.html"
SAMPLE = {{key: value for key, value in AIREPORT_TOPICS["sample"].items()}}
AIREPORT_TOPICS = {{
    "sample": SAMPLE,
    "sample_en": {{
        **SAMPLE,
        "title": "AI on X",
        "window": "2026-09-07",
        "period": "day",
        "language": "en",
    }},
    "ai": {{
        "title": "推特日报",
        "source": "jsonl",
        "query": {{"path": "tweets"}},
        "window": {days!r},
        "period": "day",
        "status": "published",
    }},
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeSite:
    """A folder with a built site in it."""

    folder: Path
    url: str
    """Where it is served, without a slash at its end."""
    kinds: Mapping[str, str]
    """What kind an article is of, by its slug, where it is not a plain report."""

    @property
    def output(self) -> Path:
        """What goes online."""
        return self.folder / "output"

    @property
    def relative_output(self) -> Path:
        """The same site with relative links, to be opened from the disk."""
        return self.folder / "relative"


def build_large_site(folder: Path, *, shared: Path, url: str) -> LargeSite:
    """Draft and build the site in an empty folder, with absolute links and without.

    Args:
        folder: Where it is made.
        shared: The folder of real data.
        url: Where ``folder/output`` will be served.
    """
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "content" / "pages", folder / "content" / "pages")
    reports = folder / "content" / "reports"
    reports.mkdir()
    kinds = write_content(reports, shared / "seeds")
    write_tweets(folder / "tweets", shared / "tweets")
    for base in ("publishconf", "pelicanconf"):
        text = _SETTINGS.format(base=base, theme=str(ROOT / "theme"), days=list(DAYS))
        (folder / f"large_{base}.py").write_text(text, encoding="utf-8")
    site = LargeSite(folder=folder, url=url, kinds=kinds)
    _run(site, "pelican_aireport", "draft", "-s", "large_pelicanconf.py", "--jobs", "2")
    edit_report(reports)
    build = ("pelican", "--fatal", "errors", "-s")
    _run(site, *build, "large_publishconf.py", "-o", str(site.output))
    _run(site, *build, "large_pelicanconf.py", "-o", str(site.relative_output))
    return site


def _run(site: LargeSite, *arguments: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=site.folder,
        env={
            **os.environ,
            "PYTHONHASHSEED": "0",
            "SITEURL": site.url,
            "CONTEXT": "production",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert result.returncode == 0, result.stdout + result.stderr
