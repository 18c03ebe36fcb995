"""The theme's sources: words, what a report page reads, colors."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, meta
from jinja2.nodes import Template

from pelican_aireport.model import DropReason
from pelican_aireport.site.author_strip import Look
from pelican_aireport.site.pages import page_filters

THEME = Path(__file__).resolve().parents[1] / "theme"
TEMPLATES = THEME / "templates"


@pytest.fixture(scope="module")
def words() -> dict[str, dict[str, Any]]:
    """Return the interface's words by language."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    found: dict[str, dict[str, Any]] = environment.get_template(
        "words.html"
    ).module.words  # type: ignore[attr-defined]
    return found


def _shape(value: Any) -> Any:
    """Replace texts by the fields that they are formatted with."""
    if isinstance(value, dict):
        return {key: _shape(each) for key, each in value.items()}
    return len(value) if isinstance(value, list) else "{" in value


def test_both_languages_have_the_same_words(words: dict[str, dict[str, Any]]) -> None:
    """Same keys, and fields where the other language has fields."""
    assert _shape(words["en"]) == _shape(words["zh"])


def test_every_reason_for_dropping_has_a_name(words: dict[str, dict[str, Any]]) -> None:
    assert list(words["zh"]["drops"]) == [reason.value for reason in DropReason]


def test_every_word_is_used_and_every_used_word_exists(
    words: dict[str, dict[str, Any]],
) -> None:
    """By a template, or by a filter that fills in dates."""
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in TEMPLATES.glob("*.html")
        if path.name != "words.html"
    )
    named = set(re.findall(r"\bw\.(\w+)", sources))
    forms = set(re.findall(r'moment\(w, "(\w+)"\)', sources))
    assert named | forms | {"days", "window", "weekdays", "months"} == set(words["zh"])


def test_the_author_s_words_are_used_and_named_for_every_case(
    words: dict[str, dict[str, Any]],
) -> None:
    """Every reason to look at a claim or to drop a tweet has its words."""
    sources = "".join(
        path.read_text(encoding="utf-8") for path in TEMPLATES.glob("author_*.html")
    )
    author = words["zh"]["author"]
    assert set(re.findall(r"\ba\.(\w+)", sources)) == set(author)
    looks = [look.value for look in Look]
    assert (list(author["looks"]), list(author["why"])) == (looks, looks)
    assert set(author["dropped_by"]) == {reason.value for reason in DropReason}


def test_the_report_page_s_words_are_used_and_every_used_word_exists(
    words: dict[str, dict[str, Any]],
) -> None:
    """By a template, or by a filter that is given them."""
    sources = "".join(
        (TEMPLATES / name).read_text(encoding="utf-8")
        for name in ("article.html", "report.html")
    )
    filled = {"close", "mark", "nth_day"}
    named = set(re.findall(r"\b(?:w\.report|r)\.(\w+)", sources))
    assert named | filled == set(words["zh"]["report"])


def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    environment.filters.update(page_filters())
    return environment


def _parse(environment: Environment, name: str) -> Template:
    return environment.parse((TEMPLATES / name).read_text(encoding="utf-8"))


def _closure(environment: Environment, name: str) -> set[str]:
    """Return a template with all that it extends, imports and includes."""
    found, new = set[str](), {name}
    while new:
        found |= new
        named = {
            each
            for template in new
            for each in meta.find_referenced_templates(_parse(environment, template))
        }
        assert None not in named  # a name that is only known when a page is made
        new = {each for each in named if each} - found
    return found


_OF_THE_SITE = {
    *("all_articles", "archive", "articles", "articles_page", "articles_paginator"),
    *("authors", "categories", "dates", "drafts", "hidden_articles", "hidden_pages"),
    *("pages", "period_archives", "related_posts", "static_content", "tags"),
    "generated_content",
}
"""What Pelican and this plugin give every page of the site as a whole."""


def test_the_words_of_the_search_are_used_and_every_used_word_exists(
    words: dict[str, dict[str, Any]],
) -> None:
    source = (TEMPLATES / "search.html").read_text(encoding="utf-8")
    named = set(re.findall(r"\b(?:s|w\.search)\.(\w+)", source))
    assert named == set(words["zh"]["search"])


