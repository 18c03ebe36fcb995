"""What is there to read where scripts do not run: all of it."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from browsing.built import LargeSite
from browsing.markup import claims_of, squeeze
from browsing.serving import serve
from browsing.visits import visit
from playwright.sync_api import Browser, Page

# What a script writes, or what is of no use without one, is marked by this attribute;
# all else must read the same with and without.
SCRIPTED = "data-scripted"

_TEXT = f"""() => {{
    for (const each of document.querySelectorAll("[{SCRIPTED}], noscript"))
        each.remove();
    return document.querySelector("main").innerText;
}}"""
# Text that nobody sees, but for what a reader opens without a script, what only says
# in words what a drawing shows, and the link that stands in for each button of evidence
# in browsers that open no cards.
_HIDDEN = f"""() => {{
    const open = "details:not([open]), [popover], template, script, style, noscript, "
        + "option, svg title, svg desc, .footnote-ref button + a";
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (nodes.nextNode()) {{
        const node = nodes.currentNode, parent = node.parentElement;
        if (node.data.trim() && !parent.checkVisibility({{visibilityProperty: true}})
            && !parent.closest(`${{open}}, [{SCRIPTED}]`)) found.push(node.data.trim());
    }}
    return found;
}}"""


def _hidden(page: Page) -> list[str]:
    return list(page.evaluate(_HIDDEN))


@pytest.fixture(scope="module")
def plain(
    browser: Browser, large_site: LargeSite, picked: Mapping[str, str]
) -> dict[str, tuple[str, list[str]]]:
    """Return each kind's text where scripts are off, and what is hidden there."""
    found = {}
    for name in picked.values():
        url = f"{large_site.url}/{name}"
        with visit(browser, url, java_script_enabled=False) as seen:
            hidden = _hidden(seen.page)
            found[name] = (squeeze(seen.page.evaluate(_TEXT)), hidden)
    return found


def test_the_text_is_the_same_as_with_scripts(
    browser: Browser, large_site: LargeSite, plain: dict[str, tuple[str, list[str]]]
) -> None:
    found = {}
    for name in plain:
        with visit(browser, f"{large_site.url}/{name}") as seen:
            found[name] = squeeze(seen.page.evaluate(_TEXT))
    assert {name: text for name, (text, _) in plain.items()} == found
    assert min(map(len, found.values())) > 10


def test_nothing_is_hidden_that_only_a_script_would_show(
    plain: dict[str, tuple[str, list[str]]],
) -> None:
    found = {name: hidden for name, (_, hidden) in plain.items()}
    assert {name: hidden for name, hidden in found.items() if hidden} == {}


def test_every_claim_of_a_report_is_there_to_read(
    large_site: LargeSite, plain: dict[str, tuple[str, list[str]]]
) -> None:
    """Claims by the report's JSON; of every kind of report, the longest."""
    missing, count = {}, 0
    for name, (text, _) in plain.items():
        report = (large_site.output / name).parent / "report.json"
        if name.startswith("reports/") and report.is_file():
            claims = claims_of(report)
            count += len(claims)
            missing[name] = [each for each in claims if squeeze(each) not in text]
    assert {name: claims for name, claims in missing.items() if claims} == {}
    assert count > 100


def test_text_that_a_script_would_show_is_found(
    browser: Browser, tmp_path: Path
) -> None:
    """And neither closed details and popovers nor what is marked."""
    page = f"""<!doctype html><meta charset="utf-8"><title>x</title>
    <main><p hidden>一</p>
    <p {SCRIPTED} hidden>二</p><details><summary>三</summary>四</details>
    <p popover>五</p><noscript>六</noscript><p>七</p></main>"""
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    with (
        serve(tmp_path) as url,
        visit(browser, f"{url}/", java_script_enabled=False) as seen,
    ):
        assert _hidden(seen.page) == ["一"]
