"""The summarizer that lets a language model write, and believes nothing of it.

The model fills a schema from numbered tweets; what its claims say is held against
those tweets. Touches the network through the client that it is given.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from pelican_aireport.articles.sections import Section
from pelican_aireport.evidence.memory import recall
from pelican_aireport.model import Briefing, Claim, Cluster, Details, Digest
from pelican_aireport.summarizers.answers import (
    Placed,
    points_schema,
    read_points,
    read_repairs,
    read_report,
    repair_schema,
    report_schema,
)
from pelican_aireport.summarizers.desk import Desk, Question
from pelican_aireport.summarizers.extractive import quote_cluster, quote_overview
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import LLMClient
from pelican_aireport.summarizers.material import (
    Numbers,
    number_tweets,
    render_claims,
    render_clusters,
    render_points,
)
from pelican_aireport.summarizers.packing import Room, find_room, pack
from pelican_aireport.summarizers.port import Frame
from pelican_aireport.summarizers.prompt import (
    MOST_DETAILS,
    Prompt,
    canary_of,
    load_prompt,
)
from pelican_aireport.summarizers.proofreading import Failing, Proof, proofread

__all__ = ["LLMSummarizer"]

_MOST_OVERVIEW = 3
_MOST_POINTS = 20
"""Points that are chosen from one part of the material."""

_THREADS = 4
_HALVINGS = 3
"""How often parts are halved that a provider finds too long after all."""


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
        return replace(job.digest(proof.placed), left_out=proof.left_out)

    def _open(self, clusters: Sequence[Cluster], frame: Frame) -> "_Job":
        client = self.open_client()
        numbers = number_tweets(clusters)
        prompt = load_prompt(frame.language)
        canary = canary_of(render_clusters(clusters, numbers, frame))
        rules = prompt.tell_system(canary).content + prompt.task
        room = find_room(client.find_limits(), prompt_tokens=client.count_tokens(rules))
        desk = Desk(
            client=client,
            prompt=prompt,
            canary=canary,
            max_cost_usd=self.max_cost_usd,
            output_tokens=room.output,
        )
        return _Job(
            clusters=tuple(clusters),
            frame=frame,
            numbers=numbers,
            prompt=prompt,
            desk=desk,
            room=room,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """The writing of one digest."""

    clusters: tuple[Cluster, ...]
    frame: Frame
    numbers: Numbers
    prompt: Prompt
    desk: Desk
    room: Room

    def write(self) -> tuple[Placed, ...]:
        """Return the claims of a whole report, unchecked."""
        sizes = [self._count(cluster) for cluster in self.clusters]
        room = min(self.room.material, sum(sizes))
        for _ in range(_HALVINGS):
            try:
                return self._write_within(room, sizes)
            except LLMError as error:
                if error.fault is not LLMFault.TOO_LONG:
                    raise
            room //= 2
        return self._write_within(room, sizes)

    def _write_within(self, room: int, sizes: Sequence[int]) -> tuple[Placed, ...]:
        parts = pack(sizes, room)
        earlier = recall(self.frame.memory, self.clusters)
        if len(parts) == 1:
            material = render_clusters(
                self.clusters, self.numbers, self.frame, earlier=earlier
            )
            return self._ask_report(material, tuple(self.numbers.tweets))
        points = self._choose_points([[self.clusters[n] for n in p] for p in parts])
        claims = tuple(point.claim for point in points)
        material = render_points(claims, self.numbers, earlier=earlier)
        return self._ask_report(material, self._shorts_of(claims))

    def _count(self, cluster: Cluster) -> int:
        material = render_clusters([cluster], self.numbers, self.frame)
        return self.desk.client.count_tokens(material)

    def _ask_report(self, material: str, shorts: Sequence[str]) -> tuple[Placed, ...]:
        task = self.prompt.ask_report(
            self.frame,
            material,
            tweets=len(self.numbers.tweets),
            clusters=len(self.clusters),
        )
        question = Question(
            task=task, offered=report_schema(shorts), wanted=report_schema()
        )
        placed = read_report(self.desk.ask(question), self.numbers)
        if not placed:
            raise LLMError(LLMFault.EMPTY, "a report without a single claim")
        return placed

    def _choose_points(self, parts: Sequence[Sequence[Cluster]]) -> tuple[Placed, ...]:
        """Let the model choose from each part of the material, side by side."""
        ask = partial(self._ask_points, parts=len(parts))
        with ThreadPoolExecutor(_THREADS) as threads:
            found = tuple(threads.map(ask, range(1, len(parts) + 1), parts))
        errors = [each for each in found if isinstance(each, LLMError)]
        if len(errors) == len(parts) or _is_hopeless(errors):
            raise errors[0]
        return tuple(
            point
            for part, answer in zip(parts, found, strict=True)
            for point in (
                self._quoted(part) if isinstance(answer, LLMError) else answer
            )
        )

    def _ask_points(
        self, part: int, clusters: Sequence[Cluster], *, parts: int
    ) -> tuple[Placed, ...] | LLMError:
        """Return what was chosen, or why nothing was: one part costs no other."""
        task = self.prompt.ask_points(
            render_clusters(clusters, self.numbers, self.frame),
            part=part,
            parts=parts,
            points=_MOST_POINTS,
        )
        ids = [tweet.id for cluster in clusters for tweet in cluster.tweets]
        shorts = [self.numbers.shorts[each] for each in ids]
        question = Question(
            task=task, offered=points_schema(shorts), wanted=points_schema()
        )
        try:
            return read_points(self.desk.ask(question), self.numbers)
        except LLMError as error:
            return error

    def _quoted(self, clusters: Sequence[Cluster]) -> tuple[Placed, ...]:
        """Return the strongest clusters of a part as quotations."""
        return tuple(
            Placed(section=Section.EVENTS, claim=quote_cluster(cluster, self.frame))
            for cluster in clusters[:_MOST_POINTS]
        )

    def _shorts_of(self, claims: Iterable[Claim]) -> Sequence[str]:
        ids = dict.fromkeys(id_ for claim in claims for id_ in claim.evidence)
        return [self.numbers.shorts[id_] for id_ in ids if id_ in self.numbers.shorts]

    def repair(self, failing: Sequence[Failing]) -> Mapping[int, Claim]:
        """Ask for failing claims to be rewritten; a failure of that mends none."""
        listed = [
            (each.number, each.claim, [fault.words for fault in each.faults])
            for each in failing
        ]
        claims = render_claims(listed, self.numbers, self.frame)
        shorts = self._shorts_of(each.claim for each in failing)
        question = Question(
            task=self.prompt.ask_repair(claims),
            offered=repair_schema(shorts or None),
            wanted=repair_schema(),
        )
        try:
            return read_repairs(self.desk.ask(question), self.numbers)
        except LLMError as error:
            if error.fault is LLMFault.LEAK:
                raise
            # what is not mended is replaced by quotations, and counted
            return {}

    def digest(self, placed: Sequence[Placed]) -> Digest:
        """Put claims into their sections."""
        claims: dict[Section, tuple[Claim, ...]] = {}
        for each in placed:
            claims[each.section] = (*claims.get(each.section, ()), each.claim)
        overview = claims.get(Section.OVERVIEW, ())
        return Digest(
            briefing=Briefing(
                overview=overview or quote_overview(self.clusters, self.frame),
                key_points=claims.get(Section.KEY_POINTS, ()),
            ),
            details=Details(
                viewpoints=claims.get(Section.VIEWPOINTS, ()),
                events=claims.get(Section.EVENTS, ()),
                markets=claims.get(Section.MARKETS, ()),
                ai=claims.get(Section.AI, ()),
                finance=claims.get(Section.FINANCE, ()),
            ),
            usage=self.desk.usage(),
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
    return _MOST_OVERVIEW if section is Section.OVERVIEW else MOST_DETAILS


def _check_not_empty(proof: Proof) -> None:
    if all(each.section is Section.OVERVIEW for each in proof.placed):
        raise LLMError(LLMFault.EMPTY, "no claim that its tweets cover")


def _is_hopeless(errors: Sequence[LLMError]) -> bool:
    faults = {error.fault for error in errors}
    return bool(faults & {LLMFault.TOO_LONG, LLMFault.LEAK, LLMFault.TOO_EXPENSIVE})
