"""Articles of one moment come in one order."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import permutations
from types import SimpleNamespace

import pytest

from pelican_aireport.model import Period
from pelican_aireport.site.order import settle_ties

SUNDAY = datetime(2026, 9, 13, 15, 59, 59, tzinfo=UTC)
SATURDAY = SUNDAY.replace(day=12)


@dataclass(frozen=True, slots=True)
class Article:
    """What of an article decides."""

    slug: str
    date: datetime = SUNDAY
    period: Period | None = None

    @property
    def report(self) -> SimpleNamespace | None:
        """What the reader leaves; an ordinary article has none."""
        if self.period is None:
            return None
        return SimpleNamespace(provenance=SimpleNamespace(period=self.period))


MONTH = Article("a", period=Period.MONTH)
WEEK = Article("b", period=Period.WEEK)
DAY, NOTE = Article("d", period=Period.DAY), Article("c")
OLDER = Article("a", date=SATURDAY)


def _settle(articles: list[Article], order_by: object) -> list[Article]:
    generator = SimpleNamespace(
        articles=articles, drafts=[], settings={"ARTICLE_ORDER_BY": order_by}
    )
    settle_ties(generator)
    return generator.articles  # type: ignore[no-any-return]


def test_days_go_before_the_week_that_ends_with_them() -> None:
    """In whatever order the files were read; other moments stay where they were."""
    found = {
        tuple(_settle([*same, OLDER], "reversed-date"))
        for same in permutations((MONTH, WEEK, DAY, NOTE))
    }
    assert found == {(NOTE, DAY, WEEK, MONTH, OLDER)}


@pytest.mark.parametrize("order_by", ["basename", "slug", None, len])
def test_another_order_is_left_alone(order_by: object) -> None:
    assert _settle([MONTH, WEEK, DAY], order_by) == [MONTH, WEEK, DAY]
