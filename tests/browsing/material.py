"""What the large site is made of, beside the days that are drafted for it.

Touches the disk: writes below a folder of its own.
"""

import gzip
import re
import shutil
from pathlib import Path

__all__ = ["DAYS", "EDITED", "SPECIAL", "edit_report", "write_content", "write_tweets"]

DAYS = tuple(f"2026-04-{day:02}" for day in range(1, 31)) + tuple(
    f"2026-05-{day:02}" for day in range(1, 21)
)
"""The days that are drafted from real tweets."""
EDITED = "ai_20260415_20260415"

SPECIAL = {
    EDITED: "edited report",
    "wire_20260601_20260601": "partial report",
    "sample_20260907_20260913": "week's report",
    "sample_20260907_20260907": "sample report",
    "sample_en_20260907_20260907": "English report",
    "essay": "ordinary article",
    "unpublished": "draft",
}
"""Kinds of articles by their slugs; legacy ones are added from their files."""

_PARTIAL = """---
title: "“Larkspur <b> & 引号\\" 与一个很长的标题：https://example.com/aaaaaaaaaaaaaaaaaaaaaaa"
slug: wire_20260601_20260601
date: 2026-06-01 23:59:59+08:00
category: 其他话题
tags: [Larkspur, "a<b", C++]
summary: "摘要里的 <script> & \\"引号\\""
aireport:
  topic: wire
  window: 2026-06-01T00:00:00+08:00/2026-06-02T00:00:00+08:00
  source: x
  fetched_at: 2026-06-01T20:05:00+08:00
  tweets: {fetched: 12, ads: 2, kept: 10}
  summarizer: llm
  model: maker/model
  partial: 账号被限流
---

## 简要部分

### 核心信息

1. Larkspur 发布 Larkspur 3，价格是 `1 < 2` 元。[^1]
2. Larkspur_with_a_name_that_does_not_end_for_a_long_time_and_goes_on 停止服务。[^1]

[^1]: **@one** · 2026-06-01 21:03 · [原推](https://x.com/one/status/1)：“一点。”
"""

_ESSAY = """---
title: 随笔
slug: essay
date: 2026-08-01 10:00:00+08:00
category: 随笔
---

没有小节的文章，有一张表和一段代码。

| 项目 | 数目 | 一列很长的说明 |
| --- | ---: | --- |
| 甲 | 1 | a_very_long_word_that_cannot_be_broken_anywhere_at_all_1234567890 |

```
a_line_of_code = that(is_longer, than, a_phone, is_wide, and_does, not, wrap, at, all)
```

## 小标题

正文。
"""

_DRAFT = _PARTIAL.replace("wire_20260601_20260601", "unpublished").replace(
    "aireport:", "status: draft\naireport:"
)
_LEGACY_SLUG = re.compile(r'^title: "(.*)"$', re.MULTILINE)


def write_content(folder: Path, seeds: Path) -> dict[str, str]:
    """Write articles of every sort; return their kinds by slug, and the drafted ones'.

    Args:
        folder: The site's folder of reports.
        seeds: The folder of legacy posts.
    """
    for name, text in (("wire", _PARTIAL), ("essay", _ESSAY), ("draft", _DRAFT)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    kinds = dict(SPECIAL)
    for path in sorted(seeds.glob("*.txt")):
        (slug,) = _LEGACY_SLUG.findall(path.read_text(encoding="utf-8"))
        shutil.copy(path, folder / f"{slug}.md")
        kinds[slug] = "legacy report"
    return kinds


def write_tweets(folder: Path, tweets: Path) -> None:
    """Unpack real tweets into the folder that a topic reads."""
    folder.mkdir()
    for path in sorted(tweets.glob("ai_*.jsonl.gz")):
        (folder / path.stem).write_bytes(gzip.decompress(path.read_bytes()))


def edit_report(folder: Path) -> None:
    """Add a sentence to a drafted report, as its author would."""
    (path,) = folder.rglob(f"{EDITED}.md")
    text = path.read_text(encoding="utf-8")
    edited = text.replace(
        "### 核心信息\n", "编者按：这一天很平常。\n\n### 核心信息\n", 1
    )
    assert edited != text
    path.write_text(edited, encoding="utf-8")
