"""A report's word cloud inside its page: words that are links, and their table; pure.

The picture is for the eye and the pointer. Who reads the page otherwise gets its
title, its description and the table, where each word stands once: eighty small links
would stand in every keyboard's way.
"""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from markupsafe import Markup

from pelican_aireport.model import Term
from pelican_aireport.pictures.drawing import Drawing, DrawnWord
from pelican_aireport.pictures.palette import DEFAULT_PALETTE, Palette

__all__ = ["render_inline_cloud"]


def render_inline_cloud(
    drawing: Drawing,
    *,
    words: Mapping[str, Any],
    url_of: Callable[[str], str],
    file: str,
) -> Markup:
    """Render a drawing; its colours are classes of the theme, or its own.

    Args:
        drawing: What the picture beside the article shows.
        words: The theme's, for the table.
        url_of: The address that a word leads to.
        file: The address of the picture.
    """
    groups = "\n".join(_groups(drawing, url_of))
    rows = "\n".join(_row(term, url_of) for term in drawing.terms)
    return Markup(  # noqa: S704 - each part is escaped where it is put in
        '<figure class="cloud" aria-labelledby="cloud-title"'
        ' aria-describedby="cloud-desc">\n'
        f'<svg viewBox="0 0 {drawing.width} {drawing.height}" aria-hidden="true">\n'
        f'<title id="cloud-title">{escape(drawing.title)}</title>\n'
        f'<desc id="cloud-desc">{escape(drawing.description)}</desc>\n'
        f"{groups}\n</svg>\n</figure>\n"
        '<details class="cloud-terms">\n'
        f"<summary>{_said(words, 'terms', count=len(drawing.terms))}</summary>\n"
        f'<p class="note">{_said(words, "rule")}'
        f' <a href="{escape(file)}">{_said(words, "file")}</a></p>\n'
        f"<div><table>\n<caption>{_said(words, 'caption')}</caption>\n"
        f'<thead><tr><th scope="col">{_said(words, "word")}</th>'
        f'<th scope="col">{_said(words, "weight")}</th></tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table></div>\n</details>"
    )


def _groups(drawing: Drawing, url_of: Callable[[str], str]) -> Iterator[str]:
    """Yield the words of each colour."""
    for color in range(len(drawing.palette.light)):
        drawn = [word for word in drawing.words if word.color == color]
        if drawn:
            words = "\n".join(_word(word, url_of(word.text)) for word in drawn)
            yield f"<g {_fill(drawing.palette, color)}>\n{words}\n</g>"


def _fill(palette: Palette, color: int) -> str:
    if palette == DEFAULT_PALETTE:
        return f'class="c{color}"'
    # A strict policy allows no styles, but an attribute of SVG is none.
    return f'fill="light-dark({palette.light[color]},{palette.dark[color]})"'


def _word(word: DrawnWord, url: str) -> str:
    return (
        f'<a href="{escape(url)}" tabindex="-1"><text x="{word.x:g}" y="{word.y:g}"'
        f' font-size="{word.font_size}" textLength="{word.width:g}">'
        f"{escape(word.text)}</text></a>"
    )


def _row(term: Term, url_of: Callable[[str], str]) -> str:
    return (
        f'<tr><td><a href="{escape(url_of(term.text))}">{escape(term.text)}</a></td>'
        f"<td>{term.weight:.1f}</td></tr>"
    )


def _said(words: Mapping[str, Any], key: str, **values: object) -> str:
    return escape(str(words[key]).format(**values))
