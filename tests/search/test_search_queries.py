"""Forty queries, typed: all that is there is found, and nothing else is shown."""

import re
import unicodedata
from collections.abc import Callable

from playwright.sync_api import Page
from search.invented import Invented
from search.searching import Hit, hits_of, read_on, type_query

QUERIES = (
    *("多模态", "开源", "字节跳动", "芯片", "马斯克", "GPT-5.1", "Claude Opus 4.5"),
    *(
        "DeepSeek",
        "AI 芯片",
        "V3.2",
        "开源模型",
        "估值泡沫",
        "英伟达",
        "OpenAI",
        "Open",
    ),
    *("世界模型", "算力", "机器人", "数据中心", "gemini 3", "ＧＰＴ５．１", "gpt 5"),
    *("DeepSeek V3.2", "微软 融资", "埃隆马斯克", "sora-3", "API 50%", "what’s next"),
    *("发布世界模型 Sora‑3", "智能体", "青鸾智能", "Larkspur 开源", "pena", "3.2 6"),
    *("IMG", "第3 期", "量子计算机", "自动驾驶", "Perplexity", "Llama 芯片"),
)
_LACKING = {"自动驾驶", "Perplexity", "Llama 芯片"}


def _plain(text: str) -> str:
    """Make a text comparable, by other means than what is tested."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\s\u2010-\u2015・·’'-]", "", folded)


def _expected(query: str, reports: tuple[Invented, ...]) -> set[Hit]:
    words = [_plain(word) for word in query.split()]
    found = {
        Hit(report.slug, text)
        for report in reports
        for text in report.texts
        if all(word in _plain(text) for word in words)
    }
    # The one article that is no report.
    essay = "没有小节的文章，只谈量子计算机。"
    return found | ({Hit("essay", essay)} if query in essay else set())


def test_the_queries_ask_for_what_is_there_and_what_is_not(
    reports: tuple[Invented, ...],
) -> None:
    """All but three have hits, some more than one page of them."""
    counts = {query: len(_expected(query, reports)) for query in QUERIES}
    assert len(counts) == 40
    assert {query for query, count in counts.items() if not count} == _LACKING
    assert sum(count > 10 for count in counts.values()) > 20


def test_all_that_is_there_is_found_and_nothing_else(
    open_page: Callable[..., Page], address: str, reports: tuple[Invented, ...]
) -> None:
    """Recall 1.0, and precision 1.0 of what is shown; each hit once."""
    page = open_page(f"{address}search/")
    wrong = {}
    for query in QUERIES:
        type_query(page, query)
        first, found = hits_of(page), read_on(page)
        expected = _expected(query, reports)
        if sorted(found) != sorted(expected) or len(first) > 10:
            wrong[query] = (len(first), set(found) ^ expected)
    assert wrong == {}
