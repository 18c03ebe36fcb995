"""The summarizer that lets a language model write, and believes nothing of it.

The model fills a schema from numbered tweets; what its claims say is held against
those tweets. Touches the network through the client that it is given.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pelican_aireport.articles.sections import Section
from pelican_aireport.evidence.memory import recall
from pelican_aireport.model import Briefing, Claim, Cluster, Details, Digest
from pelican_aireport.summarizers.answers import Placed
from pelican_aireport.summarizers.desk import Desk
from pelican_aireport.summarizers.extractive import quote_overview
from pelican_aireport.summarizers.ledger import Ledger
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_job import Job
from pelican_aireport.summarizers.llm_port import LLMClient
from pelican_aireport.summarizers.material import (
    Background,
    number_tweets,
    render_clusters,
)
from pelican_aireport.summarizers.port import Frame
from pelican_aireport.summarizers.prompt import canary_of, load_prompt
from pelican_aireport.summarizers.proofreading import Proof, proofread

__all__ = ["LLMSummarizer"]

_MOST_OVERVIEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LLMSummarizer:
    """Tells what clusters say in a model's words, as far as their tweets cover them."""

    open_client: Callable[[], LLMClient]
    """Called for each digest: a client's time is that of one window."""
    max_cost_usd: float

    def summarize(self, clusters: Sequence[Cluster], frame: Frame) -> Digest:
        """Fill a digest; without clusters it is empty, and no model is asked.

        Raises:
            LLMError: the model gave nothing that can be used.
        """
        if not clusters:
            return Digest(briefing=Briefing())
        job = self._open(clusters, frame)
        try:
            placed = _cut(job.write(), frame)
            proof = proofread(placed, clusters, frame, repair=job.repair)
            _check_not_empty(proof)
        except LLMError as error:
            # what came to nothing was paid for all the same
            error.usage = job.desk.usage()
            raise
        job.desk.keep()
        return replace(_digest(job, proof.placed), left_out=proof.left_out)

    def _open(self, clusters: Sequence[Cluster], frame: Frame) -> Job:
        numbers = number_tweets(clusters)
        desk = Desk(
            client=self.open_client(),
            prompt=load_prompt(frame.language),
            canary=canary_of(render_clusters(clusters, numbers, frame)),
            ledger=Ledger(max_cost_usd=self.max_cost_usd),
        )
        return Job(
            clusters=tuple(clusters),
            frame=frame,
            numbers=numbers,
            desk=desk,
            background=Background(
                earlier=recall(frame.memory, clusters),
                threads=frame.rollup.threads if frame.rollup else (),
            ),
        )


def _cut(placed: Sequence[Placed], frame: Frame) -> tuple[Placed, ...]:
    """Cut sections to their length: what is not printed needs no check."""
    counts: Counter[Section] = Counter()
    kept = []
    for each in placed:
        counts[each.section] += 1
        if counts[each.section] <= _most(each.section, frame):
            kept.append(each)
    return tuple(kept)


def _most(section: Section, frame: Frame) -> int:
    if section is Section.KEY_POINTS:
        return frame.key_points
    return _MOST_OVERVIEW if section is Section.OVERVIEW else frame.most_details


def _check_not_empty(proof: Proof) -> None:
    if all(each.section is Section.OVERVIEW for each in proof.placed):
        raise LLMError(LLMFault.EMPTY, "no claim that its tweets cover")


def _digest(job: Job, placed: Sequence[Placed]) -> Digest:
    """Put claims into their sections."""
    claims: dict[Section, tuple[Claim, ...]] = {}
    for each in placed:
        claims[each.section] = (*claims.get(each.section, ()), each.claim)
    points = claims.get(Section.KEY_POINTS, ())
    overview = claims.get(Section.OVERVIEW, ())
    return Digest(
        briefing=Briefing(
            overview=overview or quote_overview(job.clusters, job.frame),
            key_points=points,
        ),
        details=Details(
            viewpoints=claims.get(Section.VIEWPOINTS, ()),
            events=claims.get(Section.EVENTS, ()),
            markets=claims.get(Section.MARKETS, ()),
            ai=claims.get(Section.AI, ()),
            finance=claims.get(Section.FINANCE, ()),
        ),
        usage=job.desk.usage(),
    )
