"""The description of a pull request: what it shows, and how it keeps its limit."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import cmarkgfm
import pytest

from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.escaping import escape
from pelican_aireport.articles.report_file import Site, read_report_file
from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.model import Claim, DropReason
from pelican_aireport.review.__main__ import main
from pelican_aireport.review.evidence_table import (
    LONGEST,
    ReviewedReport,
    render_evidence,
)
from pelican_aireport.review.table_words import table_words

SITE = Site(timezone=ZoneInfo("Asia/Shanghai"), lang="zh-cn", titles={"ai": "日报"})
ARTICLE = """\
---
title: Larkspur 3 发布
slug: ai_20260908_20260908
date: 2026-09-08 23:59:59+08:00
status: {status}
lang: zh-cn
aireport:
  topic: ai
  window: 2026-09-08T00:00:00+08:00/2026-09-09T00:00:00+08:00
  source: x
  tweets: {{fetched: 20, promoted: 3, ads: 2, kept: 15}}
  summarizer: llm
  model: deepseek/deepseek-chat
  cost_usd: 0.0071
  claims: {{total: 3, left_out: 1}}
  partial: 读取页数已达上限
---

## 简要部分

### 核心信息

{claims}

[^7]: **@ann** · 2026-09-08 21:03 · 赞 1,234 · 转 321 · [原推](https://x.com/ann/status/7)：“发布了”
[^8]: **@bob_b** · 2026-09-08 21:04 · [原推](https://x.com/bob_b/status/8)：“听说”
[^10]: “一句”
"""
CLAIMS = """\
1. **Larkspur 3**：Larkspur 3 发布，价格减半。[^7][^8] *已发布*
2. 据传 Tarn 将被收购。[^8] *传闻 · 单一来源*
3. 没有出处的一句话。
4. 出处不见了。[^9]
5. 只有一句引文。[^10]
6. “发布了”。[^7] *摘引原文*
"""
Write = Callable[..., ReviewedReport]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return what writes an article and reads it for review."""

    def write_article(
        claims: str = CLAIMS,
        *,
        status: str = "published",
        findings: Mapping[Claim, Sequence[str]] | None = None,
    ) -> ReviewedReport:
        path = tmp_path / "a.md"
        text = ARTICLE.format(claims=claims, status=status)
        path.write_text(text, encoding="utf-8")
        file = read_report_file(path, SITE)
        return ReviewedReport(file=file, path="content/a.md", findings=findings)

    return write_article


def html_of(markdown: str) -> str:
    """Return what GitHub's engine makes of a description."""
    return str(cmarkgfm.github_flavored_markdown_to_html(markdown))


def rows_of(html: str) -> list[list[str]]:
    """Return the texts of a page's cells, row by row."""
    rows = re.findall(r"<tr>\n(<td>.*?)</tr>", html, re.DOTALL)
    cells = (re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in rows)
    return [[unescape(re.sub("<[^>]*>", "", cell)) for cell in row] for row in cells]


def test_a_report_is_shown_with_its_facts_its_doubts_and_its_claims(
    write: Write,
) -> None:
    """The whole description of a small report."""
    assert render_evidence([write()]) == (
        table_words("zh-CN").say("intro")
        + """

## Larkspur 3 发布

- **合并后公开**
- 话题：日报
- 时段：2026-09-08 00:00 至 2026-09-08 23:59 (+0800)
- 推文：抓取 20 条，入选 15 条；去掉付费推广 3、广告 2
- 撰写：模型 deepseek/deepseek-chat；费用 0.0071 美元
- 文件：content/a.md
- ⚠️ **数据不全**：只取到这个时段的一部分推文（读取页数已达上限）。

**需要看一看**

- 模型另有 1 条没有通过核对，未写入。
- **缺证据**：没有出处的一句话。
- **缺证据**：出处不见了。\\[^9\\]
- **出处 10 没有原推链接**：只有一句引文。
- **摘引原文：模型的原句没有通过核对**：“发布了”。
- **传闻；单一来源**：据传 Tarn 将被收购。

### 核心信息

| 结论 | 推文 | 核对 |
| --- | --- | --- |
| Larkspur 3：Larkspur 3 发布，价格减半。 | [ann](https://x.com/ann/status/7) 1,234 赞\
、[bob_b](https://x.com/bob_b/status/8) | 已发布；旧稿，未核对 |
| 据传 Tarn 将被收购。 | [bob_b](https://x.com/bob_b/status/8) | \
传闻 · 单一来源；旧稿，未核对 |
| 没有出处的一句话。 | — | 缺证据 |
| 出处不见了。\\[^9\\] | — | 缺证据 |
| 只有一句引文。 | 10 | 出处 10 没有原推链接 |
| “发布了”。 | [ann](https://x.com/ann/status/7) 1,234 赞 | 摘引原文；旧稿，未核对 |
"""
    )


def test_findings_stand_first_and_what_has_none_has_passed(write: Write) -> None:
    """They come from whoever checks, by claim; what was not checked says so."""
    claims = claims_of(write().file.report.outline.digest)
    first, rumour, *_ = next(each for each in claims.values() if each)
    found = {first: (), rumour: ("“Tarn” is in no tweet that @bob wrote",)}
    reviewed = write(findings=found)
    text = render_evidence([reviewed])
    assert [row[2] for row in rows_of(html_of(text))] == [
        "已发布；✓ 通过",
        "“Tarn” is in no tweet that @\u2060bob wrote；传闻 · 单一来源",
        "缺证据",
        "缺证据",
        "出处 10 没有原推链接",
        "摘引原文；旧稿，未核对",
    ]
    assert first.text not in text.partition("###")[0]
    doubts = text.partition("**需要看一看**")[2].splitlines()
    assert doubts[3].startswith("- **“Tarn” is in no tweet")


@pytest.mark.parametrize(
    ("status", "outlook"),
    [
        pytest.param("published", "publishes", id="published"),
        pytest.param("draft", "stays_draft", id="draft"),
        pytest.param("hidden", "stays_draft", id="hidden"),
        pytest.param("skip", "skipped", id="skip"),
    ],
)
def test_it_says_what_merging_makes_of_an_article(
    write: Write, status: str, outlook: str
) -> None:
    words = table_words("zh-CN")
    assert f"- **{words.say(outlook)}**\n" in render_evidence([write(status=status)])


HOSTILE = [
    "@everyone 快看 @octocat/team",
    "Fixes #1 closes GH-2 o/r#3",
    "![x](https://evil.example/p.png)",
    "[点我](https://evil.example)",
    "https://evil.example www.evil.example a@evil.example",
    "<img src=x onerror=alert(1)><script>alert(1)</script>",
    "| a | b | c |",
    "``` `code` $x$ ~~no~~ **bold**",
    "<!-- --> </details> &lt;b&gt;",
    "\u202etxet\u202c \u200b零宽",
    "[ref]: https://evil.example",
    "commit 0123456789abcdef0123456789abcdef01234567",
]


def test_hostile_tweets_do_nothing_in_it(write: Write) -> None:
    """No image, no link but to tweets, nobody named, one row for each claim."""
    # As the writer writes them: shown, not meant.
    lines = (f"{n}. 甲{escape(text)}[^7]" for n, text in enumerate(HOSTILE, 1))
    reviewed = write("\n".join(lines))
    claims = claims_of(reviewed.file.report.outline.digest)
    html = html_of(render_evidence([reviewed]))
    shown = unescape(re.sub("<[^>]*>", "", html))
    assert sorted(set(re.findall(r"<(\w+)", html))) == [
        *("a", "h2", "h3", "li", "p", "strong", "table", "tbody", "td", "th"),
        *("thead", "tr", "ul"),
    ]
    assert set(re.findall(r'href="([^"]*)"', html)) == {"https://x.com/ann/status/7"}
    assert re.findall(r"@\w|#\d|GH-\d|https?://|www\.|[0-9a-f]{40}", shown) == []
    assert len(rows_of(html)) == sum(map(len, claims.values())) == len(HOSTILE)


def test_a_title_cannot_open_a_block_or_name_anybody(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    front = (
        "---\ntitle: '@octocat #1 <img> [x](https://evil.example)'\ndate: 2026-09-08\n"
    )
    path.write_text(front + "---\n\n## 核心信息\n\n1. 甲[^7]\n", encoding="utf-8")
    reviewed = ReviewedReport(file=read_report_file(path, SITE), path="a`|b.md")
    html = html_of(render_evidence([reviewed]))
    assert re.findall(r"<(?:img|a)\b|@o|#1", html) == []


def test_what_does_not_fit_is_named_and_nothing_is_cut_in_two(write: Write) -> None:
    """Later tables give way; the head of a report never does while it fits."""
    long = "".join(f"{n}. 第 {n} 条：{'甲' * 120}。[^7]\n" for n in range(1, 60))
    reviewed = write(long)
    whole = render_evidence([reviewed])
    text = render_evidence([reviewed] * 12)
    assert len(whole) < LONGEST / 3 < len(text) <= LONGEST
    shown = len(rows_of(html_of(text)))
    left_out = text.splitlines()[-1].count("（59 条）")
    assert (shown % 59, shown // 59 + left_out) == (0, 12)
    assert left_out > 0
    assert text.count("## Larkspur 3 发布") == 12


def test_whole_reports_are_counted_where_not_even_their_heads_fit(
    write: Write,
) -> None:
    text = render_evidence([write()] * 400)
    shown = text.count("## Larkspur 3 发布")
    assert len(text) <= LONGEST
    assert f"另外 {400 - shown} 篇稿件" in text.splitlines()[-1]


def test_without_reports_there_is_nothing_to_describe() -> None:
    assert render_evidence([]) == ""


def test_an_english_report_is_told_in_english(tmp_path: Path) -> None:
    """The article's language decides, not the site's."""
    path = tmp_path / "a.md"
    text = ARTICLE.replace("lang: zh-cn", "lang: en").replace("核心信息", "Key points")
    text = text.replace("简要部分", "Briefing").replace("读取页数已达上限", "a limit")
    claims = "1. Tarn is to be bought.[^8] *rumoured · one source*"
    path.write_text(text.format(status="draft", claims=claims), encoding="utf-8")
    file = read_report_file(path, SITE)
    told = render_evidence([ReviewedReport(file=file, path="a.md")])
    assert "- **rumoured; one source**: Tarn is to be bought.\n" in told
    chinese = set(re.findall("[\u4e00-\u9fff]+", told))
    assert chinese == {"发布", "日报"}, "of the title and the topic, nothing else"


def test_both_languages_say_the_same_things() -> None:
    """Each sentence in each language, with the same facts to fill in."""
    forms = [
        {
            name: sorted(re.findall(r"{(\w+)}", text))
            for name, text in {**words.sentences, **words.drops}.items()
        }
        for words in map(table_words, LANGUAGES)
    ]
    assert forms[0] == forms[1]
    assert {each.value for each in DropReason} <= set(forms[0])


def test_the_command_prints_it_and_names_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can be read is printed all the same; the exit code tells."""
    (tmp_path / "content").mkdir()
    settings = tmp_path / "conf.py"
    settings.write_text(
        'PATH = "content"\nTIMEZONE = "Asia/Shanghai"\n', encoding="utf-8"
    )
    good, bad = tmp_path / "a.md", tmp_path / "b.md"
    good.write_text(ARTICLE.format(claims=CLAIMS, status="draft"), encoding="utf-8")
    bad.write_text("no front matter", encoding="utf-8")
    codes = [
        main(["-s", str(settings), str(good)]),
        main(["-s", str(settings), str(good), str(bad)]),
        main(["-s", str(tmp_path / "none.py"), str(good)]),
    ]
    said = capsys.readouterr()
    assert (codes, said.out.count("## Larkspur 3 发布")) == ([0, 1, 1], 2)
    assert f"{bad}: there is no front matter" in said.err
