"""The claims that an author may have changed, held against their tweets; pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pelican_aireport.articles.sections import LANGUAGES, Section
from pelican_aireport.evidence.claims.coverage import (
    Rules,
    find_claim_faults,
    find_repetitions,
    mark_sources,
)
from pelican_aireport.evidence.claims.faults import ClaimFault, ClaimFaultKind
from pelican_aireport.evidence.claims.mentions import find_wrong_names
from pelican_aireport.evidence.claims.statement import read_claim, read_tweets
from pelican_aireport.evidence.claims.values import find_wrong_numbers
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.learning import learn_names
from pelican_aireport.model import Claim, Mark, Window
from pelican_aireport.review.article import ReadArticle
from pelican_aireport.review.known import Known
from pelican_aireport.review.own_sentences import is_told_by_code
from pelican_aireport.review.told_by_code import (
    find_kept,
    find_quotation,
    is_counted,
    leave_out_counts,
)

__all__ = ["Comparison", "compare_claims"]

_LOST_MARK = re.compile(r"[\[\u3010]\^[^\]\u3011\s]+[\]\u3011]")
_IDS = frozenset(
    {
        ClaimFaultKind.NO_EVIDENCE,
        ClaimFaultKind.UNKNOWN_ID,
        ClaimFaultKind.TOO_MANY_IDS,
        ClaimFaultKind.WINDOW,
    }
)
_UNMARKED = (
    "all its tweets are by one author, whom it does not name; mark it as resting on "
    "one source, or name the author"
)
_WRONGLY_MARKED = (
    "it is marked as resting on one source, but cites several; take the mark away"
)
_MISCOUNTED = "the front matter counts {kept} tweets that were selected; say so"
_REPEATED = "it says what line {line} says; keep one of the two"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What comparing a claim with its tweets found."""

    is_whole: bool
    """Whether all tweets that it cites were there."""
    faults: tuple[ClaimFault, ...]


def compare_claims(
    article: ReadArticle, doubtful: Collection[int], known: Known
) -> Mapping[int, Comparison]:
    """Compare the doubtful ones of an article's claims, by their places in it."""
    rules = _read_rules(article, known)
    repeated = _find_repeated(article, doubtful)
    return {
        place: _compare(article.claims[place][1], known, rules, repeated.get(place, ()))
        for place in sorted(doubtful)
    }


def _read_rules(article: ReadArticle, known: Known) -> Rules:
    names = {**learn_names(known.tweets.values()), **known.aliases}
    window = article.provenance.window
    return Rules(
        aliases=load_aliases(names, language=article.language),
        language=article.language,
        window=window and _whole_minutes(window),
        timezone=known.timezone,
    )


def _whole_minutes(window: Window) -> Window:
    # Notes tell times to the minute, and a window may begin within one.
    return replace(window, start=window.start.replace(second=0, microsecond=0))


def _find_repeated(
    article: ReadArticle, doubtful: Collection[int]
) -> Mapping[int, tuple[ClaimFault, ...]]:
    """Find doubtful claims that say what another one says.

    The overview may speak of what is told below.
    """
    told = [
        place
        for place, (block, _) in enumerate(article.claims)
        if block.section is not Section.OVERVIEW
    ]
    repeated: dict[int, tuple[ClaimFault, ...]] = {}
    pairs = find_repetitions([article.claims[place][1] for place in told])
    for later, earlier in ((told[a], told[b]) for a, b in pairs):
        place, other = (later, earlier) if later in doubtful else (earlier, later)
        block, claim = article.claims[other]
        if place in doubtful and not _quote_apart(article.claims[place][1], claim):
            repeated.setdefault(place, (_repetition(article.line_of(block)),))
    return repeated


def _quote_apart(one: Claim, other: Claim) -> bool:
    """Tell whether two claims quote different tweets, which are often alike."""
    return one.text != other.text and all(
        any(find_quotation(each.text, each.lead, words) for words in LANGUAGES)
        for each in (one, other)
    )


def _repetition(line: int) -> ClaimFault:
    words = _REPEATED.format(line=line)
    return ClaimFault(kind=ClaimFaultKind.REPEATED, found="", words=words)


