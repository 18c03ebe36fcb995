"""Bodies merged: a case for each rule, of base, author's version and new text."""

import pytest
from edited_bodies import merge

from pelican_aireport.errors import ArticleError
from pelican_aireport.merging.bodies import Changes

BASE = """\
## 简要部分

### 主要话题与行业趋势概述

本期入选 5 条推文。讨论最多的是甲。[^1][^2]

### 核心信息

1. **甲**：甲公司发布 Larkspur 3。推理价格下降 50%。预计下周开放。 *单一来源*[^1]
2. **乙**：乙公司推迟 Tarn 2。[^2]
3. **丙**：丙公司收购丁公司。[^3]

## 详细分析部分

### 关键事件与发展

- **戊**：戊公司停产一周。[^4]

### 个股与数字货币分析与市场反应

除核心信息所列，本期推文没有再谈到个股或数字货币。

## 词云分析

![词云：甲、乙](wordcloud_a.png)

[^1]: 注一
[^2]: 注二
[^3]: 注三
[^4]: 注四
"""
JIA = "**甲**：甲公司发布 Larkspur 3。推理价格下降 50%。预计下周开放。 *单一来源*[^1]"
YI, BING, WU = (
    "**乙**：乙公司推迟 Tarn 2。[^2]",
    "**丙**：丙公司收购丁公司。[^3]",
    "**戊**：戊公司停产一周。[^4]",
)
NO_MARKETS = "除核心信息所列，本期推文没有再谈到个股或数字货币。"
NO_EVENTS = "除核心信息所列，本期没有其他值得单列的事件。"
Change = tuple[str, str]


