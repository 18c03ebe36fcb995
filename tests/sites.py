"""Small sites for tests: settings and content in a folder, built by real pelican."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Site", "make_site", "tweet_line"]

ROOT = Path(__file__).resolve().parents[1]

_SETTINGS = """
from pathlib import Path
PATH = "content"
OUTPUT_PATH = "output"
THEME = {theme!r}
SITENAME = "站点"
SITEURL = "https://example.com"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-cn"
PLUGINS = ["pelican_aireport"]
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = "feeds/all.rss.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
SLUGIFY_USE_UNICODE = True
"""

# Our theme wants it on; Pelican's own themes print bodies as they are.
_OUR_THEMES = """
from pelican_aireport.site.compiled_templates import CompiledTemplates
JINJA_ENVIRONMENT = {{
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "bytecode_cache": CompiledTemplates(Path({compiled!r})),
}}
"""


@cache
def _compiled() -> str:
    """Return a folder in which this process's sites share what they compile."""
    folder = tempfile.mkdtemp(prefix="compiled-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@dataclass(frozen=True, slots=True)
class Site:
    """A folder with a site in it."""

    folder: Path

    @property
    def reports(self) -> Path:
        """The folder that drafting fills."""
        return self.folder / "content" / "reports"

    @property
    def output(self) -> Path:
        """The folder that pelican writes."""
        return self.folder / "output"

    def configure(self, lines: str) -> None:
        """Write the settings file: a working site and these lines."""
        text = _SETTINGS.format(theme=str(ROOT / "theme")) + lines
        if "THEME =" not in lines and "JINJA_ENVIRONMENT =" not in lines:
            text += _OUR_THEMES.format(compiled=_compiled())
        (self.folder / "pelicanconf.py").write_text(text, encoding="utf-8")

    def build(
        self, *arguments: str, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run pelican in the folder; the result has its exit code and its words."""
        return subprocess.run(
            [sys.executable, "-m", "pelican", *arguments],
            cwd=self.folder,
            env={**os.environ, "COLUMNS": "400", "PYTHONHASHSEED": "0", **(env or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    def files(self, folder: Path) -> dict[str, bytes]:
        """Return every file below a folder by its relative name."""
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }


def make_site(folder: Path, lines: str = "") -> Site:
    """Make a site with an empty reports folder."""
    site = Site(folder)
    site.reports.mkdir(parents=True)
    site.configure(lines)
    return site


def tweet_line(number: int, text: str, **fields: object) -> str:
    """Return a line of JSONL: a tweet of 2026-09-07 at noon and some minutes."""
    minute, hour = number % 60, 12 + number // 60
    values = {
        "id": f"t{number}",
        "author": f"author_{number}",
        "text": text,
        "created_at": f"2026-09-07T{hour:02}:{minute:02}:00+08:00",
        "observed_at": "2026-09-08T10:00:00+08:00",
        "likes": 10 * number,
        **fields,
    }
    return json.dumps(values, ensure_ascii=False)
