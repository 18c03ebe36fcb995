"""A claim as its source writes it, cut into the parts that are merged apart; pure.

``1. **lead**: text *marks*[^1][^2]``, and behind it what an author has added.
"""

import re
from dataclasses import dataclass, replace

from pelican_aireport.articles.claim_marks import ClaimMarks, find_marks

__all__ = ["Statement", "cited_in", "plain_words", "read_statement", "split_sentences"]

_MARKER = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)")
_TAIL = re.compile(r"\n(?=[ \t]*(?:\n|(?:[-+*]|\d{1,9}[.)])[ \t]|[>|#]|```|~~~))")
_NOTES = re.compile(r"(?:[ \t]*\[\^[^\]\s]+\])+[ \t]*\Z")
_NOTE = re.compile(r"[ \t]*\[\^([^\]\s]+)\](?!:)")
_MARKS = re.compile(r"[ \t]*\*(?!\*)((?:[^*\n])+)\*\Z")
_LEAD = re.compile(
    r"\*\*(?:(?!\*\*).)+?(?:\*\*[：:]|[：:]\*\*)[ \t]*"  # noqa: RUF001 - either ends it
)
_ENDS = "。！？!?；;…"  # noqa: RUF001 - ends of Chinese sentences
_CLOSERS = "”’」』\"')）"  # noqa: RUF001 - as above
_NESTING = {"“": 1, "「": 1, "『": 1, "”": -1, "」": -1, "』": -1}
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The source of a claim; its parts make it up again, in this order."""

    marker: str
    """Of a list's item: ``"1. "``; empty for a paragraph."""
    lead: str
    """With its bold and its colon."""
    said: str
    """The text; footnotes that stand inside it are part of it."""
    marks: str
    """With the blank before it and its asterisks."""
    notes: str
    """The footnotes behind the text."""
    tail: str
    """What follows its first paragraph."""

    @property
    def text(self) -> str:
        """The source."""
        parts = (self.marker, self.lead, self.said, self.marks, self.notes, self.tail)
        return "".join(parts)

    @property
    def evidence(self) -> tuple[str, ...]:
        """The labels of its footnotes, each once; those of the tail are not its own."""
        return cited_in(self.lead + self.said + self.notes)

    @property
    def words(self) -> str:
        """What it says, for comparing: without white space and footnotes."""
        return plain_words(self.said)

    @property
    def claim_marks(self) -> ClaimMarks:
        """What its marks say."""
        return find_marks(self.marks.strip().strip("*")) or ClaimMarks()

    def cite(self, evidence: tuple[str, ...]) -> "Statement":
        """Return it with other footnotes behind its text; those inside it stay."""
        inside = cited_in(self.lead + self.said)
        behind = [id_ for id_ in evidence if id_ not in inside]
        if behind == [id_ for id_ in self.evidence if id_ not in inside]:
            return self
        return replace(self, notes="".join(f"[^{id_}]" for id_ in behind))


def read_statement(text: str) -> Statement:
    """Cut the source of an item or a paragraph; nothing of it is lost."""
    marker = _MARKER.match(text)
    head = text[marker.end() :] if marker else text
    tail = _TAIL.search(head)
    head, rest = (head[: tail.start()], head[tail.start() :]) if tail else (head, "")
    head, notes = _cut(_NOTES, head)
    body, marks = _cut(_MARKS, head)
    if find_marks(marks.strip().strip("*")) is None:
        body, marks = head, ""
    lead = _LEAD.match(body)
    return Statement(
        marker=marker[0] if marker else "",
        lead=lead[0] if lead else "",
        said=body[lead.end() :] if lead else body,
        marks=marks,
        notes=notes,
        tail=rest,
    )


def _cut(form: re.Pattern[str], text: str) -> tuple[str, str]:
    found = form.search(text)
    return (text[: found.start()], found[0]) if found else (text, "")


def cited_in(text: str) -> tuple[str, ...]:
    """Return the labels of the footnotes that a source leads to, each once."""
    return tuple(dict.fromkeys(_NOTE.findall(text)))


def plain_words(text: str) -> str:
    """Return a source without white space and footnotes, which say nothing."""
    return "".join(_NOTE.sub("", text).split())


def split_sentences(text: str) -> tuple[str, ...]:
    """Cut a text into sentences that make it up again; a quotation is never cut.

    Footnotes, closing marks and blanks behind a sentence belong to it.
    """
    pieces, start, at, depth = [], 0, 0, 0
    while at < len(text):
        depth = max(0, depth + _NESTING.get(text[at], 0))
        at += 1
        if not depth and _is_end(text, at - 1):
            at = _skip(text, at)
            pieces.append(text[start:at])
            start = at
    return (*pieces, text[start:]) if start < len(text) else tuple(pieces)


def _is_end(text: str, at: int) -> bool:
    if text[at] == "\n" or text[at] in _ENDS:
        return True
    # Not inside 3.2 or x.com, and not behind the initial of a name.
    behind, before = text[at + 1 : at + 2], text[at - 1 : at]
    stands_alone = not behind or behind.isspace() or behind in '"[)'
    return text[at] == "." and stands_alone and not before.isupper()


def _skip(text: str, at: int) -> int:
    while True:
        end = at
        while text[end : end + 1] and text[end] in _ENDS + _CLOSERS:
            end += 1
        note = _NOTE.match(text, end)
        end = note.end() if note else end
        if end == at:
            found = _SPACE.match(text, end)
            assert found is not None  # it may be empty
            return found.end()
        at = end
