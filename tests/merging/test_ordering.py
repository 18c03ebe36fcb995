"""The order of three versions: the author's wins, what is new has its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.merging.ordering import merge_order, merge_sentences

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        pytest.param("abc", "abc", "abxc", "abxc", id="new"),
        pytest.param("abc", "cab", "abxc", "cabx", id="moved by the author"),
        pytest.param("abc", "abc", "cab", "cab", id="moved by the new text"),
        pytest.param("abc", "bac", "acb", "bac", id="moved by both"),
        pytest.param("abc", "yabc", "bca", "yabc", id="both at one place"),
        pytest.param("abc", "abyc", "abxc", "abyxc", id="both add: the author's first"),
        pytest.param("abcd", "abcyd", "dabc", "abcyd", id="the author's place counts"),
        pytest.param("", "ab", "xy", "abxy", id="nothing in common"),
        pytest.param("ab", "ab", "", "ab", id="what only ours has"),
    ],
)
def test_order(base: str, ours: str, theirs: str, merged: str) -> None:
    assert "".join(merge_order(base, ours, theirs)) == merged


@given(KEYS, KEYS, KEYS)
def test_everything_is_there_once(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    assert sorted(merge_order(base, ours, theirs)) == sorted({*ours, *theirs})


@given(KEYS, KEYS)
def test_what_nobody_else_changed_is_taken(base: list[str], changed: list[str]) -> None:
    """The base's own keys stay with them: who has none of them says so elsewhere."""
    known = [key for key in base if key in changed]
    assert merge_order(base, changed, known) == tuple(changed)
    assert merge_order(base, known, changed) == tuple(changed)


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        pytest.param(
            "甲变。乙。丙。", "甲。乙。丙变。", "甲变。乙。丙变。", id="apart"
        ),
        pytest.param(
            "甲变。乙。丙。", "甲。乙变。丙。", "甲变。乙变。丙。", id="adjoining"
        ),
        pytest.param("甲变。乙。丙。", "甲。丁。乙。丙。", None, id="put in behind"),
        pytest.param("甲变。丁。乙。丙。", "甲。乙变。丙。", None, id="put in beside"),
        pytest.param("甲。丙。", "甲。乙变。丙。", None, id="taken away"),
        pytest.param("甲变。乙。丙。", "甲改。乙。丙。", None, id="the same"),
        pytest.param("甲 。乙。丙。", "甲。乙。丙变。", "甲 。乙。丙变。", id="spaced"),
        pytest.param("甲。乙。", "乙。丙。", "乙。", id="both take away"),
    ],
)
def test_sentences(ours: str, theirs: str, merged: str | None) -> None:
    base = ("甲。", "乙。", "丙。")
    sides = ([f"{each}。" for each in side.split("。")[:-1]] for side in (ours, theirs))
    found = merge_sentences(base, *sides)
    assert (found and "".join(found)) == merged