def _compare(
    claim: Claim, known: Known, rules: Rules, repeated: tuple[ClaimFault, ...]
) -> Comparison:
    # Of a tweet that was cited from the start only the words may be lacking.
    lacking = {
        id_
        for id_ in claim.evidence
        if id_ not in known.tweets
        and (id_ in known.generated_ids or not known.is_whole)
    }
    faults = [
        fault
        for fault in _find_new_faults(claim, known, rules)
        if fault.found not in lacking
    ]
    if is_told_by_code(claim, known, rules):
        names = () if lacking else _check_names(claim, known, rules)
        counts = _check_count(claim, known, rules)
        return Comparison(
            is_whole=True, faults=(*_only(_IDS, faults), *names, *counts, *repeated)
        )
    if lacking or _LOST_MARK.search(claim.text):
        # What a mark without its note stands for is not known.
        kinds = _IDS | {ClaimFaultKind.STRUCTURE}
        return Comparison(is_whole=False, faults=(*_only(kinds, faults), *repeated))
    marks = _check_mark(claim, known)
    return Comparison(
        is_whole=bool(claim.evidence), faults=(*faults, *repeated, *marks)
    )


def _find_new_faults(
    claim: Claim, known: Known, rules: Rules
) -> tuple[ClaimFault, ...]:
    """Find the faults of a claim but for those that it had when it was generated.

    What quotes a tweet may hold what no sentence of an author's should.
    """
    faults = _place_faults(claim, known, rules)
    if not faults or not known.generated:
        return tuple(faults.values())
    old = {
        place
        for each in known.generated
        if set(each.evidence) & set(claim.evidence)
        for place in _place_faults(each, known, rules)
    }
    return tuple(fault for place, fault in faults.items() if place not in old)


def _place_faults(
    claim: Claim, known: Known, rules: Rules
) -> Mapping[tuple[ClaimFaultKind, str], ClaimFault]:
    """Return the faults by kind and place; empty for that of a whole sentence."""
    readable = _readable(claim, rules)
    return {
        (fault.kind, "" if fault.found == readable.text else fault.found): fault
        for fault in find_claim_faults(readable, known.tweets, rules)
    }


def _readable(claim: Claim, rules: Rules) -> Claim:
    """Return a claim without what is no part of what it tells."""
    # A mark that leads to no note is text, and found by the check of the notes.
    text = _LOST_MARK.sub("", claim.text)
    text = leave_out_counts(text, rules.language).strip()
    return replace(claim, text=text) if text else claim


def _only(
    kinds: Collection[ClaimFaultKind], faults: Iterable[ClaimFault]
) -> tuple[ClaimFault, ...]:
    return tuple(fault for fault in faults if fault.kind in kinds)


def _check_names(claim: Claim, known: Known, rules: Rules) -> Iterator[ClaimFault]:
    """Find names and figures of a sentence of code's that no cited tweet has."""
    is_counts = is_counted(claim.text, rules.language)
    text = _readable(claim, rules).text if is_counts else claim.lead
    cited = [known.tweets[id_] for id_ in claim.evidence if id_ in known.tweets]
    if text and cited:
        statement = read_claim(Claim(text=text), rules.aliases)
        evidence = read_tweets(cited, rules.aliases)
        for find in (find_wrong_names, find_wrong_numbers):
            for finding in find(statement, evidence):
                yield finding.fault


def _check_count(claim: Claim, known: Known, rules: Rules) -> Iterator[ClaimFault]:
    said = find_kept(claim.text, rules.language)
    if known.kept is not None and said not in (None, known.kept):
        words = _MISCOUNTED.format(kept=known.kept)
        yield ClaimFault(kind=ClaimFaultKind.NUMBER, found=str(said), words=words)


def _check_mark(claim: Claim, known: Known) -> Iterator[ClaimFault]:
    if not claim.evidence or Mark.REPLACED in claim.marks:
        return
    is_marked = Mark.ONE_SOURCE in claim.marks
    cited = (known.tweets[id_] for id_ in claim.evidence if id_ in known.tweets)
    authors = {tweet.author.casefold() for tweet in cited}
    should_be = Mark.ONE_SOURCE in mark_sources(claim, known.tweets).marks
    # Without the author's display name nobody can tell that the claim lacks it.
    has_names = known.from_notes.isdisjoint(claim.evidence)
    if should_be and not is_marked and has_names:
        yield ClaimFault(kind=ClaimFaultKind.SOURCES, found="", words=_UNMARKED)
    if is_marked and len(authors) > 1:
        yield ClaimFault(kind=ClaimFaultKind.SOURCES, found="", words=_WRONGLY_MARKED)
