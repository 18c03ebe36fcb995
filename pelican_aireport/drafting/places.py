"""Where an article was drafted to, and where a build writes its page; pure."""

from dataclasses import dataclass
from pathlib import Path

from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.articles.metadata import read_status
from pelican_aireport.model import Draft
from pelican_aireport.settings import Settings

__all__ = ["Place", "find_place", "tell_place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to look for what was drafted."""

    article: Path
    page: Path | None
    """A draft's, to which no page leads; ``None`` for others, and where builds write
    no drafts."""


def find_place(draft: Draft, article: Path, settings: Settings) -> Place:
    """Find the place of a draft that was written to an article."""
    status = read_status(parse_front_matter(draft.markdown).values, "published")
    folder = settings.draft_pages if status == "draft" else None
    page = folder and folder / draft.slug / "index.html"
    return Place(article=article, page=page)


def tell_place(place: Place, folder: Path) -> str:
    """Tell a place as it is seen from a folder."""
    told = _seen(place.article, folder)
    if place.page is None:
        return told
    return f"{told}; its page, once built: {_seen(place.page, folder)}"


def _seen(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)
