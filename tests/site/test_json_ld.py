"""JSON-LD inside a page: no text ends its element, and none is changed."""

import json

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.site.json_ld import render_json_ld

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]> & &lt;",
    "\u2028\u2029",
    "\ud800",
    '"\\',
)
_TEXTS = st.text(st.characters()) | st.sampled_from(HOSTILE)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(_TEXTS, inner),
    max_leaves=12,
)


@given(value=st.dictionaries(_TEXTS, _JSON))
def test_what_is_rendered_parses_back_to_the_same(value: dict[str, object]) -> None:
    """Also out of a page that is written as UTF-8 and read as HTML."""
    text = str(render_json_ld(value))
    page = f'<script type="application/ld+json">{text}</script><p>'.encode()
    script = BeautifulSoup(page.decode(), "html.parser").script
    assert script is not None
    assert json.loads(script.string or "") == json.loads(text) == value


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_could_end_the_element_is_left(text: str) -> None:
    rendered = str(render_json_ld({"a": text}))
    assert not set("<>&\u2028\u2029\ud800") & set(rendered)
