"""The word cloud on its page: links for the pointer, a table for everybody."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from archives import make_article
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pelican_aireport.articles.report_view import CloudPicture
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Term
from pelican_aireport.pictures.drawing import Drawing, DrawnWord
from pelican_aireport.pictures.palette import DEFAULT_PALETTE, Palette, color_of
from pelican_aireport.pictures.word_cloud import draw_word_cloud
from pelican_aireport.site.entries import read_entry
from pelican_aireport.site.inline_cloud import render_inline_cloud
from pelican_aireport.site.report_cloud import show_cloud, vector_cloud

WORDS = {
    "terms": "{count} words",
    "caption": "Heaviest first",
    "word": "Word",
    "weight": "Weight",
    "rule": "Counted.",
    "file": "Alone",
}
HOSTILE = [
    pytest.param("</text><script>alert(1)</script>", id="script"),
    pytest.param('" onclick="alert(1)', id="quotation-mark"),
    pytest.param("' onclick='alert(1)", id="apostrophe"),
    pytest.param("R&D &lt; &amp;", id="entity"),
    pytest.param("{count} {0}", id="braces"),
    pytest.param("🚀火箭", id="emoji"),
    pytest.param("שלום", id="right-to-left"),
    pytest.param("\u202eevil", id="turned-around"),
    pytest.param("长" * 60, id="endless"),
    pytest.param("a?b#c&d=e%41+f", id="address"),
    pytest.param("javascript:alert(1)", id="javascript"),
]


class _Tags(HTMLParser):
    """Collects what a browser would find."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def read(html: str) -> _Tags:
    """Read HTML."""
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tags


def find(html: str, tag: str) -> list[dict[str, str | None]]:
    """Return the attributes of each element of a name."""
    return [attributes for name, attributes in read(html).tags if name == tag]


def make_drawing(*texts: str, palette: Palette = DEFAULT_PALETTE) -> Drawing:
    """Make a drawing of words, one below the other."""
    words = [
        DrawnWord(
            text=text,
            color=color_of(text, len(palette.light)),
            x=10,
            y=40.5 * n,
            font_size=30,
            width=99,
        )
        for n, text in enumerate(texts, 1)
    ]
    return Drawing(
        width=1000,
        height=500,
        title="词云",
        description="词云：模型",
        palette=palette,
        words=tuple(words),
        terms=tuple(Term(text=text, weight=9.0) for text in (*texts, "没有画")),
    )


def render(drawing: Drawing) -> str:
    """Render a drawing whose words lead to a page each."""
    return render_inline_cloud(
        drawing, words=WORDS, url_of=lambda text: f"w/{text}/", file="c.svg"
    )


def test_a_word_is_a_link_in_the_picture_and_in_the_table() -> None:
    """The picture's is for the pointer alone: keyboards find each word once."""
    links = find(render(make_drawing("模型")), "a")

    assert links == [
        {"href": "w/模型/", "tabindex": "-1"},
        {"href": "c.svg"},
        {"href": "w/模型/"},
        {"href": "w/没有画/"},
    ]


def test_the_picture_is_named_and_its_words_are_hidden() -> None:
    """Who does not see it hears what it shows, then finds the table."""
    tags = read(render(make_drawing("模型"))).tags

    assert (tags[0], tags[1]) == (
        (
            "figure",
            {
                "class": "cloud",
                "aria-labelledby": "cloud-title",
                "aria-describedby": "cloud-desc",
            },
        ),
        ("svg", {"viewbox": "0 0 1000 500", "aria-hidden": "true"}),
    )
    assert {("title", "cloud-title"), ("desc", "cloud-desc")} <= {
        (tag, attributes.get("id") or "") for tag, attributes in tags
    }


def test_a_word_has_the_width_that_was_measured() -> None:
    """Another font does not let it run into its neighbours."""
    drawn = find(render(make_drawing("模型")), "text")

    assert drawn == [{"x": "10", "y": "40.5", "font-size": "30", "textlength": "99"}]


def test_the_theme_s_colours_are_classes() -> None:
    """Readers' light and dark pages have their own."""
    groups = find(render(make_drawing("模型")), "g")

    assert groups == [{"class": f"c{color_of('模型', 6)}"}]


def test_a_topic_s_own_colours_go_with_its_drawing() -> None:
    """As an attribute, which no policy on styles forbids."""
    palette = Palette(light=("#7a0000",), dark=("#ff9c9c",))
    drawing = make_drawing("模型", palette=palette)
    groups = find(render(drawing), "g")

    assert groups == [{"fill": "light-dark(#7a0000,#ff9c9c)"}]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_word_is_a_word(text: str) -> None:
    """It adds no element and no attribute, wherever it is put in."""
    plain, hostile = (read(render(make_drawing(each))) for each in ("模型", text))

    assert [(tag, [*each]) for tag, each in hostile.tags] == [
        (tag, [*each]) for tag, each in plain.tags
    ]
    assert text.strip() in hostile.texts


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_word_adds_nothing_but_itself(text: str) -> None:
    """The elements are those of any other word."""
    assert [tag for tag, _ in read(render(make_drawing(text))).tags] == [
        tag for tag, _ in read(render(make_drawing("模型"))).tags
    ]


