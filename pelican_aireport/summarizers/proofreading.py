"""A model's claims against their tweets: what stands, what is mended, what is replaced.

Pure: the model is asked through a function that is handed in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from pelican_aireport.articles.sections import Section
from pelican_aireport.evidence.claims.coverage import (
    Rules,
    find_claim_faults,
    find_repetitions,
    mark_sources,
)
from pelican_aireport.evidence.claims.faults import ClaimFault, ClaimFaultKind
from pelican_aireport.evidence.matter import are_alike, read_matter
from pelican_aireport.model import Claim, Cluster, Mark, Tweet
from pelican_aireport.summarizers.answers import Placed
from pelican_aireport.summarizers.extractive import quote_cluster
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.port import Frame

__all__ = ["Failing", "Proof", "Repair", "proofread"]

_ROUNDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """A claim that its tweets do not cover."""

    number: int
    """Its place among the claims, from 1."""
    claim: Claim
    faults: tuple[ClaimFault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What is left of a model's claims."""

    placed: tuple[Placed, ...]
    left_out: int = 0
    """How many failed and have nothing in their place."""


Repair = Callable[[Sequence[Failing]], Mapping[int, Claim]]
"""Asks for rewritten claims, by number; those given up are left out."""


def proofread(
    placed: Sequence[Placed],
    clusters: Sequence[Cluster],
    frame: Frame,
    *,
    repair: Repair,
) -> Proof:
    """Return the claims that may be published, in their order.

    A claim that says what an earlier one says goes. One that fails its checks is
    rewritten, twice at most, and remembered as repaired where it passes then; else a
    quotation of its tweets stands in its place, and is marked. In the overview, which
    speaks for the whole, it goes, as it does where other claims tell of all its tweets;
    those are counted.

    Raises:
        LLMError: most claims are in another language, or ``repair`` raises it.
    """
    tweets = {tweet.id: tweet for cluster in clusters for tweet in cluster.tweets}
    rules = Rules(
        aliases=frame.aliases,
        language=frame.language,
        window=frame.window,
        timezone=frame.timezone,
    )
    claims = tuple(placed)
    for _ in range(_ROUNDS):
        failing = _find_failing(claims, tweets, rules)
        if not failing:
            break
        _check_language(failing, len(claims))
        asked = {each.number for each in failing}
        repaired = {n: c for n, c in repair(failing).items() if n in asked}
        mended = _mended(claims, repaired)
        if mended == claims:
            break  # the same question would get the same answer
        claims = mended
    failed = {each.number for each in _find_failing(claims, tweets, rules)}
    replaced = _replace(claims, failed, tweets, frame)
    kept = _once_each(replaced, clusters, frame)
    return Proof(
        placed=tuple(replace(each, claim=_marked(each.claim, tweets)) for each in kept),
        left_out=len(claims) - len(replaced),
    )


def _check_language(failing: Sequence[Failing], claims: int) -> None:
    """Give up on a model that writes another language: no repair would help."""
    foreign = [
        each
        for each in failing
        if any(fault.kind is ClaimFaultKind.LANGUAGE for fault in each.faults)
    ]
    if 2 * len(foreign) > claims:
        raise LLMError(LLMFault.WRONG_LANGUAGE, f"{len(foreign)} of {claims} claims")


def _find_failing(
    placed: Sequence[Placed], tweets: Mapping[str, Tweet], rules: Rules
) -> tuple[Failing, ...]:
    """Find the claims that their tweets do not cover."""
    found = (
        Failing(number=number, claim=each.claim, faults=faults)
        for number, each in enumerate(placed, 1)
        if (faults := find_claim_faults(each.claim, tweets, rules))
    )
    return tuple(found)


def _once_each(
    placed: Sequence[Placed], clusters: Sequence[Cluster], frame: Frame
) -> tuple[Placed, ...]:
    """Leave out what repeats an earlier claim.

    The overview may speak of what is told below, but in other words.
    """
    told = [each for each in placed if each.section is not Section.OVERVIEW]
    repeated = {id(told[number]) for number in _find_later(told, clusters, frame)}
    texts = {each.claim.text for each in told}
    for each in placed:
        if each.section is Section.OVERVIEW:
            if each.claim.text in texts:
                repeated.add(id(each))
            texts.add(each.claim.text)
    return tuple(each for each in placed if id(each) not in repeated)


def _find_later(
    told: Sequence[Placed], clusters: Sequence[Cluster], frame: Frame
) -> set[int]:
    """Find the claims that tell what one before them told."""
    later = {pair[0] for pair in find_repetitions([each.claim for each in told])}
    homes = {t.id: n for n, cluster in enumerate(clusters) for t in cluster.tweets}
    places = [{homes.get(id_) for id_ in each.claim.evidence} for each in told]
    matters = [
        read_matter(f"{each.claim.lead} {each.claim.text}", frame.aliases)
        for each in told
    ]
    for first, second in combinations(range(len(told)), 2):
        # One cluster may hold two matters, and one matter may have two clusters.
        shares = (places[first] & places[second]) - {None}
        if shares and are_alike(matters[first], matters[second]):
            later.add(second)
    return later


def _mended(
    placed: Sequence[Placed], repaired: Mapping[int, Claim]
) -> tuple[Placed, ...]:
    return tuple(
        replace(each, claim=_rewritten(each.claim, repaired.get(number, each.claim)))
        for number, each in enumerate(placed, 1)
    )


def _rewritten(claim: Claim, answer: Claim) -> Claim:
    same = replace(answer, is_repaired=claim.is_repaired) == claim
    return claim if same else replace(answer, is_repaired=True)


def _replace(
    placed: Sequence[Placed],
    failed: Iterable[int],
    tweets: Mapping[str, Tweet],
    frame: Frame,
) -> tuple[Placed, ...]:
    failing = set(failed)
    told = {
        id_
        for number, each in enumerate(placed, 1)
        if number not in failing and each.section is not Section.OVERVIEW
        for id_ in each.claim.evidence
    }
    claims: list[Placed] = []
    for number, each in enumerate(placed, 1):
        if number not in failing:
            claims.append(each)
            continue
        quotation = _quote(each, told, tweets, frame)
        if quotation is not None:
            told.update(quotation.evidence)
            claims.append(replace(each, claim=quotation))
    return tuple(claims)


def _quote(
    placed: Placed, told: set[str], tweets: Mapping[str, Tweet], frame: Frame
) -> Claim | None:
    """Quote the tweets that a claim cites, but those that another claim tells of."""
    cited = tuple(
        tweets[id_]
        for id_ in placed.claim.evidence
        if id_ in tweets and id_ not in told
    )
    if placed.section is Section.OVERVIEW or not cited:
        return None
    claim = quote_cluster(Cluster(tweets=cited, score=0.0), frame)
    return replace(claim, marks=(Mark.REPLACED,))


def _marked(claim: Claim, tweets: Mapping[str, Tweet]) -> Claim:
    return claim if Mark.REPLACED in claim.marks else mark_sources(claim, tweets)
