"""What a claim is about, and whether two claims are about the same; pure.

Names by their preferred spelling, figures by their value and what happens by its kind
are the same in all languages, so that a Chinese claim meets an English one.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pelican_aireport.language.actions import find_actions
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.figures import find_figures
from pelican_aireport.language.script import is_chinese
from pelican_aireport.language.stop_words import stop_words
from pelican_aireport.language.tokens import Token, TokenKind, content_words, tokenize
from pelican_aireport.model import EntityKind
from pelican_aireport.selection.vectors import Vector, scale
from pelican_aireport.summarizers.leads import names_in
from pelican_aireport.summarizers.lexicon import field_words
from pelican_aireport.summarizers.quoted import find_quoted

__all__ = ["Matter", "are_alike", "find_cosine", "find_news", "read_matter"]

_ACTOR = 1.0
"""Weight of a company, a person or a share: many matters are about each."""

_NAME = 1.5
"""Of any other name, most often a product."""

_PART = 0.5
"""Of a part of a name, by which a product meets its versions."""

_HIDDEN_NAME = 1.0
"""Of a word that its place gives a capital, and that may be a name."""

_FIGURE = 1.5
_ROUND_FIGURE = 0.75
"""Of a figure with one digit that counts, such as 10 or 20%: met by chance."""

_ACTION = 1.0
_WORD = 1.0
_FAINT_WORD = 0.25
"""Of a word that most texts could hold."""

_ALIKE = 0.2
"""Cosine from which two claims that share a name are about one matter, if they
share ``_BEYOND_NAMES`` as well: what two matters of one company do not."""

_BEYOND_NAMES = 2.0

_ALIKE_WITHOUT_NAMES = 0.4
_BEYOND_WITHOUT_NAMES = 3.0

_ALIKE_ACROSS = 0.15

_TELLING_NAMES = 2.5
"""Names of this weight, such as a product with its version and its maker, need only
one kind of action or one figure beside them."""

_TELLING_NAMES_ACROSS = 2.0
"""The same across languages, where no other words can be shared."""

_BEYOND_TELLING_NAMES = 1.0
_BEYOND_NAMES_ACROSS = 1.5

_TURNS = frozenset({"a denial", "a delay", "a closing"})
"""Actions that turn a story even where they bring neither name nor figure."""

_CURRENCIES = "$€£¥"
_KINDS = ("n", "fa", "w")
"""Names, facts (figures and actions), words: how their weights' keys begin."""

