"""The pieces of a run are weighed by all the ways to divide it."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pelican_aireport.language import joints
from pelican_aireport.language.joints import (
    Piece,
    describe_place,
    divide,
    find_pieces,
)

WORDS = ["推理", "成本", "多", "视角", "钧", "湖", "智能体", "评测", "很少", "模型"]
RUNS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7)


def _covering(pieces: Sequence[Piece], place: int) -> Iterator[float]:
    yield from (
        piece.probability for piece in pieces if piece.first <= place < piece.end
    )


@given(RUNS)
def test_each_word_is_in_one_piece(words: list[str]) -> None:
    """The probabilities of all that may hold it add up to one."""
    pieces = tuple(find_pieces(words))

    sums = [math.fsum(_covering(pieces, place)) for place in range(len(words))]

    assert sums == pytest.approx([1.0] * len(words))


def _divisions(count: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield all ways to cut so many words into pieces."""
    for cuts in product((False, True), repeat=count - 1):
        ends = [place for place, is_cut in enumerate(cuts, start=1) if is_cut]
        yield tuple(pairwise([0, *ends, count]))


def _weight(words: Sequence[str], division: Sequence[tuple[int, int]]) -> float:
    """Add up what the weights say of each place, as the field is defined."""
    around, weights = ("^", *words, "$"), joints._weights()
    ends = {end for _, end in division}
    steps = {
        (True, True): weights.cut_cut,
        (True, False): weights.cut_joint,
        (False, True): weights.joint_cut,
        (False, False): weights.joint_joint,
    }
    cuts = [place in ends for place in range(1, len(words))]
    facts = [
        math.fsum(
            weights.facts.get(fact, 0.0)
            for fact in describe_place(*around[place : place + 4])
        )
        for place, is_cut in enumerate(cuts)
        if not is_cut
    ]
    return math.fsum(facts) + math.fsum(steps[pair] for pair in pairwise(cuts))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_a_piece_is_as_likely_as_the_divisions_that_have_it(words: list[str]) -> None:
    """By adding up all of them; four words here have at most eight characters."""
    assume(len("".join(words)) <= 8)
    odds = {each: math.exp(_weight(words, each)) for each in _divisions(len(words))}
    whole = math.fsum(odds.values())
    expected = {
        piece: math.fsum(w for each, w in odds.items() if piece in each) / whole
        for each in odds
        for piece in each
    }

    found = {(p.first, p.end): p.probability for p in find_pieces(words)}

    assert found == pytest.approx(expected)


@given(RUNS)
def test_a_division_keeps_every_word(words: list[str]) -> None:
    """In order, with none cut."""
    ends = {0}
    for word in divide(words):
        ends.add(max(ends) + len(word))
    starts = {len("".join(words[:place])) for place in range(len(words) + 1)}

    assert "".join(divide(words)) == "".join(words)
    assert ends <= starts


@given(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)))
def test_two_words_are_joined_where_that_is_likelier(words: tuple[str, str]) -> None:
    joined = {(each.first, each.end): each.probability for each in find_pieces(words)}
    assert (len(divide(words)) == 1) == (joined[0, 2] > joined[0, 1])


@given(RUNS)
def test_a_piece_has_at_most_five_words_and_eight_characters(words: list[str]) -> None:
    """A single word is a piece at any length."""
    pieces = {(each.first, each.end) for each in find_pieces(words)}

    assert pieces == {
        (first, end)
        for end in range(1, len(words) + 1)
        for first in range(max(0, end - 5), end)
        if end == first + 1 or len("".join(words[first:end])) <= 8
    }


def test_what_stands_before_changes_what_is_joined() -> None:
    """The weights look at the words around a place, not only at the two."""
    alone = {(p.first, p.end): p.probability for p in find_pieces(["推理", "成本"])}
    behind = {
        (p.first, p.end): p.probability for p in find_pieces(["很少", "推理", "成本"])
    }

    assert alone[0, 2] != pytest.approx(behind[1, 3], abs=1e-6)


def test_a_run_of_nothing_has_no_piece() -> None:
    assert (divide([]), tuple(find_pieces([]))) == ((), ())
