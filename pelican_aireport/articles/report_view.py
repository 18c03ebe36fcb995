"""What templates and JSON get of a report article, as ``article.report``."""

from dataclasses import dataclass

from pelican_aireport.articles.corrections import Correction
from pelican_aireport.model import Outline, Provenance

__all__ = ["ArticleReport", "CloudPicture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudPicture:
    """The word cloud beside an article; file names without folder."""

    png: str
    """The picture that the article shows; a legacy post's may be a JPEG."""
    svg: str | None
    alt: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReport:
    """A report article as it was read from its file."""

    title: str
    """Plain text; ``article.title`` is the same, escaped."""
    summary: str
    """Plain text, may be empty; ``article.summary`` is the same, escaped, but Pelican
    makes it a plain string: under autoescape write ``{{ article.summary|safe }}``."""
    outline: Outline
    provenance: Provenance
    edited: bool | None
    """Whether the body differs from the generated one; ``None``: it was not."""
    legacy: bool
    """Whether the post was written by the script that came before this plugin."""
    language: str
    """One of ``sections.LANGUAGES``: the language of headings and footnotes."""
    picture: CloudPicture | None
    generated: str | None = None
    """The hash of its body as it was generated; ``None`` where that is not stated."""
    by_author: bool = False
    """Whether its author says that he wrote it, so that nothing marks it as made by a
    machine."""
    corrections: tuple[Correction, ...] = ()
    """What was put right since it was published, the newest first."""
