"""Whatever a tweet says is shown as text, and nothing else."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.escaping import clean_line, escape

NASTY = st.text(
    st.sampled_from(
        "\\`*_[]<>~{}$|&#+-=:.)(!^\"'@/%; \t\n\u00a0\u3000"
        "ab1 9x中。，“”：é\u200d\ufe0f😀"
    ),
    max_size=24,
)
WORDS = st.lists(
    st.sampled_from(
        [
            *("[a](b)", "![a](b)", "<b>", "</p>", "<!--", "&amp;", "&#35;", "[^1]"),
            *("^[a]", "**", "__", "~~", "```", "$$", "{attach}", "{static}x"),
            *("|filename|", "- ", "1. ", "12) ", "# ", "> ", "---", "===", "***"),
            *("| a | b |", "|-|-|", "\n", "\n\n", "\n    ", "\t", "  \n", "\\\n"),
            *("https://a.b/c_d", "www.a.b", "a@b.c", "<https://a.b>", "<a@b.c>"),
            *("[x]: y", "[^n]: y", ": ", "\\", "_", "*", "`", "“", "”", "(c)", "--"),
            *("字", "word", "snake_case", ":smile:"),
        ]
    ),
    max_size=8,
).map("".join)
HOSTILE = NASTY | WORDS | st.text(max_size=24)


_Shown = tuple[str, frozenset[str]]


def _show(markdown: str, selector: str) -> list[_Shown]:
    """Return text and inner tags of each element, but for notes and bold leads."""
    page = BeautifulSoup(render_html(markdown), "html.parser")
    for link in page.select("sup.footnote-ref, a.footnote-backref"):
        link.decompose()
    return [
        (
            # A footnote's text is followed by a space and the way back.
            element.get_text().strip("\n").rstrip(" "),
            frozenset(tag.name for tag in element.find_all(name=True))
            - {"p", "strong"},
        )
        for element in page.select(selector)
    ]


def _show_in_each_place(texts: Sequence[str]) -> dict[str, list[_Shown]]:
    escaped = [escape(text) for text in texts]
    bold = [escape(f"b{text}b") for text in texts]
    items = [
        f"**{lead}**：{text}[^1]" for lead, text in zip(bold, escaped, strict=True)
    ]
    marks = "".join(f"[^{number}]" for number in range(len(texts)))
    notes = [f"[^{number}]: {text}" for number, text in enumerate(escaped)]
    quotes = [f"[^{number}]: **@a** · “{text}”" for number, text in enumerate(escaped)]
    return {
        "paragraph": _show("\n\n".join(escaped), "p"),
        "numbered": _show(
            "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1))
            + "\n\n[^1]: n\n",
            "ol > li:has(strong)",
        ),
        "listed": _show("\n".join(f"- {text}" for text in escaped), "li"),
        "note": _show("\n".join([marks, "", *notes]), "section li"),
        "quotation": _show("\n".join([marks, "", *quotes]), "section li"),
    }


def _check_inert(texts: Iterable[str]) -> None:
    """Check that texts, and nothing else, are seen in every place of an article."""
    texts = [text for text in texts if clean_line(text)]
    shown = [clean_line(text) for text in texts]
    bold = [clean_line(f"b{text}b") for text in texts]
    leads = [f"{lead}：{line}" for lead, line in zip(bold, shown, strict=True)]
    expected = {
        "paragraph": shown,
        "numbered": leads,
        "listed": shown,
        "note": shown,
        "quotation": [f"@a · “{line}”" for line in shown],
    }
    assert _show_in_each_place(texts) == {
        place: [(line, frozenset()) for line in lines]
        for place, lines in expected.items()
    }


@settings(max_examples=300, deadline=None)
@given(HOSTILE)
@example("_a_ __b__ a_b _")
@example("&nbsp;&#x26;&a")
@example("[^1]: x")
@example("12. a")
@example("1234567890. a")
@example("a\\")
@example("\ufffe\uffff\ufdd0\x00\ud800")
def test_escaped_text_is_shown_exactly(text: str) -> None:
    """As a paragraph, after a bold lead, as a list item, in and as a footnote."""
    _check_inert([text])


def test_collected_attacks_are_shown_exactly(shared_data: Path) -> None:
    strings = shared_data / "attacks" / "strings"
    markdown = shared_data / "attacks" / "markdown"
    texts = [
        *json.loads((strings / "blns.json").read_text(encoding="utf-8")),
        *json.loads(
            (strings / "own-unicode-torture.json").read_text(encoding="utf-8")
        ).values(),
        *json.loads(
            (markdown / "own-markdown-hostile.json").read_text(encoding="utf-8")
        ),
        *(markdown / "markdown-it-xss.txt").read_text(encoding="utf-8").splitlines(),
        # The examples of the specification; its prose is in longer lines.
        *(
            line
            for line in (markdown / "commonmark-spec.txt")
            .read_text(encoding="utf-8")
            .splitlines()
            if len(line) < 30
        ),
    ]

    _check_inert(dict.fromkeys(texts))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("", "", id="empty"),
        pytest.param(" a\n\n b\t\tc ", "a b c", id="white-space"),
        pytest.param("a\u3000b\u00a0c\u2028d", "a b c d", id="unicode-spaces"),
        pytest.param("a\x00\x07\x1bb", "ab", id="control"),
        pytest.param("安全\u202e }\u2066if", "安全 }if", id="direction-marks"),
        pytest.param("比\u200b特\u200b币", "比特币", id="zero-width-space"),
        pytest.param("G\ufeffPT Open\u00adAI", "GPT OpenAI", id="bom-and-soft-hyphen"),
        pytest.param("👩\u200d💻 ❤\ufe0f", "👩\u200d💻 ❤\ufe0f", id="emoji"),
        pytest.param("a\ud800b", "ab", id="lone-surrogate"),
        pytest.param("a\ufffeb\uffff\ufdd0", "ab", id="no-characters"),
        pytest.param("क्षि é Ω", "क्षि é Ω", id="combining-marks"),
    ],
)
def test_a_clean_line_has_only_what_can_be_seen(text: str, line: str) -> None:
    assert line == clean_line(text)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Larkspur 3 发布：推理价格下降 50%！", id="chinese"),
        pytest.param("snake_case_name is fine", id="underscores"),
        pytest.param("Research & more; 3 - 2 = 1 (ok) a:b", id="punctuation"),
        pytest.param("“引语”——作者", id="quotation"),
    ],
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    """The file reads well in any editor."""
    assert escape(text) == text
