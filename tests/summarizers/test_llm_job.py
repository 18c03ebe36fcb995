"""What is too much for one call is read in parts, within the money and the room."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta

import pytest
from builders import NOON, make_tweet
from fake_models import FakeModel, report_of

from pelican_aireport.evidence.memory import EarlierClaim, Memory
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Cluster, Digest, Window
from pelican_aireport.summarizers.llm import LLMSummarizer
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import Limits, LLMRequest
from pelican_aireport.summarizers.port import Frame

FRAME = Frame(
    window=Window(start=NOON, end=NOON + timedelta(days=1)),
    timezone=UTC,
    language="zh-CN",
    key_points=10,
    aliases=load_aliases(),
)
SMALL = 9_000
LONG = "新的说明文字很长" * 5


def _clusters(count: int) -> tuple[Cluster, ...]:
    texts = [f"Larkspur 发布第 {n} 版，{LONG}" for n in range(1, count + 1)]
    return tuple(
        Cluster(tweets=(make_tweet(str(1_000 + n), text),), score=1.0)
        for n, text in enumerate(texts, 1)
    )


def _item(n: int, **more: object) -> dict[str, object]:
    return {
        "lead": f"Larkspur 第 {n} 版",
        "text": f"Larkspur 发布第 {n} 版，{LONG}。",
        "ids": [f"T{n}"],
        "modality": "released",
        **more,
    }


REPORT = report_of(key_points=[_item(1)])


def _shown(request: LLMRequest) -> list[int]:
    """Return the numbers of the tweets that a request shows; none in the last call."""
    said = request.messages[-1].content
    if '{"clusters"' not in said:
        return []
    material, _ = json.JSONDecoder().raw_decode(said[said.index('{"clusters"') :])
    ids = [t["id"] for cluster in material["clusters"] for t in cluster["tweets"]]
    return [int(short[1:]) for short in ids]


def _points(request: LLMRequest) -> list[dict[str, object]]:
    """Return the points that a request of the last call shows."""
    said = request.messages[-1].content
    material, _ = json.JSONDecoder().raw_decode(said[said.index('{"points"') :])
    points: list[dict[str, object]] = material["points"]
    return points


def _answer(request: LLMRequest) -> object:
    """Choose twenty points, however many were asked for."""
    numbers = _shown(request)
    return {"points": [_item(n, section="ai") for n in numbers[:20]]}


def _map_then_report(request: LLMRequest) -> object:
    return _answer(request) if _shown(request) else REPORT


def _summarize(
    model: FakeModel, count: int, *, max_cost_usd: float = 99.0, frame: Frame = FRAME
) -> Digest:
    summarizer = LLMSummarizer(open_client=lambda: model, max_cost_usd=max_cost_usd)
    return summarizer.summarize(_clusters(count), frame)


def _fault(model: FakeModel, count: int, *, max_cost_usd: float = 99.0) -> LLMFault:
    with pytest.raises(LLMError) as caught:
        _summarize(model, count, max_cost_usd=max_cost_usd)
    return caught.value.fault


def _lengths(model: FakeModel) -> list[int]:
    return [
        sum(len(message.content) for message in request.messages) + request.max_tokens
        for request in model.requests
    ]


def test_what_parts_give_fits_the_last_call() -> None:
    """Every part has its say, though each gives more than it was asked for."""
    model = FakeModel(steps=[_map_then_report], window=12_000)
    _summarize(model, 300)
    *parts, last = model.requests
    cited = {int(str(point["ids"])[3:-2]) for point in _points(last)}
    assert max(_lengths(model)) <= 12_000
    assert [bool(cited.intersection(_shown(part))) for part in parts] == [True] * len(
        parts
    )


def test_points_that_a_provider_finds_too_long_are_fewer_the_next_time() -> None:
    """The parts, which were not too long, are not asked again."""

    def answer(request: LLMRequest) -> object:
        too_long = not _shown(request) and len(_points(request)) > 6
        return LLMError(LLMFault.TOO_LONG) if too_long else _map_then_report(request)

    model = FakeModel(steps=[answer], window=SMALL)
    _summarize(model, 100)
    numbers = sorted(n for request in model.requests for n in _shown(request))
    assert numbers == list(range(1, 101))


def test_the_whole_job_is_refused_before_its_first_call() -> None:
    """Each call alone could be paid; of the last one only the size is known."""
    model = FakeModel(steps=[_map_then_report], window=SMALL)
    _summarize(model, 100)
    schemas = [len(json.dumps(request.schema)) for request in model.requests]
    whole = (sum(_lengths(model)) + sum(schemas)) * 1e-6
    again = FakeModel(steps=[_map_then_report], window=SMALL)
    fault = _fault(again, 100, max_cost_usd=whole * 0.9999)
    assert (fault, again.requests) == (LLMFault.TOO_EXPENSIVE, [])


@pytest.mark.parametrize("fault", [LLMFault.TOO_EXPENSIVE, LLMFault.LEAK])
def test_what_stands_for_all_parts_ends_the_job(fault: LLMFault) -> None:
    """Also where another part failed before it in another way."""

    def answer(request: LLMRequest) -> object:
        if 1 in _shown(request):
            return LLMError(LLMFault.SERVER)
        return LLMError(fault) if 100 in _shown(request) else _map_then_report(request)

    assert _fault(FakeModel(steps=[answer], window=SMALL), 100) is fault


def test_points_that_cite_nothing_shown_are_no_report() -> None:
    """And are asked for again another time."""
    points = {"points": [_item(999, section="ai")]}
    model = FakeModel(steps=[points], window=SMALL)
    assert _fault(model, 100) is LLMFault.EMPTY
    assert model.kept == []


def test_a_leak_in_a_repair_is_told() -> None:
    wrong = report_of(key_points=[_item(1, text="Larkspur 价格下降 77%。")])
    model = FakeModel(steps=[wrong, LLMError(LLMFault.LEAK)])
    assert _fault(model, 3) is LLMFault.LEAK


FOREIGN = [
    _item(n, lead="News", text=f"Larkspur has released version {n}.") for n in (1, 2, 3)
]


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        pytest.param(REPORT, 1, id="good"),
        pytest.param(report_of(), 0, id="no claim"),
        pytest.param(report_of(key_points=FOREIGN), 0, id="another language"),
    ],
)
def test_only_a_report_of_use_is_kept(answer: dict[str, object], kept: int) -> None:
    model = FakeModel(steps=[answer])
    try:
        _summarize(model, 3)
    except LLMError:
        assert kept == 0
    assert len(model.kept) == kept


@dataclass(kw_only=True)
class _Unknown(FakeModel):
    """A model of which nothing can be said without a library."""

    def count_tokens(self, text: str) -> int:
        """Refuse to count."""
        raise AssertionError(text[:20])

    def find_limits(self) -> Limits:
        """Refuse to tell."""
        raise AssertionError


@pytest.mark.parametrize("count", [3, 100])
def test_nothing_has_to_be_known_of_a_model_whose_answers_are_kept(count: int) -> None:
    """Not even of one that read in parts and was asked for repairs."""
    wrong = report_of(key_points=[_item(1), _item(2, text="Larkspur 下降 77%。")])

    def answer(request: LLMRequest) -> object:
        if '"reasons"' in request.messages[-1].content:
            return {"claims": [{"n": 2, **_item(2)}]}
        return _answer(request) if _shown(request) and count > 3 else wrong

    model = FakeModel(steps=[answer], window=SMALL if count > 3 else 100_000)
    digest = _summarize(model, count)
    assert _summarize(_Unknown(steps=[], kept=model.kept), count) == digest


def test_a_part_that_failed_is_asked_again_another_time() -> None:
    """Alone of all parts."""

    def answer(request: LLMRequest) -> object:
        is_down = 1 in _shown(request)
        return LLMError(LLMFault.SERVER) if is_down else _map_then_report(request)

    first = FakeModel(steps=[answer], window=SMALL)
    _summarize(first, 100)
    again = FakeModel(steps=[_map_then_report], window=SMALL, kept=first.kept)
    _summarize(again, 100)
    assert [1 in _shown(request) for request in again.requests] == [True, False]


def _remember(count: int) -> Frame:
    claims = tuple(
        EarlierClaim(
            slug=f"s{n}",
            day=date(2026, 9, 1),
            text=f"Larkspur 发布第 {n} 版，{LONG}。",
            evidence=(f"x{n}",),
            since=date(2026, 9, 1),
        )
        for n in range(1, count + 1)
    )
    memory = Memory(reports=9, window=FRAME.window, claims=claims)
    return replace(FRAME, memory=memory)


def _earlier(request: LLMRequest) -> Sequence[object]:
    said = request.messages[-1].content
    start = said.find('{"earlier"')
    if start < 0:
        return ()
    material, _ = json.JSONDecoder().raw_decode(said[start:])
    earlier: Sequence[object] = material["earlier"]
    return earlier


@pytest.mark.parametrize(
    ("count", "window"),
    [
        pytest.param(3, 100_000, id="in one call"),
        pytest.param(100, SMALL, id="in parts"),
    ],
)
def test_earlier_reports_reach_the_call_that_writes(count: int, window: int) -> None:
    """As far as a tenth of the room holds them, and no part's."""

    def answer(request: LLMRequest) -> object:
        return REPORT if count == 3 else _map_then_report(request)

    model = FakeModel(steps=[answer], window=window)
    _summarize(model, count, frame=_remember(30))
    *parts, last = model.requests
    assert [_earlier(part) for part in parts] == [()] * len(parts)
    assert bool(_earlier(last))
    assert len(json.dumps(_earlier(last), ensure_ascii=False)) < window // 10
    assert max(_lengths(model)) <= window


def test_what_was_told_earlier_takes_room_from_the_material() -> None:
    def calls(window: int, frame: Frame) -> int:
        model = FakeModel(steps=[_map_then_report_at_once], window=window)
        _summarize(model, 10, frame=frame)
        return len(model.requests)

    least = next(n for n in range(7_000, 14_000, 50) if calls(n, FRAME) == 1)
    assert calls(least, _remember(30)) > 1


def _map_then_report_at_once(request: LLMRequest) -> object:
    assert request.schema is not None
    is_part = "points" in repr(request.schema["properties"])[:10]
    return _answer(request) if is_part else REPORT
