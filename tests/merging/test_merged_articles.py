"""Whole files merged: line ends, byte order mark and what nobody changed stay."""

import pytest

from pelican_aireport.articles.front_matter import body_hash
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.merging.articles import merge_articles


def _file(body: str, title: str = "甲") -> str:
    head = f"title: {title}\nslug: a\nlang: zh-cn\naireport:\n  body: {body_hash(body)}"
    return f"---\n{head}\n---\n\n{body}"


BASE = _file("## 核心信息\n\n1. 甲公司发布。[^1]\n\n[^1]: 注\n")
THEIRS = _file(
    "## 核心信息\n\n1. 甲公司发布。[^1]\n2. 乙涨价。[^1]\n\n[^1]: 注\n", "乙"
)


@pytest.mark.parametrize(
    "ours",
    [
        pytest.param(BASE, id="as generated"),
        pytest.param(BASE.replace("\n", "\r\n"), id="Windows"),
        pytest.param("\ufeff\n\n" + BASE.replace("\n", "\r"), id="old Mac"),
        pytest.param(BASE.replace("---\n\n", "--- \r\n\r\n\n\n") + " \n\n", id="mixed"),
        pytest.param(BASE.rstrip("\n"), id="no last line end"),
        pytest.param(BASE.replace("---\n\n", "...\n"), id="another end"),
    ],
)
def test_without_news_no_byte_changes(ours: str) -> None:
    assert merge_articles(BASE, ours, BASE, load_aliases()).text == ours


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "mark"])
def test_news_arrive_in_the_form_of_the_file(end: str, mark: str) -> None:
    ours, theirs = (mark + text.replace("\n", end) for text in (BASE, THEIRS))
    assert merge_articles(BASE, ours, THEIRS, load_aliases()).text == theirs


def test_conflicts_are_marked_in_the_form_of_the_file() -> None:
    ours = BASE.replace("甲公司发布", "甲公司预告").replace("\n", "\r\n")
    theirs = BASE.replace("甲公司发布", "甲公司发布 3 款")
    merged = merge_articles(BASE, ours, theirs, load_aliases())
    assert merged.marked is not None
    assert (merged.marked.count("\n"), merged.marked.count("\r\n")) == (19, 19)
    assert "<<<<<<< 你的文字\r\n1. 甲公司预告。[^1]\r\n" in merged.marked


def test_the_language_of_the_new_text_decides_on_the_marks() -> None:
    english = BASE.replace("zh-cn", "en")
    ours = english.replace("甲公司发布", "甲公司预告")
    theirs = english.replace("甲公司发布", "甲公司发布 3 款")
    merged = merge_articles(english, ours, theirs, load_aliases())
    assert "<<<<<<< your text\n" in str(merged.marked)