def _change(text: str, *changes: Change) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        pytest.param(
            [],
            [("下降 50%", "下降 60%"), ("预计", "据称")],
            [("下降 50%", "下降 60%"), ("预计", "据称")],
            id="a text that only theirs changed",
        ),
        pytest.param(
            [("下降 50%", "降了一半")],
            [(" *单一来源*[^1]", "[^1][^5]"), ("[^4]: 注四", "[^4]: 注四\n[^5]: 注五")],
            [
                ("下降 50%", "降了一半"),
                (" *单一来源*[^1]", "[^1][^5]"),
                ("[^4]: 注四", "[^4]: 注四\n[^5]: 注五"),
            ],
            id="the author's text, their evidence and marks",
        ),
        pytest.param(
            [("下降 50%", "下降 60%")],
            [("*单一来源*[^1]", "*单一来源*[^1][^3]")],
            [("下降 50%", "下降 60%")],
            id="no evidence of theirs for another figure of the author's",
        ),
        pytest.param(
            [(f"{YI}\n3. ", "")],
            [(YI, "**己**：己公司推迟 Tarn 2。[^3]")],
            [(YI, "**己**：己公司推迟 Tarn 2。[^3]")],
            id="a new claim in the words of one that the author deleted",
        ),
        pytest.param(
            [("甲公司发布", "甲公司正式发布")],
            [("预计下周开放", "预计 10 月开放")],
            [("甲公司发布", "甲公司正式发布"), ("预计下周开放", "预计 10 月开放")],
            id="sentences apart",
        ),
        pytest.param(
            [("推迟 Tarn 2", "称 Tarn 2 要推迟")],
            [("推迟 Tarn 2", "把 Tarn 2 延后")],
            [("推迟 Tarn 2", "称 Tarn 2 要推迟")],
            id="a mere rewording",
        ),
        pytest.param(
            [("推理价格下降 50%", "推理便宜 60%")],
            [("推理价格下降 50%", "推理价格下降 60%")],
            [("推理价格下降 50%", "推理便宜 60%")],
            id="what the author has set right himself",
        ),
        pytest.param(
            [(f"2. {YI}\n3.", "2.")],
            [("推迟 Tarn 2", "推迟 Tarn 2 到 2027 年")],
            [(f"2. {YI}\n3.", "2.")],
            id="a claim that the author deleted",
        ),
        pytest.param(
            [],
            [(f"2. {YI}\n3.", "2."), ("[^2]: 注二\n", ""), ("[^1][^2]", "[^1]")],
            [(f"2. {YI}\n3.", "2."), ("[^2]: 注二\n", ""), ("[^1][^2]", "[^1]")],
            id="a claim that the new text has no more",
        ),
        pytest.param(
            [("乙公司推迟", "乙公司再次推迟")],
            [(f"2. {YI}\n3.", "2."), ("[^2]: 注二\n", "")],
            [("乙公司推迟", "乙公司再次推迟")],
            id="the same, edited by the author",
        ),
        pytest.param(
            [],
            [(f"2. {YI}\n3.", f"2. **己**：己上市。[^2]\n3. {YI}\n4.")],
            [(f"2. {YI}\n3.", f"2. **己**：己上市。[^2]\n3. {YI}\n4.")],
            id="a new claim, numbers counted on",
        ),
        pytest.param(
            [(f"1. {JIA}\n2. {YI}\n3. {BING}", f"1. {BING}\n2. {JIA}\n3. {YI}")],
            [(f"3. {BING}", f"3. **己**：己上市。[^2]\n4. {BING}")],
            [
                (
                    f"1. {JIA}\n2. {YI}\n3. {BING}",
                    f"1. {BING}\n2. {JIA}\n3. {YI}\n4. **己**：己上市。[^2]",
                )
            ],
            id="the author's order, with a new claim behind its predecessor",
        ),
        pytest.param(
            [(f"1. {JIA}\n2. {YI}\n3. {BING}", f"1. {YI}\n2. {JIA}\n3. {BING}")],
            [(f"1. {JIA}\n2. {YI}\n3. {BING}", f"1. {JIA}\n2. {BING}\n3. {YI}")],
            [(f"1. {JIA}\n2. {YI}\n3. {BING}", f"1. {YI}\n2. {JIA}\n3. {BING}")],
            id="both changed the order",
        ),
        pytest.param(
            [
                (f"2. {YI}\n3. {BING}", f"2. {BING}"),
                (f"- {WU}", f"- {WU}\n- {YI}"),
            ],
            [("推迟 Tarn 2", "推迟 Tarn 2 到 2027 年")],
            [
                (f"2. {YI}\n3. {BING}", f"2. {BING}"),
                (f"- {WU}", f"- {WU}\n- {YI}"),
                ("推迟 Tarn 2", "推迟 Tarn 2 到 2027 年"),
            ],
            id="a claim that the author moved to another section",
        ),
        pytest.param(
            [],
            [
                (f"2. {YI}\n3. {BING}", f"2. {BING}"),
                (f"- {WU}", f"- {YI}\n- {WU}"),
            ],
            [
                (f"2. {YI}\n3. {BING}", f"2. {BING}"),
                (f"- {WU}", f"- {YI}\n- {WU}"),
            ],
            id="a claim that the new text moved, in the form of its list",
        ),
        pytest.param(
            [("乙公司推迟", "乙公司再次推迟")],
            [
                (f"2. {YI}\n3. {BING}", f"2. {BING}"),
                (f"- {WU}", f"- {YI}[^3]\n- {WU}"),
            ],
            [("乙公司推迟", "乙公司再次推迟"), ("Tarn 2。[^2]", "Tarn 2。[^2][^3]")],
            id="a claim that the author edited and the new text moved",
        ),
        pytest.param(
            [],
            [(NO_MARKETS, "- **庚**：庚股涨 3%。[^4]")],
            [(NO_MARKETS, "- **庚**：庚股涨 3%。[^4]")],
            id="an empty section is filled",
        ),
        pytest.param(
            [],
            [(f"- {WU}", NO_EVENTS), ("[^4]: 注四\n", "")],
            [(f"- {WU}", NO_EVENTS), ("[^4]: 注四\n", "")],
            id="a section is emptied",
        ),
        pytest.param(
            [("停产一周", "停产三周")],
            [(f"- {WU}", NO_EVENTS), ("[^4]: 注四\n", "")],
            [("停产一周", "停产三周")],
            id="a section is not emptied of the author's words",
        ),
        pytest.param(
            [(f"1. {JIA}\n2. {YI}\n3. {BING}", f"1. {BING}")],
            [(f"3. {BING}", ""), ("[^3]: 注三\n", "")],
            [
                (
                    f"1. {JIA}\n2. {YI}\n3. {BING}",
                    "本期没有值得单列的要点。",
                ),
                ("[^3]: 注三\n", ""),
            ],
            id="of a section nothing is left",
        ),
        pytest.param(
            [(NO_MARKETS, "我来补充一句。")],
            [(NO_MARKETS, "- **庚**：庚股涨 3%。[^4]")],
            [(NO_MARKETS, "我来补充一句。\n\n- **庚**：庚股涨 3%。[^4]")],
            id="the author's sentence in an empty section stays",
        ),
        pytest.param(
            [("### 关键事件与发展", "### 今天还发生了什么")],
            [(f"- {WU}", f"- {WU}\n- **己**：己上市。[^4]")],
            [
                ("### 关键事件与发展", "### 今天还发生了什么"),
                (f"- {WU}", f"- {WU}\n- **己**：己上市。[^4]"),
            ],
            id="a heading that the author renamed",
        ),
        pytest.param(
            [(f"### 关键事件与发展\n\n- {WU}\n\n", "")],
            [(f"- {WU}", f"- {WU}\n- **己**：己上市。[^4]")],
            [(f"### 关键事件与发展\n\n- {WU}\n\n", "")],
            id="a section that the author took away",
        ),
        pytest.param(
            [("## 词云分析", "## 编者按\n\n本期由我校对。\n\n## 词云分析")],
            [("下降 50%", "下降 60%")],
            [
                ("## 词云分析", "## 编者按\n\n本期由我校对。\n\n## 词云分析"),
                ("下降 50%", "下降 60%"),
            ],
            id="a section of the author's own",
        ),
        pytest.param(
            [("2. **乙**", "2. **乙**"), (f"2. {YI}", f"2. {YI}\n   - 编者：存疑")],
            [
                (f"1. {JIA}", f"1. **己**：己上市。[^2]\n2. {JIA}"),
                ("\n2. **乙", "\n3. **乙"),
                ("3. **丙", "4. **丙"),
            ],
            [
                (f"1. {JIA}", f"1. **己**：己上市。[^2]\n2. {JIA}"),
                (f"\n2. {YI}", f"\n3. {YI}\n   - 编者：存疑"),
                ("3. **丙", "4. **丙"),
            ],
            id="what the author nested",
        ),
        pytest.param(
            [("[^2]: 注二", "[^2]: 注二（已核）")],
            [("[^2]: 注二", "[^2]: 注二，赞 9"), ("[^3]: 注三", "[^3]: 注三，赞 9")],
            [("[^2]: 注二", "[^2]: 注二（已核）"), ("[^3]: 注三", "[^3]: 注三，赞 9")],
            id="notes",
        ),
        pytest.param(
            [("![词云：甲、乙]", "![本日词云]")],
            [("![词云：甲、乙]", "![词云：丙、丁]")],
            [("![词云：甲、乙]", "![本日词云]")],
            id="the picture's words",
        ),
        pytest.param(
            [("![词云：甲、乙](wordcloud_a.png)\n\n", "")],
            [("![词云：甲、乙]", "![词云：丙、丁]")],
            [("![词云：甲、乙](wordcloud_a.png)\n\n", "")],
            id="a picture that the author took away",
        ),
        pytest.param(
            [("。[^2]", "。"), ("[^1][^2]", "[^1]")],
            [("。[^2]", "。[^2][^3]")],
            [("。[^2]", "。[^3]"), ("[^1][^2]", "[^1]")],
            id="evidence that the author took away",
        ),
        pytest.param(
            [("2。[^2]", "2。")],
            [("推迟 Tarn 2", "推迟 Tarn 2 到 2027 年")],
            [("推迟 Tarn 2", "推迟 Tarn 2 到 2027 年")],
            id="new words rest on their own evidence",
        ),
        pytest.param(
            [(f"2. {YI}\n3. {BING}", f"2. {BING}"), (f"- {WU}", f"- {WU}\n- {YI}")],
            [(f"2. {YI}\n3. {BING}", f"2. {BING}")],
            [(f"2. {YI}\n3. {BING}", f"2. {BING}"), (f"- {WU}", f"- {WU}\n- {YI}")],
            id="a claim that the author moved and the new text has no more",
        ),
        pytest.param(
            [(YI, "供应链称新品延后至明年。[^2]")],
            [(YI, f"{YI}[^3]")],
            [(YI, "供应链称新品延后至明年。[^2][^3]")],
            id="a claim known again by its evidence alone",
        ),
        pytest.param(
            [(NO_MARKETS, f"{NO_MARKETS}\n\n我来补充一句。")],
            [("下降 50%", "下降 60%")],
            [
                (NO_MARKETS, f"{NO_MARKETS}\n\n我来补充一句。"),
                ("下降 50%", "下降 60%"),
            ],
            id="what the author wrote beside the sentence of an empty section",
        ),
        pytest.param(
            [("1. **甲", "1) **甲"), ("2. **乙", "2) **乙"), ("3. **丙", "3) **丙")],
            [(f"3. {BING}", f"3. **己**：己上市。[^2]\n4. {BING}")],
            [
                *(("1. **甲", "1) **甲"), ("2. **乙", "2) **乙")),
                (f"3. {BING}", f"3) **己**：己上市。[^2]\n4) {BING}"),
            ],
            id="the author's numbers",
        ),
        pytest.param(
            [("2. **乙", "1. **乙"), ("3. **丙", "1. **丙")],
            [(f"3. {BING}", f"3. **己**：己上市。[^2]\n4. {BING}")],
            [
                ("2. **乙", "1. **乙"),
                (f"3. {BING}", f"1. **己**：己上市。[^2]\n1. {BING}"),
            ],
            id="numbers that are all alike",
        ),
        pytest.param(
            [(f"\n3. {BING}", f"\n\n我存疑。\n\n3. {BING}")],
            [(f"2. {YI}\n3.", f"2. **己**：己上市。[^2]\n3. {YI}\n4.")],
            [
                (f"2. {YI}\n3.", f"2. **己**：己上市。[^2]\n3. {YI}\n4."),
                (f"\n4. {BING}", f"\n\n我存疑。\n\n4. {BING}"),
            ],
            id="numbers that go on behind the author's paragraph",
        ),
        pytest.param(
            [(f"3. {BING}", f"3. {BING}\n\n![现场](fire.jpg)")],
            [
                (f"3. {BING}", f"3. {BING}\n4. **己**：己上市。[^2]\n5. {WU}"),
                (f"- {WU}", NO_EVENTS),
            ],
            [
                (f"3. {BING}", f"3. {BING}\n\n![现场](fire.jpg)"),
                ("fire.jpg)", f"fire.jpg)\n\n4. **己**：己上市。[^2]\n5. {WU}"),
                (f"- {WU}", NO_EVENTS),
            ],
            id="new claims behind the author's picture",
        ),
        pytest.param(
            [(f"\n3. {BING}", f"\n\n#### 并购\n\n3. {BING}")],
            [(f"2. {YI}\n3.", f"2. **己**：己上市。[^2]\n3. {YI}\n4.")],
            [
                (f"2. {YI}\n3.", f"2. **己**：己上市。[^2]\n3. {YI}\n4."),
                (f"\n4. {BING}", f"\n\n#### 并购\n\n4. {BING}"),
            ],
            id="numbers that go on behind the author's heading",
        ),
        pytest.param(
            [(f"\n3. {BING}", f"\n\n另外：\n\n1. {BING}\n2. 我的。[^2]")],
            [(f"1. {JIA}\n2.", "1."), (f"\n3. {BING}", f"\n2. {BING}")],
            [
                (f"1. {JIA}\n2.", "1."),
                (f"\n3. {BING}", f"\n\n另外：\n\n1. {BING}\n2. 我的。[^2]"),
            ],
            id="a list that the author begins anew",
        ),
    ],
)
def test_both_sides_are_in_the_merged_body(
    ours: list[Change], theirs: list[Change], merged: list[Change]
) -> None:
    done = merge(BASE, _change(BASE, *ours), _change(BASE, *theirs))
    assert (done.text, done.marked) == (_change(BASE, *merged), None)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param(("下降 50%", "大降"), ("下降 50%", "下降 60%"), id="a figure"),
        pytest.param(("推迟 Tarn 2", "推迟新品"), ("Tarn 2", "Brindle 4"), id="a name"),
        pytest.param(("**丙**", "**丙方**"), ("**丙**", "**Corvane 9**"), id="a lead"),
        pytest.param(
            ("停产一周", "停产七天"),
            ("停产一周。", "停工一周。 *传闻*"),
            id="in which sense it is true",
        ),
    ],
)
def test_what_both_tell_differently_is_left_to_the_author(
    ours: Change, theirs: Change
) -> None:
    """The article keeps his text; beside it all versions are marked."""
    own, new = _change(BASE, ours), _change(BASE, theirs)
    done = merge(BASE, own, new)
    lines = [
        next(line for line in text.splitlines() if line not in other.splitlines())
        for text, other in ((own, BASE), (BASE, own), (new, BASE))
    ]
    marked = (
        f"<<<<<<< 你的文字\n{lines[0]}\n||||||| 生成时的原文\n{lines[1]}\n"
        f"=======\n{lines[2]}\n>>>>>>> 新稿"
    )
    assert (done.text, done.marked, done.changes.conflicts) == (
        own,
        _change(own, (lines[0], marked)),
        1,
    )


