"""Parsers of single values: what they accept, and the way out they name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pelican_aireport import setting_values as values
from pelican_aireport.pictures.palette import Palette


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        pytest.param("sampel", "; did you mean sample?", id="near"),
        pytest.param("xyz", "", id="far"),
        pytest.param("JSONL", "; did you mean jsonl?", id="capitals"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_near_miss_names_the_nearest(word: str, hint: str) -> None:
    assert values.nearest(word, ["sample", "jsonl"]) == hint


def test_a_prefix_stands_before_the_nearest_and_makes_none_nearer() -> None:
    hints = [
        values.nearest(word, ["SOURCE"], prefix="AIREPORT_") for word in ("SORCE", "X")
    ]

    assert hints == ["; did you mean AIREPORT_SOURCE?", ""]


@pytest.mark.parametrize(
    ("parse", "value", "parsed"),
    [
        pytest.param(values.parse_text, " AI ", "AI", id="text-is-stripped"),
        pytest.param(values.parse_flag, False, False, id="flag"),
        pytest.param(values.parse_whole(1, 3), 3, 3, id="whole"),
        pytest.param(values.parse_choice(["a", "b"]), "b", "b", id="choice"),
        pytest.param(values.parse_phrases, ["a"], ("a",), id="phrases"),
        pytest.param(values.parse_words, [" 算力 ", "算力"], ("算力",), id="words"),
        pytest.param(values.parse_size, [400, 1600], (400, 1600), id="size"),
        pytest.param(
            values.parse_palette,
            {"light": ["#7A0000"], "dark": ("#ff9c9c",)},
            Palette(light=("#7a0000",), dark=("#ff9c9c",)),
            id="palette",
        ),
        pytest.param(values.parse_mapping(""), {"a": 1}, {"a": 1}, id="mapping"),
        pytest.param(values.parse_aliases, {"a": ("b",)}, {"a": ("b",)}, id="aliases"),
        pytest.param(values.parse_plug, "x", "x", id="plug"),
        pytest.param(values.parse_file, "a/b", Path("a/b"), id="file"),
        pytest.param(values.parse_file, Path("a"), Path("a"), id="path"),
        pytest.param(values.parse_folder, "a//b/", "a/b", id="folder"),
        pytest.param(values.parse_proxy, " http://a:1/ ", "http://a:1", id="proxy"),
        pytest.param(
            values.parse_query_ids,
            {"Op_name1": "12345678"},
            {"Op_name1": "12345678"},
            id="query-ids",
        ),
        pytest.param(values.parse_features, {"abc": True}, {"abc": True}, id="flags"),
        pytest.param(values.parse_amount, 1, 1.0, id="amount"),
        pytest.param(values.parse_models, ["a/b "], ("a/b",), id="models"),
        pytest.param(values.parse_models, [], (), id="no models"),
        pytest.param(
            values.parse_edit_url,
            " https://example.org/a/edit/main/{path}?x={slug}#L1 ",
            "https://example.org/a/edit/main/{path}?x={slug}#L1",
            id="edit address",
        ),
        pytest.param(
            values.parse_address,
            " http://127.0.0.1:8080/v1 ",
            "http://127.0.0.1:8080/v1",
            id="address",
        ),
    ],
)
def test_good_values_are_returned(
    parse: Callable[[object], object], value: object, parsed: object
) -> None:
    assert parse(value) == parsed


@pytest.mark.parametrize(
    ("parse", "value", "way_out"),
    [
        pytest.param(values.parse_text, 1, "use text in quotation marks", id="text"),
        pytest.param(values.parse_flag, "True", "use True or False", id="flag"),
        pytest.param(
            values.parse_whole(1, 3), 4, "use a whole number from 1 to 3", id="whole"
        ),
        pytest.param(
            values.parse_choice(["keep", "fail"]),
            "keeps",
            'use "keep" or "fail"; did you mean keep?',
            id="choice",
        ),
        pytest.param(
            values.parse_phrases,
            "promo",
            'use a list of texts, such as ["promo code"]',
            id="phrases",
        ),
        pytest.param(
            values.parse_words,
            ["的"],
            'use a list of words of two characters or more, such as ["edge inference"]',
            id="words",
        ),
        pytest.param(
            values.parse_size,
            [300, 500],
            "use a width from 400 and a height from 300 to 1600 pixels, such as "
            "[1000, 500]",
            id="size",
        ),
        pytest.param(
            values.parse_palette,
            "#7a0000",
            'use {"light": ["#1e3a8a", ...], "dark": ["#93c5fd", ...]}',
            id="palette",
        ),
        pytest.param(
            values.parse_palette,
            {"light": ["#7a0000", "#aa0000"], "dark": ["#ff9c9c"]},
            "give 1 to 8 colours for light pages and as many for dark ones",
            id="not-as-many-colours",
        ),
        pytest.param(
            values.parse_palette,
            {"light": ["#ffcc00", "#00f"], "dark": ["#ff9c9c", "#9c9cff"]},
            "'#00f' is no colour of the form #1e3a8a",
            id="short-colour",
        ),
        pytest.param(
            values.parse_palette,
            {"light": ["#ffcc00", "#7a0000"], "dark": ["#ff9c9c", "#333333"]},
            "#ffcc00 has a contrast of 1.5 to the page (#ffffff) and needs 4.5: "
            "#8f7300 has it; #333333 has a contrast of 1.4 to the page (#16181a) and "
            "needs 4.5: #808080 has it",
            id="faint-colours",
        ),
        pytest.param(
            values.parse_mapping('{"a": 1}'),
            [],
            'use a dictionary, such as {"a": 1}',
            id="mapping",
        ),
        pytest.param(
            values.parse_aliases,
            {"云雀": {"kind": "bird", "names": []}},
            "'云雀': use one of company, person, product, ticker, topic as its kind",
            id="kind",
        ),
        pytest.param(
            values.parse_folder,
            "a/../..",
            'use a folder inside PATH, such as "reports"',
            id="folder",
        ),
        pytest.param(
            values.parse_plug,
            None,
            'use a name, "package.module:factory" or an object',
            id="plug",
        ),
    ],
)
def test_wrong_values_name_the_way_out(
    parse: Callable[[object], object], value: object, way_out: str
) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse(value)
    assert str(caught.value) == way_out


def test_what_was_set_cannot_change_afterwards() -> None:
    """A settings file may go on using its dictionary."""
    mine = {"path": "a"}
    parsed = values.parse_mapping("")(mine)
    mine["path"] = "b"

    assert parsed == {"path": "a"}
