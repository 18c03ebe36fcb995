"""Quotations in another language than the page's say so."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.site.foreign_quotes import tell_foreign_quotes, tell_language

_SAID = "The plant could be back in six weeks"


@pytest.mark.parametrize(
    ("fragment", "lang", "expected"),
    [
        pytest.param(
            f"<p>他说：“{_SAID}”。</p>",
            "zh-CN",
            f'<p>他说：“<span lang="en">{_SAID}</span>”。</p>',
            id="English on a Chinese page",
        ),
        pytest.param(
            "<p>Ann: “这是一句话。”</p>",
            "en",
            '<p>Ann: “<span lang="zh">这是一句话。</span>”</p>',
            id="Chinese on an English page",
        ),
        pytest.param(
            f"<p>“{_SAID}”</p>", "en", f"<p>“{_SAID}”</p>", id="the page's own"
        ),
        pytest.param("<p>“Tarn 3”</p>", "zh-CN", "<p>“Tarn 3”</p>", id="names alone"),
        pytest.param(
            f'<img alt="“{_SAID}”">',
            "zh-CN",
            f'<img alt="“{_SAID}”">',
            id="an attribute",
        ),
        pytest.param(
            f"<p>“<em>{_SAID}</em>”</p>",
            "zh-CN",
            f"<p>“<em>{_SAID}</em>”</p>",
            id="a quotation with markup",
        ),
        pytest.param(
            "<p>“It isn&#39;t &lt;b&gt; and it was not”</p>",
            "zh-CN",
            '<p>“<span lang="en">It isn&#39;t &lt;b&gt; and it was not</span>”</p>',
            id="entities stay",
        ),
    ],
)
def test_a_quotation_states_its_language(
    fragment: str, lang: str, expected: str
) -> None:
    """Where it is evident, and another than that of the page."""
    assert tell_foreign_quotes(fragment, lang) == expected


def test_an_element_states_a_language_only_where_it_differs() -> None:
    found = [tell_language("q", _SAID, lang) for lang in ("zh-CN", "en-GB")]
    assert found == ['<q lang="en">', "<q>"]


@settings(deadline=None)
@given(st.text(alphabet=f'“”<>"&; {_SAID}字', max_size=60))
def test_nothing_but_spans_is_added(text: str) -> None:
    told = str(tell_foreign_quotes(text, "zh-CN"))
    assert re.sub(r'<span lang="en">(.*?)</span>', r"\1", told) == text
