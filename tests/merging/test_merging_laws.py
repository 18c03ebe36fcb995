"""What holds of every merge, whatever the author and the new text did."""

import re

from edited_bodies import EMPTY, Body, Item, bodies, edits, merge, render, revisions
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.errors import ArticleError
from pelican_aireport.merging.passages import Sort, read_passages


@st.composite
def trios(draw: st.DrawFn) -> tuple[Body, Body, Body]:
    base = draw(bodies())
    return base, draw(edits(base)), draw(revisions(base))


def _names(body: Body) -> set[str]:
    return {i.name for items in body.sections for i in items if isinstance(i, Item)}


def _told(text: str) -> set[str]:
    return set(re.findall(r"公司 (\w+)\*\*", text))


@given(trios())
@settings(max_examples=50, deadline=None)
def test_without_edits_the_new_text_is_what_remains(
    trio: tuple[Body, Body, Body],
) -> None:
    base, theirs = render(trio[0]), render(trio[2])
    assert merge(base, base, theirs).text == theirs


@given(trios())
@settings(max_examples=50, deadline=None)
def test_without_news_the_article_stays_as_it_is(trio: tuple[Body, Body, Body]) -> None:
    base, ours = render(trio[0]), render(trio[1])
    assert merge(base, ours, base).text == ours


@given(trios())
@settings(max_examples=50, deadline=None)
def test_every_sentence_of_the_author_stays(trio: tuple[Body, Body, Body]) -> None:
    merged = merge(*map(render, trio)).text
    assert [said for said in trio[1].written if said not in merged] == []


@given(trios())
@settings(max_examples=50, deadline=None)
def test_what_the_author_deleted_stays_away(trio: tuple[Body, Body, Body]) -> None:
    merged = merge(*map(render, trio)).text
    assert _told(merged) & {*trio[1].deleted} == set()


@given(trios())
@settings(max_examples=50, deadline=None)
def test_every_new_claim_arrives_once(trio: tuple[Body, Body, Body]) -> None:
    merged = merge(*map(render, trio)).text
    new = _names(trio[2]) - _names(trio[0])
    assert {name: merged.count(f"公司 {name}**") for name in new} == dict.fromkeys(
        new, 1
    )


@given(trios())
@settings(max_examples=50, deadline=None)
def test_merging_again_changes_nothing(trio: tuple[Body, Body, Body]) -> None:
    base, ours, theirs = map(render, trio)
    merged = merge(base, ours, theirs).text
    assert merge(theirs, merged, theirs).text == merged


@given(trios())
@settings(max_examples=50, deadline=None)
def test_no_section_is_lost_and_none_is_without_a_word(
    trio: tuple[Body, Body, Body],
) -> None:
    base, ours, theirs = map(render, trio)
    passages = read_passages(merge(base, ours, theirs).text)
    headings = [p.name for p in passages if p.sort is Sort.HEADING]
    homes = {p.home for p in passages if p.sort not in (Sort.HEADING, Sort.NOTE)}
    bare = [p.name for p in passages if p.sort is Sort.HEADING and p.index not in homes]
    assert (headings, bare) == (
        [p.name for p in read_passages(ours) if p.sort is Sort.HEADING],
        headings[:1],
    )


@given(trios())
@settings(max_examples=50, deadline=None)
def test_every_tweet_that_is_cited_has_its_note(trio: tuple[Body, Body, Body]) -> None:
    merged = merge(*map(render, trio))
    for text in filter(None, (merged.text, merged.marked)):
        cited = set(re.findall(r"\[\^(\w+)\](?!:)", text))
        assert cited <= set(re.findall(r"^\[\^(\w+)\]:", text, re.MULTILINE))


@given(trios())
@settings(max_examples=50, deadline=None)
def test_conflicts_are_marked_with_all_versions(trio: tuple[Body, Body, Body]) -> None:
    merged = merge(*map(render, trio))
    marks = (merged.marked or "").count("<<<<<<< 你的文字\n")
    assert (marks, "<<<<<<<" in merged.text) == (merged.changes.conflicts, False)


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "## 简要部分\n",
                "### 核心信息\n",
                "# 题\n",
                "#### 其他\n",
                "词。\n",
                "\n",
                "\n",
            ),
            *(
                "- 条目[^1]\n",
                "1. 条目\n",
                "3. 第三\n",
                "    - 嵌套\n",
                "  续\n",
                "> 引\n",
            ),
            *(
                "---\n",
                "```\n",
                "| a |\n|---|\n| b |\n",
                "[^1]: 注\n",
                "[^x]: y\n",
                "[^1",
            ),
            *("***", "\x0b", "\u2028", "<p>", "<!--\n", "~~a~~", "\t", "    code\n"),
            *(
                "![a](b.png)\n",
                "本期没有值得单列的要点。\n",
                "**甲**：乙。 *传闻*[^1]\n",
            ),
        ]
    ),
    max_size=25,
).map("".join)


@given(PIECES, PIECES)
@settings(max_examples=100, deadline=None)
def test_without_news_any_text_stays_as_it_is(base: str, ours: str) -> None:
    """Whatever the author made of it."""
    base, ours = base.lstrip("\n"), ours.lstrip("\n")
    assert merge(base, ours, base).text == ours


@given(trios(), PIECES, st.integers(0, 40))
@settings(max_examples=100, deadline=None)
def test_no_line_of_the_author_is_lost(
    trio: tuple[Body, Body, Body], written: str, place: int
) -> None:
    """Whatever he writes, and wherever: it is merged, or the merge is refused."""
    base, ours, theirs = map(render, trio)
    lines = ours.splitlines(keepends=True)
    ours = "".join((*lines[:place], f"\n{written}\n", *lines[place:]))
    try:
        merged = merge(base, ours, theirs).text
    except ArticleError:
        return
    # That a section is empty is no sentence of his: it goes with what arrives there.
    generated = "\n".join((base, theirs, *EMPTY.values()))
    told, mine, known = (
        {"".join(filter(str.isalpha, line)) for line in text.splitlines()}
        for text in (merged, written, generated)
    )
    lost = [each for each in mine - known if not any(each in line for line in told)]
    assert lost == []
