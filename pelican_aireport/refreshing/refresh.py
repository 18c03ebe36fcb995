"""An article drafted again, with its author's words in it.

Touches disk and network through what it calls. First everything is read, drafted and
merged, then it is written: the article last, whole or not at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pelican_aireport.articles.dropped import keep_dropped
from pelican_aireport.articles.generated import (
    find_generated,
    is_generated_picture,
    keep_generated,
    keep_pictures,
)
from pelican_aireport.articles.renewal import (
    Redrawing,
    plan_redrawing,
    write_marked,
    write_pictures,
)
from pelican_aireport.drafting.recollection import read_days, remember
from pelican_aireport.errors import (
    ArticleError,
    BlockedError,
)
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.merging.articles import MergedArticle, merge_articles
from pelican_aireport.model import Draft, Picture
from pelican_aireport.pipeline import draft_report
from pelican_aireport.refreshing.rebuilding import rebuild_generated
from pelican_aireport.refreshing.refreshable import ANEW, Refreshable, read_refreshable
from pelican_aireport.replaced_files import check_unchanged, replace_file
from pelican_aireport.selection.windows import slug_of
from pelican_aireport.settings import Settings
from pelican_aireport.sources.days import by_period
from pelican_aireport.sources.encounters import Encounters
from pelican_aireport.sources.finding import find_source
from pelican_aireport.summarizers.finding import find_summarizer

__all__ = ["Refresh", "plan_refresh", "write_refresh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """What a refresh makes of an article; nothing of it is written yet."""

    path: Path
    """Where the author has the article."""
    before: bytes
    """What the file holds."""
    draft: Draft
    """What is generated now."""
    known_pictures: tuple[Picture, ...]
    """What was generated before, where that had to be found out."""
    merged: MergedArticle
    redrawing: Redrawing
    """What becomes of its pictures."""

    @property
    def after(self) -> bytes:
        """What the file is to hold."""
        return self.merged.text.encode("utf-8")

    @property
    def is_new(self) -> bool:
        """Whether there is anything new in its text."""
        return self.after != self.before


def plan_refresh(
    path: Path, settings: Settings, *, environ: Mapping[str, str], now: datetime
) -> Refresh:
    """Draft an article again and merge it with its author's version.

    Only what was fetched and answered on the way is written, as for any draft.

    Args:
        path: The article's file.
        settings: The site's.
        environ: Where secrets and proxies stand.
        now: The time; aware.

    Raises:
        AIReportError: the article stays as it is; the words say why.
    """
    article = read_refreshable(path, settings)
    base, pictures = _find_base(article, settings, environ, now)
    draft = _draft(article, settings, environ, now)
    aliases = load_aliases(article.topic.aliases, language=article.topic.language)
    try:
        merged = merge_articles(base, article.text, draft.markdown, aliases)
    except ArticleError as error:
        raise ArticleError(f"{path.name} cannot be merged: {error}") from error
    return Refresh(
        path=path,
        before=article.content,
        draft=draft,
        known_pictures=pictures,
        merged=merged,
        redrawing=_redraw(draft, pictures, path, merged.text, settings.state),
    )


def write_refresh(
    refresh: Refresh, settings: Settings
) -> tuple[Path | None, tuple[str, ...]]:
    """Write a refresh; return the file of marked conflicts, and pictures left alone.

    An article whose text has nothing new is not opened: its pictures alone are written.
    A run that is interrupted leaves the old article, and the next one does the same
    again.

    Raises:
        PublishError: the article has changed in the meantime, or the disk refused.
    """
    state, draft, path = settings.state, refresh.draft, refresh.path
    text = refresh.merged.text
    check_unchanged(path, refresh.before)
    if refresh.is_new:
        keep_generated(state, draft.slug, draft.markdown)
        keep_dropped(state, draft.slug, draft.markdown, draft.dropped)
    keep_pictures(state, draft.slug, (*refresh.known_pictures, *draft.pictures))
    # Planned again: a run that was interrupted has written some of them.
    redrawing = _redraw(draft, refresh.known_pictures, path, text, state)
    write_pictures(redrawing)
    if not refresh.is_new:
        return None, redrawing.left
    marked = refresh.merged.marked
    beside = marked and write_marked(path, marked.encode("utf-8"))
    replace_file(path, refresh.after, expected=refresh.before)
    return beside or None, redrawing.left


def _redraw(
    draft: Draft, known: tuple[Picture, ...], path: Path, text: str, state: Path
) -> Redrawing:
    contents = {picture.content for picture in known}
    return plan_redrawing(
        draft.pictures,
        path,
        text,
        is_generated=lambda content: (
            content in contents or is_generated_picture(state, draft.slug, content)
        ),
    )


def _find_base(
    article: Refreshable, settings: Settings, environ: Mapping[str, str], now: datetime
) -> tuple[str, tuple[Picture, ...]]:
    """Return what was generated, and its pictures if they had to be drawn again."""
    slug = slug_of(article.topic.name, article.window, settings.timezone)
    kept = find_generated(settings.state, slug, article.hash_)
    if kept is not None:
        return kept, ()
    rebuilt = rebuild_generated(
        article.topic,
        article.window,
        provenance=article.provenance,
        hash_=article.hash_,
        settings=settings,
        environ=environ,
        now=now,
    )
    if rebuilt is None:
        raise ArticleError(
            f"{article.path.name} cannot be refreshed: what was generated for it is "
            f"neither in {settings.state / 'drafts' / slug} nor comes out again from "
            "the tweets and answers that are kept, so that nothing tells your words "
            f"from ours; {ANEW}, or leave it as it is"
        )
    return rebuilt.markdown, rebuilt.pictures


def _draft(
    article: Refreshable, settings: Settings, environ: Mapping[str, str], now: datetime
) -> Draft:
    topic, window, name = article.topic, article.window, article.path.name
    draft = draft_report(
        topic,
        window,
        source=by_period(
            find_source(topic, settings, environ, Encounters()),
            article.provenance.period,
            timezone=settings.timezone,
            now=lambda: now,
        ),
        summarizer=find_summarizer(topic, settings, environ),
        settings=settings,
        now=now,
        memory=remember(topic, window, settings),
        chronicle=read_days(topic, window, settings),
    )
    if draft.failure is not None:
        raise BlockedError(
            f"{name} stays as it is, as the summarizer failed: {draft.failure}",
            needs_person=draft.failure.needs_person,
        )
    if draft.partial is not None and article.provenance.partial is None:
        raise BlockedError(
            f"{name} stays as it is, as the source gave only part of the window that "
            f"it has whole: {draft.partial}"
        )
    return draft
