"""What stands before and after each of several pages; pure."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

__all__ = ["with_neighbours"]

_Item = TypeVar("_Item")


def with_neighbours(
    items: Iterable[_Item],
) -> Iterator[tuple[_Item, tuple[_Item | None, _Item | None]]]:
    """Yield each item with the one before and the one after it.

    >>> list(with_neighbours("ab"))
    [('a', (None, 'b')), ('b', ('a', None))]
    """
    known = tuple(items)
    befores, afters = (None, *known), (*known[1:], None)
    for item, before, after in zip(known, befores, afters, strict=False):
        yield item, (before, after)
