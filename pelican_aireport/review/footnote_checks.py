"""What is wrong with an article's footnotes; pure."""

import re
from collections.abc import Callable, Iterator

from pelican_aireport.articles.blocks import Block
from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.evidence.claims.quoting import is_quoted
from pelican_aireport.model import Quotation
from pelican_aireport.review.article import ReadArticle
from pelican_aireport.review.findings import Finding
from pelican_aireport.review.known import Known
from pelican_aireport.review.prose import find_in_prose
from pelican_aireport.setting_values import nearest

__all__ = ["check_footnotes"]

_BROKEN_MARK = re.compile(r"\u3010\^([\w-]+)[\u3011\]]|\[\^([\w-]+)\u3011")
"""In the brackets that an input method for Chinese writes."""

_MARK = re.compile(r"[\[\u3010][ \t]*\^[ \t]*([\w-]+)[ \t]*[\]\u3011](?!:)")
"""Such as an input method for Chinese writes: in its own brackets, or with spaces."""

_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_TWEET_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_PERMALINK = re.compile(r"https://(?:x|twitter)\.com/(?P<author>\w+)/status/(?P<id>.+)")

_Check = Callable[[ReadArticle, Known], Iterator[Finding]]


def check_footnotes(article: ReadArticle, known: Known) -> Iterator[Finding]:
    """Check marks and notes against each other, and notes against their tweets."""
    for check in (_check_marks, _check_use, _check_twice):
        yield from check(article)
    if article.is_report:
        for note in article.notes:
            quotation = article.quotations.get(note.label or "")
            if quotation is not None:
                yield from _check_note(article, note, quotation, known)


def _find(
    article: ReadArticle, line: int, code: str, message: str, remedy: str
) -> Finding:
    return Finding(
        path=article.path, line=line, code=code, message=message, remedy=remedy
    )


def _check_marks(article: ReadArticle) -> Iterator[Finding]:
    labels = {(note.label or "").casefold() for note in article.notes}
    for line, mark in find_in_prose(article, _MARK):
        if mark[1].casefold() not in labels:
            close = nearest(mark[1], labels, prefix="[^")
            remedy = f"{close[2:-1]}]?" if close else "add its note, or take it away"
            message = f"{mark[0]} leads to no note"
            yield _find(article, line, "unknown-note", message, remedy)
    for line, mark in find_in_prose(article, _BROKEN_MARK):
        message, label = f"{mark[0]} is no mark of a note", mark[mark.lastindex or 0]
        yield _find(article, line, "broken-mark", message, f"write [^{label}]")


def _check_use(article: ReadArticle) -> Iterator[Finding]:
    cited = {label.casefold() for label in article.quotations}
    for note in article.notes:
        if (note.label or "").casefold() not in cited:
            message = f"nothing cites the note [^{note.label}]"
            remedy = "cite it, or delete the line"
            yield _find(article, article.line_of(note), "uncited-note", message, remedy)


def _check_twice(article: ReadArticle) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for note in article.notes:
        line, label = article.line_of(note), (note.label or "").casefold()
        if label in seen:
            message = f"the note [^{note.label}] stands on line {seen[label]} already"
            yield _find(article, line, "note-twice", message, "keep one of the two")
        seen.setdefault(label, line)


def _check_note(
    article: ReadArticle, note: Block, quotation: Quotation, known: Known
) -> Iterator[Finding]:
    line = article.line_of(note)
    if not _TWEET_ID.fullmatch(quotation.id) or quotation.author is None:
        message = f"the note [^{quotation.id}] tells of no tweet"
        remedy = "write its id as label, then its author, time, link and words"
        yield _find(article, line, "note-form", message, remedy)
        return
    yield from _check_link(article, line, quotation, known)
    yield from _check_author(article, line, quotation, known)
    yield from _check_quotation(article, line, quotation, known)


def _check_link(
    article: ReadArticle, line: int, quotation: Quotation, known: Known
) -> Iterator[Finding]:
    tweet = known.tweets.get(quotation.id)
    author = (tweet.author if tweet else quotation.author) or ""
    own = f"https://x.com/{author}/status/{quotation.id}"
    found = _PERMALINK.fullmatch(quotation.url or "")
    said = found and (found["author"].casefold(), found["id"])
    if said == (author.casefold(), quotation.id):
        return
    message = f"the note [^{quotation.id}] does not lead to its own tweet"
    yield _find(article, line, "note-link", message, f"link to {own}")


def _check_author(
    article: ReadArticle, line: int, quotation: Quotation, known: Known
) -> Iterator[Finding]:
    tweet = known.tweets.get(quotation.id)
    author = quotation.author or ""
    if tweet is not None and tweet.author.casefold() != author.casefold():
        message = f"the tweet {quotation.id} is not by @{author}"
        yield _find(article, line, "note-author", message, f"write @{tweet.author}")


def _check_quotation(
    article: ReadArticle, line: int, quotation: Quotation, known: Known
) -> Iterator[Finding]:
    if not quotation.quote:
        message = f"the note [^{quotation.id}] quotes nothing"
        remedy = "quote a part of the tweet"
        yield _find(article, line, "note-form", message, remedy)
        return
    tweet, generated = (
        known.tweets.get(quotation.id),
        known.quotations.get(quotation.id),
    )
    text = clean_line(tweet.text) if tweet else generated and generated.quote
    if text and quotation.quote not in text and not is_quoted(quotation.quote, text):
        message = f"the note [^{quotation.id}] quotes what its tweet does not say"
        remedy = "quote a part of it word for word"
        yield _find(article, line, "note-quotation", message, remedy)
