"""The pictures of a report: two renderings of one layout, the same on every run."""

import hashlib
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from builders import make_tweet
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Picture, Term, Tweet
from pelican_aireport.pictures.drawing import parse_drawing
from pelican_aireport.pictures.fonts import load_font
from pelican_aireport.pictures.palette import Palette
from pelican_aireport.pictures.svg import read_terms
from pelican_aireport.pictures.terms import count_terms
from pelican_aireport.pictures.word_cloud import (
    CloudStyle,
    WordCloud,
    draw_word_cloud,
)

PROGRAM = """
import hashlib
from pelican_aireport.model import Term
from pelican_aireport.pictures.word_cloud import draw_word_cloud
terms = [Term(text=f"term {n}", weight=50 - n) for n in range(40)]
for picture in draw_word_cloud(terms, slug="a", language="zh-CN").pictures:
    print(picture.name, hashlib.sha256(picture.content).hexdigest())
"""


@pytest.fixture(scope="module")
def pictures(terms: Sequence[Term]) -> tuple[Picture, ...]:
    """Return the pictures of eighty terms."""
    return draw_word_cloud(
        terms, slug="ai_20260907_20260907", language="zh-CN"
    ).pictures


def test_a_cloud_is_a_png_and_an_svg(pictures: tuple[Picture, ...]) -> None:
    """Their names are made from the slug of the report."""
    assert [picture.name for picture in pictures] == [
        "wordcloud_ai_20260907_20260907.png",
        "wordcloud_ai_20260907_20260907.svg",
    ]


def test_the_png_is_sharp_and_light(pictures: tuple[Picture, ...]) -> None:
    """Two pixels to a point, in at most 150 KB."""
    content = pictures[0].content

    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", content[16:24]) == (2000, 1000)
    assert len(content) <= 150_000


def test_the_png_holds_no_moment_and_no_comment(pictures: tuple[Picture, ...]) -> None:
    """Only the picture's own chunks are there, so equal pictures are equal files."""
    content, position, chunks = pictures[0].content, 8, []
    while position < len(content):
        length, name = struct.unpack(">I4s", content[position : position + 8])
        chunks.append(name)
        position += length + 12

    assert set(chunks) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


def test_the_svg_is_light(pictures: tuple[Picture, ...]) -> None:
    """Eighty words take at most 12 KB, before compression."""
    assert len(pictures[1].content) <= 12_000


def test_the_svg_holds_all_terms(
    pictures: tuple[Picture, ...], terms: Sequence[Term]
) -> None:
    """Those that found no room are told too."""
    assert read_terms(pictures[1].content.decode()) == tuple(terms)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_few_terms_make_no_cloud(terms: Sequence[Term], count: int) -> None:
    """Fewer than five words are no picture."""
    cloud = draw_word_cloud(terms[:count], slug="a", language="zh-CN")

    assert cloud == WordCloud()


def test_a_term_that_the_font_lacks_is_not_drawn(terms: Sequence[Term]) -> None:
    """No box stands for a missing character; the term is still listed."""
    rocket = Term(text="火箭🚀", weight=99.0)
    cloud = draw_word_cloud([rocket, *terms], slug="a", language="zh-CN")
    drawing = cloud.pictures[1].content.decode()

    assert (
        rocket in read_terms(drawing),
        ">火箭🚀</text>" in drawing,
        cloud.lacking,
    ) == (True, False, ("火箭🚀",))


def test_terms_that_the_font_lacks_make_no_cloud() -> None:
    """Where nothing can be drawn, nothing is."""
    terms = [Term(text="🚀" * n, weight=9.0) for n in range(1, 9)]

    assert draw_word_cloud(terms, slug="a", language="en").pictures == ()


def test_an_english_report_has_an_english_description(terms: Sequence[Term]) -> None:
    """The leading words are named in the report's language."""
    _, svg = draw_word_cloud(terms[:5], slug="a", language="en").pictures

    assert (
        ">Word cloud: Pinnace Coder 1.1, Fennwick, HuaixuDB, $KSTL, Apache 2.0</desc>"
    ) in svg.content.decode()


def test_every_run_draws_the_same_bytes() -> None:
    """Neither the process nor its hash seed shows in the pictures."""
    path = ":".join(entry or str(Path.cwd()) for entry in sys.path)
    runs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in ("0", "1", "2")
    ]
    terms = [Term(text=f"term {n}", weight=50 - n) for n in range(40)]
    here = "".join(
        f"{picture.name} {hashlib.sha256(picture.content).hexdigest()}\n"
        for picture in draw_word_cloud(terms, slug="a", language="zh-CN").pictures
    )

    assert runs == [here] * 3


def test_a_machine_without_fribidi_draws_the_same_bytes(
    terms: Sequence[Term],
    pictures: tuple[Picture, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Pillow shapes words only where the system has that library."""
    load_font.cache_clear()
    monkeypatch.setattr("PIL.ImageFont.core.HAVE_RAQM", False)
    drawn = draw_word_cloud(terms, slug="ai_20260907_20260907", language="zh-CN")
    load_font.cache_clear()

    assert drawn.pictures == pictures


def test_a_cloud_has_the_size_and_the_colours_of_its_style(
    terms: Sequence[Term],
) -> None:
    """Both pictures follow the topic's settings."""
    palette = Palette(light=("#7a0000", "#00007a"), dark=("#ff9c9c", "#9c9cff"))
    style = CloudStyle(size=(600, 800), palette=palette)
    png, svg = draw_word_cloud(terms, slug="a", language="en", style=style).pictures
    drawing = parse_drawing(svg.content.decode())

    assert drawing is not None
    assert (
        struct.unpack(">II", png.content[16:24]),
        (drawing.width, drawing.height),
        drawing.palette,
        {word.color for word in drawing.words},
    ) == ((1200, 1600), (600, 800), palette, {0, 1})


TWEETS = tuple(
    make_tweet(
        str(number),
        f"云雀公司发布 Tarn {number % 7} 模型，推理价格下降 {word}",
        author=f"author{number % 5}",
        likes=number * number % 11,
    )
    for number, word in enumerate(["算力", "许可证", "论文", "上下文", "公告"] * 4)
)


@settings(max_examples=8, deadline=None)
@given(tweets=st.permutations(TWEETS))
def test_the_order_of_tweets_changes_neither_terms_nor_bytes(
    tweets: Sequence[Tweet],
) -> None:
    """A source may give them in any order."""
    drawn = []
    for each in (TWEETS, tweets):
        counted = count_terms(each, aliases=load_aliases())
        drawn.append((counted, draw_word_cloud(counted, slug="a", language="zh-CN")))

    assert drawn[0][1].pictures != ()
    assert drawn[0] == drawn[1]
