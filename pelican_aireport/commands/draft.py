"""``aireport draft``: draft what is due without building the site."""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from pelican_aireport.articles.spending import read_spending
from pelican_aireport.commands.endings import (
    ACT,
    DONE,
    LATER,
    may_pass,
    print_json,
    refuse,
)
from pelican_aireport.drafting import Outcome, draft_due
from pelican_aireport.errors import AIReportError, SettingsError
from pelican_aireport.setting_values import nearest
from pelican_aireport.settings import OnFailure, Settings

__all__ = ["add_draft"]


def add_draft(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser's commands."""
    draft = commands.add_parser(
        "draft",
        parents=[common],
        help="draft the reports that are due, without a build",
    )
    draft.add_argument(
        "--topic", action="append", metavar="NAME", help="only this topic; may repeat"
    )
    draft.set_defaults(run=_draft)


def _draft(settings: Settings, options: argparse.Namespace) -> int:
    try:
        chosen = _choose(settings, options.topic)
        outcomes = draft_due(chosen, environ=os.environ, now=lambda: datetime.now(UTC))
    except AIReportError as error:
        return refuse(error, as_json=options.json)
    code = _code_of(outcomes, settings.on_failure)
    if options.json:
        reports = [_facts_of(outcome) for outcome in outcomes]
        costs = [asdict(each) for each in read_spending(settings.reports)]
        print_json({"exit_code": code, "reports": reports, "costs": costs})
    else:
        _print_outcomes(outcomes)
    return code


def _choose(settings: Settings, names: Sequence[str] | None) -> Settings:
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


def _code_of(outcomes: Sequence[Outcome], on_failure: OnFailure) -> int:
    errors = [
        outcome.error
        for outcome in outcomes
        if outcome.error is not None
        # a report that quotes instead of telling is there, which may be enough
        and (outcome.draft is None or on_failure is OnFailure.FAIL)
    ]
    if not errors:
        return DONE
    return LATER if all(map(may_pass, errors)) else ACT


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
            "tweets": kept,
            "partial": partial,
            "fallback": None if failure is None else str(failure),
        }
    retry_at = getattr(outcome.error, "retry_at", None)
    return {
        **facts,
        "drafted": False,
        "error": str(outcome.error),
        "retry_at": retry_at.isoformat() if retry_at else None,
    }


def _print_outcomes(outcomes: Sequence[Outcome]) -> None:
    if not outcomes:
        print(
            "Nothing is due: every report that is asked for has its article, or its "
            "window has not begun."
        )
    for outcome in outcomes:
        if outcome.draft is not None:
            counts = outcome.draft.counts
            print(
                f"{outcome.slug}: drafted from {counts.kept} of {counts.fetched} tweets"
            )
        for warning in outcome.draft.warnings if outcome.draft else ():
            print(f"{outcome.slug}: {warning}", file=sys.stderr)
        if outcome.error is not None:
            print(f"{outcome.slug or outcome.topic}: {outcome.error}", file=sys.stderr)
