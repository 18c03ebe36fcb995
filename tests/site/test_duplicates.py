"""Two articles of one slug: a real build shows the first and names both."""

from pathlib import Path

import pytest
from sites import Site, make_site

_ARTICLE = """---
title: {title}
slug: twice
date: 2026-09-08 08:00:00+08:00
status: {status}
lang: {lang}
---

## 要点

- {title}
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path)


def _write(
    site: Site, name: str, *, status: str = "published", lang: str = "zh-cn"
) -> None:
    text = _ARTICLE.format(title=f"标题{name}", status=status, lang=lang)
    (site.reports / f"{name}.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("status", "lang", "page"),
    [
        pytest.param("published", "zh-cn", "reports/twice", id="published"),
        pytest.param("hidden", "zh-cn", "reports/twice", id="hidden"),
        pytest.param("draft", "zh-cn", "drafts/twice", id="drafts"),
        pytest.param("published", "en", "reports/twice", id="another language"),
    ],
)
def test_of_two_articles_with_one_slug_the_first_is_shown(
    site: Site, status: str, lang: str, page: str
) -> None:
    """Their pages would be one file, at which Pelican ends the build."""
    _write(site, "甲", status=status)
    _write(site, "乙", status=status, lang=lang)
    result = site.build()
    said = " ".join((result.stdout + result.stderr).split())
    assert result.returncode == 0, said
    # By code point 乙 comes before 甲.
    assert (
        "reports/甲.md was left out: reports/乙.md has the same slug, twice; "
        "give one of them another slug or delete it" in said
    )
    html = (site.output / page / "index.html").read_text(encoding="utf-8")
    assert ("标题乙" in html, "标题甲" in html) == (True, False)
    assert site.build("--fatal", "errors").returncode == 1


def test_a_draft_and_a_published_article_of_one_slug_are_two_pages(site: Site) -> None:
    _write(site, "a")
    _write(site, "b", status="draft")
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    pages = [site.output / folder / "twice" for folder in ("reports", "drafts")]
    assert [(page / "index.html").exists() for page in pages] == [True, True]
