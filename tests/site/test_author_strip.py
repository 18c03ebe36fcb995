"""What an author is shown beside his draft: which claims want a look, and why."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from builders import NOON, make_tweet
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.articles.claim_anchors import anchor_claims
from pelican_aireport.articles.claims import fingerprint
from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.dropped import Dropped, DroppedTweet, keep_dropped
from pelican_aireport.articles.front_matter import body_hash
from pelican_aireport.articles.generated import keep_generated
from pelican_aireport.articles.outline import parse_outline
from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.articles.sanitizer import sanitize
from pelican_aireport.model import Drop, DropReason, Provenance
from pelican_aireport.settings import Settings, parse_settings
from pelican_aireport.site.author_strip import AuthorStrip, Look, make_author_strip

ZONE = ZoneInfo("Asia/Shanghai")
SLUG = "ai_20260908_20260908"
BODY = """## 简要部分

### 主要话题与行业趋势概述

今天谈的是 Tarn 2。[^1][^2]

### 核心信息

1. **Tarn 2**：Tarn 2 十月发货。 *已宣布*[^1]
2. 据传 Brindle 4 推迟。 *传闻 · 单一来源*[^2]
3. 有人写道：“价格没变”。 *摘引原文*[^1]

## 详细分析部分

### 关键事件与发展

- Tarn 2 功耗不变。 *后续*[^2][^1]

