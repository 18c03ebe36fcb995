"""Articles of one moment in an order that is the same in every build."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from pelican_aireport.model import Period

__all__ = ["settle_ties"]

_RANKS = {period: rank for rank, period in enumerate(Period)}


def settle_ties(generator: Any) -> None:
    """Put articles of the same date in the order of period and slug.

    A handler of ``article_generator_pretaxonomy``: a week and its last day end in the
    same second, and Pelican reads files in any order. Other orders than by date are
    none of ours.
    """
    if not str(generator.settings["ARTICLE_ORDER_BY"]).endswith("date"):
        return
    # In place: Pelican may hold these very lists elsewhere.
    for articles in (generator.articles, generator.drafts):
        articles[:] = _settle(articles)


def _settle(articles: Iterable[Any]) -> list[Any]:
    groups = groupby(articles, key=lambda each: each.date)
    return [each for _, group in groups for each in sorted(group, key=_key)]


def _key(article: Any) -> tuple[int, str]:
    report = getattr(article, "report", None)
    period = report.provenance.period if report else Period.DAY
    return _RANKS[period], str(article.slug)
