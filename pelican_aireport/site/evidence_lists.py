"""Each section's footnotes behind it, as cards; pure.

Deflate looks back over 32 KiB alone: with a claim's footnotes near it a page of 94 to
130 footnotes was measured to be a tenth smaller than with all of them at its end.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pelican_aireport.site.evidence_cards import find_homes, show_cards
from pelican_aireport.site.parts import Parts, keep_together

__all__ = ["EvidenceList", "list_evidence"]

_CITED = re.compile(r'href="#(fn-[^"]*)"')
_NOTE = re.compile(r'<li id="(fn-[^"]*)"')
_BACK = re.compile(r' ?<a href="#(fnref-[^"]*)"([^<>]*)>')


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceList:
    """Footnotes that stand together."""

    first: int
    """The number of the first one on its page, from 1."""
    last: int
    items: Markup
    """Their list items."""


def list_evidence(
    cut: Parts, words: Mapping[str, Any], lang: str
) -> tuple[EvidenceList | None, ...]:
    """List the footnotes by the part of an article that cites them first.

    Footnotes are numbered in the order in which they are cited, so that the lists
    follow each other without a gap.

    Args:
        cut: The article.
        words: As for ``show_cards``.
        lang: The page's language.

    Returns:
        The list of the lead, of each part, and of what none of them cites (footnotes
        cite others); ``None`` where there is nothing to list.
    """
    bodies = [str(cut.lead), *(f"{part.heading}{part.body}" for part in cut.parts)]
    homes = find_homes("".join(bodies))
    cards = show_cards(keep_together(cut.footnotes), words, lang)
    notes = {id_: _lead_back(item, homes) for id_, item in _items(cards)}
    ids = tuple(notes)
    lists: list[EvidenceList | None] = []
    start = 0
    for end in _ends(bodies, ids):
        items = Markup("".join(notes[id_] for id_ in ids[start:end]))  # noqa: S704
        lists.append(
            EvidenceList(first=start + 1, last=end, items=items)
            if start < end
            else None
        )
        start = end
    return tuple(lists)


def _items(cards: str) -> Iterator[tuple[str, str]]:
    """Cut a list up; a footnote may hold lists of its own."""
    starts = [(found[1], found.start()) for found in _NOTE.finditer(cards)]
    ends = [*(start for _, start in starts[1:]), cards.rfind("</ol>")]
    for (id_, start), end in zip(starts, ends, strict=False):
        yield id_, cards[start:end]


def _ends(bodies: Iterable[str], ids: tuple[str, ...]) -> Iterator[int]:
    """Count for each body the footnotes up to the last that it or one before cites."""
    places = {id_: place for place, id_ in enumerate(ids, 1)}
    end = 0
    for body in bodies:
        cited = (places.get(mark[1], 0) for mark in _CITED.finditer(body))
        end = max(end, *cited, 0)
        yield end
    yield len(ids)


def _lead_back(item: str, homes: Mapping[str, str]) -> str:
    """Let a footnote's links lead back to the claims, once to each."""
    pieces: list[str] = []
    seen: set[str] = set()
    done = 0
    for link in _BACK.finditer(item):
        end = item.index("</a>", link.end()) + len("</a>")
        target = homes.get(link[1], link[1])
        pieces.append(item[done : link.start()])
        if target not in seen:
            seen.add(target)
            inner = item[link.end() : end]
            pieces.append(f' <a href="#{target}"{link[2]}>{inner}')
        done = end
    return "".join((*pieces, item[done:]))
