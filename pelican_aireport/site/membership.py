"""Lists of articles that know at once what they hold.

For each page of a category, tag or author Pelican asks of every article of the site
whether it is in the page's list, and a list looks through all that it holds.
"""

from collections.abc import Iterable
from typing import Any

__all__ = ["ArticleList", "list_members"]


class ArticleList(list[Any]):
    """A list of articles in which looking for one costs the same however many it has.

    An article is in it where the very object is: articles know no other equality.
    """

    __slots__ = ("_ids", "_length")

    def __init__(self, articles: Iterable[Any] = ()) -> None:
        super().__init__(articles)
        self._length = -1

    def __contains__(self, article: object) -> bool:
        if len(self) != self._length:
            self._ids = frozenset(map(id, self))
            self._length = len(self)
        return id(article) in self._ids

    def __setitem__(self, place: Any, articles: Any) -> None:
        super().__setitem__(place, articles)
        self._length = -1


def list_members(generator: Any) -> None:
    """Give each category, tag and author a list in which articles are found at once.

    A handler of ``article_generator_finalized``.
    """
    for name in ("categories", "authors"):
        groups = getattr(generator, name)
        groups[:] = [(group, ArticleList(articles)) for group, articles in groups]
    for tag, articles in generator.tags.items():
        generator.tags[tag] = ArticleList(articles)
