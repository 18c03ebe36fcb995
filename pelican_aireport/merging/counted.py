"""Sentences that code counted, edited by an author and counted anew; pure.

They tell how much was read and what leads: no two drafts of one day say the same, and
most edits beside them are about something else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.merging.statements import plain_words, split_sentences
from pelican_aireport.review.told_by_code import is_counted

__all__ = ["renew_counts"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def renew_counts(base: str, ours: str, theirs: str) -> Sequence[str] | None:
    """Return the author's sentences, with those that he left as they are told now.

    ``None`` where code did not count, where he tells a figure that is not true any
    more, or where nothing is left.
    """
    if not (_is_counts(base) and _is_counts(theirs)):
        return None
    owns = split_sentences(ours)
    renewed = _pair(split_sentences(base), split_sentences(theirs))
    written = (each for each in owns if _fold(each) not in renewed)
    if _numbers(written) & (_numbers([base]) - _numbers([theirs])):
        return None
    told = (renewed.get(_fold(each), (each,)) for each in owns)
    return tuple(sentence for sentences in told for sentence in sentences) or None


def _pair(olds: Sequence[str], news: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return what now stands for each sentence; what is more follows the last one."""
    pairs = {_fold(old): tuple(news[at : at + 1]) for at, old in enumerate(olds)}
    return {**pairs, _fold(olds[-1]): tuple(news[len(olds) - 1 :])}


def _is_counts(text: str) -> bool:
    said = plain_words(text)
    return any(is_counted(said, language) for language in LANGUAGES)


def _numbers(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(n for text in texts for n in _NUMBER.findall(plain_words(text)))


def _fold(sentence: str) -> str:
    return "".join(sentence.split())