CLOUD = '<p><a class="wordcloud" href="{}"><img src="c.png" alt="a > b"></a></p>'
PICTURE = (
    '<figure><a class="wordcloud" href="{0}"><picture><source type="image/svg+xml"'
    ' srcset="{0}"><img src="c.png" alt="a > b"></picture></a></figure>'
)


def show(fragment: str, drawing: Drawing | None) -> Markup:
    """Show the cloud ``c.svg`` of a fragment."""
    return show_cloud(
        fragment, drawing, name="c.svg", words=WORDS, url_of=lambda text: f"w/{text}/"
    )


IMAGE = '<img src="c.png" alt="a > b">'


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        pytest.param(CLOUD.format("c.svg"), PICTURE.format("c.svg"), id="cloud"),
        pytest.param(
            f'<p><a href="c.svg" class="wordcloud">\n{IMAGE}\n</a></p>',
            '<figure><a href="c.svg" class="wordcloud"><picture><source '
            f'type="image/svg+xml" srcset="c.svg">{IMAGE}</picture></a></figure>',
            id="attributes-in-another-order",
        ),
        pytest.param(
            CLOUD.format("a b.svg"),
            CLOUD.format("a b.svg"),
            id="a-name-that-srcset-cannot-hold",
        ),
        pytest.param(f"<p>{IMAGE}</p>", f"<p>{IMAGE}</p>", id="no-vector"),
        pytest.param(
            f'<p><a href="c.svg">{IMAGE}</a></p>',
            f'<p><a href="c.svg">{IMAGE}</a></p>',
            id="any-other-link",
        ),
    ],
)
def test_an_author_s_own_picture_is_shown_as_it_is(
    fragment: str, expected: str
) -> None:
    """As SVG where there is one; every other picture stays as it is."""
    assert show(fragment, None) == expected


def test_a_cloud_stands_inside_its_page_once() -> None:
    """A second one, or another file, is a picture: ids are there once."""
    one, other = "/r/a/c.svg", "/r/a/d.svg"
    fragment = "".join(map(CLOUD.format, (other, one, one)))
    drawing = make_drawing("模型")
    inline = render_inline_cloud(
        drawing, words=WORDS, url_of=lambda text: f"w/{text}/", file=one
    )

    assert show(fragment, drawing) == "".join(
        [PICTURE.format(other), inline, PICTURE.format(one)]
    )


@pytest.fixture
def article(tmp_path: Path) -> Any:
    """Return a report that names Larkspur, with a drawing beside it."""
    made = make_article(date(2026, 9, 7))
    picture = CloudPicture(png="c.png", svg="c.svg", alt="", width=None, height=None)
    made.report = replace(made.report, picture=picture)
    made.source_path = str(tmp_path / "a.md")
    aliases = load_aliases({"Larkspur": {"kind": "company", "names": []}})
    made.entry = read_entry(made, aliases=aliases, timezone=made.date.tzinfo)
    names = [Term(text="Larkspur", weight=99.0), Term(text="C++ & C#", weight=98.0)]
    terms = [*names, *(Term(text=f"词{n}", weight=9.0) for n in range(9))]
    _, svg = draw_word_cloud(terms, slug="a", language="en").pictures
    (tmp_path / "c.svg").write_bytes(svg.content)
    return made


def links_of(article: Any, site: str) -> list[str | None]:
    """Return where the table's first two words lead."""
    shown = vector_cloud(CLOUD.format("c.svg"), article, WORDS, site)
    cells = [each["href"] for tag, each in read(shown).tags if tag == "a"]
    return cells[cells.index("c.svg") + 1 :][:2]


@pytest.mark.parametrize(
    ("status", "site", "expected"),
    [
        pytest.param(
            "published",
            "https://example.org",
            [
                "https://example.org/entities/larkspur/",
                "https://example.org/search/?q=C%2B%2B%20%26%20C%23",
            ],
            id="published",
        ),
        pytest.param(
            "draft",
            "../..",
            [
                "../../search/index.html?q=Larkspur",
                "../../search/index.html?q=C%2B%2B%20%26%20C%23",
            ],
            id="draft-that-no-page-of-an-entity-knows",
        ),
    ],
)
def test_a_word_leads_to_what_the_site_has_of_it(
    article: Any, status: str, site: str, expected: list[str]
) -> None:
    """To the page of what the report names, else to the search."""
    article.status = status

    assert links_of(article, site) == expected


def test_a_replaced_drawing_is_the_author_s_picture(
    article: Any, tmp_path: Path
) -> None:
    """His file beside the article is not taken apart."""
    (tmp_path / "c.svg").write_text("<svg><circle r='9'/></svg>", "utf-8")

    shown = vector_cloud(CLOUD.format("c.svg"), article, WORDS, "")

    assert shown == PICTURE.format("c.svg")
