"""What code counted, edited by an author and counted anew; pure.

It tells how much was read, what leads and how many others tell of a matter: no two
drafts of one day say the same, and most edits beside it are about something else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.merging.statements import plain_words, split_sentences
from pelican_aireport.review.told_by_code import is_counted
from pelican_aireport.summarizers.phrases import phrases

__all__ = ["is_counts", "renew_counts", "renew_others"]

_FIELD = re.compile(r"\{\w+\}")

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def is_counts(text: str) -> bool:
    """Tell whether code has written a text to tell what was read."""
    said = plain_words(text)
    return any(is_counted(said, language) for language in LANGUAGES)


def renew_counts(base: str, ours: str, theirs: str) -> Sequence[str] | None:
    """Return the author's sentences, with those that he left as they are told now.

    ``None`` where code did not count, where he tells a figure that is not true any
    more, or where nothing is left.
    """
    if not (is_counts(base) and is_counts(theirs)):
        return None
    owns = split_sentences(ours)
    renewed = _pair(split_sentences(base), split_sentences(theirs))
    written = (each for each in owns if _fold(each) not in renewed)
    if _numbers(written) & (_numbers([base]) - _numbers([theirs])):
        return None
    told = (renewed.get(_fold(each), (each,)) for each in owns)
    return tuple(sentence for sentences in told for sentence in sentences) or None


def renew_others(base: str, ours: str, theirs: str) -> tuple[str, str]:
    """Return base and ours with the number of others that theirs tells of a matter.

    As they are where one of the three tells none, or the author tells it otherwise.
    """
    old, new = _others().findall(base), _others().findall(theirs)
    if not len(old) == len(new) == 1 or ours.count(old[0]) != 1:
        return base, ours
    return base.replace(old[0], new[0]), ours.replace(old[0], new[0])


@cache
def _others() -> re.Pattern[str]:
    words = [phrases(language) for language in LANGUAGES]
    forms = (form for each in words for form in (each.others_in_part, each.others))
    texts = (map(re.escape, _FIELD.split(form)) for form in forms)
    return re.compile("|".join(r"\d+\D{0,20}?".join(each) for each in texts))


def _pair(olds: Sequence[str], news: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return what now stands for each sentence; what is more follows the last one."""
    pairs = {_fold(old): tuple(news[at : at + 1]) for at, old in enumerate(olds)}
    return {**pairs, _fold(olds[-1]): tuple(news[len(olds) - 1 :])}


def _numbers(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(n for text in texts for n in _NUMBER.findall(plain_words(text)))


def _fold(sentence: str) -> str:
    return "".join(sentence.split())
