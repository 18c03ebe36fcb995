"""Feeds as Pelican writes them with the plugin, by real builds."""

import json
import re
from html import unescape
from pathlib import Path

import feedparser
from sites import make_site


def test_no_character_ends_a_build_by_way_of_a_feed(tmp_path: Path) -> None:
    """Pelican's own feeds refuse what XML forbids, ours replace it."""
    site = make_site(tmp_path, "FEED_RSS = 'rss.xml'\nFEED_ATOM = 'atom.xml'\n")
    (site.reports / "report.md").write_text(
        '---\ntitle: "题\\x01"\nslug: t_20260907_20260907\ndate: 2026-09-07\n'
        'tags: ["a\\x02"]\nsummary: "述\\x03"\n---\n\n正\x0b文\n',
        encoding="utf-8",
    )
    (site.folder / "content" / "post.md").write_text(
        "Title: 文\x01\nDate: 2026-09-07\n\n正\x0b文\n", encoding="utf-8"
    )
    assert site.build("--fatal", "errors").returncode == 0
    feeds = [site.output / name for name in ("rss.xml", "atom.xml")]
    parsed = [feedparser.parse(feed.read_bytes()) for feed in feeds]
    assert [(each.bozo, len(each.entries)) for each in parsed] == [(False, 2)] * 2


_PARTIAL = """---
title: 题
slug: t_20260907_20260907
date: 2026-09-07 20:00:00+08:00
status: published
aireport:
  topic: t
  window: 2026-09-07T00:00:00+08:00/2026-09-08T00:00:00+08:00
  partial: 甲 & 乙
---

正文
"""


def test_feeds_with_the_full_text_begin_with_its_notices(tmp_path: Path) -> None:
    """A reader of Atom, RSS or JSON Feed sees no page, which tells them too."""
    site = make_site(tmp_path, "RSS_FEED_SUMMARY_ONLY = False\n")
    (site.reports / "partial.md").write_text(_PARTIAL, encoding="utf-8")
    (site.reports / "whole.md").write_text(
        "---\ntitle: 全\ndate: 2026-09-06\n---\n\n全文\n", encoding="utf-8"
    )
    assert site.build("--fatal", "errors").returncode == 0
    feeds = site.output / "feeds"
    atom = (feeds / "all.atom.xml").read_text(encoding="utf-8")
    rss = (feeds / "all.rss.xml").read_text(encoding="utf-8")
    texts = {
        "atom": re.findall(r"<content[^>]*>(.*?)</content>", atom, re.DOTALL),
        "rss": re.findall(r"<item>.*?<description>(.*?)</description>", rss, re.DOTALL),
        "json": [
            item["content_html"]
            for item in json.loads((feeds / "feed.json").read_bytes())["items"]
        ],
    }
    made = "<p><strong>可能由 AI 生成：</strong>文中没有注明由谁写成。</p>\n"
    partial = (
        f"{made}<p><strong>数据不全：</strong>"
        "只取到这个时段的一部分推文（甲 &amp; 乙）。</p>\n"
        "<p>正文</p>"
    )
    full = [partial, f"{made}<p>全文</p>"]
    assert {
        name: [(unescape(text) if name != "json" else text).strip() for text in found]
        for name, found in texts.items()
    } == dict.fromkeys(texts, full)
