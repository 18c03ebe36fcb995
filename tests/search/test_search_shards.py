"""The index in its files."""

import json
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.site.search.shards import (
    decode,
    encode,
    render_json,
    render_shards,
    shard_of,
)

NUMBERS = st.lists(
    st.integers(1, 30) | st.integers(600, 800) | st.integers(1, 10**7), max_size=30
).map(lambda distances: tuple(accumulate(distances, initial=-1))[1:])


@given(NUMBERS)
def test_what_is_written_is_read_back(numbers: tuple[int, ...]) -> None:
    assert decode(encode(numbers)) == numbers


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        pytest.param((), "", id="none"),
        pytest.param((0,), "a", id="the first"),
        pytest.param((3, 66), "dBk", id="as the columns of a spreadsheet"),
        pytest.param((25, 51, 78), "zzAa", id="from Z to AA"),
        pytest.param((702,), "AAa", id="from ZZ to AAA"),
    ],
)
def test_numbers_are_written_as_letters(numbers: tuple[int, ...], code: str) -> None:
    assert encode(numbers) == code


@given(st.text(max_size=3), st.integers(0, 14))
def test_a_term_stands_in_one_of_the_files(term: str, power: int) -> None:
    """Of half as many files it is the one of the smaller number."""
    number = shard_of(term, 2 << power)
    assert (number < 2 << power, shard_of(term, 1 << power)) == (
        True,
        number % (1 << power),
    )


def test_the_files_together_hold_each_term_once() -> None:
    postings = {term: [len(term), 9] for term in ("芯片", "gpt", "ai", "topic=日报")}
    files = render_shards(postings, 4, build="b1")
    shards = [json.loads(each) for each in files]
    builds = [shard.pop("") for shard in shards]
    found = {
        term: (number, decode(code))
        for number, shard in enumerate(shards)
        for term, code in shard.items()
    }
    assert builds == ["b1"] * 4
    assert found == {
        term: (shard_of(term, 4), tuple(numbers)) for term, numbers in postings.items()
    }


def test_terms_are_spread_evenly() -> None:
    """No file has more than twice its share of all pairs of small letters."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    counts = [0] * 64
    for first in letters:
        for second in letters:
            counts[shard_of(first + second, 64)] += 1
    assert max(counts) <= 2 * len(letters) ** 2 / 64


def test_json_is_compact_and_takes_any_text() -> None:
    """Even half of a surrogate pair, which no file can hold."""
    assert render_json({"a": ["中", "\ud800"]}) == '{"a":["中","?"]}'.encode()