[^1]: **@ann** · 2026-09-08 09:00 · 赞 3 · [原推](https://x.com/ann/status/1)：“一”
[^2]: **@ben** · 2026-09-08 10:00：“二”
"""
GENERATED = f"---\ntitle: 甲\n---\n\n{BODY}"
PROVENANCE = Provenance(topic="ai", repaired=(fingerprint("Tarn 2 功耗不变。"),))


def _settings(base: Path, **ours: object) -> Settings:
    values = {"PATH": str(base / "content"), "TIMEZONE": str(ZONE), **ours}
    return parse_settings(values, base=base)


def _report(body: str = BODY, *, hash_: str | None = body_hash(BODY)) -> ArticleReport:
    return ArticleReport(
        title="甲",
        summary="",
        outline=parse_outline(body, timezone=ZONE),
        provenance=PROVENANCE,
        edited=None if hash_ is None else body_hash(body) != hash_,
        legacy=False,
        language="zh-CN",
        picture=None,
        generated=hash_,
    )


def _strip(base: Path, report: ArticleReport, **ours: object) -> AuthorStrip:
    path = base / "content" / "reports" / "2026" / "09" / "甲 1.md"
    return make_author_strip(
        report, slug=SLUG, path=path, settings=_settings(base, **ours)
    )


def _looks(strip: AuthorStrip) -> list[tuple[int, str, list[str]]]:
    return [
        (each.number, each.section.value, [look.value for look in each.looks])
        for each in strip.claims
    ]


AS_GENERATED = [
    (1, "overview", []),
    (2, "key-points", []),
    (3, "key-points", ["rumoured", "one_source"]),
    (4, "key-points", ["replaced"]),
    (5, "events", ["repaired"]),
]


def test_every_claim_is_there_with_what_is_remarkable(tmp_path: Path) -> None:
    """In the page's order; what was generated needs no comparing."""
    strip = _strip(tmp_path, _report())
    assert _looks(strip) == AS_GENERATED
    assert strip.counts == (
        (Look.REPLACED, 1),
        (Look.REPAIRED, 1),
        (Look.RUMOURED, 1),
        (Look.ONE_SOURCE, 1),
    )
    assert (strip.is_compared, strip.gone, strip.dropped) == (True, 0, None)


def test_a_claim_has_its_tweets_in_its_own_order(tmp_path: Path) -> None:
    claims = _strip(tmp_path, _report()).claims
    assert [[tweet.id for tweet in each.tweets] for each in claims] == [
        ["1", "2"],
        ["1"],
        ["2"],
        ["1"],
        ["2", "1"],
    ]


@pytest.mark.parametrize(
    ("old", "new", "looks", "gone"),
    [
        pytest.param("十月", "九月", {2: ["own"]}, 1, id="changed"),
        pytest.param(
            "1. **Tarn",
            "1. 我补的一句。\n1. **Tarn",
            {2: ["no_evidence", "own"]},
            0,
            id="added",
        ),
        pytest.param(
            "2. 据传 Brindle 4 推迟。 *传闻 · 单一来源*[^2]\n", "", {}, 1, id="gone"
        ),
        pytest.param("功耗不变", "功耗没变", {5: ["own"]}, 1, id="no longer repaired"),
        pytest.param(
            "*后续*[^2][^1]", "*后续*[^2]", {5: ["own", "repaired"]}, 1, id="evidence"
        ),
        pytest.param("## 简要部分\n", "## 简要部分\n\n前言。\n", {}, 0, id="elsewhere"),
    ],
)
def test_what_the_author_changed_is_his(
    old: str, new: str, looks: dict[int, list[str]], gone: int, tmp_path: Path
) -> None:
    """A repaired sentence that he changed no longer counts as repaired."""
    keep_generated(tmp_path / ".aireport", SLUG, GENERATED)
    assert old in BODY
    strip = _strip(tmp_path, _report(BODY.replace(old, new)))
    own = {number: said for number, _, said in _looks(strip) if "own" in said}
    assert (own, strip.is_compared, strip.gone) == (looks, True, gone)


@pytest.mark.parametrize("hash_", [body_hash(BODY), "sha256:../../x", None])
def test_without_what_was_generated_nothing_is_called_the_author_s(
    hash_: str | None, tmp_path: Path
) -> None:
    """The state was deleted, or the article is his from the beginning."""
    strip = _strip(tmp_path, _report(BODY.replace("十月", "九月"), hash_=hash_))
    assert (_looks(strip), strip.is_compared) == (AS_GENERATED, False)


@settings(max_examples=60, deadline=None)
@given(
    points=st.lists(
        st.lists(st.sampled_from(["1", "a_B", "-", "_", "20"]), max_size=4)
    ),
    events=st.lists(
        st.lists(st.sampled_from(["1", "20", "-"]), max_size=3), max_size=3
    ),
)
def test_every_claim_leads_to_a_place_on_its_page(
    points: list[list[str]], events: list[list[str]], tmp_path_factory: Any
) -> None:
    """However often and in whatever order footnotes are cited."""
    lists = [
        "".join(
            f"- 第 {n} 条{''.join(f'[^{id_}]' for id_ in ids)}\n" for n, ids in items
        )
        for items in (enumerate(points), enumerate(events))
    ]
    notes = "".join(f"[^{id_}]: 注\n" for id_ in ("1", "a_B", "-", "_", "20"))
    body = f"### 核心信息\n\n{lists[0]}\n### 关键事件与发展\n\n{lists[1]}\n{notes}"
    strip = _strip(tmp_path_factory.getbasetemp(), _report(body, hash_=None))
    shown = anchor_claims(sanitize(render_html(body)))
    ids = set(re.findall(r'\bid="([^"]*)"', shown))
    anchors = [each.anchor for each in strip.claims]
    assert len(anchors) == len(points) + len(events)
    assert [anchor for anchor in anchors if anchor not in ids] == []


def test_what_was_left_out_is_told_in_the_site_s_time(tmp_path: Path) -> None:
    drop = Drop(tweet=make_tweet("3", "限时优惠"), reason=DropReason.AD)
    keep_dropped(tmp_path / ".aireport", SLUG, GENERATED, [drop])
    dropped = _strip(tmp_path, _report()).dropped
    assert dropped == Dropped(
        tweets=(
            DroppedTweet(
                id="3",
                author="ann",
                url="https://x.com/ann/status/3",
                created_at=NOON,
                reason=DropReason.AD,
                excerpt="限时优惠",
            ),
        ),
        total=1,
    )
    assert dropped.tweets[0].created_at.hour == 20


@pytest.mark.parametrize(
    ("form", "url"),
    [
        pytest.param(None, None, id="not set"),
        pytest.param(
            "https://example.org/edit/main/{path}",
            "https://example.org/edit/main/content/reports/2026/09/%E7%94%B2%201.md",
            id="path",
        ),
        pytest.param(
            "https://example.org/admin/#/entries/{slug}",
            f"https://example.org/admin/#/entries/{SLUG}",
            id="slug",
        ),
    ],
)
def test_the_file_is_named_and_linked(
    form: str | None, url: str | None, tmp_path: Path
) -> None:
    ours = {} if form is None else {"AIREPORT_EDIT_URL": form}
    strip = _strip(tmp_path, _report(), **ours)
    assert (strip.path, strip.edit_url) == ("content/reports/2026/09/甲 1.md", url)


def test_a_file_outside_the_site_s_folder_is_named_and_not_linked(
    tmp_path: Path,
) -> None:
    """No absolute path of the machine is shown."""
    elsewhere = replace(
        _settings(tmp_path, AIREPORT_EDIT_URL="https://example.org/{path}"),
        base=tmp_path / "site",
    )
    path = tmp_path / "content" / "a.md"
    strip = make_author_strip(_report(), slug=SLUG, path=path, settings=elsewhere)
    assert (strip.path, strip.edit_url) == ("a.md", None)


def test_an_article_without_claims_has_a_strip_too(tmp_path: Path) -> None:
    strip = _strip(tmp_path, _report("随笔。\n", hash_=None))
    assert (strip.claims, strip.counts, strip.gone) == ((), (), 0)
