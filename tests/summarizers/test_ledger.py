"""What a report spends stays below its limit, however many calls are under way."""

from contextlib import suppress
from threading import Barrier, Thread

import pytest

from pelican_aireport.summarizers.ledger import Ledger
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import LLMAnswer


def _answer(cost_usd: float | None) -> LLMAnswer:
    return LLMAnswer(
        text="",
        model="fake/model",
        prompt_tokens=10,
        completion_tokens=1,
        cost_usd=cost_usd,
    )


@pytest.mark.parametrize(
    ("costs", "estimate", "calls"),
    [
        pytest.param([0.1] * 9, 0.2, 9, id="cheaper than estimated"),
        pytest.param([0.2, 0.2, 0.2, 0.2, 0.2], 0.2, 5, id="as estimated"),
        pytest.param([0.5, 0.5], 0.2, 2, id="dearer"),
        pytest.param([0.5, None, 0.5], 0.2, 3, id="an unknown cost resets nothing"),
        pytest.param([None] * 9, 0.2, 5, id="an unknown cost is the estimate"),
        pytest.param([None] * 20, None, 20, id="no price"),
    ],
)
def test_calls_are_refused_from_the_limit_on(
    costs: list[float | None], estimate: float | None, calls: int
) -> None:
    ledger, made = Ledger(max_cost_usd=1.0001), 0
    with suppress(LLMError):
        for cost in costs:
            ledger.reserve(estimate)
            ledger.settle(estimate, [_answer(cost)])
            made += 1
    assert made == calls


def test_calls_under_way_count() -> None:
    """Threads do not each see the same money."""
    ledger, together, refused = Ledger(max_cost_usd=1.0), Barrier(8), []

    def call() -> None:
        together.wait(5)
        try:
            ledger.reserve(0.3)
        except LLMError as error:
            refused.append(error.fault)

    threads = [Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == [LLMFault.TOO_EXPENSIVE] * 5


def test_a_call_that_gave_nothing_gives_its_money_back() -> None:
    ledger = Ledger(max_cost_usd=1.0)
    for _ in range(9):
        ledger.reserve(0.9)
        ledger.settle(0.9, [])
    assert ledger.list_answers() == ()


def test_several_calls_are_looked_at_together() -> None:
    ledger = Ledger(max_cost_usd=1.0)
    ledger.check([0.4, None, 0.5])
    with pytest.raises(LLMError, match=r"about USD 1\.2000; the limit is 1\.0000"):
        ledger.check([0.4, None, 0.4, 0.4])


def test_costs_are_told_without_the_noise_of_sums() -> None:
    ledger = Ledger(max_cost_usd=1.0)
    ledger.settle(None, [_answer(0.1), _answer(0.2)])
    assert ledger.tell_usage(model="fake/first").cost_usd == 0.3
    ledger.settle(None, [_answer(None)])
    assert ledger.tell_usage(model="fake/first").cost_usd is None
