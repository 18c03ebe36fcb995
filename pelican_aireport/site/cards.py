"""The share card of each report: what it says, and the file beside the page.

Touches the disk: keeps drawn cards below AIREPORT_STATE, and copies them to the output.
A card is drawn once for all that it shows; a build that draws none does not load what
draws.
"""

import hashlib
import json
import logging
import os
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pelican_aireport.articles.sections import wording
from pelican_aireport.errors import PublishError, SettingsError
from pelican_aireport.model import Claim
from pelican_aireport.pictures.card import VERSION, render_card
from pelican_aireport.pictures.card_layout import HEIGHT, WIDTH, CardText
from pelican_aireport.pictures.fonts import font_path
from pelican_aireport.review.told_by_code import find_quotation
from pelican_aireport.selection.windows import days_of
from pelican_aireport.settings import Settings, parse_settings
from pelican_aireport.site.ai_mark import find_mark, render_label
from pelican_aireport.site.written_files import write_changed

__all__ = ["Card", "compose_card", "draw_cards", "write_cards"]

logger = logging.getLogger(__name__)

_NAME = "card.png"
_FOLDER = "cards"
_POINTS = 3
_AROUND = " (\uff08"
"""What stands between a name and its handle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A report's card as its page names it."""

    url: str
    """Relative to the site's root."""
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def draw_cards(generator: Any, *, base: Path) -> None:
    """Give each report with a page its card, as ``article.card``.

    Rendering never fails over a card: what is wrong is told, and pages name none.

    Args:
        generator: Of articles; of drafts it has those that get a page.
        base: The folder of the settings file.
    """
    articles = [
        each
        for each in chain(
            generator.articles, generator.drafts, generator.hidden_articles
        )
        if hasattr(each, "report") and each.save_as
    ]
    try:
        settings = parse_settings(generator.settings, base=base)
    except SettingsError:
        return  # told when reports are drafted
    try:
        write_cards(
            articles,
            settings=settings,
            site_name=str(generator.settings["SITENAME"]),
            output=Path(generator.output_path),
        )
    except (PublishError, SettingsError) as error:
        logger.warning("aireport: no share cards were drawn: %s", error)


def write_cards(
    articles: Iterable[Any], *, settings: Settings, site_name: str, output: Path
) -> None:
    """Write the card of each article beside its page, and drop those of no article.

    Raises:
        SettingsError: a font of the settings is none.
        PublishError: there is no font to draw with, or the output refuses.
    """
    fonts = {topic.name: topic.font for topic in settings.topics}
    folder = settings.state / _FOLDER
    kept = set()
    for article in articles:
        text = compose_card(article, site_name=site_name, timezone=settings.timezone)
        label = _label(article, site_name)
        font = fonts.get(article.report.provenance.topic)
        path = folder / f"{_hash(text, label, font)}.png"
        kept.add(path.name)
        content = _find_drawn(path) or _draw(path, text, label, font)
        page = Path(article.save_as)
        _copy(output / page.with_name(_NAME), content)
        url = quote(page.with_name(_NAME).as_posix())
        article.card = Card(url=url, alt=text.title)
    _drop(folder, kept)


def compose_card(article: Any, *, site_name: str, timezone: ZoneInfo) -> CardText:
    """Compose what an article's card says, in the article's language; pure."""
    report = article.report
    briefing = report.outline.digest.briefing
    claims = briefing.key_points or briefing.overview
    points = tuple(_shorten(claim, report.language) for claim in claims[:_POINTS])
    words = _table()[report.language]
    sources = len(report.outline.quotations)
    mark = find_mark(report)
    return CardText(
        site=site_name,
        days=_render_days(article, timezone, words),
        title=report.title,
        points=points or (report.summary,),
        sources=words["sources"].format(f"{sources:,}") if sources else "",
        mark=mark.title if mark else "",
        cut=words["cut"],
    )


def _shorten(claim: Claim, language: str) -> str:
    """Return a claim as a line of a list; of a quotation, who says what."""
    lead = claim.lead or ""
    told = find_quotation(claim.text, lead, language)
    if told is None:
        # As in a headline, no full stop ends it.
        return claim.text.removesuffix("\u3002").removesuffix(".")
    words = wording(language)
    opening, closing = words.quotes
    head = claim.text.removeprefix(lead).removeprefix(words.lead.strip())
    name = head.partition(f"@{told.author}")[0].strip(_AROUND)
    return f"{name or f'@{told.author}'}{words.colon}{opening}{told.quote}{closing}"


def _render_days(article: Any, timezone: ZoneInfo, words: Mapping[str, Any]) -> str:
    window = article.report.provenance.window
    day = article.date.date()
    first, last = days_of(window, timezone) if window else (day, day)
    form = "day" if first == last else "days"
    return str(words[form].format(**_parts(first, last, words)))


def _parts(first: date, last: date, words: Mapping[str, Any]) -> Mapping[str, object]:
    return {
        "year": last.year,
        "month": words["months"][first.month - 1],
        "day": first.day,
        "weekday": words["weekdays"][first.weekday()],
        "last_month": words["months"][last.month - 1],
        "last_day": last.day,
    }


def _label(article: Any, site_name: str) -> str:
    mark = find_mark(article.report)
    if mark is None:
        return ""
    return render_label(mark, producer=site_name, content_id=article.slug)


def _hash(text: CardText, label: str, font: Path | None) -> str:
    shown = [VERSION, asdict(text), label, None if font is None else str(font)]
    said = json.dumps(shown, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _find_drawn(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None  # not drawn yet, or not to be had


def _draw(path: Path, text: CardText, label: str, font: Path | None) -> bytes:
    content = render_card(text, font_path(font), label=label)
    # Where the state cannot be kept the card is drawn again the next time.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_bytes(content)
        temporary.replace(path)
    return content


def _copy(path: Path, content: bytes) -> None:
    try:
        write_changed(path, content)
    except OSError as error:
        raise PublishError(f"{path} cannot be written: {error.strerror}") from error


def _drop(folder: Path, kept: set[str]) -> None:
    # Another build may drop it too; what it has to draw again costs a moment.
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name not in kept:
                path.unlink()


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    file = resources.files("pelican_aireport") / "data" / "card.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
