"""A report file as everything that the site needs of it; reads the disk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from pelican_aireport.articles.attachments import find_picture, place_pictures
from pelican_aireport.articles.claim_anchors import add_anchors
from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.corrections import read_corrections
from pelican_aireport.articles.footnotes import separate_marks
from pelican_aireport.articles.front_matter import (
    FrontMatter,
    body_hash,
    parse_front_matter,
    read_provenance,
    read_text,
)
from pelican_aireport.articles.legacy import (
    LegacyPost,
    find_heading,
    find_topic,
    find_window,
    is_machine_name,
    read_legacy,
    render_days,
)
from pelican_aireport.articles.metadata import (
    derive_summary,
    find_language,
    is_by_author,
    read_lang,
    read_moment,
    read_slug,
    read_status,
)
from pelican_aireport.articles.outline import make_outline, place_claims
from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.articles.sanitizer import sanitize
from pelican_aireport.articles.sections import wording
from pelican_aireport.errors import ArticleError
from pelican_aireport.model import Provenance, Window

__all__ = [
    "ReportFile",
    "Site",
    "find_note_zone",
    "find_provenance",
    "is_edited",
    "is_skipped",
    "read_article_text",
    "read_report_file",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What of the site's settings decides how a report is read."""

    timezone: ZoneInfo
    lang: str
    titles: Mapping[str, str]
    """Titles of the topics by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """A report file, read."""

    values: Mapping[str, object]
    """The front matter's."""
    slug: str
    date: datetime
    category: str | None
    html: str
    """Sanitised; with ``{attach}NAME`` for pictures that lie beside the file, and the
    ids of ``claim_anchor``."""
    missing: tuple[str, ...]
    """Pictures of the article that are not there or may not be published."""
    report: ArticleReport


def read_report_file(path: Path, site: Site) -> ReportFile:
    """Read a report file of ours, of another editor, or of the earlier script.

    Raises:
        ArticleError: the file cannot be read or understood.
    """
    front = parse_front_matter(read_article_text(path))
    values = front.values
    slug = read_slug(values, path.stem)
    legacy = read_legacy(values, front.body, site.timezone)
    provenance = find_provenance(values, slug, legacy, site)
    placed = place_pictures(
        render_html(legacy.body if legacy else front.body),
        partial(find_picture, path.parent),
    )
    html = sanitize(placed.html)
    claims = place_claims(html)
    outline = make_outline(
        html, claims, timezone=find_note_zone(provenance.window, site.timezone)
    )
    language = find_language(read_lang(values), None if legacy else site.lang)
    return ReportFile(
        values=values,
        slug=slug,
        date=_date(values, provenance.window, site.timezone),
        category=read_text(values, "category") or site.titles.get(provenance.topic),
        # Whatever the theme, and in feeds; the outline is read from what is above.
        html=separate_marks(add_anchors(html, claims)),
        missing=placed.missing,
        report=ArticleReport(
            title=_stated_title(values, slug)
            or _made_title(front.body, provenance, language, site),
            summary=read_text(values, "summary") or derive_summary(outline, html),
            outline=outline,
            provenance=provenance,
            edited=is_edited(front),
            generated=_stated_hash(values),
            legacy=legacy is not None,
            language=language,
            picture=placed.cloud,
            by_author=is_by_author(values),
            corrections=read_corrections(values),
        ),
    )


def is_skipped(path: Path) -> bool:
    """Tell whether a file, whatever else is wrong with it, keeps its day away."""
    try:
        values = parse_front_matter(read_article_text(path)).values
    except ArticleError:
        return False
    return read_status(values, "") == "skip"


def read_article_text(path: Path) -> str:
    """Read an article's file as text.

    Raises:
        ArticleError: it cannot be read, is no UTF-8 or is empty.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArticleError("it is no UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise ArticleError(f"it cannot be read: {error.strerror}") from error
    if not text.strip("\ufeff \t\r\n"):
        raise ArticleError("it is empty; write the article or delete the file")
    return text


def find_provenance(
    values: Mapping[str, object], slug: str, legacy: LegacyPost | None, site: Site
) -> Provenance:
    """Find what an article says of its origin; its name may tell its window."""
    title = (read_text(values, "title") or "").lower()
    name = title if is_machine_name(title) else slug
    said = read_provenance(values, topic=find_topic(name))
    if said.window is not None:
        return said
    window = legacy.window if legacy else None
    return replace(said, window=window or find_window(name, site.timezone))


def find_note_zone(window: Window | None, timezone: ZoneInfo) -> tzinfo | None:
    """Find the zone in which an article's footnotes state times.

    The one that its window was written in, should the site have moved since.
    """
    if window is None:
        return timezone
    here = window.start.astimezone(timezone).utcoffset()
    return timezone if here == window.start.utcoffset() else window.start.tzinfo


def is_edited(front: FrontMatter) -> bool | None:
    """Tell whether a body differs from the generated one; ``None``: it was not."""
    stated = _stated_hash(front.values)
    return None if stated is None else stated != body_hash(front.body)


def _date(
    values: Mapping[str, object], window: Window | None, timezone: ZoneInfo
) -> datetime:
    said = read_moment(values, "date", timezone)
    if said is not None:
        return said
    if window is None:
        raise ArticleError("there is no date; add a line date: YYYY-MM-DD HH:MM:SS")
    return (window.end.astimezone(UTC) - timedelta(seconds=1)).astimezone(timezone)


def _stated_title(values: Mapping[str, object], slug: str) -> str | None:
    said = read_text(values, "title")
    if said is None or said.lower() == slug or is_machine_name(said):
        return None
    return said


def _made_title(body: str, provenance: Provenance, language: str, site: Site) -> str:
    topic, window = provenance.topic, provenance.window
    subject = find_heading(body) or site.titles.get(topic, topic)
    if window is None:
        return subject
    return f"{subject} · {render_days(window, site.timezone, wording(language))}"


def _stated_hash(values: Mapping[str, object]) -> str | None:
    said = values.get("aireport")
    return read_text(said, "body") if isinstance(said, dict) else None
