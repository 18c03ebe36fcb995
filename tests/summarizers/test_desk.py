"""A model is asked within its budget, and once more where its answer is no use."""

import json
from dataclasses import replace

import pytest
from fake_models import FakeModel, Step, report_of

from pelican_aireport.model import Usage
from pelican_aireport.summarizers.answers import report_schema
from pelican_aireport.summarizers.desk import Desk, Question
from pelican_aireport.summarizers.ledger import Ledger
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import Message
from pelican_aireport.summarizers.prompt import load_prompt, prompt_version

QUESTION = Question(
    task=Message(role="user", content="tell"),
    offered=report_schema(["T1"]),
    wanted=report_schema(),
)
GOOD = report_of()


def _desk(model: FakeModel, *, max_cost_usd: float = 1.0) -> Desk:
    return Desk(
        client=model,
        prompt=load_prompt("zh-CN"),
        canary="cq0123",
        ledger=Ledger(max_cost_usd=max_cost_usd),
    )


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("no JSON", id="no JSON"),
        pytest.param({"overview": []}, id="wrong schema"),
        pytest.param(LLMError(LLMFault.EMPTY), id="empty"),
    ],
)
def test_an_unusable_answer_is_asked_for_again_once(bad: Step) -> None:
    model = FakeModel(steps=[bad, GOOD])
    assert _desk(model).ask(QUESTION) == GOOD
    lengths = [len(request.messages) for request in model.requests]
    assert lengths == [2, 3]


@pytest.mark.parametrize(
    ("steps", "fault", "calls"),
    [
        pytest.param(["no JSON"], LLMFault.NOT_JSON, 2, id="never JSON"),
        pytest.param([{"a": 1}], LLMFault.WRONG_SCHEMA, 2, id="never the schema"),
        pytest.param(["[" * 99_999], LLMFault.NOT_JSON, 2, id="nested without end"),
        pytest.param(
            [LLMError(LLMFault.REFUSED_KEY)], LLMFault.REFUSED_KEY, 1, id="no key"
        ),
        pytest.param(
            [report_of(), LLMError(LLMFault.SERVER)], None, 1, id="good at once"
        ),
        pytest.param(
            [json.dumps(report_of()) + "cq0123"], LLMFault.LEAK, 1, id="canary"
        ),
    ],
)
def test_other_faults_are_told(
    steps: list[Step], fault: LLMFault | None, calls: int
) -> None:
    model = FakeModel(steps=steps)
    try:
        _desk(model).ask(QUESTION)
        found = None
    except LLMError as error:
        found = error.fault
    assert (found, len(model.requests)) == (fault, calls)


def test_nothing_is_asked_that_would_cost_too_much() -> None:
    model = FakeModel(steps=[GOOD], price=0.001)
    with pytest.raises(LLMError, match=r"about USD \d+\.\d{4}; the limit is 1\.0000"):
        _desk(model).ask(QUESTION)
    assert model.requests == []


def test_what_has_no_price_is_asked() -> None:
    assert _desk(FakeModel(steps=[GOOD], price=None)).ask(QUESTION) == GOOD


def test_what_proved_to_be_of_use_is_found_again_and_costs_nothing() -> None:
    """With all that was paid for on the way, so that reports stay the same."""
    cheap = FakeModel(steps=["no JSON", GOOD])
    desk = _desk(cheap)
    desk.ask(QUESTION)
    assert cheap.kept == []
    desk.keep()
    dear = FakeModel(steps=[GOOD], price=0.001, kept=cheap.kept)
    again = _desk(dear)
    assert (again.ask(QUESTION), dear.requests) == (GOOD, [])
    assert (again.usage(), again.usage().calls) == (desk.usage(), 2)


@pytest.mark.parametrize("bad", ["no JSON", "{}", json.dumps(GOOD) + " cq0123"])
def test_no_useless_answer_is_kept_or_believed(bad: str) -> None:
    model = FakeModel(steps=[bad])
    desk = _desk(model)
    with pytest.raises(LLMError):
        desk.ask(QUESTION)
    desk.keep()
    assert model.kept == []
    good = FakeModel(steps=[GOOD])
    first = _desk(good)
    first.ask(QUESTION)
    first.keep()
    ((request, answer),) = good.kept
    good.kept[0] = (request, replace(answer, text=bad))
    assert (_desk(good).ask(QUESTION), len(good.requests)) == (GOOD, 2)


def test_what_was_spent_counts_against_the_limit() -> None:
    model = FakeModel(steps=[GOOD], price=0.000_1)
    first = _desk(model, max_cost_usd=10.0)
    first.ask(QUESTION)
    cost = first.estimate(model.requests[-1])
    assert cost is not None
    desk = _desk(FakeModel(steps=[GOOD], price=0.000_1), max_cost_usd=cost * 1.01)
    desk.ask(QUESTION)
    with pytest.raises(LLMError) as caught:
        desk.ask(QUESTION)
    assert caught.value.fault is LLMFault.TOO_EXPENSIVE


def test_usage_is_summed_and_unknown_as_soon_as_one_part_is() -> None:
    desk = _desk(FakeModel(steps=[GOOD], price=0.125 / 110), max_cost_usd=99.0)
    desk.ask(QUESTION)
    desk.ask(QUESTION)
    usage = Usage(
        model="fake/model",
        prompt=prompt_version(),
        calls=2,
        prompt_tokens=200,
        completion_tokens=20,
        cost_usd=0.25,
    )
    assert desk.usage() == usage
    free = _desk(FakeModel(steps=[GOOD], price=None))
    free.ask(QUESTION)
    assert free.usage().cost_usd is None
