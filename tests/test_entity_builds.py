"""Pages of entities by a real build: samples, legacy posts and hostile tags."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sites import Site, make_site

from pelican_aireport.site.addresses import entity_url

_SETTINGS = """
ARTICLE_URL = "reports/{slug}/"
ARTICLE_SAVE_AS = "reports/{slug}/index.html"
TAG_SAVE_AS = TAGS_SAVE_AS = AUTHOR_SAVE_AS = ""
AIREPORT_ALIASES = {'<b onclick="x">Tarn': ["Tarn"]}
AIREPORT_TOPICS = {
    "sample": {
        "source": "sample",
        "window": ["2026-09-07", "2026-09-08", "2026-09-09"],
        "status": "published",
    },
}
"""

_TAGS = (
    "<script>alert(1)</script>",
    "../../x",
    "index.html",
    "🦥 云雀",
    "云" * 200,
    "C++",
    '" onclick="alert(1)',
    "$ZZZQ",
)

_NAMES = (
    "scriptalert(1)/script",
    *_TAGS[1:6],
    "onclick=alert(1)",
    "$ZZZQ",
    '<b onclick="x">Tarn',
)
"""What the reader makes of the tags, and what the settings call the claim's Tarn."""

_HARM = "script:not([type='application/ld+json']), [onclick]"

_REPORT = """---
title: 题
slug: odd_20260901_20260901
date: 2026-09-01 23:59:59+08:00
tags: {tags}
aireport:
  topic: odd
  window: 2026-09-01T00:00:00+08:00/2026-09-02T00:00:00+08:00
---

## 简要部分

### 核心信息

1. 英伟达与 Nvidia 谈到 $NVDA 和 Tarn。[^1]

[^1]: **@one** · 2026-09-01 21:03 · [原推](https://x.com/one/status/1)：“一点。”
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Site:
    """Build a site of the sample, the legacy posts and a report with odd tags."""
    site = make_site(tmp_path_factory.mktemp("entities") / "site", _SETTINGS)
    for seed in sorted((shared_data / "seeds").glob("*.txt")):
        shutil.copy(seed, site.reports / f"{seed.stem}.md")
    report = _REPORT.format(tags=json.dumps(_TAGS, ensure_ascii=False))
    (site.reports / "odd.md").write_text(report, encoding="utf-8")
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    return site


def _page(site: Site, url: str) -> Any:
    path = site.output / url / "index.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_all_that_reports_name_has_a_page(site: Site) -> None:
    """What their data name, odd tags and legacy posts too; the index lists all."""
    reports = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in site.output.glob("reports/*/report.json")
    ]
    named = {entity["name"] for report in reports for entity in report["entities"]}
    pages = {
        path.relative_to(site.output).parent.as_posix() + "/"
        for path in site.output.glob("entities/*/index.html")
    }
    listed = {a["href"] for a in _page(site, "entities").select(".entity-index a")}
    assert len(reports) >= 9
    assert {*_NAMES, "英伟达"} <= named
    assert pages == {entity_url(name) for name in named}
    assert listed == {f"https://example.com/{url}" for url in pages}


def test_hostile_names_stay_text(site: Site) -> None:
    """In elements and attributes; nothing is written beside the folder."""
    found = {name: _page(site, entity_url(name)) for name in _NAMES}
    assert {name: page.h1.get_text() for name, page in found.items()} == {
        name: name for name in _NAMES
    }
    assert [page for page in found.values() if page.select(_HARM)] == []
    assert not (site.output.parent / "x").exists()


def test_only_what_several_reports_name_is_for_search_engines(site: Site) -> None:
    def robots(name: str) -> str:
        tag = _page(site, entity_url(name)).find("meta", attrs={"name": "robots"})
        return str(tag["content"])

    assert (robots("🦥 云雀"), robots("英伟达")) == (
        "noindex",
        "max-image-preview:large",
    )


def test_a_page_shows_its_names_its_drawing_and_its_claims(site: Site) -> None:
    """The drawing is small and says in words what it shows."""
    page = _page(site, entity_url("英伟达"))
    assert "$NVDA" in [name.get_text() for name in page.select(".entity-names .name")]
    drawing = page.find("svg")
    described = {drawing.title["id"], drawing.desc["id"]}
    assert set(drawing["aria-labelledby"].split()) == described
    assert len(str(drawing).encode()) <= 3000
    claims = page.select("a.claim")
    odd = [a for a in claims if "/odd_20260901_20260901/#c-" in a["href"]]
    assert [a.get_text() for a in odd] == ["英伟达与 Nvidia 谈到 $NVDA 和 Tarn。"]
    counts = [td.get_text() for td in page.select("tbody td")]
    told = [count for count in counts if count != "没有日报"]
    assert sum(map(int, told)) == len(claims)
    assert len(told) < len(counts)


def test_a_ticker_s_page_says_that_it_knows_no_prices(site: Site) -> None:
    pages = [_page(site, entity_url(name)) for name in ("$ZZZQ", "C++")]
    assert ["没有行情" in page.main.get_text() for page in pages] == [True, False]
