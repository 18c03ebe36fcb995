"""An article's source cut into blocks: nothing is lost, claims are the outline's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.articles.blocks import Block, BlockKind, split_blocks
from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.outline import parse_outline
from pelican_aireport.articles.sections import Section

BODY = """\
前言

## 简要部分

### 核心信息

1. **甲**：说明[^1][^2]
   续行

   第二段
2. 乙 *传闻*[^1]
    - 嵌套[^2]

### 事件

---

> 引文

```
[^9]: 代码
```

[^1]: **@ann** · 甲
[^2]: **@bob** · 乙
[^3]: 没有引用
"""

PIECES = st.lists(
    st.sampled_from(
        [
            *("## 简要部分\n", "### 核心信息\n", "# 题\n", "#### 其他\n", "词\n", "\n"),
            *("- 条目[^1]\n", "1. 条目\n", "    - 嵌套\n", "  续\n", "> 引\n", "---\n"),
            *(
                "```\n",
                "| a |\n|---|\n| b |\n",
                "[^1]: 注\n",
                "[^x]: y\n",
                "[^1",
                "***",
            ),
            *("\x0b", "\u2028", "\x85", "<p>", "<!--\n", "~~a~~", "\t", "    code\n"),
        ]
    )
).map("".join)


def _shape(block: Block) -> tuple[object, ...]:
    claims = tuple(claim.text for claim in block.claims)
    return (block.line, block.kind, block.section, block.label, claims)


def test_each_heading_item_paragraph_and_note_is_a_block() -> None:
    assert [_shape(block) for block in split_blocks(BODY)] == [
        (1, BlockKind.PARAGRAPH, None, None, ()),
        (3, BlockKind.HEADING, Section.BRIEFING, None, ()),
        (5, BlockKind.HEADING, Section.KEY_POINTS, None, ()),
        (
            *(7, BlockKind.ITEM, Section.KEY_POINTS, None),
            ("甲：说明 续行 第二段",),
        ),
        (11, BlockKind.ITEM, Section.KEY_POINTS, None, ("乙", "嵌套")),
        (14, BlockKind.HEADING, None, None, ()),
        (16, BlockKind.OTHER, None, None, ()),
        (18, BlockKind.OTHER, None, None, ()),
        (20, BlockKind.OTHER, None, None, ()),
        (24, BlockKind.NOTE, None, "1", ()),
        (25, BlockKind.NOTE, None, "2", ()),
        (26, BlockKind.NOTE, None, "3", ()),
    ]


@given(PIECES)
def test_no_character_is_lost(body: str) -> None:
    """The texts and gaps of the blocks are the body."""
    assert "".join(block.text + block.gap for block in split_blocks(body)) == body


@given(PIECES)
def test_every_claim_of_the_outline_is_in_a_block(body: str) -> None:
    """Quotations and tables aside, blocks and outline read the same claims."""
    blocks = split_blocks(body)
    read = [claim for block in blocks for claim in block.claims]
    outline = claims_of(parse_outline(body).digest)
    told = [claim for claims in outline.values() for claim in claims]
    if not any(block.kind is BlockKind.OTHER for block in blocks):
        assert sorted(read, key=repr) == sorted(told, key=repr)


@pytest.mark.parametrize("body", ["", "\n", "\n\n"], ids=["nothing", "line", "lines"])
def test_a_body_without_text_has_no_text(body: str) -> None:
    assert "".join(block.text for block in split_blocks(body)) == ""
