"""Any text becomes text of XML that a parser reads back."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.site.xml_text import plain_url, xml_text

_ALL = st.text(st.characters(exclude_categories=()))
_ALLOWED = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r<>&\"']")
)


def _parse(text: str) -> tuple[str, str]:
    document = f'<a b="{xml_text(text)}">{xml_text(text)}</a>'
    root = ET.fromstring(document.encode())  # noqa: S314 - our own text
    return root.attrib["b"], root.text or ""


@given(_ALLOWED)
def test_a_parser_reads_the_same_text_again(text: str) -> None:
    """In an element with all its white space, of which an attribute makes spaces."""
    assert _parse(text) == (text.translate({9: " ", 10: " "}), text)


@given(_ALL)
def test_no_text_breaks_a_document(text: str) -> None:
    """What XML forbids becomes a replacement character, one for one."""
    assert [len(each) for each in _parse(text)] == [len(text)] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\x00b\x0bc", "a\ufffdb\ufffdc", id="control characters"),
        pytest.param("\ud800", "\ufffd", id="half of a pair"),
        pytest.param("\ufffe", "\ufffd", id="noncharacter"),
        pytest.param("]]>", "]]&gt;", id="end of a section"),
        pytest.param("<script>", "&lt;script&gt;", id="tag"),
        pytest.param("&amp;", "&amp;amp;", id="reference"),
        pytest.param("\U0001f99c", "\U0001f99c", id="beyond the first plane"),
    ],
)
def test_what_would_be_markup_is_text(text: str, expected: str) -> None:
    assert xml_text(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("a/英/", "a/%E8%8B%B1/", id="Chinese"),
        pytest.param("a/%E8?b=1&c#d", "a/%E8?b=1&c#d", id="already plain"),
        pytest.param('a b"<', "a%20b%22%3C", id="space and quotes"),
        pytest.param("\ud800", "?", id="half of a pair"),
    ],
)
def test_an_address_is_plain(url: str, expected: str) -> None:
    assert plain_url(url) == expected
