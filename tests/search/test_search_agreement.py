"""The browser's half of the search does the same as the builder's half."""

import random
import sys
import unicodedata
from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page

from pelican_aireport.site.search.folding import fold
from pelican_aireport.site.search.shards import encode, shard_of
from pelican_aireport.site.search.terms import query_terms, terms_of


@pytest.fixture
def run(address: str, open_page: Callable[..., Page]) -> Callable[..., list[object]]:
    """Return what maps a function of the page's own module over values."""
    page = open_page(f"{address}search/")
    source = page.locator("script[type=module]").get_attribute("src")

    def run_(function: str, values: Sequence[object]) -> list[object]:
        found: list[object] = page.evaluate(
            "async ([source, name, values]) => {"
            "  const module = await import(new URL(source, document.baseURI));"
            "  return values.map((value) => module[name](...[value].flat()));"
            "}",
            [source, function, list(values)],
        )
        return found

    return run_


def _texts(count: int) -> list[str]:
    """Make texts of what decides, and of anything that has been in Unicode for long."""
    chance = random.Random(7)  # noqa: S311 - the same texts in every run
    telling = "开源模型芯片々〇aBcdEF019..。，“$%-—–−· ・é㎏ＧＰＴİΣß🚀𠮷\u200b\u3000’'"
    others = [
        chr(point)
        for point in range(0x20000)
        if unicodedata.category(chr(point)) not in ("Cn", "Cs")
        and unicodedata.ucd_3_2_0.category(chr(point)) != "Cn"
    ]
    return [
        "".join(
            chance.choice(telling if chance.random() < 0.8 else others)
            for _ in range(chance.randint(0, 14))
        )
        for _ in range(count)
    ]


def test_both_fold_each_character_alike(run: Callable[..., list[object]]) -> None:
    """Each one that this Python knows; the browser may know more."""
    points = [chr(each) for each in range(sys.maxunicode + 1)]
    known = [each for each in points if unicodedata.category(each) not in ("Cn", "Cs")]
    texts = ["|".join(known[at : at + 512]) for at in range(0, len(known), 512)]
    assert run("fold", texts) == [fold(text) for text in texts]


def test_both_make_the_same_terms_of_a_query(
    run: Callable[..., list[object]],
) -> None:
    """In the same order, as only the first ones are looked up."""
    folded = [fold(text) for text in _texts(3000)]
    assert run("terms", folded) == [list(query_terms(text)) for text in folded]


def test_both_look_for_a_term_in_the_same_file(
    run: Callable[..., list[object]],
) -> None:
    terms = sorted({term for text in _texts(500) for term in terms_of(fold(text))})
    terms += ["topic=AI 推特日报", "month=2026-09", "entity=英伟达"]
    assert run("shardOf", [[term, "2048"] for term in terms]) == [
        shard_of(term, 2048) for term in terms
    ]


def test_the_browser_reads_the_numbers_that_were_written(
    run: Callable[..., list[object]],
) -> None:
    chance = random.Random(7)  # noqa: S311
    written = [
        sorted(chance.sample(range(10**size), k=min(10**size, 40)))
        for size in range(7)
        for _ in range(20)
    ]
    assert run("decode", [encode(numbers) for numbers in written]) == written
