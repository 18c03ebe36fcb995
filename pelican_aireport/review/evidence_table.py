"""What a pull request shows of drafted reports: claim, tweets, check; pure.

GitHub-flavoured Markdown in each report's own language. Everything that comes from
tweets or models is text: it names nobody, links nothing and draws nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.front_matter import read_text
from pelican_aireport.articles.report_file import ReportFile
from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.articles.sections import Section, wording
from pelican_aireport.model import Claim, Provenance, Window
from pelican_aireport.review.claim_cells import (
    ClaimCells,
    render_claim_row,
    render_concern,
)
from pelican_aireport.review.github_markdown import render_row, render_text, shorten
from pelican_aireport.review.table_words import TableWords, table_words
from pelican_aireport.site.notices import list_notices

__all__ = ["LONGEST", "ReviewedReport", "render_evidence"]

LONGEST = 65_536
"""Characters that GitHub takes of a description."""

_TITLE_LENGTH = 100
_MOST_CONCERNS = 10
_ROOM_FOR_CUT = 2_000
"""Characters that the sentence about what is left out may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedReport:
    """An article and what ``aireport check`` says of its claims."""

    file: ReportFile
    path: str
    """Where the file lies, as its author knows it."""
    edited: frozenset[Claim] = frozenset()
    """Claims that the author changed or added, as far as that is known here."""
    findings: Mapping[Claim, Sequence[str]] | None = None
    """Sentences by claim that was held against its tweets, now or when it was made;
    none for one that passed. ``None``: nothing was checked now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    section: str
    text: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One report: what is always shown, and its tables."""

    title: str
    head: str
    tables: tuple[_Table, ...]


def render_evidence(
    reports: Iterable[ReviewedReport], *, longest: int = LONGEST
) -> str:
    """Render the description of a pull request; without reports it is empty.

    What does not fit is left out table by table, and named in the last sentence.
    """
    given = tuple(reports)
    if not given:
        return ""
    words = table_words(given[0].file.report.language)
    return _fit(tuple(map(_part, given)), words, longest)


def _fit(parts: Sequence[_Part], words: TableWords, longest: int) -> str:
    shown: list[list[str]] = []
    room = longest - _ROOM_FOR_CUT - len(words.say("intro")) - 2
    for part in parts:
        if len(part.head) + 2 > room:
            break
        shown.append([part.head])
        room -= len(part.head) + 2
    cut: list[str] = []
    for part, texts in zip(parts, shown, strict=False):
        for table in part.tables:
            if len(table.text) + 2 <= room:
                texts.append(table.text)
                room -= len(table.text) + 2
            else:
                cut.append(_name_cut(part, table, words))
    texts = [words.say("intro"), *(text for each in shown for text in each)]
    left = len(parts) - len(shown)
    texts += _render_cut(cut, left, words)
    return "\n\n".join(texts) + "\n"


def _name_cut(part: _Part, table: _Table, words: TableWords) -> str:
    return words.say(
        "cut_section", title=part.title, section=table.section, n=table.claims
    )


def _render_cut(cut: Sequence[str], left: int, words: TableWords) -> list[str]:
    """Render the sentence about what is left out, itself kept short."""
    if not cut and not left:
        return []
    named = list(cut)
    while sum(map(len, named)) > _ROOM_FOR_CUT - 500:
        named.pop()
    if len(named) < len(cut):
        named.append("…")
    if left:
        named.append(words.say("cut_reports", n=left))
    return [words.say("cut", parts=words.say("join").join(named))]


def _part(reviewed: ReviewedReport) -> _Part:
    report = reviewed.file.report
    words = table_words(report.language)
    title = render_text(shorten(report.title, _TITLE_LENGTH))
    cells = _cells(reviewed, words)
    facts = "\n".join(f"- {fact}" for fact in _facts(reviewed, words))
    concerns = "\n".join(_concerns(reviewed, cells))
    head = f"## {title}\n\n{facts}\n\n**{words.say('look')}**\n\n{concerns}"
    return _Part(title=title, head=head, tables=tuple(_tables(report, cells)))


