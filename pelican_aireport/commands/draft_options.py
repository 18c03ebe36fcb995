"""The options of ``aireport draft``, and the plan that they make; pure."""

import argparse
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from pelican_aireport.drafting.plans import Plan
from pelican_aireport.errors import SettingsError
from pelican_aireport.selection.windows import Days, parse_rule
from pelican_aireport.setting_values import nearest, parse_amount, parse_whole
from pelican_aireport.settings import Settings

__all__ = ["add_options", "choose_topics", "parse_plan"]

_MOST_JOBS = 256

_T = TypeVar("_T")


def add_options(draft: argparse.ArgumentParser) -> None:
    """Add the options to the command's parser."""
    draft.add_argument(
        "--topic", action="append", metavar="NAME", help="only this topic; may repeat"
    )
    draft.add_argument(
        "--from",
        dest="first_day",
        metavar="DAY",
        help="a report of each day from this one on (YYYY-MM-DD, in TIMEZONE), instead "
        "of what AIREPORT_WINDOW asks for; where a model's account refuses, the rest "
        "is left for the next run, which goes on there",
    )
    draft.add_argument(
        "--to",
        dest="last_day",
        metavar="DAY",
        help="the last of these days (yesterday)",
    )
    draft.add_argument(
        "--jobs",
        default="1",
        metavar="N",
        help="windows that are told side by side, by AIREPORT_EXECUTOR (%(default)s); "
        "tweets are fetched one window after the other all the same. What is new, an "
        "update or continuing is told as ever, but a model is not reminded of the N "
        "windows just before, which are under way with its own",
    )
    draft.add_argument(
        "--max-cost-usd",
        metavar="USD",
        help="begin no window when models have taken so much in this run, as far as "
        "their prices are known; those under way are finished",
    )


def choose_topics(settings: Settings, names: Sequence[str] | None) -> Settings:
    """Return the settings with the named topics alone, with all where none is named.

    Raises:
        SettingsError: there is no topic of such a name.
    """
    if not names:
        return settings
    known = {topic.name: topic for topic in settings.topics}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise SettingsError(
            [
                f"--topic: {name!r} is no topic{nearest(name, known)}; "
                f"there are {', '.join(known) or 'none'}"
                for name in unknown
            ]
        )
    return replace(settings, topics=tuple(known[name] for name in dict.fromkeys(names)))


def parse_plan(
    options: argparse.Namespace, settings: Settings, *, now: datetime
) -> Plan:
    """Return what the options ask for.

    Raises:
        SettingsError: one sentence for each wrong value.
    """
    problems: list[str] = []
    yesterday = now.astimezone(settings.timezone).date() - timedelta(days=1)
    first = _parse("--from", options.first_day, _parse_day, problems)
    last = _parse("--to", options.last_day, _parse_day, problems)
    jobs = _parse("--jobs", options.jobs, _parse_jobs, problems)
    most = _parse("--max-cost-usd", options.max_cost_usd, _parse_cost, problems)
    if options.last_day is not None and options.first_day is None:
        problems.append(
            f"--to: {options.last_day!r} alone says no day; name --from too"
        )
    if not problems and first is not None and first > (last or yesterday):
        problems.append(
            f"--from: {options.first_day!r} is after {last or 'yesterday'}; "
            "name an earlier day, or a later one with --to"
        )
    if problems:
        raise SettingsError(problems)
    days = None if first is None else Days(first=first, last=last or yesterday)
    return Plan(days=days, jobs=jobs or 1, max_cost_usd=most)


def _parse(
    option: str, text: str | None, parse: Callable[[str], _T], problems: list[str]
) -> _T | None:
    if text is None:
        return None
    try:
        return parse(text)
    except ValueError as error:
        problems.append(f"{option}: {text!r} is not usable; {error}")
        return None


def _parse_day(text: str) -> date:
    with suppress(ValueError):
        rule = parse_rule(text)
        if isinstance(rule, Days) and rule.first == rule.last:
            return rule.first
    raise ValueError("use a day as YYYY-MM-DD")


def _parse_jobs(text: str) -> int:
    return parse_whole(1, _MOST_JOBS)(int(text) if text.isdecimal() else text)


def _parse_cost(text: str) -> float:
    value: object = text
    with suppress(ValueError):
        value = float(text)
    return parse_amount(value)