_ACTORS = {EntityKind.COMPANY, EntityKind.PERSON, EntityKind.TICKER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a claim is about."""

    text: str
    """Without the frame of a quotation, which is the same from day to day."""
    is_chinese: bool
    names: frozenset[str]
    figures: frozenset[str]
    weights: Mapping[str, float]
    """Of names, figures, actions and words; the first letter tells them apart."""
    vector: Vector


def read_matter(text: str, aliases: Aliases) -> Matter:
    """Read what a claim is about; its text with or without its lead."""
    said = find_quoted(text) or text
    tokens = tokenize(said)
    names = frozenset((*names_in(said, aliases), *_versions(tokens)))
    figures = find_figures(said)
    weights = dict(sorted(_weigh(said, names, figures, aliases)))
    return Matter(
        text=said,
        is_chinese=is_chinese(said),
        names=names,
        figures=figures,
        weights=weights,
        vector=scale(weights) if weights else {},
    )


def _versions(tokens: Iterable[Token]) -> Iterator[str]:
    # A known name hides the version behind it: "GPT-5" in "GPT-5.2".
    for token in tokens:
        if token.kind is TokenKind.NAME and any(map(str.isdigit, token.text)):
            yield token.text


def _weigh(
    text: str, names: frozenset[str], figures: frozenset[str], aliases: Aliases
) -> Iterator[tuple[str, float]]:
    wholes = {name.casefold() for name in names}
    for name in names:
        yield f"n {name.casefold()}", _weight_of(name, aliases)
    for part in _parts(names) - wholes:
        yield f"n {part}", _PART
    for word in _hidden_names(text) - wholes - _parts(names):
        yield f"n {word}", _HIDDEN_NAME
    for figure in figures:
        yield f"f {figure}", _ROUND_FIGURE if _is_round(figure) else _FIGURE
    for action in find_actions(text):
        yield f"a {action}", _ACTION
    for word in _words(text, aliases) - wholes - _parts(names):
        yield f"w {word}", _FAINT_WORD if _is_faint(word) else _WORD


def _weight_of(name: str, aliases: Aliases) -> float:
    entity = find_entity(name, aliases)
    is_actor = name[0] == "$" or (entity is not None and entity.kind in _ACTORS)
    return _ACTOR if is_actor else _NAME


def _parts(names: Iterable[str]) -> set[str]:
    several = (name.casefold().split() for name in names if " " in name)
    return {part for parts in several for part in parts if not part[0].isdigit()}


def _hidden_names(text: str) -> set[str]:
    # At the beginning of an English sentence every word has a capital. Such a one is
    # a word as well; another text tells whether it is a name.
    return {
        token.text.casefold()
        for token in tokenize(text)
        if token.kind is TokenKind.LATIN
        and token.text.istitle()
        and not _is_faint(token.text.casefold())
        and not find_actions(token.text)
    }


def _is_round(figure: str) -> bool:
    digits = figure.partition("e")[0].rstrip("%").replace(".", "").strip("0")
    return len(digits) <= 1


def _words(text: str, aliases: Aliases) -> set[str]:
    """Return the words that are neither names, nor figures, nor tell an action."""
    named = {
        part
        for token in tokenize(text)
        if token.kind is TokenKind.NAME or find_entity(token.text, aliases)
        for part in (token.text.casefold(), *token.text.casefold().split())
    }
    return {
        word
        for word in content_words(text)
        if word not in named
        and not word[0].isdigit()
        and word[0] not in _CURRENCIES
        # Content words have lost their plural: "launche".
        and not find_actions(word)
        and not find_actions(f"{word}s")
    }


def _is_faint(word: str) -> bool:
    field = field_words()
    return word in stop_words() or word in field or f"{word}s" in field


def find_cosine(one: Matter, other: Matter) -> float:
    """Return how much alike two matters are, 0 to 1."""
    shared = one.vector.keys() & other.vector.keys()
    return math.fsum(one.vector[key] * other.vector[key] for key in shared)


def are_alike(one: Matter, other: Matter) -> bool:
    """Tell whether two claims are about the same matter.

    Names alone never suffice: a company has many matters in a week.
    """
    shared = one.weights.keys() & other.weights.keys()
    names, facts, words = (_sum(one, other, shared, kinds) for kinds in _KINDS)
    cosine = find_cosine(one, other)
    if one.is_chinese != other.is_chinese:
        return cosine >= _ALIKE_ACROSS and _are_alike_across(names, facts + words)
    if not names:
        beyond = facts + words >= _BEYOND_WITHOUT_NAMES
        return beyond and cosine >= _ALIKE_WITHOUT_NAMES
    telling = names >= _TELLING_NAMES and facts >= _BEYOND_TELLING_NAMES
    return cosine >= _ALIKE and (telling or facts + words >= _BEYOND_NAMES)


def _are_alike_across(names: float, beyond: float) -> bool:
    telling = names >= _TELLING_NAMES_ACROSS and beyond >= _BEYOND_TELLING_NAMES
    return telling or (names >= _ACTOR and beyond >= _BEYOND_NAMES_ACROSS)


def _sum(one: Matter, other: Matter, keys: Iterable[str], kinds: str) -> float:
    weights = (
        min(one.weights[key], other.weights[key]) for key in keys if key[0] in kinds
    )
    return math.fsum(weights)


def find_news(matter: Matter, earlier: Iterable[Matter]) -> frozenset[str]:
    """Find the figures, names and turns of a matter that no earlier one has.

    A name is known as well where its letters are part of an earlier text.
    """
    earlier = tuple(earlier)
    figures = frozenset(figure for each in earlier for figure in each.figures)
    names = frozenset(name.casefold() for each in earlier for name in each.names)
    texts = tuple(each.text.casefold() for each in earlier)
    new_names = {
        name
        for name in matter.names
        if name.casefold() not in names
        and not any(name.casefold() in text for text in texts)
    }
    told = frozenset(key for each in earlier for key in each.weights)
    turns = _TURNS.intersection(matter.weights) - told
    return (matter.figures - figures) | new_names | turns
