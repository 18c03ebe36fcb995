"""docs/theming.md names what there is to restyle, and its examples work."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sites import ROOT, make_site

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Mark, Modality, Standing

THEME = ROOT / "theme"
DOCS = (ROOT / "docs" / "theming.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| (.*) \|$", re.MULTILINE)
_CODE = re.compile(r"```\w+\n(.*?)```", re.DOTALL)


def _rows(pattern: str) -> dict[str, list[str]]:
    """Return the tables' rows whose first cell is such a name, with what they name."""
    found = {}
    for row in _ROW.findall(DOCS):
        first, *others = (cell.strip() for cell in row.split("|"))
        if name := re.fullmatch(f"`({pattern})`", first):
            found[name[1]] = re.findall(r"`([\w-]+)`", " ".join(others))
    return found


def test_every_template_is_named_with_its_blocks() -> None:
    blocks = {
        path.name: re.findall(r"\{% block (\w+)", path.read_text(encoding="utf-8"))
        for path in (THEME / "templates").glob("*.html")
    }
    assert _rows(r"\w+\.html") == blocks


def test_every_custom_property_is_named() -> None:
    css = (THEME / "static" / "site.css").read_text(encoding="utf-8")
    assert set(_rows("--[a-z-]+")) == set(re.findall(r"(--[a-z-]+):", css))


def test_every_layer_is_named() -> None:
    css = (THEME / "static" / "author.css").read_text(encoding="utf-8")
    (layers,) = re.findall(r"@layer ([\w, ]+);", css)
    (named,) = re.findall(r"cascade layers \(([^)]*)\)", DOCS)
    assert named.replace("`", "") == layers


def test_sections_and_badges_are_those_of_a_report() -> None:
    rows = _rows(r"\.(?:part|mark)-\{\w+\}")
    assert rows == {
        ".part-{section}": [section.value for section in Section],
        ".mark-{kind}": [
            *(modality.value for modality in Modality),
            *(mark.value for mark in Mark),
            *(each.value for each in Standing if each is not Standing.NEW),
            "since",
        ],
    }


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    """Return an article of a site that follows the examples to the letter."""
    python, base, css, article, _ = _CODE.findall(DOCS)
    site = make_site(tmp_path_factory.mktemp("own"), python)
    for name, text in (
        ("templates/base.html", base),
        ("templates/article.html", article),
        ("content/extra/own.css", css),
        ("content/reports/note.md", "---\ntitle: T\ndate: 2026-09-07\n---\n甲\n"),
    ):
        path = site.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    assert (site.output / "extra" / "own.css").is_file()
    (built,) = Path(site.output).glob("reports/*/index.html")
    return BeautifulSoup(built.read_text(encoding="utf-8"), "html.parser")


def test_a_sheet_of_one_s_own_comes_last(page: BeautifulSoup) -> None:
    sheets = [str(link["href"]) for link in page.select("link[rel=stylesheet]")]
    assert [sheet.rsplit("/", 1)[-1] for sheet in sheets][1:] == ["own.css"]


def test_a_block_of_one_s_own_stands_on_the_page(page: BeautifulSoup) -> None:
    (note,) = page.select("main > p.note")
    assert note.get_text() == "站点"


def test_the_demo_s_settings_fit_another_theme_as_told(tmp_path: Path) -> None:
    *_, lines = _CODE.findall(DOCS)
    demo = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    site = make_site(tmp_path)
    settings = f"{demo}\n{lines}\nAIREPORT_TOPICS = {{}}\n"
    (site.folder / "pelicanconf.py").write_text(settings, encoding="utf-8")
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Smashing Magazine" in (site.output / "index.html").read_text("utf-8")
