"""Drawings are plain, or they are not published."""

import pytest

from pelican_aireport.articles.drawings import find_objection
from pelican_aireport.model import Term
from pelican_aireport.pictures.word_cloud import draw_word_cloud


def _in_svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'


def test_our_own_drawing_is_plain() -> None:
    """Whatever is said: terms are text, and escaped."""
    texts = ("R&D", "<script>", "模型", "Orbitra 2", "$KELV", "a\\b", '"', "onload=")
    terms = [Term(text=text, weight=50 - n) for n, text in enumerate(texts)]
    _, drawing = draw_word_cloud(terms, slug="a", language="zh-CN").pictures
    assert find_objection(drawing.content) is None


@pytest.mark.parametrize(
    "svg",
    [
        pytest.param("<svg/>", id="empty"),
        pytest.param(
            '\ufeff<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<svg />',
            id="declaration",
        ),
        pytest.param(
            _in_svg("<!-- a - <b> -->\n<g><path d='M0 0'/></g>"), id="comment"
        ),
        pytest.param(
            _in_svg(
                '<defs><linearGradient id="a"><stop offset="0" />'
                "</linearGradient ></defs>"
                '<rect fill="url(#a)" style="font-family:&quot;A B&quot;,serif"/>'
            ),
            id="gradient",
        ),
        pytest.param(_in_svg("<style>.a{fill:url(#b)}</style>"), id="style"),
        pytest.param(
            _in_svg('<text baseline-shift="sub">1 &lt; 2 &#62; on="x" \\</text>'),
            id="text",
        ),
    ],
)
def test_words_and_shapes_are_plain(svg: str) -> None:
    assert find_objection(svg.encode()) is None


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("<SCRIPT/>", "<SCRIPT/>"),
        ("<s:script/>", "<s:script/>"),
        ('<g onload="f()">', '<g onload="f()">'),
        ('<g\nOnClick = "f()">', '<g OnClick = "f()">'),
        ('<g a="b"onload="f()">', '<g a="b"onload="f()">'),
        ("<a/>", "<a/>"),
        ('<g href="#a"/>', '<g href="#a"/>'),
        ('<g x:href ="#a"/>', '<g x:href ="#a"/>'),
        ('<g src="a"/>', '<g src="a"/>'),
        ('<g xml:base="//a"/>', '<g xml:base="//a"/>'),
        ("<image/>", "<image/>"),
        ("<use/>", "<use/>"),
        ("<foreignObject/>", "<foreignObject/>"),
        ("<animate/>", "<animate/>"),
        ("<set/>", "<set/>"),
        ("<iframe/>", "<iframe/>"),
        ("<![CDATA[<script/>]]>", "<![CDATA[<script/>]]>"),
        ("<!DOCTYPE svg>", "<!DOCTYPE svg>"),
        ('<!ENTITY a "b">', '<!ENTITY a "b">'),
        ('<?xml-stylesheet href="a"?>', '<?xml-stylesheet href="a"?>'),
        ("<!-- a -- <script/> -->", "<!-- a -- <script/> -->"),
        ('<g fill="u&#114;l(a)"/>', '<g fill="u&#114;l(a)"/>'),
        ('<g fill="u\\72l(a)"/>', '<g fill="u\\72l(a)"/>'),
        ("<style>u\\72l(a)</style>", "<style>u\\72l(a)</style>"),
        ("<style>&#64;import</style>", "<style>&#64;import</style>"),
        ("<style>@IMPORT 'a'</style>", "@import"),
        ('<g fill="url(//a.b/c)"/>', "url("),
        ('<g fill="url(&quot;//a.b/c&quot;)"/>', "url("),
        ("<style>a{b:image-set('a' 1x)}</style>", "image-set("),
        ('<g a="javascript:f()"/>', "javascript:"),
    ],
)
def test_all_else_is_refused_with_what_it_holds(inside: str, shown: str) -> None:
    """Scripts, events, links, foreign files, and what could hide them."""
    objection = find_objection(_in_svg(inside).encode())
    assert objection == f"no plain drawing: {shown}"


@pytest.mark.parametrize(
    ("content", "objection"),
    [
        pytest.param(b" " * (256 * 1024), None, id="large"),
        pytest.param(b" " * (256 * 1024 + 1), "larger than 256 KB", id="too large"),
        pytest.param("<svg/>".encode("utf-16"), "no UTF-8 text", id="UTF-16"),
        pytest.param(
            "<svg/>".encode("utf-16-be"),
            "no plain drawing: <\0s\0v\0g\0/\0>",
            id="UTF-16 without a mark",
        ),
        pytest.param(
            b'<?xml version="1.0" encoding="utf-7"?><svg/>',
            'no plain drawing: <?xml version="1.0" encoding="u',
            id="another encoding",
        ),
    ],
)
def test_size_and_encoding_are_bounded(content: bytes, objection: str | None) -> None:
    assert find_objection(content) == objection
