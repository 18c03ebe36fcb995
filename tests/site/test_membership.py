"""Lists of articles that know at once what they hold."""

from types import SimpleNamespace
from typing import Any

import pytest

from pelican_aireport.site.membership import ArticleList, list_members


class _Article:
    """Counts how often articles are held against one another."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        _Article.compared += 1
        return self is other

    __hash__ = object.__hash__


def test_looking_for_articles_compares_none() -> None:
    """A list would compare each with up to all that it holds."""
    articles = [_Article() for _ in range(50)]
    listed = ArticleList(articles[::2])
    _Article.compared = 0
    found = [article for article in articles if article in listed]
    assert ([id(each) for each in found], _Article.compared) == (
        [id(each) for each in articles[::2]],
        0,
    )


def _append(articles: list[Any], one: object) -> None:
    articles.append(one)


def _replace(articles: list[Any], one: object) -> None:
    articles[0] = one


def _replace_all(articles: list[Any], one: object) -> None:
    articles[:] = [one, one]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_append, id="appended"),
        pytest.param(_replace, id="in the place of another"),
        pytest.param(_replace_all, id="in the place of all"),
    ],
)
def test_a_list_knows_what_another_plugin_puts_into_it(change: Any) -> None:
    one, other, late = _Article(), _Article(), _Article()
    listed = ArticleList([one, other])
    before = late in listed
    change(listed, late)
    assert (before, late in listed) == (False, True)


def test_it_is_still_the_list_that_it_was() -> None:
    articles = [_Article(), _Article()]
    listed = ArticleList(articles)
    assert (listed, listed[:1], len(listed)) == (articles, articles[:1], 2)


def test_every_group_that_pelican_looks_through_gets_such_a_list() -> None:
    """In place: the context holds the lists of categories and authors."""
    article = _Article()
    categories, authors = [("c", [article])], [("a", [article])]
    generator = SimpleNamespace(
        categories=categories, authors=authors, tags={"t": [article]}
    )
    list_members(generator)
    lists = [categories[0][1], authors[0][1], generator.tags["t"]]
    assert [(type(each), list(each)) for each in lists] == [
        (ArticleList, [article])
    ] * 3
