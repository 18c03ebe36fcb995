"""Keys of front matter are found on their lines, whatever form it has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.review.key_lines import find_key_lines

KEYS = st.lists(
    st.from_regex(r"[a-z]{1,8}", fullmatch=True).map(lambda key: f"k{key}"),
    min_size=1,
    max_size=6,
    unique=True,
)
VALUES = st.sampled_from(
    ["1", "'a'", "[a, b]", "{c: d}", "|\n  e\n\n  f", "", ">-\n  g"]
)


@given(
    KEYS,
    st.lists(VALUES, min_size=6, max_size=6),
    st.sampled_from(["", "\n", "\ufeff", "\ufeff\n\n"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_each_key_is_on_the_line_that_begins_with_it(
    keys: list[str], values: list[str], before: str, end: str
) -> None:
    lines = [f"{key}: {value}" for key, value in zip(keys, values, strict=False)]
    text = f"{before}---\n{chr(10).join(lines)}\n---\n\nx\n".replace("\n", end)
    shown = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = [each for each in find_key_lines(text) if "." not in each.key]
    assert [each.key for each in found] == list(parse_front_matter(text).values)
    for each in found:
        assert shown.split("\n")[each.line - 1].startswith(f"{each.key}:")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("---\nA: 1\na: 2\n---\n", [("a", 2), ("a", 3)], id="twice"),
        pytest.param(
            "---\na:\n  B: 1\n  c: {d: 2}\n---\n",
            [("a", 2), ("a.b", 3), ("a.c", 4)],
            id="inside a mapping, and no deeper",
        ),
        pytest.param(
            "---\na: &x {b: 1}\nc: *x\n---\n",
            [("a", 2), ("a.b", 2), ("c", 3), ("c.b", 2)],
            id="an alias",
        ),
        pytest.param("---\na: 1\n... \nb: 2\n", [("a", 2)], id="ended by dots"),
    ],
)
def test_keys_are_told_in_lower_case(text: str, keys: list[tuple[str, int]]) -> None:
    assert [(each.key, each.line) for each in find_key_lines(text)] == keys
