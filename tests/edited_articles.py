"""A site with one article as it was generated, ready to be edited and checked."""

from dataclasses import dataclass
from pathlib import Path

from sites import tweet_line

from pelican_aireport.articles.front_matter import body_hash
from pelican_aireport.articles.generated import keep_generated
from pelican_aireport.review.checking import check_articles
from pelican_aireport.review.files import choose_articles
from pelican_aireport.review.findings import Review
from pelican_aireport.settings import Settings, parse_settings

__all__ = ["ARTICLE", "SLUG", "TOPICS", "Desk", "make_desk"]

SLUG = "ai_20260907_20260907"
TOPICS = {"ai": {"source": "jsonl", "query": {"path": "t.jsonl"}}}
_TEXTS = (
    "Larkspur 发布 Larkspur 3 模型，推理价格下降 20%",
    "Tarn 2 开源，支持 128K 上下文，https://example.com/tarn",
    "据传 Corvane 将收购 Fennwick",
    "Larkspur 3 的价格下降 20%，我试了，可用",
)
_PART = "Tarn 2 开源，支持 128K 上下文"


def _note(number: int, quote: str) -> str:
    link = f"https://x.com/author_{number}/status/t{number}"
    said = f"**@author_{number}** · 2026-09-07 12:0{number} · [原推]({link})"
    return f"[^t{number}]: {said}：“{quote}”"


_BODY = f"""\
## 简要部分

### 主要话题与行业趋势概述

本期入选 4 条推文，来自 4 位作者，按所谈的事归为 3 组。[^t1]

### 核心信息

1. **Larkspur 3**：Larkspur 发布 Larkspur 3，推理价格下降 20%。[^t1][^t4]
2. author_2（@author_2）9 月 7 日 12:02 写道：“{_PART}”（节选）。[^t2]
3. 据传 Corvane 将收购 Fennwick。 *传闻 · 单一来源*[^t3]

## 详细分析部分

### 重要观点与见解

除核心信息所列，本期没有其他值得单列的观点。

### 关键事件与发展

除核心信息所列，本期没有其他值得单列的事件。

### 个股与数字货币分析与市场反应

除核心信息所列，本期推文没有再谈到个股或数字货币。

### 专项分析

#### 人工智能

除核心信息所列，本期推文没有再谈到人工智能的新进展。

#### 金融市场

除核心信息所列，本期推文没有再谈到金融市场。

## 词云分析

![词云：Larkspur](wordcloud_{SLUG}.png)

{_note(1, _TEXTS[0])}
{_note(2, _PART)}（节选）
{_note(3, _TEXTS[2])}
{_note(4, _TEXTS[3])}
"""
ARTICLE = f"""\
---
title: Larkspur 3 发布
slug: {SLUG}
date: 2026-09-07 23:59:59+08:00
category: 日报
tags: [Larkspur]
summary: 一句话。
status: published
lang: zh-cn
aireport:
  topic: ai
  window: 2026-09-07T00:00:00+08:00/2026-09-08T00:00:00+08:00
  source: jsonl
  fetched_at: 2026-09-08T10:00:00+08:00
  tweets: {{fetched: 5, ads: 1, kept: 4}}
  summarizer: llm
  body: {body_hash(_BODY)}
---

{_BODY}"""
"""The body begins on line 20."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the article lies, and its site's settings."""

    folder: Path
    settings: Settings

    @property
    def article(self) -> Path:
        """The article's file."""
        return self.settings.reports / "2026" / "09" / f"{SLUG}.md"

    def write(self, text: str | bytes) -> None:
        """Write the article, as its author does."""
        self.article.write_bytes(text if isinstance(text, bytes) else text.encode())

    def check(self) -> Review:
        """Check all articles."""
        chosen = choose_articles(self.settings.reports, ())
        return check_articles(chosen, self.settings)

    def find(self) -> list[tuple[int, str]]:
        """Return lines and codes of what the check finds."""
        return [(each.line, each.code) for each in self.check().findings]


def make_desk(folder: Path, *, tweets: bool = True, state: bool = True) -> Desk:
    """Make the site; its tweets and what was generated may be on another machine."""
    values = {
        "PATH": str(folder / "content"),
        "TIMEZONE": "Asia/Shanghai",
        "AIREPORT_TOPICS": TOPICS,
    }
    desk = Desk(folder, parse_settings(values, base=folder))
    desk.article.parent.mkdir(parents=True)
    desk.article.with_name(f"wordcloud_{SLUG}.png").write_bytes(b"\x89PNG")
    if tweets:
        lines = [tweet_line(number, text) for number, text in enumerate(_TEXTS, 1)]
        (folder / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    if state:
        keep_generated(desk.settings.state, SLUG, ARTICLE)
    desk.write(ARTICLE)
    return desk
