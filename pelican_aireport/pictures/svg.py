"""A cloud as an SVG whose words are text: to be searched, copied and read aloud. Pure.

The drawing carries the terms as JSON, so that the site can list them again from the
file alone.
"""

import json
import math
import re
from collections.abc import Iterable
from html import escape, unescape

from pelican_aireport.model import Term
from pelican_aireport.pictures.cloud import Layout
from pelican_aireport.pictures.palette import DEFAULT_PALETTE, Palette, color_of
from pelican_aireport.pictures.placing import PlacedWord

__all__ = ["read_terms", "render_svg"]

_FONTS = (
    '"Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","PingFang SC",'
    '"Hiragino Sans GB","Microsoft YaHei",sans-serif'
)
_METADATA = re.compile(r"<metadata>(.*?)</metadata>", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML cannot hold, not even escaped."""


def render_svg(
    layout: Layout,
    *,
    title: str,
    description: str,
    terms: Iterable[Term],
    palette: Palette = DEFAULT_PALETTE,
) -> str:
    """Render a layout; its background is the page's, light or dark."""
    colors = len(palette.light)
    words = "\n".join(_word(each, color_of(each.text, colors)) for each in layout.words)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
        ' aria-labelledby="cloud-title cloud-desc"'
        f' viewBox="0 0 {layout.width} {layout.height}">\n'
        f'<title id="cloud-title">{_text(title)}</title>\n'
        f'<desc id="cloud-desc">{_text(description)}</desc>\n'
        f"<metadata>{_text(_metadata(terms))}</metadata>\n"
        f"<style>{_style(palette)}</style>\n"
        f"{words}\n</svg>\n"
    )


def read_terms(svg: str) -> tuple[Term, ...]:
    """Read back the terms of a drawing; none where it holds none or is broken."""
    found = _METADATA.search(svg)
    try:
        rows = json.loads(unescape(found[1]))["terms"] if found else ()
        terms = tuple(Term(text=text, weight=float(weight)) for text, weight in rows)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        # An author may have redrawn the picture; the site then lists no terms.
        return ()
    return tuple(term for term in terms if _is_sound(term))


def _is_sound(term: Term) -> bool:
    is_text = isinstance(term.text, str) and bool(term.text.strip())
    return is_text and math.isfinite(term.weight) and term.weight > 0


def _metadata(terms: Iterable[Term]) -> str:
    value = {"terms": [[term.text, term.weight] for term in terms]}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _style(palette: Palette) -> str:
    # Without a scheme, a browser that shows the file alone has no dark page for it.
    return (
        f":root{{color-scheme:light dark}}text{{font-family:{_FONTS}}}"
        f"{_rules(palette.light)}"
        f"@media (prefers-color-scheme:dark){{{_rules(palette.dark)}}}"
    )


def _rules(colors: Iterable[str]) -> str:
    return "".join(f".c{n}{{fill:{color}}}" for n, color in enumerate(colors))


def _word(word: PlacedWord, color: int) -> str:
    return (
        f'<text class="c{color}" x="{word.x:g}" y="{word.y:g}"'
        f' font-size="{word.font_size}" textLength="{word.width:.0f}"'
        f' lengthAdjust="spacingAndGlyphs">{_text(word.text)}</text>'
    )


def _text(text: str) -> str:
    return escape(_CONTROL.sub("", text), quote=False)
