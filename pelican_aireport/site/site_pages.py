"""Pages and files of the site that stand for no article, before they are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

__all__ = ["SiteFile", "SitePage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A page that a template of the theme renders; none is written without it."""

    template: str
    """Its name without ``.html``."""
    url: str
    """Relative to the site's root, with a slash at its end."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What the template is given beside what every page has."""
    changed: date | None = None
    """When what it shows last changed, for the sitemap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """A file that is written as it is."""

    path: str
    """Relative to the output folder."""
    content: bytes
