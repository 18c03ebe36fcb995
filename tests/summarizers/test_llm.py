"""A model's report: from clusters to a digest whose claims their tweets cover."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from builders import NOON, make_tweet
from fake_models import FakeModel, report_of

from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.sections import Section
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Briefing, Cluster, Digest, Mark, Modality, Window
from pelican_aireport.summarizers.llm import LLMSummarizer
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import LLMRequest
from pelican_aireport.summarizers.port import Frame

FRAME = Frame(
    window=Window(start=NOON, end=NOON + timedelta(days=1)),
    timezone=UTC,
    language="zh-CN",
    key_points=10,
    aliases=load_aliases(),
)
NAMES = ("Larkspur", "Tarn", "Fennwick", "Brindle", "Corvane", "Ostrel")
CLUSTERS = tuple(
    Cluster(
        tweets=(
            make_tweet(
                str(10 + n),
                f"{name} {n} 今天发布，推理价格下降 {n}0%，上下文 {n}00K",
                author=f"ann{n}",
            ),
        ),
        score=10.0 - n,
    )
    for n, name in enumerate(NAMES, 2)
)


def _item(n: int, *, figure: int | None = None, **more: object) -> dict[str, object]:
    """Return what a model says of the n-th name, with its figure or another."""
    name = NAMES[n - 2]
    return {
        "lead": f"{name} {n} 发布",
        "text": f"{name} {n} 发布，推理价格下降 {figure or n}0%。",
        "ids": [f"T{n - 1}"],
        "modality": "released",
        **more,
    }


def _summarize(model: FakeModel, frame: Frame = FRAME) -> Digest:
    return LLMSummarizer(open_client=lambda: model, max_cost_usd=1.0).summarize(
        CLUSTERS, frame
    )


def test_one_call_writes_a_report() -> None:
    answer = report_of(
        overview=[_item(2, lead="")], key_points=[_item(2)], ai=[_item(3)]
    )
    model = FakeModel(steps=[answer])
    digest = _summarize(model)
    (point,) = digest.briefing.key_points
    assert (point.lead, point.evidence) == ("Larkspur 2 发布", ("12",))
    assert (point.modality, point.marks) == (Modality.RELEASED, (Mark.ONE_SOURCE,))
    assert [claim.evidence for claim in digest.details.ai] == [("13",)]
    assert (digest.usage and digest.usage.calls, len(model.requests)) == (1, 1)


def test_without_clusters_no_model_is_asked() -> None:
    model = FakeModel(steps=[report_of()])
    empty = LLMSummarizer(open_client=lambda: model, max_cost_usd=1.0).summarize(
        (), FRAME
    )
    assert (empty, model.requests) == (Digest(briefing=Briefing()), [])


def test_sections_keep_to_their_length() -> None:
    """What is cut away is no reason to leave out the same elsewhere."""
    points = [_item(n) for n in range(2, 8)]
    overview = [
        _item(n, lead="", text=f"{NAMES[n - 2]} {n} 已经发布，价格下降 {n}0%。")
        for n in range(2, 8)
    ]
    answer = report_of(overview=overview, key_points=points, markets=[_item(7)])
    digest = _summarize(FakeModel(steps=[answer]), replace(FRAME, key_points=4))
    counts = {section: len(each) for section, each in claims_of(digest).items()}
    wanted = {Section.OVERVIEW: 3, Section.KEY_POINTS: 4, Section.MARKETS: 1}
    assert {section: counts[section] for section in wanted} == wanted


def test_a_model_without_an_overview_gets_one_that_counts() -> None:
    digest = _summarize(FakeModel(steps=[report_of(key_points=[_item(2)])]))
    (counts, *_) = digest.briefing.overview
    assert counts.text.startswith("本期入选 6 条推文")


def test_a_failing_claim_is_mended_by_a_call_about_it_alone() -> None:
    wrong = report_of(key_points=[_item(2), _item(3, figure=9)])
    model = FakeModel(steps=[wrong, {"claims": [{"n": 2, **_item(3)}]}])
    digest = _summarize(model)
    said = [claim.text for claim in digest.briefing.key_points]
    assert said == [_item(2)["text"], _item(3)["text"]]
    repair = model.requests[1].messages[-1].content
    assert ("Tarn 3" in repair, "Larkspur 2" in repair) == (True, False)


def test_what_is_never_mended_is_quoted_and_marked() -> None:
    wrong = report_of(key_points=[_item(2), _item(3, figure=9)])
    digest = _summarize(FakeModel(steps=[wrong, {"claims": []}]))
    quoted = digest.briefing.key_points[1]
    assert quoted.marks == (Mark.REPLACED,)
    assert "推理价格下降 30%" in quoted.text


def test_a_repair_that_fails_costs_no_claim_that_stands() -> None:
    wrong = report_of(key_points=[_item(2), _item(3, figure=9)])
    model = FakeModel(steps=[wrong, LLMError(LLMFault.SERVER)])
    points = _summarize(model).briefing.key_points
    assert [Mark.REPLACED in claim.marks for claim in points] == [False, True]


def _ids_of(request: LLMRequest) -> list[str]:
    """Return the ids of the tweets that a request shows."""
    said = request.messages[-1].content
    material = json.loads(said[said.index('{"clusters"') : said.rindex("]}") + 2])
    return [t["id"] for cluster in material["clusters"] for t in cluster["tweets"]]


def _choose(request: LLMRequest) -> Mapping[str, object]:
    numbers = [int(short[1:]) + 1 for short in _ids_of(request)]
    return {"points": [_item(n, section="ai") for n in numbers]}


def _map_then_report(request: LLMRequest) -> object:
    if '{"clusters"' in request.messages[-1].content:
        return _choose(request)
    return report_of(key_points=[_item(n) for n in range(2, 8)])


def test_too_much_material_is_read_in_parts() -> None:
    """Clusters stay whole; the last call sees points, and no tweet."""
    model = FakeModel(steps=[_map_then_report], window=3_600)
    digest = _summarize(model)
    *parts, last = model.requests
    assert len(parts) > 1
    shown = sorted(short for request in parts for short in _ids_of(request))
    assert shown == [f"T{n}" for n in range(1, 7)]
    assert "今天" not in last.messages[-1].content
    assert len(digest.briefing.key_points) == 6


def test_a_part_that_fails_is_told_by_quotations() -> None:
    def answer(request: LLMRequest) -> object:
        if '"T1"' in request.messages[-1].content and len(model.requests) < 9:
            is_part = '{"clusters"' in request.messages[-1].content
            return LLMError(LLMFault.SERVER) if is_part else _map_then_report(request)
        return _map_then_report(request)

    model = FakeModel(steps=[answer], window=3_600)
    _summarize(model)
    assert "今天发布" in model.requests[-1].messages[-1].content


def test_where_all_parts_fail_the_first_fault_is_told() -> None:
    model = FakeModel(steps=[LLMError(LLMFault.NO_CREDIT)], window=3_600)
    with pytest.raises(LLMError) as caught:
        _summarize(model)
    assert caught.value.fault is LLMFault.NO_CREDIT


def test_what_a_provider_finds_too_long_is_cut_in_halves() -> None:
    def answer(request: LLMRequest) -> object:
        said = request.messages[-1].content
        if '{"clusters"' in said and len(_ids_of(request)) > 3:
            return LLMError(LLMFault.TOO_LONG)
        return _map_then_report(request)

    model = FakeModel(steps=[answer])
    assert len(_summarize(model).briefing.key_points) == 6


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        pytest.param(report_of(), LLMFault.EMPTY, id="no claim at all"),
        pytest.param(
            report_of(key_points=[_item(2, ids=["T99"])], overview=[_item(3)]),
            LLMFault.EMPTY,
            id="no claim with a known tweet",
        ),
        pytest.param(
            report_of(
                key_points=[
                    _item(n, text=f"{NAMES[n - 2]} {n} is out, prices fell by {n}0%.")
                    for n in range(2, 6)
                ]
            ),
            LLMFault.WRONG_LANGUAGE,
            id="another language",
        ),
    ],
)
def test_a_report_that_is_none_is_an_error(
    answer: Mapping[str, object], fault: LLMFault
) -> None:
    with pytest.raises(LLMError) as caught:
        _summarize(FakeModel(steps=[answer]))
    assert caught.value.fault is fault


def test_what_is_written_passes_the_checks_of_every_digest() -> None:
    answer = report_of(key_points=[_item(n) for n in range(2, 8)], ai=[_item(2)])
    claims = claims_of(_summarize(FakeModel(steps=[answer])))
    assert [len(claims[s]) for s in (Section.KEY_POINTS, Section.AI)] == [6, 0]
