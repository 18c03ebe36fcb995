"""The share card of a report: its size, its texts, the same bytes everywhere."""

import hashlib
import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from pelican_aireport.pictures.card import render_card
from pelican_aireport.pictures.card_layout import (
    HEIGHT,
    WIDTH,
    CardText,
    PlacedBox,
    PlacedLine,
    lay_out_card,
)
from pelican_aireport.pictures.fonts import font_path

FONT = font_path(None)
TEXT = CardText(
    site="AI 推特日报",
    days="2026 年 9 月 7 日 星期一",
    title="Larkspur 3 开源，推理价格下降六成，上下文达到 256K",
    points=(
        "Larkspur 发布 Larkspur 3，权重以 Apache 2.0 许可证公开，上下文为 256K",
        "据传 Corvane 将收购 Fennwick，双方都没有回应；分析师估计金额约为 12 亿美元",
        "Tarn 2 支持 128K 上下文",
    ),
    sources="据 24 条推文",
    mark="AI 生成",
    cut="……",
)
LONG = replace(
    TEXT,
    title="Brackenfield announces general availability of the Bracken B2 " * 4,
    points=("没有标点的一句很长很长的话" * 9,) * 3,
)


def _measure(text: str, size: int) -> float:
    return sum(0.55 if character < "\u0250" else 1 for character in text) * size


def _lines(text: CardText) -> list[PlacedLine]:
    placed = lay_out_card(text, _measure)
    return [each for each in placed if isinstance(each, PlacedLine)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TEXT, id="usual"),
        pytest.param(LONG, id="long"),
        pytest.param(replace(TEXT, title="短", points=("一点",)), id="short"),
        pytest.param(replace(TEXT, mark="", sources="", points=()), id="bare"),
        pytest.param(replace(TEXT, title=""), id="without-a-title"),
        pytest.param(replace(TEXT, site="很长的站点名" * 20), id="site"),
    ],
)
def test_nothing_leaves_the_card_or_meets_another(text: CardText) -> None:
    """Lines keep to the margins, and stand below one another or side by side."""
    lines = [line for line in _lines(text) if line.text]
    outside = [
        line
        for line in lines
        if line.x < 80
        or line.x + _measure(line.text, line.size) > WIDTH - 70
        or not line.size < line.y < HEIGHT - 40
    ]
    meeting = [
        (one.text, other.text)
        for number, one in enumerate(lines)
        for other in lines[number + 1 :]
        if _overlap(one, other)
    ]
    assert (outside, meeting) == ([], [])


def _overlap(one: PlacedLine, other: PlacedLine) -> bool:
    return (
        one.x < other.x + _measure(other.text, other.size)
        and other.x < one.x + _measure(one.text, one.size)
        and one.y - one.size < other.y
        and other.y - other.size < one.y
    )


def test_a_card_says_what_it_is_given() -> None:
    """Three points with their numbers; what has no room ends at sense."""
    said = [line.text for line in _lines(TEXT)]
    assert said == [
        "AI 推特日报",
        "2026 年 9 月 7 日 星期一",
        "Larkspur 3 开源，推理价格",
        "下降六成，上下文达到 256K",
        "1",
        "Larkspur 发布 Larkspur 3，权重以 Apache 2.0 许可证公开，上下",
        "文为 256K",
        "2",
        "据传 Corvane 将收购 Fennwick，双方都没有回应……",
        "3",
        "Tarn 2 支持 128K 上下文",
        "AI 生成",
        "据 24 条推文",
    ]


def test_a_mark_has_a_frame_and_no_mark_has_none() -> None:
    frames = [
        [each for each in lay_out_card(text, _measure) if isinstance(each, PlacedBox)]
        for text in (TEXT, replace(TEXT, mark=""))
    ]
    assert [sum(box.radius > 0 for box in boxes) for boxes in frames] == [1, 0]


@pytest.mark.parametrize(
    "text", [pytest.param(TEXT, id="usual"), pytest.param(LONG, id="long")]
)
def test_a_card_is_a_small_picture(text: CardText) -> None:
    """1200 by 630 with a palette, in at most 40 KB."""
    content = render_card(text, FONT)
    image = Image.open(BytesIO(content))
    assert (image.size, image.mode, len(content) <= 40_000) == ((1200, 630), "P", True)


def test_only_a_label_is_kept_beside_the_picture() -> None:
    """No moment and no program's name, so that equal cards are equal files."""
    label = json.dumps({"Label": "1", "ContentProducer": "站点"}, ensure_ascii=False)
    chunks = [
        (name, data)
        for name, data in _chunks(render_card(TEXT, FONT, label=label))
        if name not in {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
    ]
    assert [name for name, _ in chunks] == [b"iTXt"]
    assert chunks[0][1].startswith(b"AIGC\0")
    assert chunks[0][1].endswith(label.encode())


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 8
    while position < len(content):
        length, name = struct.unpack(">I4s", content[position : position + 8])
        yield name, content[position + 8 : position + 8 + length]
        position += length + 12


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Larkspur 3 🚀 发布", id="emoji"),
        pytest.param("Larkspur 3 ☀️ 发布", id="symbol"),
        pytest.param("Larkspur 3 हिन्दी 发布", id="another-script"),
        pytest.param("Larkspur\n3 \u202e发布\u0007", id="invisible"),
    ],
)
def test_what_cannot_be_drawn_is_left_out(title: str) -> None:
    """No box stands for it, and no gap."""
    plain = render_card(replace(TEXT, title="Larkspur 3 发布"), FONT)
    assert render_card(replace(TEXT, title=title), FONT) == plain


_PROGRAM = """
import hashlib
from test_share_card import FONT, LONG, TEXT, render_card
for text in (TEXT, LONG):
    print(hashlib.sha256(render_card(text, FONT)).hexdigest())
"""


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_same_texts_are_the_same_bytes(seed: str) -> None:
    """Whatever order sets have in a process."""
    paths = os.pathsep.join(filter(None, sys.path))
    result = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.split() == [
        hashlib.sha256(render_card(text, FONT)).hexdigest() for text in (TEXT, LONG)
    ]
