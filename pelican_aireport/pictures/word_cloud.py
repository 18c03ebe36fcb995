"""The word cloud of a report, as two pictures of one layout. Reads the font file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pelican_aireport.articles.sections import Section, wording
from pelican_aireport.model import Picture, Term
from pelican_aireport.pictures.cloud import HEIGHT, WIDTH, lay_out
from pelican_aireport.pictures.fonts import find_covered, font_path
from pelican_aireport.pictures.palette import DEFAULT_PALETTE, Palette
from pelican_aireport.pictures.png import render_png
from pelican_aireport.pictures.svg import render_svg

__all__ = ["CloudStyle", "WordCloud", "draw_word_cloud"]

_FEWEST = 5
_NAMED = 8
"""How many terms the description names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudStyle:
    """What a site sets of how its clouds look."""

    font: Path | None = None
    """``None`` is the bundled one."""
    size: tuple[int, int] = (WIDTH, HEIGHT)
    """Width and height, in pixels."""
    palette: Palette = DEFAULT_PALETTE


_PLAIN = CloudStyle()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCloud:
    """A cloud's pictures, and what they leave out."""

    pictures: tuple[Picture, ...] = ()
    """A PNG and an SVG, or none."""
    lacking: tuple[str, ...] = ()
    """Words with a character that the font lacks, heaviest first."""


def draw_word_cloud(
    terms: Sequence[Term], *, slug: str, language: str, style: CloudStyle = _PLAIN
) -> WordCloud:
    """Draw terms, heaviest first, as a PNG and an SVG; none for fewer than five.

    A term with a character that the font lacks is not drawn: no box stands for it.

    Raises:
        SettingsError: the style's font is no font.
        PublishError: there is no font to draw with.
    """
    path = font_path(style.font)
    covered = find_covered((term.text for term in terms), path)
    lacking = tuple(term.text for term in terms if term.text not in covered)
    drawable = [term for term in terms if term.text in covered]
    if len(drawable) < _FEWEST:
        return WordCloud(lacking=lacking)
    width, height = style.size
    layout = lay_out(drawable, path, width=width, height=height)
    words = wording(language)
    named = words.comma.join(word.text for word in layout.words[:_NAMED])
    svg = render_svg(
        layout,
        title=words.headings[Section.WORD_CLOUD],
        description=words.cloud + named,
        terms=terms,
        palette=style.palette,
    )
    png = render_png(layout, path, palette=style.palette)
    pictures = (
        Picture(name=f"wordcloud_{slug}.png", content=png),
        Picture(name=f"wordcloud_{slug}.svg", content=svg.encode()),
    )
    return WordCloud(pictures=pictures, lacking=lacking)
