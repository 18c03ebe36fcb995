"""The word cloud on its report's page; reads the drawing beside the article."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from pelican_aireport.pictures.drawing import Drawing, parse_drawing
from pelican_aireport.pictures.palette import DEFAULT_PALETTE, color_of
from pelican_aireport.site.addresses import SEARCH, entity_url
from pelican_aireport.site.cloud_terms import read_cloud
from pelican_aireport.site.inline_cloud import render_inline_cloud
from pelican_aireport.site.links import link

__all__ = ["cloud_color", "search_url", "show_cloud", "vector_cloud"]

# Attribute values may hold ">", text may not hold "<": the sanitizer sees to both.
_INSIDE_TAG = r'(?:[^<>"]|"[^"]*")*'
_CLOUD = re.compile(
    rf'<p>\s*<a\b(?={_INSIDE_TAG}\bclass="wordcloud")'
    rf'(?={_INSIDE_TAG}\bhref="([^"\s,]+\.svg)")({_INSIDE_TAG})>'
    rf"\s*(<img\b{_INSIDE_TAG}>)\s*</a>\s*</p>"
)
_RESERVED = re.compile(r"[\x00-\x7f]")


def vector_cloud(
    fragment: str, article: Any, words: Mapping[str, Any], site: str
) -> Markup:
    """Show the word cloud of a report's page.

    Words lead to the page of what the report names, else to the search.

    Args:
        fragment: The part of the body that shows the picture.
        article: The report's.
        words: What the theme says of a cloud.
        site: ``SITEURL``.
    """
    drawing = parse_drawing(read_cloud(article))
    picture = article.report.picture if drawing else None
    return show_cloud(
        fragment,
        drawing,
        name=picture.svg if picture else "",
        words=words,
        url_of=_addresses(article, site),
    )


def show_cloud(
    fragment: str,
    drawing: Drawing | None,
    *,
    name: str,
    words: Mapping[str, Any],
    url_of: Callable[[str], str],
) -> Markup:
    """Show the picture of a name as part of the page, once.

    Where it is no drawing of ours, it is shown as SVG, with the PNG where that is not
    possible; and so is every other cloud.
    """
    shown: list[str] = []

    def show(found: re.Match[str]) -> str:
        file, attributes, image = found.groups()
        if drawing is None or shown or file.rpartition("/")[2] != name:
            return (
                f'<figure><a{attributes}><picture><source type="image/svg+xml"'
                f' srcset="{file}">{image}</picture></a></figure>'
            )
        shown.append(file)
        # The address stands in an attribute already: it is escaped.
        address = Markup(file).unescape()  # noqa: S704
        return render_inline_cloud(drawing, words=words, url_of=url_of, file=address)

    return Markup(_CLOUD.sub(show, str(fragment)))  # noqa: S704


def _addresses(article: Any, site: str) -> Callable[[str], str]:
    # Pages of entities exist for what published articles name.
    is_listed = article.status == "published"
    entities = article.entry.entities if is_listed and article.entry else ()
    pages = {entity_url(entity.name) for entity in entities}

    def url_of(text: str) -> str:
        page = entity_url(text)
        return link(page, site) if page in pages else search_url(text, site)

    return url_of


def search_url(text: str, site: str) -> str:
    """Return the address of a search for a word."""
    return f"{link(SEARCH, site)}?q={_RESERVED.sub(_quote, text)}"


def cloud_color(text: str) -> int:
    """Return the number of the theme's colour that a word has in every cloud."""
    return color_of(text, len(DEFAULT_PALETTE.light))


def _quote(character: re.Match[str]) -> str:
    # Other characters may stand in an address as they are, and are read there.
    return quote(character[0], safe="")
