"""An article's claims under review: what is held against what, and what is found."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.articles.report_file import Site
from pelican_aireport.model import Tweet
from pelican_aireport.review.article import parse_article
from pelican_aireport.review.claim_checks import check_claims
from pelican_aireport.review.claims import (
    ReviewedClaim,
    review_claims,
    review_read_claims,
)
from pelican_aireport.review.footnote_checks import check_footnotes
from pelican_aireport.review.front_matter_checks import check_front_matter
from pelican_aireport.review.known import know
from pelican_aireport.review.picture_checks import check_pictures
from pelican_aireport.review.section_checks import (
    check_html,
    check_levels,
    check_links,
    check_sections,
)

SITE = Site(timezone=ZoneInfo("Asia/Shanghai"), lang="zh-cn", titles={})
HEAD = """\
---
title: 甲
slug: ai_20260907_20260907
aireport:
  topic: ai
  window: 2026-09-07T00:00:00+08:00/2026-09-08T00:00:00+08:00
---

### 核心信息

"""
LINK = "[原推](https://x.com/{}/status/{})"
NOTES = f"""

[^1]: **@ann** · 2026-09-07 21:03 · {LINK.format("ann", 1)}：“Larkspur 3 降价 20%”
[^2]: **@bob** · 2026-09-07 21:05 · {LINK.format("bob", 2)}：“Tarn 2 发布”（节选）
"""


def _tweet(id_: str, author: str, text: str) -> Tweet:
    moment = datetime.fromisoformat("2026-09-07T21:03:00+08:00")
    return Tweet(id=id_, author=author, text=text, created_at=moment)


TWEETS = (
    _tweet("1", "ann", "Larkspur 3 降价 20%"),
    _tweet("2", "bob", "Tarn 2 发布，Larkspur 3 降价两成"),
)


def _review(
    tmp_path: Path, claims: str, *, origin: str = "", tweets: bool = False
) -> list[tuple[object, ...]]:
    path = tmp_path / "a.md"
    path.write_text(HEAD + claims + NOTES, encoding="utf-8")
    reviewed = review_claims(
        path,
        SITE,
        tweets=TWEETS if tweets else None,
        generated=HEAD + origin + NOTES if origin else None,
    )
    return [_shape(each) for each in reviewed]


def _shape(each: ReviewedClaim) -> tuple[object, ...]:
    faults = [(fault.kind.value, fault.found) for fault in each.faults]
    return (each.line, each.edited, each.compared, faults)


@pytest.mark.parametrize(
    ("claim", "shape"),
    [
        pytest.param(
            "@ann 说 Larkspur 3 降价 20%[^1]", (None, True, []), id="true by its note"
        ),
        pytest.param(
            "@ann 说 Larkspur 3 降价 30%[^1]",
            (None, True, [("number", "30%")]),
            id="false by its note",
        ),
        pytest.param("@bob 说 Tarn 9 发布[^2]", (None, False, []), id="of a cut note"),
        pytest.param("甲", (None, False, [("no-evidence", "")]), id="without evidence"),
    ],
)
def test_notes_stand_for_tweets_that_are_not_there(
    tmp_path: Path, claim: str, shape: tuple[object, ...]
) -> None:
    """A quotation that is not cut is a whole tweet."""
    assert _review(tmp_path, f"1. {claim}") == [(11, *shape)]


@pytest.mark.parametrize(
    ("claim", "shape"),
    [
        pytest.param("Tarn 2 发布[^2]", (False, False, []), id="as generated"),
        pytest.param(
            "Tarn 2 发布 *单一来源*[^2]", (True, True, []), id="a mark was added"
        ),
        pytest.param(
            "Tarn 2 发布[^2][^1]",
            (True, True, []),
            id="evidence was added",
        ),
        pytest.param(
            "Tarn 3 发布[^2]",
            (True, True, [("version", "Tarn 3"), ("sources", "")]),
            id="a lie",
        ),
    ],
)
def test_a_claim_is_compared_if_it_is_not_as_generated(
    tmp_path: Path, claim: str, shape: tuple[object, ...]
) -> None:
    """Its text, evidence, modality and marks make it the same."""
    reviewed = _review(
        tmp_path, f"1. {claim}", origin="1. Tarn 2 发布[^2]", tweets=True
    )
    assert reviewed == [(11, *shape)]


BODIES = st.lists(
    st.sampled_from(
        [
            *("## 简要部分\n", "### 核心信息\n", "# 题\n", "\n", "词", "- 条[^1]\n"),
            *("1. 条 *单一来源*\n", "[^1]: 注\n", "[^x]", "[^1", "```\n", "<b>"),
            *("![](a.png)", "[a](b c)", "](", "`", "\\", "\r\n", "\x0b", "    x\n"),
            *(
                "[^2]: **@ann** · [原推](https://x.com/ann/status/2)：“”\n",
                "|a|\n|-|\n",
            ),
        ]
    )
).map("".join)


@given(BODIES, st.sampled_from(["", "aireport: {body: x}\n"]))
def test_any_body_can_be_checked(body: str, front: str) -> None:
    """And each finding is on a line of the file."""
    text = f"---\ntitle: 甲\ndate: 2026-09-07\n{front}---\n{body}"
    article = parse_article(Path("a.md"), text, SITE)
    known = know(article, SITE)
    checks = (check_sections, check_levels, check_html, check_links, check_pictures)
    findings = [finding for check in checks for finding in check(article)]
    findings += check_front_matter(article, SITE.timezone)
    findings += check_footnotes(article, known)
    findings += check_claims(article, review_read_claims(article, known))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert [each for each in findings if not 1 <= each.line <= lines] == []