SAID = "甲（@ann）9 月 7 日 12:01 写道：“甲发布 Larkspur 3。”"


@pytest.mark.parametrize(
    ("said", "edited", "now", "merged"),
    [
        pytest.param(
            "另有 1 位作者谈到此事。",
            "另有 1 位作者谈到此事。编者已核。",
            "另有 2 位作者谈到此事。",
            "另有 2 位作者谈到此事。编者已核。",
            id="more",
        ),
        pytest.param(
            "另有 4 位作者谈到此事。",
            "编者已核。另有 4 位作者谈到此事。",
            "另有 6 位作者谈到此事，出处列出其中 4 位。",
            "编者已核。另有 6 位作者谈到此事，出处列出其中 4 位。",
            id="more than are cited",
        ),
        pytest.param(
            "另有 1 位作者谈到此事。",
            "还有一位同行证实。",
            "另有 2 位作者谈到此事。",
            "还有一位同行证实。",
            id="in the author's words",
        ),
    ],
)
def test_how_many_others_tell_of_it_is_no_conflict(
    said: str, edited: str, now: str, merged: str
) -> None:
    """A quotation's frame says nothing of the matter: it tells what is true now."""
    base = _change(BASE, ("乙公司推迟 Tarn 2。", SAID + said))
    theirs = _change(base, (f"{said}[^2]", f"{now}[^2][^3]"))
    done = merge(base, _change(base, (said, edited)), theirs)
    assert (done.text, done.marked) == (_change(theirs, (now, merged)), None)


