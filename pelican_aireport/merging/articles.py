"""An article's file, merged three ways: what a refresh writes; pure."""

from dataclasses import dataclass

from pelican_aireport.articles.front_matter import (
    find_front_matter,
    parse_front_matter,
)
from pelican_aireport.articles.metadata import find_language, read_lang
from pelican_aireport.articles.sections import wording
from pelican_aireport.language.entities import Aliases
from pelican_aireport.merging.bodies import Changes, merge_bodies
from pelican_aireport.merging.conflicts import load_labels
from pelican_aireport.merging.heads import merge_heads

__all__ = ["MergedArticle", "merge_articles"]

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedArticle:
    """An article's text, merged; with the line ends of the author's file."""

    text: str
    marked: str | None
    """The same with both versions at each conflict; ``None`` where there is none."""
    changes: Changes


def merge_articles(
    base: str, ours: str, theirs: str, aliases: Aliases
) -> MergedArticle:
    """Merge an article with what is generated anew.

    Args:
        base: The text that was generated before.
        ours: The text of the author's file, with his line ends.
        theirs: The text that is generated now.
        aliases: The names by which a text's matter is known.

    Raises:
        ArticleError: the file cannot be taken apart.
    """
    plain = _plain(ours)
    yaml_start, yaml_end, body_start = find_front_matter(plain)
    fronts = [_cut(text) for text in (base, plain, theirs)]
    head = merge_heads(*(yaml for yaml, _ in fronts))
    language = find_language(read_lang(parse_front_matter(theirs).values))
    body = merge_bodies(
        *(body for _, body in fronts),
        aliases=aliases,
        words=wording(language),
        labels=load_labels(language),
    )

    def write(merged: str) -> str:
        whole = plain[:yaml_start] + head + plain[yaml_end:body_start] + merged
        return ours if whole == plain else _as_in(ours, whole)

    return MergedArticle(
        text=write(body.text),
        marked=None if body.marked is None else write(body.marked),
        changes=body.changes,
    )


def _plain(text: str) -> str:
    return text.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n")


def _cut(text: str) -> tuple[str, str]:
    start, end, body = find_front_matter(text)
    return text[start:end], text[body:]


def _as_in(ours: str, text: str) -> str:
    """Return a text with the byte order mark and the line ends of a file."""
    is_windows = 2 * ours.count("\r\n") > ours.count("\n")
    mark = _MARK if ours.startswith(_MARK) else ""
    return mark + (text.replace("\n", "\r\n") if is_windows else text)
