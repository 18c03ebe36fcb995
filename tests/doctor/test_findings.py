"""Findings tell people and programs the same."""

import json

import pytest

from pelican_aireport.doctor.findings import (
    Finding,
    Verdict,
    exit_code,
    render_json,
    render_text,
)


def finding(verdict: Verdict, remedy: str | None = None) -> Finding:
    return Finding(check="font", verdict=verdict, words="there", remedy=remedy)


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        pytest.param([], 0, id="none"),
        pytest.param([Verdict.OK, Verdict.WARNING], 0, id="well"),
        pytest.param([Verdict.OK, Verdict.LATER], 75, id="later"),
        pytest.param([Verdict.LATER, Verdict.PROBLEM], 1, id="a person first"),
    ],
)
def test_exit_code_says_who_must_act(verdicts: list[Verdict], code: int) -> None:
    assert exit_code(map(finding, verdicts)) == code


def test_people_read_a_line_for_each_and_its_remedy_below() -> None:
    findings = [finding(Verdict.OK), finding(Verdict.PROBLEM, "put it there")]
    assert render_text(findings) == (
        "ok       font: there\nPROBLEM  font: there\n         put it there"
    )


def test_what_moves_a_terminal_is_not_told() -> None:
    found = Finding(check="x", verdict=Verdict.OK, words="a\x1b[2J\nPROBLEM\u202e 中")
    assert render_text([found]) == "ok       x: a [2J PROBLEM  中"


def test_programs_read_the_same_as_json() -> None:
    findings = [
        Finding(check="a", verdict=Verdict.LATER, words="b", facts={"fault": "c"})
    ]
    assert json.loads(render_json(findings)) == {
        "schema": 1,
        "exit_code": 75,
        "findings": [
            {
                "check": "a",
                "verdict": "later",
                "words": "b",
                "remedy": None,
                "fault": "c",
            }
        ],
    }
