"""Entities: one thing, many names."""

import re
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.errors import SettingsError
from pelican_aireport.language.entities import (
    Aliases,
    find_entities,
    find_entity,
    find_mentions,
    find_nested_mentions,
    is_named,
    load_aliases,
)
from pelican_aireport.model import Entity, EntityKind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("Nvidia、英伟达 and $NVDA", ["英伟达"], id="three-names"),
        pytest.param("谷歌与OpenAI合作", ["谷歌", "OpenAI"], id="order-of-mention"),
        pytest.param("nvidia and openai", ["英伟达", "OpenAI"], id="small-letters"),
        pytest.param("Claude Code 更新", ["Claude Code"], id="longest-first"),
        pytest.param("an apple, a meta study", [], id="ordinary-words"),
        pytest.param("Apple and Meta", ["苹果", "Meta"], id="capitalized"),
        pytest.param("amd is a suffix", [], id="short-in-small-letters"),
        pytest.param("AMD 涨", ["AMD"], id="short-as-written"),
        pytest.param("Nvidians love OpenAIs", [], id="whole-words"),
        pytest.param("Sam Altman 说", ["奥尔特曼"], id="person"),
        pytest.param("GPT 5.5 beats GPT-5.1", [], id="other-versions"),
        pytest.param("We tried GPT-5. 4 of us like it", ["GPT-5"], id="sentence-end"),
    ],
)
def test_entities_are_found_by_all_their_names(text: str, names: list[str]) -> None:
    """Each is given once, by its preferred name, in the order of first mention."""
    assert [e.name for e in find_entities(text, load_aliases())] == names


def test_no_built_in_name_stands_for_two_things() -> None:
    """A name leads to the entity that lists it."""
    aliases = load_aliases()
    listed = [
        (alias.text, alias.entity)
        for group in aliases.by_start.values()
        for alias in group
    ]

    assert [(text, find_entity(text, aliases)) for text, _ in listed] == listed


@pytest.mark.parametrize(
    ("extra", "text", "entity"),
    [
        pytest.param(
            {"云雀": ["Skylark"]}, "Skylark 来了", Entity(name="云雀"), id="new"
        ),
        pytest.param(
            {"云雀": {"kind": "product", "names": ["Skylark"]}},
            "用云雀写",
            Entity(name="云雀", kind=EntityKind.PRODUCT),
            id="kind",
        ),
        pytest.param(
            {"Nvidia": []},
            "英伟达",
            Entity(name="Nvidia", kind=EntityKind.COMPANY),
            id="renamed",
        ),
        pytest.param(
            {"英伟达": ["皮衣厂"]},
            "皮衣厂",
            Entity(name="英伟达", kind=EntityKind.COMPANY),
            id="one-more-name",
        ),
        pytest.param(
            {"老虎": {"kind": "company", "names": ["claude"]}},
            "Claude",
            Entity(name="老虎", kind=EntityKind.COMPANY),
            id="taken-over",
        ),
    ],
)
def test_a_setting_is_stronger_than_the_built_in_names(
    extra: dict[str, object], text: str, entity: Entity
) -> None:
    """It adds entities and names, and renames what is known already."""
    assert find_entities(text, load_aliases(extra)) == (entity,)


def test_all_wrong_values_are_told_at_once() -> None:
    """Each message names the key, the value and what is possible."""
    extra = {"甲": "乙", "丙": ["丁"], "戊": {"kind": "planet", "names": []}}

    with pytest.raises(SettingsError) as caught:
        load_aliases(extra)

    assert caught.value.problems == (
        (
            "AIREPORT_ALIASES: '甲': '乙' is neither a list of names"
            " nor {'kind': KIND, 'names': [NAMES]}"
        ),
        (
            "AIREPORT_ALIASES: '戊': 'planet' is no kind;"
            " use one of company, person, product, ticker, topic"
        ),
    )


def test_mentions_say_where_a_name_stands() -> None:
    text = "谷歌 and https://nvidia.com, Claude Code"
    found = find_mentions(text, load_aliases())

    assert [(text[m.start : m.end], m.entity.name) for m in found] == [
        ("谷歌", "谷歌"),
        ("Claude Code", "Claude Code"),
    ]


def test_names_inside_longer_names_are_mentions_too() -> None:
    """Each place gives all names that begin there or inside."""
    found = find_nested_mentions("Google DeepMind", load_aliases())

    assert [mention.entity.name for mention in found] == [
        "Google DeepMind",
        "谷歌",
        "Google DeepMind",
    ]


_EVERYWHERE = re.compile(r"(?<![A-Za-z0-9_$])[A-Za-z0-9$]|[^\x00-\x7f]")
"""Wherever a name may begin, whichever names there are."""

_LETTERS = "aAiIkKsSxX9$_-. İıKſΣσςÅÅåßẞǅǆ英伟达谷歌"


def _slowly(aliases: Aliases) -> Aliases:
    return replace(aliases, starts=_EVERYWHERE)


@given(
    names=st.lists(st.text(_LETTERS, min_size=1, max_size=4), max_size=6),
    text=st.text(_LETTERS, max_size=30),
)
def test_no_name_is_passed_over_for_its_first_letter(
    names: list[str], text: str
) -> None:
    """Looking only where a name of the table may begin finds the same names."""
    aliases = load_aliases({name: [] for name in names if name.strip()})
    assert (find_mentions(text, aliases), find_nested_mentions(text, aliases)) == (
        find_mentions(text, _slowly(aliases)),
        find_nested_mentions(text, _slowly(aliases)),
    )


@pytest.mark.parametrize(
    "text", ["英伟达发布新卡", "NVIDIA, nvidia, $NVDA", "谷歌与OpenAI合作，苹果没有"]
)
def test_built_in_names_are_found_as_if_looked_for_everywhere(text: str) -> None:
    aliases = load_aliases()
    assert find_mentions(text, aliases) == find_mentions(text, _slowly(aliases))


def test_every_capital_begins_the_name_that_its_small_letter_begins() -> None:
    """Some have two capitals, and some of those are no letters of ASCII."""
    capitals = [
        letter
        for letter in map(chr, range(sys.maxunicode + 1))
        if letter.lower() != letter and len(letter.lower()) == 1
    ]
    aliases = load_aliases({f"{letter.lower()}-xy": [] for letter in capitals})
    texts = [f"{letter}-XY" for letter in capitals]
    assert [text for text in texts if not find_mentions(text, aliases)] == []


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        pytest.param("用 TARN 2.0 写", True, id="any-case"),
        pytest.param("用Tarn 2.0写", True, id="within-chinese"),
        pytest.param("Tarn 2.0.1，后来是 Tarn 2.0", True, id="second-place"),
        pytest.param("Tarn 2.0.1", False, id="longer-version"),
        pytest.param("https://a.io/tarn-2.0 和 http://Tarn", False, id="link"),
        pytest.param("ATarn 2.0", False, id="within-a-word"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_name_is_named_as_a_whole(text: str, *, is_there: bool) -> None:
    assert is_named("Tarn 2.0", text) == is_there


def test_a_part_of_a_number_names_nothing() -> None:
    assert not is_named("5", "涨了 3.5 倍")
    assert not is_named("", "涨了")
