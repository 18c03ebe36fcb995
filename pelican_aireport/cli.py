"""The command ``aireport``: what an author does beside building the site.

Reads the settings file as ``pelican`` does. Touches the clock, the environment and,
through what it calls, disk and network. Exit codes: 0 done, 1 a person must act,
75 try later.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from pelican import ParseOverrides
from pelican.settings import read_settings

from pelican_aireport.articles.spending import read_spending
from pelican_aireport.doctor.findings import exit_code, render_json, render_text
from pelican_aireport.doctor.installation import check_installation
from pelican_aireport.doctor.models import check_models
from pelican_aireport.doctor.services import check_services
from pelican_aireport.drafting import Outcome, draft_due
from pelican_aireport.errors import AIReportError, BlockedError, SettingsError
from pelican_aireport.setting_values import nearest
from pelican_aireport.settings import OnFailure, Settings, parse_settings
from pelican_aireport.sources.faults import FetchError

__all__ = ["main"]

_DONE, _ACT, _LATER = 0, 1, 75
_SCHEMA = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    try:
        options = _parser().parse_args(arguments)
    except ValueError as error:  # Pelican's own words on a value that is no JSON
        print(f"-e: {error}; write KEY=JSON, text as KEY='\"text\"'", file=sys.stderr)
        return _ACT
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        settings = _read_settings(Path(options.settings), options.overrides or {})
        run = _doctor if options.command == "doctor" else _draft
        return run(settings, options)
    except AIReportError as error:
        return _refuse(error, as_json=options.json)
    except KeyboardInterrupt:
        print(
            "interrupted; the next run goes on where this one stopped", file=sys.stderr
        )
        return _LATER


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "-s",
        "--settings",
        default="pelicanconf.py",
        metavar="FILE",
        help="the site's settings file (%(default)s)",
    )
    common.add_argument(
        "-e",
        "--extra-settings",
        nargs="*",
        action=ParseOverrides,
        dest="overrides",
        metavar="KEY=JSON",
        help="settings that override the file's",
    )
    common.add_argument("--json", action="store_true", help="print JSON for programs")
    parser = argparse.ArgumentParser(
        prog="aireport",
        description="Draft reports and find out what keeps them from being drafted.",
        epilog="Exit codes: 0 done, 1 a person must act, 75 try later.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    draft = commands.add_parser(
        "draft",
        parents=[common],
        help="draft the reports that are due, without a build",
    )
    draft.add_argument(
        "--topic", action="append", metavar="NAME", help="only this topic; may repeat"
    )
    commands.add_parser(
        "doctor",
        parents=[common],
        help="check installation, accounts and services; changes nothing",
    )
    return parser


def _read_settings(file: Path, overrides: dict[str, object]) -> Settings:
    if not file.is_file():
        raise SettingsError(
            [f"{file} is not there; run in the site's folder, or name it with -s"]
        )
    # Pelican names the settings after the file and resolves its paths itself.
    values = read_settings(str(file), override=overrides)
    return parse_settings(values, base=file.resolve().parent)


def _refuse(error: AIReportError, *, as_json: bool) -> int:
    code = _LATER if _may_pass(error) else _ACT
    if as_json:
        problems = str(error).split("\n")
        _print_json({"exit_code": code, "problems": problems})
    else:
        print(error, file=sys.stderr)
    return code


def _print_json(values: dict[str, object]) -> None:
    print(json.dumps({"schema": _SCHEMA, **values}, ensure_ascii=False, indent=2))


def _doctor(settings: Settings, options: argparse.Namespace) -> int:
    findings = (
        *check_installation(settings, os.environ),
        *check_models(settings, os.environ),
        *check_services(settings, os.environ, datetime.now(UTC)),
    )
    render = render_json if options.json else render_text
    print(render(findings))
    return exit_code(findings)


def _draft(settings: Settings, options: argparse.Namespace) -> int:
    try:
        chosen = _choose(settings, options.topic)
        outcomes = draft_due(chosen, environ=os.environ, now=lambda: datetime.now(UTC))
    except AIReportError as error:
        return _refuse(error, as_json=options.json)
    code = _code_of(outcomes, settings.on_failure)
    if options.json:
        reports = [_facts_of(outcome) for outcome in outcomes]
        costs = [asdict(each) for each in read_spending(settings.reports)]
        _print_json({"exit_code": code, "reports": reports, "costs": costs})
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
        return _DONE
    return _LATER if all(map(_may_pass, errors)) else _ACT


def _may_pass(error: AIReportError) -> bool:
    return isinstance(error, BlockedError | FetchError) and not error.needs_person


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
