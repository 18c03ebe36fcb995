"""Front matter merged: the author's keys and style, the new text's bookkeeping."""

import pytest

from pelican_aireport.errors import ArticleError
from pelican_aireport.merging.heads import merge_heads

BASE = """\
title: 甲
slug: a
date: 2026-09-07 23:59:59+08:00
tags: [甲, 乙]
summary: 要点。
status: draft
aireport:
  topic: x
  model: null
  body: sha256:1
"""
THEIRS = """\
title: 乙
slug: a
date: 2026-09-07 23:59:59+08:00
tags: [甲, 丙]
summary: 新要点。
status: published
lang: zh-cn
aireport:
  topic: x
  model: m/a
  cost_usd: 0.5
  body: sha256:2
"""


def _change(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("ours", "merged"),
    [
        pytest.param([], [("published", "draft")], id="untouched but for the status"),
        pytest.param(
            [("title: 甲", "title: '我的'  # 改过"), ("slug: a", "slug: mine")],
            [
                ("title: 乙", "title: '我的'  # 改过"),
                ("slug: a", "slug: mine"),
                ("published", "draft"),
            ],
            id="changed keys",
        ),
        pytest.param(
            [("status", "written_by: author\ncorrections:\n- {text: 改}\nstatus")],
            [
                ("status", "written_by: author\ncorrections:\n- {text: 改}\nstatus"),
                ("published", "draft"),
            ],
            id="who wrote it and what he put right",
        ),
        pytest.param(
            [("summary: 要点。\n", ""), ("title", "# 先看这里\n\nauthor: 我\ntitle")],
            [
                ("summary: 新要点。\n", ""),
                ("title", "# 先看这里\n\nauthor: 我\ntitle"),
                ("published", "draft"),
            ],
            id="deleted and added keys",
        ),
        pytest.param(
            [("tags: [甲, 乙]", "tags:\n- 甲\n- 乙\n- 丁")],
            [("tags: [甲, 丙]", "tags:\n- 甲\n- 丁\n- 丙"), ("published", "draft")],
            id="tags of both",
        ),
        pytest.param(
            [("tags: [甲, 乙]", "tags: [甲, 乙, 丁]")],
            [("tags: [甲, 丙]", "tags: [甲, 丁, 丙]"), ("published", "draft")],
            id="tags of both on one line",
        ),
        pytest.param(
            [("tags: [甲, 乙]", 'tags: # 标签\n  - "甲" # 主\n  # 次\n  - 乙')],
            [
                ("tags: [甲, 丙]", 'tags: # 标签\n  - "甲" # 主\n  # 次\n  - 丙'),
                ("published", "draft"),
            ],
            id="tags in the author's style with comments",
        ),
        pytest.param(
            [("  model: null\n", "  # 模型\n  model: null\n  note: 已审\n")],
            [
                ("  model: m/a\n", "  # 模型\n  model: m/a\n"),
                ("  cost_usd: 0.5\n", "  cost_usd: 0.5\n  note: 已审\n"),
                ("published", "draft"),
            ],
            id="a key of the author's in ours",
        ),
        pytest.param(
            [
                (
                    "  topic: x\n  model: null\n  body: sha256:1",
                    "    topic: x\n    model: null\n    body: sha256:1",
                )
            ],
            [
                *((f"\n  {k}:", f"\n    {k}:") for k in ("topic", "model", "body")),
                ("\n  cost_usd:", "\n    cost_usd:"),
                ("published", "draft"),
            ],
            id="another indent",
        ),
        pytest.param(
            [
                (
                    "\n  topic: x\n  model: null\n  body: sha256:1",
                    " {topic: x, note: 已审, body: 'sha256:1'}",
                )
            ],
            [("sha256:2\n", "sha256:2\n  note: 已审\n"), ("published", "draft")],
            id="on one line",
        ),
        pytest.param(
            [("summary: 要点。", "summary: |\n  第一行\n  # 不是注释\n")],
            [
                ("summary: 新要点。", "summary: |\n  第一行\n  # 不是注释\n"),
                ("published", "draft"),
            ],
            id="a text of several lines",
        ),
        pytest.param(
            [("title: 甲", "Title: 甲")],
            [("published", "draft")],
            id="a key in capitals",
        ),
    ],
)
def test_keys_are_merged(
    ours: list[tuple[str, str]], merged: list[tuple[str, str]]
) -> None:
    assert merge_heads(BASE, _change(BASE, *ours), THEIRS) == _change(THEIRS, *merged)


@pytest.mark.parametrize(
    "ours",
    [
        pytest.param(BASE, id="untouched"),
        pytest.param("# 注\n" + BASE.replace("甲", "'x'") + "# 完\n", id="edited"),
        pytest.param(BASE.replace("  model: null\n", ""), id="a fact deleted"),
        pytest.param(BASE.replace("model: null", "model: ~"), id="a fact changed"),
    ],
)
def test_without_news_no_byte_changes(ours: str) -> None:
    assert merge_heads(BASE, ours, BASE) == ours


@pytest.mark.parametrize(
    "ours",
    [
        pytest.param("{title: a, aireport: {body: x}}\n", id="on one line"),
        pytest.param("- a\n", id="no mapping"),
        pytest.param("a: [\n", id="no YAML"),
    ],
)
def test_what_cannot_be_taken_apart_is_refused(ours: str) -> None:
    with pytest.raises(ArticleError):
        merge_heads(BASE, ours, THEIRS)
