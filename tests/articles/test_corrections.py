"""Corrections in the front matter: what authors write, and what is made of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.articles.corrections import (
    Correction,
    find_correction_faults,
    read_corrections,
)
from pelican_aireport.articles.front_matter import parse_front_matter

SIXTH, SEVENTH = date(2026, 9, 6), date(2026, 9, 7)


def _values(yaml: str) -> dict[str, object]:
    return dict(parse_front_matter(f"---\ntitle: 题\n{yaml}\n---\n").values)


@pytest.mark.parametrize(
    ("yaml", "read"),
    [
        pytest.param("", [], id="none"),
        pytest.param("corrections:", [], id="empty"),
        pytest.param("corrections: []", [], id="empty-list"),
        pytest.param(
            "corrections: [{date: 2026-09-06, text: 甲}, {date: 2026-09-07, text: 乙}]",
            [(SEVENTH, "乙"), (SIXTH, "甲")],
            id="documented-form-newest-first",
        ),
        pytest.param("corrections: 数字写错了", [(None, "数字写错了")], id="text"),
        pytest.param(
            "corrections: 2026-09-06：数字写错了",
            [(SIXTH, "数字写错了")],
            id="text-that-begins-with-its-day",
        ),
        pytest.param(
            "corrections: [甲, '2026-09-06 乙']",
            [(SIXTH, "乙"), (None, "甲")],
            id="texts",
        ),
        pytest.param(
            "corrections:\n- 2026-09-06: 甲\n- 2026-09-07: 乙",
            [(SEVENTH, "乙"), (SIXTH, "甲")],
            id="days-as-keys",
        ),
        pytest.param(
            "corrections: {Date: 2026-09-06 10:00, Text: 甲}",
            [(SIXTH, "甲")],
            id="one-mapping",
        ),
        pytest.param(
            "corrections: [{date: 昨天, text: 甲}]", [(None, "甲")], id="no-date"
        ),
        pytest.param(
            "corrections: [{date: 2026-09-06}, [甲], '', {a: b}, {text: [乙]}]",
            [],
            id="wrong-shapes",
        ),
        pytest.param(
            'corrections: ["甲\\u202e\\n</script>\\u0000乙"]',
            [(None, "甲 </script>乙")],
            id="hostile-text-is-one-plain-line",
        ),
    ],
)
def test_what_is_read(yaml: str, read: list[tuple[date | None, str]]) -> None:
    expected = tuple(Correction(date=day, text=text) for day, text in read)
    assert read_corrections(_values(yaml)) == expected


@pytest.mark.parametrize(
    ("yaml", "faults"),
    [
        pytest.param("corrections: [{date: 2026-09-06, text: 甲}, 乙]", [], id="none"),
        pytest.param(
            "corrections: [甲, {date: 2026-09-06}, [乙]]",
            ["correction 2 says nothing", "correction 3 says nothing"],
            id="without-a-text",
        ),
        pytest.param(
            "corrections: {date: 昨天, text: 甲}",
            ["the date of correction 1 is none: '昨天'"],
            id="without-a-date",
        ),
    ],
)
def test_what_is_told(yaml: str, faults: list[str]) -> None:
    assert list(find_correction_faults(_values(yaml))) == faults


_SCALARS = st.text() | st.sampled_from(["2026-09-06", "text", "date", "null"])
_YAML = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(_SCALARS, inner),
    max_leaves=9,
)


@given(value=_YAML)
def test_no_shape_loses_the_article(value: object) -> None:
    """Each text that is read is one line, and what nobody can show is told."""
    values = {"corrections": value}
    read = read_corrections(values)
    assert all(each.text and each.text == " ".join(each.text.split()) for each in read)
    silent = [each for each in find_correction_faults(values) if "nothing" in each]
    is_absent = isinstance(value, str) and value.strip() in ("", "null", "~")
    assert read or silent or is_absent or value == []
