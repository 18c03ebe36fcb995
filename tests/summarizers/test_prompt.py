"""What a model is told is one file, filled in by code."""

import re
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from builders import NOON

from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Period, Window
from pelican_aireport.summarizers.port import Frame, RollUp
from pelican_aireport.summarizers.prompt import (
    canary_of,
    load_prompt,
    prompt_version,
)

FRAME = Frame(
    window=Window(start=NOON, end=NOON + timedelta(days=1)),
    timezone=UTC,
    language="zh-CN",
    key_points=7,
    aliases=load_aliases(),
)
PLACEHOLDER = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_is_filled_in(language: str) -> None:
    prompt = load_prompt(language)
    messages = (
        prompt.tell_system("cq1"),
        prompt.ask_report(FRAME, "[]", tweets=3, clusters=2),
        prompt.ask_points("[]", part=1, parts=2, points=5),
        prompt.ask_repair("[]"),
        prompt.complain("no JSON"),
    )
    assert [m.content for m in messages if PLACEHOLDER.search(m.content)] == []
    assert [message.role for message in messages] == ["system", *["user"] * 4]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("period", [Period.WEEK, Period.MONTH])
def test_a_longer_period_stands_before_the_task_of_a_day(
    language: str, period: Period
) -> None:
    """Which is the same to the letter, but for how much it asks for."""
    prompt = load_prompt(language)
    frame = replace(FRAME, rollup=RollUp(period=period, reports=7, threads=()))
    daily, longer = (
        prompt.ask_report(each, "[]", tweets=3, clusters=2).content
        for each in (FRAME, frame)
    )
    lines = daily.splitlines()
    before, after = (
        longer.splitlines()[: -len(lines)],
        longer.splitlines()[-len(lines) :],
    )
    assert " ".join(before).split() == prompt.rollups[period.value].split()
    (other,) = (pair for pair in zip(lines, after, strict=True) if pair[0] != pair[1])
    assert (
        other[0].replace(f"{FRAME.most_details}", f"{frame.most_details}") == other[1]
    )
    assert daily.split() == PLACEHOLDER.sub("", daily).split()


def test_what_tweets_say_is_never_read_as_a_placeholder() -> None:
    material = '{"text": "{timezone} {{material}} {0} {canary}"}'
    message = load_prompt("zh-CN").ask_report(FRAME, material, tweets=1, clusters=1)
    assert material in message.content


def test_the_task_names_window_counts_and_limits() -> None:
    said = load_prompt("en").ask_report(FRAME, "M", tweets=31, clusters=12).content
    assert "2026-09-08 12:00 to 2026-09-09 12:00 (UTC)" in said
    assert "31 tweets in 12 groups" in said
    assert "at most 7," in said


def test_the_version_is_a_number_and_a_hash() -> None:
    assert re.fullmatch(r"\d+-[0-9a-f]{8}", prompt_version())


def test_a_canary_is_the_same_for_the_same_tweets_alone() -> None:
    assert canary_of("a") == canary_of("a")
    assert canary_of("a") != canary_of("b")
