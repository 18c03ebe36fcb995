"""What is searched for is found in text and not in code, on the line of the file."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pelican_aireport.articles.report_file import Site
from pelican_aireport.review.article import parse_article
from pelican_aireport.review.prose import find_in_prose

SITE = Site(timezone=ZoneInfo("UTC"), lang="", titles={})


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param("x\n\ny x\n", [4, 6], id="two paragraphs"),
        pytest.param("- y\n  x\n- x\n", [5, 6], id="inside items"),
        pytest.param("`x` ``x ` x`` x\n", [4], id="code in a line"),
        pytest.param("`x\nx` x\n", [5], id="code over two lines"),
        pytest.param("```\nx\n```\n\nx\n", [8], id="a block of code"),
        pytest.param("    x\n\nx\n", [6], id="an indented block"),
        pytest.param("\\x \\` x `x`\n", [4, 4], id="escaped"),
        pytest.param("a[^1]\n\n[^1]: x\n", [6], id="a note"),
    ],
)
def test_text_is_searched_and_code_is_not(body: str, lines: list[int]) -> None:
    article = parse_article(Path("a.md"), f"---\ntitle: a\n---\n{body}", SITE)
    assert [line for line, _ in find_in_prose(article, re.compile("x"))] == lines
