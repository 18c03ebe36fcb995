"""A site that only reads: pelican, its simple theme, our reader and guard."""

from pathlib import Path

import pytest
from sites import Site, make_site

_PLUGIN = """
from pelican import signals
from pelican_aireport.articles.intrasite import guard_intrasite_links
from pelican_aireport.articles.reader import install_reader

def guard(pelican):
    guard_intrasite_links(pelican.settings)

def register():
    signals.initialized.connect(guard)
    signals.readers_init.connect(install_reader)
"""

_SETTINGS = """
THEME = "simple"
PLUGINS = ["reading"]
PLUGIN_PATHS = ["plugins"]
STATIC_PATHS = []
OUTPUT_PATH = "build/public/site"
"""


@pytest.fixture
def reading_site(tmp_path: Path) -> Site:
    """Return a site three folders above its output, so that escapes would show."""
    site = make_site(tmp_path, _SETTINGS)
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "reading.py").write_text(_PLUGIN, encoding="utf-8")
    return site
