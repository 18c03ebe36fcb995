"""The options of ``aireport draft``: a plan, or what is wrong with them."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pelican_aireport.commands.draft_options import add_options, parse_plan
from pelican_aireport.drafting.plans import Plan
from pelican_aireport.errors import SettingsError
from pelican_aireport.selection.windows import Days
from pelican_aireport.settings import parse_settings

LATE = datetime(2026, 9, 9, 17, tzinfo=UTC)
"""In Shanghai it is the 10th already."""


def _plan(*arguments: str) -> Plan:
    parser = argparse.ArgumentParser()
    add_options(parser)
    values = {"PATH": "/content", "TIMEZONE": "Asia/Shanghai"}
    settings = parse_settings(values, base=Path("/site"))
    return parse_plan(parser.parse_args(arguments), settings, now=LATE)


def _days(first: int, last: int) -> Days:
    return Days(first=date(2026, 9, first), last=date(2026, 9, last))


@pytest.mark.parametrize(
    ("arguments", "plan"),
    [
        pytest.param([], Plan(), id="nothing"),
        pytest.param(
            ["--from", "2026-09-01"], Plan(days=_days(1, 9)), id="to yesterday"
        ),
        pytest.param(
            ["--from", "2026-09-01", "--to", "2026-09-01"],
            Plan(days=_days(1, 1)),
            id="one day",
        ),
        pytest.param(
            ["--from=2026-09-10", "--to=2026-09-10"],
            Plan(days=_days(10, 10)),
            id="today",
        ),
        pytest.param(
            ["--jobs", "4", "--max-cost-usd", "1.5"],
            Plan(jobs=4, max_cost_usd=1.5),
            id="side by side",
        ),
        pytest.param(["--max-cost-usd", "0"], Plan(max_cost_usd=0), id="no money"),
    ],
)
def test_options_make_a_plan(arguments: list[str], plan: Plan) -> None:
    assert _plan(*arguments) == plan


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        pytest.param(
            ["--from", "2026-02-30"],
            "--from: '2026-02-30' is not usable; use a day as YYYY-MM-DD",
            id="no date",
        ),
        pytest.param(
            ["--from", "2026-09-01/2026-09-02"],
            "--from: '2026-09-01/2026-09-02' is not usable; use a day as YYYY-MM-DD",
            id="two days",
        ),
        pytest.param(
            ["--from", "yesterday"],
            "--from: 'yesterday' is not usable; use a day as YYYY-MM-DD",
            id="a word",
        ),
        pytest.param(
            ["--to", "2026-09-02"],
            "--to: '2026-09-02' alone says no day; name --from too",
            id="no beginning",
        ),
        pytest.param(
            ["--from", "2026-09-03", "--to", "2026-09-02"],
            "--from: '2026-09-03' is after 2026-09-02; name an earlier day, or a later "
            "one with --to",
            id="order",
        ),
        pytest.param(
            ["--from", "2026-09-10"],
            "--from: '2026-09-10' is after yesterday; name an earlier day, or a later "
            "one with --to",
            id="today alone",
        ),
        *(
            pytest.param(
                ["--jobs", jobs],
                f"--jobs: {jobs!r} is not usable; use a whole number from 1 to 256",
                id=f"jobs {jobs}",
            )
            for jobs in ("0", "257", "2.5", "many", "²")
        ),
        *(
            pytest.param(
                [f"--max-cost-usd={cost}"],
                f"--max-cost-usd: {cost!r} is not usable; use a number of US dollars, "
                "such as 0.25",
                id=f"cost {cost}",
            )
            for cost in ("-1", "nan", "inf", "free")
        ),
    ],
)
def test_a_wrong_option_is_told_with_the_way_out(
    arguments: list[str], problem: str
) -> None:
    with pytest.raises(SettingsError) as told:
        _plan(*arguments)
    assert told.value.problems == (problem,)


def test_all_wrong_options_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as told:
        _plan("--from", "a", "--to", "b", "--jobs", "c", "--max-cost-usd", "d")
    assert len(told.value.problems) == 4