COUNTS = "本期入选 {} 条推文，来自 {} 位作者，按所谈的事归为 3 组。"
LEADING = "讨论最多的是{}（{} 位作者）。"
OLD_COUNTS, OLD_LEADING = COUNTS.format(5, 4), LEADING.format("甲", 2)
NEW_COUNTS, NEW_LEADING = COUNTS.format(8, 7), LEADING.format("乙", 3)


def _overview(said: str, *evidence: int) -> str:
    notes = "".join(f"[^{id_}]" for id_ in evidence)
    return _change(BASE, ("本期入选 5 条推文。讨论最多的是甲。[^1][^2]", said + notes))


@pytest.mark.parametrize(
    ("ours", "merged"),
    [
        pytest.param(
            (f"今天看监管。{OLD_COUNTS}{OLD_LEADING}", 1),
            (f"今天看监管。{NEW_COUNTS}{NEW_LEADING}", 1, 2),
            id="a sentence before",
        ),
        pytest.param(
            (f"{OLD_COUNTS}{OLD_LEADING}监管也热。", 1),
            (f"{NEW_COUNTS}{NEW_LEADING}监管也热。", 1, 2),
            id="a sentence behind",
        ),
        pytest.param((OLD_LEADING, 1), (NEW_LEADING, 1, 2), id="one deleted"),
        pytest.param(
            (f"{OLD_COUNTS}热议的是甲。", 1),
            (f"{NEW_COUNTS}热议的是甲。", 1, 2),
            id="one rewritten",
        ),
        pytest.param(
            ("最要紧的是甲停产。", 4), ("最要紧的是甲停产。", 4), id="all rewritten"
        ),
    ],
)
def test_counts_are_renewed_beside_the_authors_sentences(
    ours: tuple[str, int], merged: tuple[str, int]
) -> None:
    """He does not have to decide on what he did not touch."""
    base = _overview(OLD_COUNTS + OLD_LEADING, 1)
    done = merge(base, _overview(*ours), _overview(NEW_COUNTS + NEW_LEADING, 2))
    assert (done.text, done.marked) == (_overview(*merged), None)