@pytest.mark.parametrize(
    ("table", "short"),
    [
        pytest.param("calendar", "cal", id="calendar"),
        pytest.param("front", "fr", id="home"),
        pytest.param("changes", "ch", id="changes"),
    ],
)
def test_the_words_of_lists_are_used_and_exist(
    words: dict[str, dict[str, Any]], table: str, short: str
) -> None:
    """Templates call each table by its name, or by a short one."""
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in TEMPLATES.glob("*.html")
        if path.name != "words.html"
    )
    used = set(re.findall(rf"\b(?:w\.{table}|{short})\.(\w+)", sources))
    assert used == set(words["zh"][table])


def test_a_report_page_reads_nothing_of_other_reports() -> None:
    """A new report must not change the pages of the old ones."""
    environment = _environment()
    templates = _closure(environment, "article.html")
    used = {
        name
        for template in templates
        for name in meta.find_undeclared_variables(_parse(environment, template))
    }
    assert templates >= {"article.html", "author_strip.html", "base.html"}
    assert used & _OF_THE_SITE == set()


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("{{ archive.entries|length }}", id="archive"),
        pytest.param("{% for each in articles %}{% endfor %}", id="articles"),
        pytest.param("{% macro m() %}{{ tags }}{% endmacro %}", id="macro"),
        pytest.param("{% block b %}{{ dates[0] }}{% endblock %}", id="block"),
    ],
)
def test_what_would_read_other_reports_is_found(source: str) -> None:
    used = meta.find_undeclared_variables(_environment().parse(source))
    assert len(used & _OF_THE_SITE) == 1


def test_a_report_page_reads_of_its_neighbours_what_it_shows() -> None:
    """Nothing else of an article leads to others."""
    environment = _environment()
    sources = "".join(
        (TEMPLATES / name).read_text(encoding="utf-8")
        for name in _closure(environment, "article.html")
    )
    read = set(re.findall(r"\barticle\.(\w+)", sources))
    assert not read & {"prev_article", "next_article", "related_posts", "translations"}
    assert "neighbours" in read


_PAIRS = [
    ("ink", "paper"),
    ("muted", "paper"),
    ("muted", "wash"),
    ("accent", "paper"),
    ("accent", "wash"),
    ("accent", "accent-wash"),
    ("accent", "mark"),
    ("paper", "accent"),
    ("ink", "mark"),
    ("notice", "notice-wash"),
    ("notice", "paper"),
]


@pytest.mark.parametrize(
    "scheme", [pytest.param(0, id="light"), pytest.param(1, id="dark")]
)
def test_text_stands_out_from_its_ground(scheme: int) -> None:
    """By 4.5 at least, as WCAG 2 counts it."""
    css = (THEME / "static" / "site.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    colors = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", blocks[scheme]))
    ratios = {pair: _contrast(*(colors[name] for name in pair)) for pair in _PAIRS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize(
    "scheme", [pytest.param(0, id="light"), pytest.param(1, id="dark")]
)
def test_days_stand_out_from_the_color_of_their_heat(scheme: int) -> None:
    """Each step the more from the paper, and the ink from each."""
    site, archive = (
        re.findall(
            r":root \{(.*?)\}",
            (THEME / "static" / name).read_text(encoding="utf-8"),
            re.DOTALL,
        )[scheme]
        for name in ("site.css", "archive.css")
    )
    colors = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", site + archive))
    heats = [colors[f"heat-{step}"] for step in range(1, 5)]
    from_paper = [_contrast(colors["paper"], heat) for heat in heats]
    assert from_paper == sorted(from_paper)
    assert [heat for heat in heats if _contrast(colors["ink"], heat) < 4.5] == []


def _contrast(first: str, second: str) -> float:
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    channels = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return sum(
        share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


@pytest.mark.parametrize("table", ["entities", "compare"])
def test_every_word_of_a_page_is_used(
    words: dict[str, dict[str, Any]], table: str
) -> None:
    """By a template, which may name it as it hands it to its script."""
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in TEMPLATES.glob("*.html")
        if path.name != "words.html"
    )
    named = set(re.findall(rf"\b(?:w\.{table}|e|x)\.(\w+)", sources))
    handed = set(re.findall(r'"(\w+)"', sources)) if table == "compare" else set()
    assert set(words["zh"][table]) - named - handed == set()


def test_the_comparison_s_script_is_small() -> None:
    """Compressed, as a server sends it: 3 KB, and no other script is on its page."""
    script = (THEME / "static" / "compare.js").read_bytes()
    assert len(gzip.compress(script, mtime=0)) <= 3072
