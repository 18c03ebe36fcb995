"""The search of the site: an index of our own, made at build time, read by piece.

What ``theme/static/search.js`` does with it, which is too small to say so itself:

1. It cuts what is typed at spaces, folds each word (``folding``), takes its terms
   (``terms``), and puts before them those of the filters that are chosen.
2. For each of the first ``LIMIT`` terms it fetches the file of the index that the term
   stands in (``shards``). The pieces that have all of them are candidates.
3. Ten at a time, the newest first, it fetches their passages (``passages``) and shows
   those that hold every word, folded like the words, anywhere: a find inside another
   word counts. Where fewer than ten did, it tries once more before it asks the reader
   whether to go on.

Files of another build than the page's are no answer: the reader is asked to load the
page again. So nothing is shown that does not hold what was typed, and nothing that
holds it is left out. What is asked stands in the page's address:
``?q=GPT&month=2026-09``.
Typing takes one step of the browser's history, not one for each letter.
"""

from pelican_aireport.site.search.files import list_search_files
from pelican_aireport.site.search.form import list_search_pages

__all__ = ["list_search_files", "list_search_pages"]