def test_of_counts_that_both_took_away_the_authors_stay() -> None:
    base = _overview(OLD_COUNTS + OLD_LEADING, 1)
    ours = _overview(OLD_LEADING, 1)
    done = merge(base, ours, _overview(NEW_COUNTS, 2))
    assert (done.text, done.changes.conflicts) == (ours, 1)


@pytest.mark.parametrize(
    "ours",
    [
        pytest.param(f"今天有 5 条推文。{OLD_LEADING}", id="rewritten"),
        pytest.param(f"{OLD_COUNTS[:-1]}，其中 5 条可信。", id="added to"),
    ],
)
def test_counts_that_are_not_true_any_more_are_a_conflict(ours: str) -> None:
    base = _overview(OLD_COUNTS + OLD_LEADING, 1)
    done = merge(base, _overview(ours, 1), _overview(NEW_COUNTS + NEW_LEADING, 2))
    assert (done.text, done.changes.conflicts) == (_overview(ours, 1), 1)


def test_the_marked_text_has_the_notes_of_the_new_draft() -> None:
    theirs = _change(
        BASE,
        ("下降 50%", "下降 60%"),
        ("来源*[^1]", "来源*[^5]"),
        ("[^4]:", "[^5]: 注五\n[^4]:"),
    )
    done = merge(BASE, _change(BASE, ("下降 50%", "大降")), theirs)
    assert ("注五" in done.text, "[^5]: 注五\n" in str(done.marked)) == (False, True)


def test_what_a_merge_does_is_counted() -> None:
    ours = _change(BASE, ("推理价格", "价格"), (f"\n3. {BING}", ""), ("一周", "七天"))
    theirs = _change(
        BASE,
        ("*单一来源*[^1]", "[^1][^4]"),
        ("推迟 Tarn 2", "推迟 Tarn 2 到 2027 年"),
        (NO_MARKETS, "- **庚**：庚股涨 3%。[^4]"),
        ("停产一周", "停产 9 天"),
        ("本期入选 5 条推文。讨论最多的是甲。[^1][^2]", "本期没有成形的话题。[^9]"),
    )
    assert merge(BASE, ours, theirs).changes == Changes(
        new=2, changed=2, evidence=1, gone=1, kept=2, conflicts=1
    )


def test_what_would_run_together_is_refused() -> None:
    ours = BASE.rstrip("\n") + "\n\n```\n没有收尾的代码\n"
    theirs = _change(BASE, ("。[^2]", "。[^2][^5]")) + "[^5]: 注五\n"
    with pytest.raises(ArticleError, match="block of code"):
        merge(BASE, ours, theirs)
