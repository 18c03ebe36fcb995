"""The article that a refresh is asked for: found, read, or refused; reads the disk."""

from dataclasses import dataclass, replace
from pathlib import Path

from pelican_aireport.articles.files import slugs_by_path
from pelican_aireport.articles.front_matter import (
    parse_front_matter,
    read_provenance,
    read_text,
)
from pelican_aireport.errors import ArticleError, SettingsError
from pelican_aireport.model import Provenance, Window
from pelican_aireport.setting_values import nearest
from pelican_aireport.settings import Settings, TopicSettings

__all__ = ["ANEW", "Refreshable", "find_article", "read_refreshable"]

ANEW = "delete the article to have it drafted anew"
"""The way out where an article cannot be refreshed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshable:
    """An article that was generated, with what its author made of it."""

    path: Path
    content: bytes
    text: str
    provenance: Provenance
    topic: TopicSettings
    """With the article's period alone."""
    window: Window
    hash_: str
    """Of the body that was generated."""


def find_article(settings: Settings, name: str) -> Path:
    """Find the file of an article by its slug, in any case, or by its path.

    Raises:
        ArticleError: there is none, or there are several.
    """
    slugs = slugs_by_path(settings.reports)
    place = Path(name).resolve()
    found = [path for path in slugs if path.resolve() == place] or [
        path for path, slug in slugs.items() if slug == name.lower()
    ]
    if len(found) == 1:
        return found[0]
    if found:
        files = ", ".join(str(path) for path in found)
        raise ArticleError(f"{name}: several files have this slug; name one: {files}")
    known = f"there are {', '.join(sorted({*slugs.values()})[-5:]) or 'none'}"
    raise ArticleError(
        f"{name!r} is no article under {settings.reports}"
        f"{nearest(name, slugs.values())}; {known}"
    )


def read_refreshable(path: Path, settings: Settings) -> Refreshable:
    """Read an article that was generated.

    Raises:
        ArticleError: it cannot be read, or does not say what was generated.
        SettingsError: its topic or its time zone is not the site's any more.
    """
    content, text = _read(path)
    try:
        front = parse_front_matter(text)
    except ArticleError as error:
        raise ArticleError(f"{path.name}: {error}") from error
    said = front.values.get("aireport")
    hash_ = read_text(said, "body") if isinstance(said, dict) else None
    provenance = read_provenance(front.values, topic="")
    if hash_ is None or provenance.window is None:
        raise ArticleError(
            f"{path.name} does not say what was generated (aireport: body and window): "
            f"it cannot be refreshed; {ANEW}"
        )
    return Refreshable(
        path=path,
        content=content,
        text=text,
        provenance=provenance,
        topic=replace(
            _find_topic(path, provenance.topic, settings), period=(provenance.period,)
        ),
        window=_localize(path, provenance.window, settings),
        hash_=hash_,
    )


def _read(path: Path) -> tuple[bytes, str]:
    try:
        content = path.read_bytes()
        return content, content.decode("utf-8")
    except OSError as error:
        raise ArticleError(f"{path.name} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path.name} is no UTF-8 text; save it as UTF-8") from error


def _localize(path: Path, window: Window, settings: Settings) -> Window:
    """Return a window in the site's zone, which must be the one it was drafted in."""
    start, end = (m.astimezone(settings.timezone) for m in (window.start, window.end))
    if start.utcoffset() != window.start.utcoffset():
        problem = (
            f"{path.name} was drafted in the zone of {window.start:%z}, and TIMEZONE "
            f"is {settings.timezone}; set it as it was"
        )
        raise SettingsError([problem])
    return Window(start=start, end=end)


def _find_topic(path: Path, name: str, settings: Settings) -> TopicSettings:
    topics = {topic.name: topic for topic in settings.topics}
    if name not in topics:
        problem = (
            f"{path.name} is of topic {name!r}, which AIREPORT_TOPICS has not"
            f"{nearest(name, topics)}; there are {', '.join(topics) or 'none'}"
        )
        raise SettingsError([problem])
    if topics[name].source is None:
        problem = f"topic {name} has no source; set AIREPORT_SOURCE"
        raise SettingsError([problem])
    return topics[name]
