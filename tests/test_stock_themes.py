"""Pelican's own themes show a report that can be read: text, footnotes, picture."""

from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup, Tag
from sites import Site, make_site

from pelican_aireport.articles.claim_anchors import claim_anchor
from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.outline import parse_outline
from pelican_aireport.articles.sections import Section

_SETTINGS = """
THEME = "{theme}"
ARTICLE_PATHS = ["reports", "notes"]
STATIC_PATHS = []
AIREPORT_TOPICS = {{
    "sample": {{
        "title": "示例", "source": "sample",
        "window": "2026-09-07", "status": "published",
    }},
}}
"""
_NOTE = "Title: Note\nDate: 2026-08-01\n\nPlain *words*.\n"
_HOSTILE = """---
title: '</title><script>alert(1)</script> "甲" onclick="alert(1)'
slug: hostile_20260901_20260901
date: 2026-09-01
summary: '"><img src=x onerror=alert(1)> "乙'
status: published
---

丙
"""
_SLUG = "sample_20260907_20260907"


def _build(folder: Path, theme: str) -> Site:
    site = make_site(folder, _SETTINGS.format(theme=theme))
    notes = site.reports.parent / "notes"
    notes.mkdir()
    (notes / "note.md").write_text(_NOTE, encoding="utf-8")
    (site.reports / "hostile.md").write_text(_HOSTILE, encoding="utf-8")
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    return site


@pytest.fixture(scope="module", params=["simple", "notmyidea"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Site:
    """Return a site of one sample report and one ordinary article."""
    return _build(tmp_path_factory.mktemp(request.param), request.param)


@pytest.fixture(scope="module")
def report(site: Site) -> BeautifulSoup:
    """Return the page of the report."""
    path = site.output / "reports" / _SLUG / "index.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_the_sections_stand_there_in_their_order(report: BeautifulSoup) -> None:
    headings = [tag["id"] for tag in report.select("h2[id], h3[id], h4[id]")]
    sections = [section.value for section in Section]
    assert [id_ for id_ in headings if id_ in sections] == sections


def test_a_title_and_a_summary_stay_text(site: Site) -> None:
    """Though these themes print what they say unescaped, also inside attributes."""
    pages = [
        BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in site.output.rglob("*.html")
    ]
    alive = [
        tag for page in pages for tag in page.select("script, [onclick], img[src=x]")
    ]
    told = [page for page in pages if "alert(1)" in page.get_text()]
    assert alive == []
    assert len(told) > 1


def test_marks_lead_to_footnotes_and_back(report: BeautifulSoup) -> None:
    """As plain links: what opens cards belongs to our theme alone."""
    marks = report.select(".footnote-ref a")
    backs = report.select("a.footnote-backref")
    targets = [str(link["href"]).removeprefix("#") for link in (*marks, *backs)]
    assert len(marks) == len(backs) > 10
    assert [id_ for id_ in targets if report.find(id=id_) is None] == []
    assert report.select("[popover], button") == []


def test_marks_do_not_run_together(report: BeautifulSoup) -> None:
    """Two and three are not twenty-three."""
    marks = report.select(".footnote-ref + .footnote-ref")
    assert marks
    assert {str(mark.previous_sibling) for mark in marks} == {" "}


def test_a_footnote_names_its_tweet(report: BeautifulSoup) -> None:
    note = report.select(".footnotes li")[0]
    link = note.select_one('a[href^="https://x.com/"]')
    assert link is not None
    assert note.get_text().strip().startswith("@")


def test_the_picture_lies_beside_the_page(site: Site, report: BeautifulSoup) -> None:
    """With a text in its place and its size, so that nothing moves."""
    (picture,) = report.select('img[src*="wordcloud_"]')
    name = urldefrag(unquote(str(picture["src"])))[0].rsplit("/", 1)[-1]
    assert (site.output / "reports" / _SLUG / name).is_file()
    assert {"alt", "width", "height"} <= set(picture.attrs)


def test_claims_have_their_ids(site: Site, report: BeautifulSoup) -> None:
    """Feeds and other sites may link to a claim whatever the theme."""
    (path,) = site.reports.rglob(f"{_SLUG}.md")
    digest = parse_outline(path.read_text(encoding="utf-8")).digest
    anchors = {
        claim_anchor(claim.text)
        for each in claims_of(digest).values()
        for claim in each
    }
    found = [str(tag["id"]) for tag in report.select('[id^="c-"]')]
    assert sorted(found) == sorted(anchors)


def test_an_ordinary_article_is_what_pelican_makes_of_it(site: Site) -> None:
    page = BeautifulSoup(
        (site.output / "note.html").read_text(encoding="utf-8"), "html.parser"
    )
    words = page.find("em", string="words")
    assert isinstance(words, Tag)


def test_feeds_have_footnotes_and_no_cards(site: Site) -> None:
    """Whole texts, in which a button would do nothing."""
    feed = (site.output / "feeds" / "all.atom.xml").read_text(encoding="utf-8")
    assert "fnref-" in feed
    assert "popover" not in feed
