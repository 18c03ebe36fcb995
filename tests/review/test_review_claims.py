"""An article's claims under review: what is held against what, and what is found."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pelican_aireport.articles.report_file import Site
from pelican_aireport.model import Tweet
from pelican_aireport.review.claims import ReviewedClaim, review_claims

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
