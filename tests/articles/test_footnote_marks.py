"""Marks of footnotes as they stand on a page."""

import pytest

from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.footnotes import separate_marks


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        pytest.param("甲[^1][^2][^1]乙", "甲1 2 1乙", id="a row"),
        pytest.param("甲[^1]乙[^2]", "甲1乙2", id="apart"),
        pytest.param("甲[^1] [^2]", "甲1 2", id="a space already"),
        pytest.param("甲", "甲", id="none"),
    ],
)
def test_marks_that_follow_upon_one_another_are_told_apart(
    markdown: str, shown: str
) -> None:
    html = separate_marks(render_html(f"{markdown}\n\n[^1]: 一\n[^2]: 二\n"))
    paragraph = html.partition("</p>")[0]
    text = "".join(part.partition(">")[2] for part in paragraph.split("<"))
    assert text == shown
