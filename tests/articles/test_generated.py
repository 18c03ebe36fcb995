"""What was generated is found again by the hash of its body, and by nothing else."""

from pathlib import Path

import pytest

from pelican_aireport.articles.front_matter import body_hash
from pelican_aireport.articles.generated import (
    find_generated,
    generated_path,
    keep_generated,
)

TEXT = "---\ntitle: 甲\n---\n\n正文\n"
HASH = body_hash("正文\n")


def test_a_text_is_found_by_the_hash_of_its_body(tmp_path: Path) -> None:
    keep_generated(tmp_path, "a_20260907_20260907", TEXT)
    assert find_generated(tmp_path, "a_20260907_20260907", HASH) == TEXT


def test_several_texts_of_a_slug_are_kept(tmp_path: Path) -> None:
    for body in ("甲\n", "乙\n", "甲\n"):
        keep_generated(tmp_path, "a", f"---\ntitle: t\n---\n\n{body}")
    found = [find_generated(tmp_path, "a", body_hash(f"{x}\n")) for x in "甲乙丙"]
    assert [text and text[-2] for text in found] == ["甲", "乙", None]


def test_of_texts_with_one_body_the_newest_is_kept(tmp_path: Path) -> None:
    keep_generated(tmp_path, "a", TEXT)
    keep_generated(tmp_path, "a", TEXT.replace("甲", "乙"))
    assert find_generated(tmp_path, "a", HASH) == TEXT.replace("甲", "乙")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(TEXT.encode()[:-3], id="cut"),
        pytest.param(b"\xff\xfe", id="no text"),
    ],
)
def test_a_damaged_text_is_none_and_is_written_anew(
    tmp_path: Path, content: bytes
) -> None:
    keep_generated(tmp_path, "a", TEXT)
    path = generated_path(tmp_path, "a", HASH)
    assert path is not None
    path.write_bytes(content)
    found = find_generated(tmp_path, "a", HASH)
    keep_generated(tmp_path, "a", TEXT)
    assert (found, find_generated(tmp_path, "a", HASH)) == (None, TEXT)


def test_what_is_no_hash_leads_nowhere(tmp_path: Path) -> None:
    assert find_generated(tmp_path, "a", "sha256:../../x") is None
