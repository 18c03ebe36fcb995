"""The theme's files under names that change with their content, by real builds."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sites import ROOT, Site, make_site

from pelican_aireport.site.assets import hashed_name

CSS = (ROOT / "theme" / "static" / "site.css").read_bytes()
NAME = f"site.{hashlib.sha256(CSS).hexdigest()[:8]}.css"

_ARTICLE = "---\ntitle: 题\nslug: t\ndate: 2026-09-07\n---\n\n正文\n"
_OWN_THEME = 'THEME = "own"\nDIRECT_TEMPLATES = ["index"]\n'


def _site(folder: Path, lines: str = "") -> Site:
    site = make_site(folder, lines)
    (site.reports / "t.md").write_text(_ARTICLE, encoding="utf-8")
    return site


def _own_theme(site: Site, template: str, files: dict[str, str]) -> None:
    theme = site.folder / "own"
    for name, text in {"templates/index.html": template, **files}.items():
        (theme / name).parent.mkdir(parents=True, exist_ok=True)
        (theme / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a.css", b"", "a.e3b0c442.css", id="plain"),
        pytest.param("css/a.min.css", b"", "css/a.min.e3b0c442.css", id="folder, dots"),
        pytest.param("a", b"", "a.e3b0c442", id="no suffix"),
        pytest.param("a.css", b"x", "a.2d711642.css", id="other content"),
    ],
)
def test_a_name_holds_the_beginning_of_its_contents_hash(
    name: str, content: bytes, expected: str
) -> None:
    assert hashed_name(name, content) == expected


@pytest.mark.parametrize(
    ("lines", "page", "expected"),
    [
        pytest.param(
            "RELATIVE_URLS = True\n",
            "reports/t/index.html",
            f"../../theme/hashed/{NAME}",
            id="relative",
        ),
        pytest.param("", "index.html", f"/theme/hashed/{NAME}", id="absolute"),
        pytest.param(
            'THEME_STATIC_DIR = "look"\n',
            "index.html",
            f"/look/hashed/{NAME}",
            id="another folder",
        ),
    ],
)
def test_pages_link_to_a_style_sheet_that_is_there(
    tmp_path: Path, lines: str, page: str, expected: str
) -> None:
    site = _site(tmp_path, lines)
    assert site.build("--fatal", "errors").returncode == 0
    text = (site.output / page).read_text(encoding="utf-8")
    address, *_others = re.findall(r'<link rel="stylesheet" href="([^"]*)"', text)
    assert address == expected
    file = address.partition("theme/")[2] or address.partition("look/")[2]
    (copy,) = site.output.glob(f"*/{file}")
    assert copy.read_bytes() == CSS


def test_each_build_looks_at_the_files_anew(tmp_path: Path) -> None:
    """The name follows the content, and the same content leaves its file alone."""
    site = _site(tmp_path, _OWN_THEME)
    _own_theme(site, '{{ asset("a.css") }}', {"static/a.css": "one"})
    first, second = (f"theme/hashed/{hashed_name('a.css', b)}" for b in (b"one", b"2"))
    site.build()
    assert (site.output / "index.html").read_text(encoding="utf-8") == first
    stamp = (site.output / first).stat().st_mtime_ns
    site.build()
    assert (site.output / first).stat().st_mtime_ns == stamp
    (site.folder / "own" / "static" / "a.css").write_text("2", encoding="utf-8")
    site.build()
    assert (site.output / "index.html").read_text(encoding="utf-8") == second
    assert (site.output / second).read_bytes() == b"2"


_WATCHING = """
from pathlib import Path
from pelican import Pelican
from pelican.settings import read_settings

pelican = Pelican(read_settings("pelicanconf.py"))
for text in ("one", "2"):
    Path("own/static/a.css").write_text(text)
    pelican.run()
    print(Path("output/index.html").read_text())
"""


def test_a_process_that_watches_follows_the_content_too(tmp_path: Path) -> None:
    """As ``pelican -lr``, which builds again and again."""
    site = _site(tmp_path, _OWN_THEME)
    _own_theme(site, '{{ asset("a.css") }}', {"static/a.css": ""})
    done = subprocess.run(
        [sys.executable, "-c", _WATCHING],
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told = [line for line in done.stdout.split() if line.startswith("theme/")]
    assert told == [f"theme/hashed/{hashed_name('a.css', b)}" for b in (b"one", b"2")]


@pytest.mark.parametrize(
    ("paths", "name", "file"),
    [
        pytest.param(["static"], "css/a.css", "static/css/a.css", id="a deeper file"),
        pytest.param(["css/a.css"], "a.css", "css/a.css", id="a single file"),
        pytest.param(["gone", "static"], "a.css", "static/a.css", id="second place"),
    ],
)
def test_files_are_found_where_pelican_copies_from(
    tmp_path: Path, paths: list[str], name: str, file: str
) -> None:
    site = _site(tmp_path, f"{_OWN_THEME}THEME_STATIC_PATHS = {paths}\n")
    _own_theme(site, f'{{{{ asset("{name}") }}}}', {file: "x"})
    site.build()
    address = f"theme/hashed/{hashed_name(name, b'x')}"
    assert (site.output / "index.html").read_text(encoding="utf-8") == address
    assert (site.output / address).read_bytes() == b"x"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("gone.css", id="missing"),
        pytest.param("../templates/index.html", id="outside"),
        pytest.param("", id="no name"),
    ],
)
def test_a_missing_file_is_told_and_fails_a_strict_build(
    tmp_path: Path, name: str
) -> None:
    site = _site(tmp_path, _OWN_THEME)
    _own_theme(site, f'{{{{ asset("{name}") }}}}', {"static/a.css": "x"})
    lenient = site.build()
    said = " ".join((lenient.stdout + lenient.stderr).split())
    told = f"aireport: the theme has no static file {name}; add it below static"
    assert (lenient.returncode, told in said) == (0, True)
    assert not (site.output / "theme" / "hashed").exists()
    assert site.build("--fatal", "errors").returncode == 1


def test_other_themes_get_no_further_files(tmp_path: Path) -> None:
    site = _site(tmp_path, 'THEME = "simple"\n')
    assert site.build("--fatal", "errors").returncode == 0
    assert not (site.output / "theme" / "hashed").exists()


def test_a_site_may_have_its_own_function_of_that_name(tmp_path: Path) -> None:
    lines = 'JINJA_GLOBALS = {"asset": lambda name: "mine"}\n'
    site = _site(tmp_path, _OWN_THEME + lines)
    _own_theme(site, '{{ asset("a.css") }}', {})
    site.build()
    assert (site.output / "index.html").read_text(encoding="utf-8") == "mine"
