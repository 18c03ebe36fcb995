"""What a report left out is kept for its author, and found again by the hash."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from builders import NOON, make_tweet
from disks import tree

from pelican_aireport.articles.dropped import (
    Dropped,
    DroppedTweet,
    find_dropped,
    keep_dropped,
)
from pelican_aireport.articles.front_matter import body_hash
from pelican_aireport.errors import PublishError
from pelican_aireport.model import Drop, DropReason

SLUG = "ai_20260908_20260908"
TEXT = "---\ntitle: 甲\n---\n\n正文\n"
HASH = body_hash("正文\n")
COPY = Drop(
    tweet=make_tweet("2", "同样的话", author="ben"),
    reason=DropReason.NEAR_COPY,
    instead_of="1",
)
AD = Drop(
    tweet=make_tweet("3", "课程限时优惠\n\u202e加群", author="cat"),
    reason=DropReason.AD,
    instead_of="限时优惠",
)


def _find(state: Path) -> Dropped | None:
    return find_dropped(state, SLUG, HASH)


def test_advertising_comes_first_with_what_gave_it_away(tmp_path: Path) -> None:
    """On one line, without marks that turn its direction."""
    keep_dropped(tmp_path, SLUG, TEXT, [COPY, AD])
    assert _find(tmp_path) == Dropped(
        tweets=(
            DroppedTweet(
                id="3",
                author="cat",
                url="https://x.com/cat/status/3",
                created_at=NOON,
                reason=DropReason.AD,
                instead_of="限时优惠",
                excerpt="课程限时优惠 加群",
            ),
            DroppedTweet(
                id="2",
                author="ben",
                url="https://x.com/ben/status/2",
                created_at=NOON,
                reason=DropReason.NEAR_COPY,
                instead_of="1",
                excerpt="同样的话",
            ),
        ),
        total=2,
    )


@pytest.mark.parametrize(
    ("length", "shown"),
    [pytest.param(140, 140, id="fits"), pytest.param(141, 140, id="cut")],
)
def test_an_excerpt_has_140_characters_at_most(
    length: int, shown: int, tmp_path: Path
) -> None:
    drop = replace(AD, tweet=make_tweet("3", "字" * length))
    keep_dropped(tmp_path, SLUG, TEXT, [drop])
    found = _find(tmp_path)
    assert found is not None
    (excerpt,) = (each.excerpt for each in found.tweets)
    assert (len(excerpt), excerpt.endswith("…")) == (shown, length > 140)


def test_of_many_200_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    drops = [replace(COPY, tweet=make_tweet(f"n{n}", "甲")) for n in range(250)]
    keep_dropped(tmp_path, SLUG, TEXT, [*drops, AD])
    found = _find(tmp_path)
    assert found is not None
    assert (len(found.tweets), found.total, found.tweets[0].id) == (200, 251, "3")


def test_kept_twice_it_is_the_same_file_and_the_newest_counts(tmp_path: Path) -> None:
    keep_dropped(tmp_path, SLUG, TEXT, [AD])
    before = tree(tmp_path)
    keep_dropped(tmp_path, SLUG, TEXT, [AD])
    assert tree(tmp_path) == before
    keep_dropped(tmp_path, SLUG, TEXT, [])
    assert (_find(tmp_path), [*before]) == (
        Dropped(tweets=(), total=0),
        [*tree(tmp_path)],
    )


def _changed(**values: object) -> bytes:
    entry = {
        "id": "1",
        "author": "ann",
        "url": "https://x.com/ann/status/1",
        "created_at": "2026-09-08T12:00:00+00:00",
        "reason": "ads",
        "instead_of": None,
        "excerpt": "甲",
        **values,
    }
    return json.dumps({"format": 1, "total": 1, "dropped": [entry]}).encode()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff", id="no text"),
        pytest.param(b"[]", id="no object"),
        pytest.param(b'{"format": 2, "total": 0, "dropped": []}', id="other format"),
        pytest.param(b'{"format": 1, "dropped": []}', id="no total"),
        pytest.param(b"[" * 100_000, id="too deep"),
        pytest.param(_changed(reason="boredom"), id="unknown reason"),
        pytest.param(_changed(url="javascript:alert(1)"), id="no address"),
        pytest.param(_changed(created_at="2026-09-08T12:00:00"), id="naive time"),
        pytest.param(_changed(excerpt=7), id="no excerpt"),
    ],
)
def test_a_damaged_file_is_none(content: bytes, tmp_path: Path) -> None:
    keep_dropped(tmp_path, SLUG, TEXT, [AD])
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(content)
    assert _find(tmp_path) is None


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    assert [_find(tmp_path), find_dropped(tmp_path, SLUG, "sha256:../x")] == [
        None,
        None,
    ]


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("in the way", encoding="utf-8")
    with pytest.raises(PublishError):
        keep_dropped(tmp_path, SLUG, TEXT, [AD])
