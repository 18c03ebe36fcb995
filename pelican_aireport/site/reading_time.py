"""How long a text takes to read; pure."""

import math
import re

from pelican_aireport.articles.outline import FOOTNOTES

__all__ = ["reading_minutes"]

_CJK_PER_MINUTE = 450
_WORDS_PER_MINUTE = 230

_TAG = re.compile(r'<[^">]*(?:"[^"]*"[^">]*)*>')
_ENTITY = re.compile(r"&#?\w+;")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+(?:['\u2019.,-][A-Za-z0-9]+)*")


def reading_minutes(html: str) -> int:
    """Return how many minutes an article's HTML takes to read, at least 1.

    Without its footnotes, which are looked up one by one. English non-fiction is read
    silently at 238 words a minute (Brysbaert 2019, Journal of Memory and Language 109,
    over 190 studies), names and figures bring that down to 230. The same article
    predicts other languages by how many words they need for the same message; written
    Chinese needs somewhat less than two characters for each, which gives 400 to 500
    characters a minute.
    """
    text = _ENTITY.sub(" ", _TAG.sub(" ", html.partition(FOOTNOTES)[0]))
    cjk, words = len(_CJK.findall(text)), len(_WORD.findall(text))
    minutes = cjk / _CJK_PER_MINUTE + words / _WORDS_PER_MINUTE
    return max(1, math.ceil(minutes))
