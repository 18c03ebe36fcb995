"""``aireport draft``: draft what is due without building the site."""

import argparse
import os
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from pelican_aireport.articles.spending import read_spending
from pelican_aireport.commands.draft_options import (
    add_options,
    choose_topics,
    parse_plan,
)
from pelican_aireport.commands.draft_progress import Count, show_progress
from pelican_aireport.commands.endings import (
    ACT,
    DONE,
    LATER,
    may_pass,
    print_json,
    refuse,
)
from pelican_aireport.commands.interrupts import noticing_interrupts
from pelican_aireport.drafting.places import Place
from pelican_aireport.drafting.run import Outcome, draft_each
from pelican_aireport.errors import AIReportError, LeftError
from pelican_aireport.settings import OnFailure, Settings

__all__ = ["add_draft"]


def add_draft(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser's commands."""
    draft = commands.add_parser(
        "draft",
        parents=[common],
        help="draft the reports that are due, without a build",
    )
    add_options(draft)
    draft.set_defaults(run=_draft)


def _draft(settings: Settings, options: argparse.Namespace) -> int:
    reports: list[dict[str, object]] = []
    errors: list[AIReportError] = []
    try:
        chosen = choose_topics(settings, options.topic)
        plan = parse_plan(options, settings, now=datetime.now(UTC))
        with (
            noticing_interrupts() as pass_on,
            show_progress(as_json=options.json) as show,
            closing(
                draft_each(
                    chosen,
                    environ=os.environ,
                    now=lambda: datetime.now(UTC),
                    plan=plan,
                    tell_begin=show.begin,
                )
            ) as outcomes,
        ):
            for outcome in outcomes:
                show.end(outcome)
                reports.append(_facts_of(outcome))
                errors += _errors_of(outcome, settings.on_failure)
                pass_on()
    except AIReportError as error:
        return refuse(error, as_json=options.json)
    code = _code_of(errors)
    if options.json:
        _print_json(code, reports, show.count, settings)
    return code


def _errors_of(outcome: Outcome, on_failure: OnFailure) -> list[AIReportError]:
    # A report that quotes instead of telling is there, which may be enough.
    is_enough = outcome.draft is not None and on_failure is not OnFailure.FAIL
    return [] if outcome.error is None or is_enough else [outcome.error]


def _code_of(errors: list[AIReportError]) -> int:
    if not errors:
        return DONE
    return LATER if all(map(may_pass, errors)) else ACT


def _print_json(
    code: int, reports: list[dict[str, object]], count: Count, settings: Settings
) -> None:
    costs = [asdict(each) for each in read_spending(settings.reports)]
    print_json(
        {
            "exit_code": code,
            "reports": reports,
            "left": sum(count.left.values()),
            "cost_usd": count.cost_usd,
            "costs": costs,
        }
    )


def _facts_of(outcome: Outcome) -> dict[str, object]:
    facts: dict[str, object] = {"topic": outcome.topic, "slug": outcome.slug}
    if outcome.draft is not None:
        counts = outcome.draft.counts
        kept = {"fetched": counts.fetched, "kept": counts.kept}
        partial = outcome.draft.partial
        failure = outcome.draft.failure
        return {
            **facts,
            "drafted": True,
            **_place_of(outcome.place),
            "tweets": kept,
            "partial": partial,
            "fallback": None if failure is None else str(failure),
        }
    retry_at = getattr(outcome.error, "retry_at", None)
    return {
        **facts,
        "drafted": False,
        "left": isinstance(outcome.error, LeftError),
        "error": str(outcome.error),
        "retry_at": retry_at.isoformat() if retry_at else None,
    }


def _place_of(place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    page = None if place.page is None else str(place.page)
    return {"file": str(place.article), "page": page}
