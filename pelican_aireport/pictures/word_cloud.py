"""The word cloud of a report, as two pictures of one layout. Reads the font file."""

from collections.abc import Sequence
from pathlib import Path

from pelican_aireport.articles.sections import Section, wording
from pelican_aireport.model import Picture, Term
from pelican_aireport.pictures.cloud import lay_out
from pelican_aireport.pictures.fonts import find_covered, font_path
from pelican_aireport.pictures.png import render_png
from pelican_aireport.pictures.svg import render_svg

__all__ = ["draw_word_cloud"]

_FEWEST = 5
_NAMED = 8
"""How many terms the description names."""


def draw_word_cloud(
    terms: Sequence[Term], *, slug: str, language: str, font: Path | None = None
) -> tuple[Picture, ...]:
    """Draw terms, heaviest first, as a PNG and an SVG; none for fewer than five.

    A term with a character that the font lacks is not drawn.

    Raises:
        SettingsError: ``font`` is no font.
        PublishError: there is no font to draw with.
    """
    path = font_path(font)
    covered = find_covered((term.text for term in terms), path)
    drawable = [term for term in terms if term.text in covered]
    if len(drawable) < _FEWEST:
        return ()
    layout = lay_out(drawable, path)
    words = wording(language)
    named = words.comma.join(word.text for word in layout.words[:_NAMED])
    svg = render_svg(
        layout,
        title=words.headings[Section.WORD_CLOUD],
        description=words.cloud + named,
        terms=terms,
    )
    return (
        Picture(name=f"wordcloud_{slug}.png", content=render_png(layout, path)),
        Picture(name=f"wordcloud_{slug}.svg", content=svg.encode()),
    )
