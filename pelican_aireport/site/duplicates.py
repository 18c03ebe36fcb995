"""Articles that would be written to the same file: one stays. Pure but for the log.

Pelican ends the whole build where two of them meet.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any

__all__ = ["leave_out_duplicates"]

logger = logging.getLogger(__name__)

_LISTS = (
    "articles",
    "translations",
    "hidden_articles",
    "hidden_translations",
    "drafts",
    "drafts_translations",
)


def leave_out_duplicates(generator: Any) -> None:
    """Keep one article per output file, the first by its source's path.

    A handler of ``article_generator_pretaxonomy``: nothing has listed the articles
    by then. The others are reported as errors and appear nowhere.
    """
    lists = [getattr(generator, name) for name in _LISTS]
    dropped: set[int] = set()
    for first, *others in _find_groups(chain(*lists)):
        for other in others:
            dropped.add(id(other))
            _tell(first, other)
    if not dropped:
        return
    # In place: Pelican may hold these very lists elsewhere.
    for articles in lists:
        articles[:] = _without(articles, dropped)
        for article in articles:
            article.translations = _without(article.translations, dropped)


def _find_groups(articles: Iterable[Any]) -> list[list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: str(article.source_path)):
        if article.save_as:
            groups[article.save_as].append(article)
    return list(groups.values())


def _without(articles: Iterable[Any], dropped: set[int]) -> list[Any]:
    return [article for article in articles if id(article) not in dropped]


def _tell(first: Any, other: Any) -> None:
    # Under --fatal errors this raises, which ends the build as it should.
    logger.error(
        "aireport: %s was left out: %s has the same slug, %s; "
        "give one of them another slug or delete it",
        other.relative_source_path,
        first.relative_source_path,
        other.slug,
    )
