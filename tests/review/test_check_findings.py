"""What ``aireport check`` finds: a broken article for each finding, with its line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from edited_articles import ARTICLE, SLUG, make_desk

CLAIM = "据传 Corvane 将收购 Fennwick。 *传闻 · 单一来源*[^t3]"
POINT = "Larkspur 发布 Larkspur 3，推理价格下降 20%。[^t1][^t4]"
EMPTY = "除核心信息所列，本期没有其他值得单列的事件。"


def test_an_article_as_generated_has_no_findings(tmp_path: Path) -> None:
    assert make_desk(tmp_path).find() == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(
            "title: Larkspur 3 发布", "title: a: b", [(2, "front-matter")], id="yaml"
        ),
        pytest.param("title: ", 'title: "', [(2, "front-matter")], id="open quotation"),
        pytest.param("\n---\n\n##", "\n\n##", [(1, "front-matter")], id="no end"),
        pytest.param("2026-09-07 23:59:59", "Mo, 7", [(4, "date")], id="date"),
        pytest.param(
            "status: published", "status: drfat", [(8, "status")], id="status"
        ),
        pytest.param(f"slug: {SLUG}", "slug: ！", [(3, "slug")], id="slug"),
        pytest.param("title: Larkspur 3 发布", "title:", [(2, "title")], id="title"),
        pytest.param("tags: [Larkspur]", "tags: {a: b}", [(6, "tags")], id="tags"),
        pytest.param(
            "tags: [Larkspur]", "tags: a, b", [(6, "tags")], id="tags as text"
        ),
        pytest.param(
            "2026-09-07T00:00",
            "2026-13-07T00:00",
            [(12, "aireport-window")],
            id="window",
        ),
        pytest.param(
            "2026-09-08T10:00:00+08:00",
            "soon",
            [(14, "aireport-fetched-at")],
            id="fetched",
        ),
        pytest.param("ads: 1", "ads: 2", [(15, "aireport-tweets")], id="counts"),
        pytest.param("body: sha256:", "body: ", [(17, "aireport-body")], id="hash"),
        pytest.param(
            "status: published",
            "status: published\nwritten_by: me",
            [(9, "written-by")],
            id="written by",
        ),
        pytest.param(
            "status: published", "status: published\nwritten_by: author", [], id="own"
        ),
        pytest.param(
            "status: published",
            "status: published\ncorrections: [{date: 9 月 8 日, text: 改}, 7, [改]]",
            [(9, "corrections"), (9, "corrections")],
            id="corrections",
        ),
        pytest.param(
            "status: published",
            "status: published\ncorrections: [{date: 2026-09-08, text: 改}]",
            [],
            id="sound corrections",
        ),
        pytest.param(
            "status: published", "statsu: published", [(8, "unknown-key")], id="key"
        ),
        pytest.param("summarizer:", "sumarizer:", [(16, "unknown-key")], id="our key"),
        pytest.param("category: 日报", "title: 乙", [(5, "key-twice")], id="key twice"),
        pytest.param(POINT, POINT + "[^t5]", [(28, "unknown-note")], id="mark"),
        pytest.param(
            "[^t1]\n\n### 核", "\n\n### 核", [(24, "no-evidence")], id="evidence"
        ),
        pytest.param(
            CLAIM,
            "另一件事。",
            [(30, "no-evidence"), (62, "uncited-note")],
            id="new claim",
        ),
        pytest.param(
            "\n[^t4]:", "\n[^t5]: a\n[^t4]:", [(63, "uncited-note")], id="note"
        ),
        pytest.param(
            "\n[^t4]:", "\n[^t3]: a\n[^t4]:", [(63, "note-twice")], id="twice"
        ),
        pytest.param("**@author_3**", "作者", [(62, "note-form")], id="form of a note"),
        pytest.param(
            "“据传 Corvane 将收购 Fennwick”", "", [(62, "note-form")], id="no quotation"
        ),
        pytest.param(
            "author_3/status/t3", "author_3/status/t4", [(62, "note-link")], id="link"
        ),
        pytest.param(
            "x.com/author_3/", "x.com/ann/", [(62, "note-link")], id="link's author"
        ),
        pytest.param("author_3", "ann", [(62, "note-author")], id="author"),
        pytest.param(
            "“据传 Corvane 将收购 Fennwick”",
            "“Corvane 收购 Fennwick”",
            [(62, "note-quotation")],
            id="words",
        ),
        pytest.param("20%。[^t1]", "30%。[^t1]", [(28, "claim-number")], id="a lie"),
        pytest.param(" *传闻 · 单一来源*", "", [(30, "claim-sources")], id="no mark"),
        pytest.param(
            CLAIM,
            CLAIM.replace("据传 ", "").replace("传闻 · ", ""),
            [(30, "claim-modality")],
            id="rumour",
        ),
        pytest.param(
            "[^t1][^t4]",
            " *单一来源*[^t1][^t4]",
            [(28, "claim-sources")],
            id="wrong mark",
        ),
        pytest.param(EMPTY, f"- {POINT}", [(40, "claim-repeated")], id="repeated"),
        pytest.param(
            "归为 3 组。",
            "归为 3 组。讨论最多的是 Corvane 的股价涨了 300%。",
            [(24, "claim-name"), (24, "claim-number")],
            id="a lie behind counts",
        ),
        pytest.param("9 月 7 日 12", "9 月 6 日 12", [(29, "claim-date")], id="day"),
        pytest.param(
            "128K 上下文”（节选）。",
            "256K 上下文”（节选）。",
            [(29, "claim-quotation")],
            id="altered quotation",
        ),
        pytest.param("](wordcloud", "](cloud", [(58, "picture")], id="picture"),
        pytest.param(
            "![词云：Larkspur]", "![]", [(58, "picture-words")], id="words of a picture"
        ),
        pytest.param(
            f"### 关键事件与发展\n\n{EMPTY}\n",
            "",
            [(39, "section-missing")],
            id="heading",
        ),
        pytest.param(
            "## 词云分析", "## 词云", [(60, "section-missing")], id="last heading"
        ),
        pytest.param(
            "#### 金融市场",
            "#### 人工智能",
            [(52, "section-twice"), (56, "section-missing")],
            id="doubled",
        ),
        pytest.param(
            "## 词云分析", "# 附\n\n## 词云分析", [(56, "heading-level")], id="level"
        ),
        pytest.param("推理价格", "推理<i>价格</i>", [(28, "raw-html")], id="html"),
        pytest.param(
            "推理价格", "推理[价格](file:///etc/hosts)", [(28, "link")], id="file"
        ),
        pytest.param(
            "推理价格", "推理[价格]({attach}/../x)", [(28, "link")], id="attach"
        ),
        pytest.param("推理价格", "推理[价格](~/x)", [(28, "link")], id="home"),
        pytest.param(
            "## 词云", "[a]: file:///x\n\n## 词云", [(56, "link")], id="reference"
        ),
        pytest.param(
            "推理价格",
            "推理价格 <file:///x>",
            [(28, "claim-structure"), (28, "link")],
            id="bare",
        ),
        pytest.param("推理价格", "推理[价格](C:\\x)", [(28, "link")], id="drive"),
        pytest.param(
            "[^t1][^t4]",
            "[^t1][^t4][^t9]",
            [(28, "unknown-note")],
            id="mark without note",
        ),
        pytest.param(
            *(" *传闻 · 单一来源*[^t3]", " *传闻 · 单一来源*[^t1][^t9]"),
            [(30, "unknown-note"), (62, "uncited-note")],
            id="mistyped mark beside another",
        ),
        pytest.param(
            "[^t4]\n",
            "【^t4】\n",
            [(28, "broken-mark"), (63, "uncited-note")],
            id="Chinese brackets",
        ),
        pytest.param(
            "入选 4 条", "入选 5 条", [(24, "claim-number")], id="wrong count"
        ),
    ],
)
def test_what_is_broken_is_found_on_its_line(
    tmp_path: Path, old: str, new: str, found: list[tuple[int, str]]
) -> None:
    desk = make_desk(tmp_path)
    assert old in ARTICLE
    desk.write(ARTICLE.replace(old, new, 1))
    assert desk.find() == found


def _with_tweets(*ids: str) -> str:
    """Return the article, its first point resting on other tweets as well."""
    link = "[原推](https://x.com/author_{0}/status/t{0})"
    notes = "".join(
        f"[^t{each}]: **@author_{each}** · 2026-09-07 12:0{each} · "
        f"{link.format(each)}：“Larkspur 3 降价 20%”\n"
        for each in ids
    )
    marks = "".join(f"[^t{each}]" for each in ids)
    return ARTICLE.replace("[^t1][^t4]", f"[^t1][^t4]{marks}") + notes


def test_a_cited_tweet_that_nobody_knows_is_found(tmp_path: Path) -> None:
    """Neither among the tweets of the window nor in the generated text."""
    desk = make_desk(tmp_path)
    desk.write(_with_tweets("7"))
    assert desk.find() == [(28, "unknown-tweet")]


def test_a_cited_tweet_of_the_generated_text_is_known(tmp_path: Path) -> None:
    """Even where the files have lost it: by its words, unless its note was cut."""
    desk = make_desk(tmp_path)
    (tmp_path / "t.jsonl").write_text(
        (tmp_path / "t.jsonl").read_text(encoding="utf-8").split("\n")[0],
        encoding="utf-8",
    )
    edited = ARTICLE.replace("Corvane 将收购", "Corvane 或将收购", 1)
    desk.write(edited.replace("author_2（@author_2）9 月 7 日 12:02 写道：", "据悉，"))
    lacking = [each.lines for each in desk.check().not_compared]
    assert (desk.find(), lacking) == ([], [(29,)])


def test_more_than_five_tweets_are_too_many(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, tweets=False)
    desk.write(_with_tweets("5", "6", "7", "8"))
    assert desk.find() == [(28, "too-many-tweets")]


def test_sections_out_of_order_are_found(tmp_path: Path) -> None:
    """The one that stands too early is named."""
    desk = make_desk(tmp_path)
    head, rest = ARTICLE.split("### 重要观点")
    views, events = f"### 重要观点{rest}".split("### 关键事件")
    events, markets = f"### 关键事件{events}".split("### 个股")
    desk.write(f"{head}{events}{views}### 个股{markets}")
    assert desk.find() == [(34, "section-order")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("推理价格下降 20%", "推理降价 20%", id="other words"),
        pytest.param("据传 Corvane", "@author_3 说，据传 Corvane", id="author named"),
        pytest.param("**Larkspur 3**：", "", id="without a lead"),
        pytest.param("summary: 一句话。", "summary: 另一句。", id="front matter"),
        pytest.param("status: published", "status: skip", id="a day kept away"),
        pytest.param("1. **", "1.  **", id="spaces"),
        pytest.param("推理价格", "推理[价格](https://example.com/a)", id="link"),
        pytest.param("## 词云分析", "## 词云分析\n\n`<i>a</i> [^x]`", id="code"),
        pytest.param("## 简要部分", "<!-- 待查 -->\n\n## 简要部分", id="comment"),
    ],
)
def test_an_honest_edit_has_no_findings(tmp_path: Path, old: str, new: str) -> None:
    desk = make_desk(tmp_path)
    desk.write(ARTICLE.replace(old, new, 1))
    assert desk.find() == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(lambda text: f"\ufeff{text}".encode(), id="BOM"),
        pytest.param(
            lambda text: f"\ufeff{text}".replace("\n", "\r\n").encode(), id="both"
        ),
    ],
)
def test_lines_are_those_of_the_file_whatever_their_ends(
    tmp_path: Path, change: Callable[[str], bytes]
) -> None:
    desk = make_desk(tmp_path)
    broken = ARTICLE.replace("status: published", "status: drfat")
    desk.write(change(broken.replace("20%。[^t1]", "30%。[^t1]")))
    assert desk.find() == [(8, "status"), (28, "claim-number")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("\n\n---\ntitle: a: b\n---\nx\n", 4, id="blank lines before"),
        pytest.param("x\n", 1, id="none"),
        pytest.param("", 1, id="empty"),
    ],
)
def test_front_matter_that_cannot_be_read_is_one_finding(
    tmp_path: Path, text: str, line: int
) -> None:
    desk = make_desk(tmp_path)
    desk.write(text)
    assert desk.find() == [(line, "front-matter")]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param(
            *("[^t1][^t4]", "[^t1][^t4][^t44]"),
            "[^t44] leads to no note; did you mean [^t4]?",
            id="label",
        ),
        pytest.param(
            *("status: published", "status: drfat"),
            "'drfat' is no status; did you mean draft?",
            id="status",
        ),
        pytest.param(
            *("status: published", "status: later"),
            "'later' is no status; use draft, published, hidden, skip",
            id="far from any status",
        ),
        pytest.param(
            *("x.com/author_3/", "x.com/ann/"),
            "the note [^t3] does not lead to its own tweet; "
            "link to https://x.com/author_3/status/t3",
            id="link",
        ),
        pytest.param(
            *("[^t4]\n", "【^t4】\n"),
            "【^t4】 is no mark of a note; write [^t4]",
            id="Chinese brackets",
        ),
        pytest.param(
            *("  topic: ai", "\ttopic: ai"),
            "found character that cannot start any token; indent it with spaces",
            id="tab",
        ),
        pytest.param(
            *("title: ", 'title: "'),
            "found unexpected end of stream; close its quotation marks on this line",
            id="quotation marks",
        ),
        pytest.param(
            *("[Larkspur]", "[Larkspur"),
            "did not find expected ',' or ']'; close its bracket on this line",
            id="bracket",
        ),
        pytest.param(
            *("title: ", "title: [重磅] "),
            "did not find expected key; put values that hold a colon or begin with a "
            "sign into quotation marks",
            id="sign",
        ),
        pytest.param(
            *("title: ", "title: \0"),
            "front matter: not usable as YAML; take out characters that are no text",
            id="no text",
        ),
        pytest.param(
            *("sha256:", ""),
            "aireport.body is no hash of a body; restore the line as it was generated",
            id="hash",
        ),
    ],
)
def test_a_finding_names_the_way_out(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    desk = make_desk(tmp_path)
    desk.write(ARTICLE.replace(old, new, 1))
    finding = desk.check().findings[0]
    assert f"{finding.message}; {finding.remedy}" == words


def test_two_files_of_one_slug_are_both_found(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    other = desk.settings.reports / "b.md"
    other.write_text(f"---\ntitle: b\nslug: {SLUG.upper()}\ndate: 2026-09-07\n---\nx\n")
    found = [
        (each.path.name, each.line, each.message) for each in desk.check().findings
    ]
    assert found == [
        (f"{SLUG}.md", 3, f"b.md has the slug {SLUG!r} as well"),
        ("b.md", 3, f"2026/09/{SLUG}.md has the slug {SLUG!r} as well"),
    ]


LEGACY = """\
---
layout: post
title: "ai_20251204_20251204"
date: 2025-12-04
---

报告 (2025-12-04 至 2025-12-04)

# 标题

## 核心信息概述

1. **Larkspur**：涨了 300%。
![](cloud.png)
"""
FOREIGN = """\
---
title: 手记
date: 2026-09-07
tags: a, b
---

## 核心信息

- 没有出处的一句话
- 另有出处的一句话[^a]

[^a]: 一本书
"""


@pytest.mark.parametrize("text", [LEGACY, FOREIGN], ids=["legacy", "somebody's"])
def test_what_is_no_report_of_ours_has_no_findings(tmp_path: Path, text: str) -> None:
    desk = make_desk(tmp_path)
    (desk.settings.reports / "old.md").write_text(text, encoding="utf-8")
    assert (desk.find(), desk.check().not_compared) == ([], ())