def _cells(reviewed: ReviewedReport, words: TableWords) -> ClaimCells:
    report = reviewed.file.report
    unchecked = ""
    if report.edited is not False:
        # What was generated was checked when it was made; nothing else was.
        unchecked = words.say("edited" if report.edited else "legacy")
    return ClaimCells(
        words=words,
        quotations={each.id: each for each in report.outline.quotations},
        unchecked=unchecked,
        edited=reviewed.edited,
        repaired=frozenset(report.provenance.repaired),
        findings=reviewed.findings,
    )


def _facts(reviewed: ReviewedReport, words: TableWords) -> Iterator[str]:
    file, provenance = reviewed.file, reviewed.file.report.provenance
    colon = wording(words.language).colon
    facts = {
        "topic": render_text(file.category or provenance.topic),
        "window": provenance.window and _render_window(provenance.window, words),
        "tweets": _render_counts(provenance, words),
        "written_by": _render_writer(provenance, words),
        "file": render_text(reviewed.path),
    }
    yield f"**{words.say(_outlook(file))}**"
    for name, said in facts.items():
        if said:
            yield f"{words.say(name)}{colon}{said}"
    for notice in list_notices(file.report):
        yield f"⚠️ **{notice.title}**{colon}{render_text(notice.text)}"


def _outlook(file: ReportFile) -> str:
    """Return what merging makes of an article, by the name of the sentence."""
    status = (read_text(file.values, "status") or "published").lower()
    return {"published": "publishes", "skip": "skipped"}.get(status, "stays_draft")


def _render_window(window: Window, words: TableWords) -> str:
    last = window.end - timedelta(seconds=1)
    days = (f"{moment:%Y-%m-%d %H:%M}" for moment in (window.start, last))
    until = wording(words.language).until
    return render_text(f"{until.join(days)} ({window.start:%z})")


def _render_counts(provenance: Provenance, words: TableWords) -> str | None:
    counts = provenance.counts
    if counts is None:
        return None
    said = words.say("counts", fetched=counts.fetched, kept=counts.kept)
    dropped = (words.drops[kind.value].format(n=n) for kind, n in counts.dropped)
    listed = words.say("join").join(dropped)
    if not listed:
        return said
    return f"{said}{words.say('stop')}{words.say('dropped', dropped=listed)}"


def _render_writer(provenance: Provenance, words: TableWords) -> str | None:
    if provenance.summarizer is None:
        return None
    if provenance.model is None:
        return words.say("extractive")
    cost = provenance.cost_usd
    said = words.say("model", model=render_text(provenance.model))
    money = "cost_unknown" if cost is None else "cost"
    amount = "" if cost is None else f"{cost:.4f}"
    return f"{said}{words.say('stop')}{words.say(money, cost=amount)}"


def _concerns(reviewed: ReviewedReport, cells: ClaimCells) -> Iterator[str]:
    report, words = reviewed.file.report, cells.words
    for name in reviewed.file.missing:
        yield f"- {words.say('picture_missing', name=render_text(name))}"
    counts = report.provenance.claims
    if counts is not None and counts.left_out:
        yield f"- {words.say('left_out_claims', n=counts.left_out)}"
    claims = [
        claim for each in claims_of(report.outline.digest).values() for claim in each
    ]
    found = [concern for claim in claims if (concern := render_concern(claim, cells))]
    # Stable: of equal gravity, as they stand in the text.
    for _, said in sorted(found, key=lambda each: each[0])[:_MOST_CONCERNS]:
        yield said
    if len(found) > _MOST_CONCERNS:
        yield f"- {words.say('more_to_look_at', n=len(found) - _MOST_CONCERNS)}"
    if not claims:
        yield f"- {words.say('no_claims')}"
    elif not found and not reviewed.file.missing:
        yield f"- {words.say('nothing_to_look_at')}"


def _tables(report: ArticleReport, cells: ClaimCells) -> Iterator[_Table]:
    for section, claims in claims_of(report.outline.digest).items():
        if claims:
            yield _render_table(section, claims, cells)


def _render_table(
    section: Section, claims: Sequence[Claim], cells: ClaimCells
) -> _Table:
    words = cells.words
    heading = wording(words.language).headings[section]
    titles = render_row(map(words.say, ("claim", "evidence", "check")))
    rows = (render_claim_row(claim, cells) for claim in claims)
    text = "\n".join((f"### {heading}", "", titles, "| --- | --- | --- |", *rows))
    return _Table(section=heading, text=text, claims=len(claims))
