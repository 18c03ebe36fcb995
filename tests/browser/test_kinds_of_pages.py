"""Every kind of page on a phone and on a desk, in light and dark, in Chromium."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

import pytest
from browsing.built import LargeSite
from browsing.kinds import EXPECTED_KINDS, kind_of
from browsing.serving import serve
from browsing.visits import PHONE, Observation, observe
from playwright.sync_api import Browser

Observed = Mapping[tuple[str, int], Observation]


def test_there_are_enough_reports_of_every_sort(large_site: LargeSite) -> None:
    reports = large_site.output.glob("reports/*/report.json")
    assert len(list(reports)) >= 60


def test_every_kind_of_page_is_visited(picked: Mapping[str, str]) -> None:
    """What is not expected is visited too; what is must be there."""
    assert set(picked) >= EXPECTED_KINDS


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("index.html", "/", id="home"),
        pytest.param("404.html", "/404.html", id="not found"),
        pytest.param("page/12/index.html", "/page/N/", id="later page of home"),
        pytest.param("reports/t_1/index.html", "report", id="report"),
        pytest.param("reports/old/index.html", "legacy report", id="named report"),
        pytest.param("archives/2026/index.html", "/archives/N/", id="year"),
        pytest.param("archives/2026/09/index.html", "/archives/N/N/", id="month"),
        pytest.param("archives/2026/W37/index.html", "/archives/N/WN/", id="week"),
        pytest.param("entities/index.html", "/entities/", id="a new kind"),
        pytest.param("entities/gpt-5/index.html", "/entities/*/", id="another"),
    ],
)
def test_a_page_is_of_the_kind_that_its_place_says(name: str, kind: str) -> None:
    """A name with digits in it is a name; a number is one of many."""
    assert kind_of(name, {"old": "legacy report"}) == kind


@pytest.mark.parametrize(
    "unwanted",
    [pytest.param(field.name, id=field.name) for field in fields(Observation)],
)
def test_no_page_is_seen_to_do_what_is_unwanted(
    observed: Observed, unwanted: str
) -> None:
    """On none of its two screens; each field tells of one thing."""
    found = {seen: getattr(each, unwanted) for seen, each in observed.items()}
    assert {seen: value for seen, value in found.items() if value} == {}


_FAULTY = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>x</title>
<link rel="stylesheet" href="faulty.css">
<main><h1>题</h1><h3 style="color: red">跳级</h3><p class="pale">看不清</p>
<div class="wide">宽</div><p class="late">移</p><p>后</p>
<img src="http://localhost:{port}/faulty.css" alt="x"><img src="none.png" alt="x">
<button popovertarget="more">更多</button>
<p id="more" popover><img src="faulty.css"></p>
</main><script>alert(1)</script></html>
"""
_FAULTY_STYLE = """
@font-face { font-family: web; src: url("none.woff2"); }
@media (prefers-color-scheme: light) { .pale { color: #ccc; } }
.wide { width: 2000px; font-family: web; }
.late { animation: late .1s; animation-delay: .1s; animation-fill-mode: forwards; }
@keyframes late { to { margin-top: 200px; } }
"""


@pytest.fixture
def look(tmp_path: Path, browser: Browser) -> Callable[..., Observation]:
    """Return a function that looks at a page with every fault there is."""

    def run(**options: object) -> Observation:
        with serve(tmp_path) as url:
            port = url.rpartition(":")[2]
            page = _FAULTY.replace("{port}", port)
            (tmp_path / "index.html").write_text(page, encoding="utf-8")
            (tmp_path / "faulty.css").write_text(_FAULTY_STYLE, encoding="utf-8")
            return observe(browser, f"{url}/", width=PHONE, **options)

    return run


def test_a_page_that_breaks_its_policy_is_caught(
    look: Callable[..., Observation],
) -> None:
    """Style, script and font are refused, and a picture of another host."""
    told = sorted(each.split()[0] for each in look().broken_policies)
    assert told == ["font-src", "img-src", "script-src-elem", "style-src-attr"]


def test_a_faulty_page_is_caught_in_every_way(
    look: Callable[..., Observation],
) -> None:
    """Where no policy stands in the way."""
    seen = look(bypass_csp=True)
    rules = {" ".join(each.split(": ")[:2]) for each in seen.barriers}
    assert rules >= {"light heading-order", "light color-contrast", "popover image-alt"}
    assert "dark color-contrast" not in rules
    missed = {each.name for each in fields(seen) if not getattr(seen, each.name)}
    assert (missed, seen.overflows) == ({"broken_policies"}, (390, 320))
