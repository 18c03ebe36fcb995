"""The tweets that ship with the package: invented, for a first build without keys.

Touches the disk: reads the package's own data.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from pelican_aireport.model import Window
from pelican_aireport.sources.archive import Archive, collect, fetch_from
from pelican_aireport.sources.json_text import parse_content
from pelican_aireport.sources.port import Fetched
from pelican_aireport.sources.tweet_object import join

__all__ = ["SampleSource"]


@dataclass(frozen=True, slots=True)
class SampleSource:
    """The days of tweets under ``data/sample``."""

    def fetch(self, window: Window) -> Fetched:
        """Return the tweets of a window."""
        return fetch_from(_read_archive(), window)


@lru_cache(maxsize=1)
def _read_archive() -> Archive:
    folder = resources.files("pelican_aireport") / "data" / "sample"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".jsonl")),
        key=lambda file: file.name,
    )
    return collect(join(parse_content(file.read_bytes(), file.name) for file in files))
