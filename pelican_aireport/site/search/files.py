"""The files that the page of the search reads: the index and the passages; pure."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pelican_aireport.site.addresses import SEARCH
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.search.folding import fold
from pelican_aireport.site.search.form import build_of, count_shards
from pelican_aireport.site.search.passages import PIECES, Passage, Piece, list_passages
from pelican_aireport.site.search.shards import render_json, render_shards
from pelican_aireport.site.search.terms import filter_term, terms_of
from pelican_aireport.site.site_pages import SiteFile, SitePage

__all__ = ["list_search_files", "render_passage"]


def list_search_files(
    archive: Archive, pages: Iterable[SitePage]
) -> Iterator[SiteFile]:
    """List what the page of the search reads, if that is one of these pages."""
    if SEARCH not in {page.url for page in pages}:
        return
    postings: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
    # The oldest first: a new report changes no number of those before it.
    for number, passage in enumerate(list_passages(reversed(archive.entries))):
        for place, terms in enumerate(_terms(passage), number * PIECES):
            for term in terms:
                postings[term].append(place)
        content = render_passage(passage)
        yield SiteFile(path=f"{SEARCH}passages/{number}.json", content=content)
    build = build_of(archive)
    shards = render_shards(postings, count_shards(archive), build=build)
    for number, content in enumerate(shards):
        yield SiteFile(path=f"{SEARCH}index/{number}.json", content=content)


def render_passage(passage: Passage) -> bytes:
    """Write a passage as the browser reads it."""
    entry = passage.entry
    return render_json(
        {
            "url": entry.url,
            "title": entry.title,
            "date": entry.days[1].isoformat(),
            "lang": entry.lang,
            "pieces": list(map(_row, passage.pieces)),
        }
    )


def _row(piece: Piece) -> tuple[str, str, str]:
    return piece.text, piece.anchor and f"#{piece.anchor}", piece.section


def _terms(passage: Passage) -> Iterator[set[str]]:
    """Tell the terms by which each piece is found, those of filters among them."""
    filters = {
        filter_term("topic", passage.entry.category),
        filter_term("month", passage.entry.days[1].isoformat()[:7]),
    }
    for piece in passage.pieces:
        named = {filter_term("entity", name) for name in piece.entities}
        yield terms_of(fold(piece.text)) | filters | named
