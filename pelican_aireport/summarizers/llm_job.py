"""The writing of one digest by a model: in one call, or from parts of the material.

Asks through the desk that it is given; touches nothing else.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TypeVar

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Claim, Cluster
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
from pelican_aireport.summarizers.extractive import quote_cluster
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import Message
from pelican_aireport.summarizers.material import (
    Background,
    Numbers,
    render_claims,
    render_clusters,
    render_points,
)
from pelican_aireport.summarizers.packing import count_points, fit, pack
from pelican_aireport.summarizers.port import Frame
from pelican_aireport.summarizers.proofreading import Failing

__all__ = ["Job"]

_T = TypeVar("_T")

_THREADS = 4
_HALVINGS = 3
"""How often is halved what a provider finds too long after all."""

_MEMORY_SHARE = 10
"""What earlier reports told takes at most one part in so many of the room."""

_THREADS_SHARE = 4
"""What the daily reports of a week told, for the report of it, likewise."""

_HOPELESS = (LLMFault.LEAK, LLMFault.TOO_LONG, LLMFault.TOO_EXPENSIVE)
"""What of one part of the material stands for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """The points of each part of the material."""

    parts: tuple[tuple[Placed, ...], ...]
    is_whole: bool
    """Whether a model chose them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The writing of one digest."""

    clusters: tuple[Cluster, ...]
    frame: Frame
    numbers: Numbers
    desk: Desk
    background: Background
    """What other reports told of the clusters."""

    def write(self) -> tuple[Placed, ...]:
        """Return the claims of a whole report, unchecked.

        Raises:
            LLMError: there is no usable one.
        """
        whole = self._tell(self._render(self.background))
        kept = self.desk.find_kept(_report(whole))
        if kept is not None:
            return read_report(kept, self.numbers)
        return self._write(whole)

    def _render(self, background: Background) -> str:
        return render_clusters(
            self.clusters, self.numbers, self.frame, background=background
        )

    def _tell(self, material: str) -> Message:
        return self.desk.prompt.ask_report(
            self.frame,
            material,
            tweets=len(self.numbers.tweets),
            clusters=len(self.clusters),
        )

    def _shorten_background(self) -> Background:
        """Return as much of what was told as its shares of the room hold."""
        room = self.desk.room.material
        return Background(
            earlier=self._take(
                self.background.earlier,
                room // _MEMORY_SHARE,
                lambda each: Background(earlier=(each,)),
            ),
            threads=self._take(
                self.background.threads,
                room // _THREADS_SHARE,
                lambda each: Background(threads=(each,)),
            ),
        )

    def _take(
        self, told: Iterable[_T], room: int, alone: Callable[[_T], Background]
    ) -> tuple[_T, ...]:
        """Return the first of what was told, as far as a room goes."""
        kept: list[_T] = []
        for each in told:
            room -= self._count_background(alone(each))
            if room < 0:
                break
            kept.append(each)
        return tuple(kept)

    def _count_background(self, background: Background) -> int:
        return self._count(render_points((), self.numbers, background=background))

    def _count(self, text: str) -> int:
        return self.desk.client.count_tokens(text)

    def _write(self, whole: Message) -> tuple[Placed, ...]:
        sizes = [self._count_cluster(cluster) for cluster in self.clusters]
        background = self._shorten_background()
        told = self._count_background(background)
        room = max(self.desk.room.material - told, 1)
        if len(pack(sizes, room)) == 1:
            try:
                task = self._tell(self._render(background))
                return self._ask(_report(task, self.numbers.tweets, whole=whole))
            except LLMError as error:
                if error.fault is not LLMFault.TOO_LONG:
                    raise
            room = sum(sizes) // 2
        chosen = _halved(partial(self._choose, sizes), room)
        return _halved(partial(self._merge, chosen, whole, background), room)

    def _count_cluster(self, cluster: Cluster) -> int:
        material = render_clusters([cluster], self.numbers, self.frame)
        return self._count(material + json.dumps(self._shorts_of([cluster])))

    def _ask(self, question: Question) -> tuple[Placed, ...]:
        placed = read_report(self.desk.ask(question), self.numbers)
        if not placed:
            raise LLMError(LLMFault.EMPTY, "a report without a single claim")
        return placed

    def _choose(self, sizes: Sequence[int], room: int) -> _Chosen:
        """Let the model choose from each part of the material, side by side."""
        parts = [[self.clusters[n] for n in part] for part in pack(sizes, room)]
        points = count_points(room, len(parts))
        questions = [
            self._ask_points(part, number, parts=len(parts), points=points)
            for number, part in enumerate(parts, 1)
        ]
        self._check_cost(questions, room)
        with ThreadPoolExecutor(_THREADS) as threads:
            found = tuple(threads.map(self._find_points, questions))
        errors = [each for each in found if isinstance(each, LLMError)]
        hopeless = [each for each in errors if each.fault in _HOPELESS]
        if hopeless or len(errors) == len(parts):
            raise (hopeless or errors)[0]
        chosen = _Chosen(
            parts=tuple(
                self._quoted(part, points) if isinstance(answer, LLMError) else answer
                for part, answer in zip(parts, found, strict=True)
            ),
            is_whole=not errors,
        )
        if not self._shorts_cited(each.claim for each in chain(*chosen.parts)):
            raise LLMError(LLMFault.EMPTY, "no point cites a tweet that was shown")
        self.desk.keep()
        return chosen

    def _check_cost(self, questions: Sequence[Question], room: int) -> None:
        """Refuse the whole job, that of merging included, before the first call."""
        last = self.desk.make_request(_report(self._tell(self._render_points(()))))
        longest = min(room, len(questions) * self.desk.room.output)
        self.desk.check_cost(questions, self.desk.estimate(last, more=longest))

    def _ask_points(
        self, clusters: Sequence[Cluster], part: int, *, parts: int, points: int
    ) -> Question:
        material = render_clusters(clusters, self.numbers, self.frame)
        task = self.desk.prompt.ask_points(
            material, part=part, parts=parts, points=points
        )
        shorts = self._shorts_of(clusters)
        return Question(
            task=task, offered=points_schema(shorts), wanted=points_schema()
        )

    def _shorts_of(self, clusters: Iterable[Cluster]) -> Sequence[str]:
        tweets = (tweet for cluster in clusters for tweet in cluster.tweets)
        return [self.numbers.shorts[tweet.id] for tweet in tweets]

    def _find_points(self, question: Question) -> tuple[Placed, ...] | LLMError:
        """Return what was chosen, or why nothing was: one part costs no other."""
        try:
            return read_points(self.desk.ask(question), self.numbers)
        except LLMError as error:
            return error

    def _quoted(self, clusters: Sequence[Cluster], points: int) -> tuple[Placed, ...]:
        """Return the strongest clusters of a part as quotations."""
        return tuple(
            Placed(section=Section.EVENTS, claim=quote_cluster(cluster, self.frame))
            for cluster in clusters[:points]
        )

    def _shorts_cited(self, claims: Iterable[Claim]) -> Sequence[str]:
        ids = dict.fromkeys(id_ for claim in claims for id_ in claim.evidence)
        return [self.numbers.shorts[id_] for id_ in ids if id_ in self.numbers.shorts]

    def _merge(
        self,
        chosen: _Chosen,
        whole: Message,
        background: Background,
        room: int,
    ) -> tuple[Placed, ...]:
        """Let the model write from as many points of each part as fit."""
        sizes = [
            [self._count(self._render_points([point.claim])) for point in part]
            for part in chosen.parts
        ]
        claims = [
            point.claim
            for part, count in zip(chosen.parts, fit(sizes, room), strict=True)
            for point in part[:count]
        ]
        material = render_points(claims, self.numbers, background=background)
        question = _report(
            self._tell(material),
            self._shorts_cited(claims),
            # what quotations stand in for is asked for again another time
            whole=whole if chosen.is_whole else None,
        )
        return self._ask(question)

    def _render_points(self, claims: Sequence[Claim]) -> str:
        return render_points(claims, self.numbers)

    def repair(self, failing: Sequence[Failing]) -> Mapping[int, Claim]:
        """Ask for failing claims to be rewritten; a failure of that mends none.

        Raises:
            LLMError: the answer holds a part of the instructions.
        """
        self.desk.keep()
        listed = [
            (each.number, each.claim, [fault.words for fault in each.faults])
            for each in failing
        ]
        claims = render_claims(listed, self.numbers, self.frame)
        shorts = self._shorts_cited(each.claim for each in failing)
        question = Question(
            task=self.desk.prompt.ask_repair(claims),
            offered=repair_schema(shorts),
            wanted=repair_schema(),
        )
        try:
            return read_repairs(self.desk.ask(question), self.numbers)
        except LLMError as error:
            if error.fault is LLMFault.LEAK:
                raise
            # what is not mended is replaced by quotations, and counted
            return {}


def _report(
    task: Message, shorts: Iterable[str] | None = None, *, whole: Message | None = None
) -> Question:
    return Question(
        task=task, offered=report_schema(shorts), wanted=report_schema(), whole=whole
    )


def _halved(ask: Callable[[int], _T], room: int) -> _T:
    """Ask within a room that is halved as often as a provider finds it too long."""
    for _ in range(_HALVINGS):
        try:
            return ask(room)
        except LLMError as error:
            if error.fault is not LLMFault.TOO_LONG:
                raise
        room //= 2
    return ask(room)
