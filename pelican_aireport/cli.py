"""The command ``aireport``: what an author does beside building the site.

Reads the settings file as ``pelican`` does. Touches the clock, the environment and,
through what it calls, disk and network. Exit codes: 0 done, 1 a person must act,
75 try later.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from pelican import ParseOverrides
from pelican.settings import read_settings

from pelican_aireport.commands.check import add_check
from pelican_aireport.commands.doctor import add_doctor
from pelican_aireport.commands.draft import add_draft
from pelican_aireport.commands.endings import ACT, LATER, refuse
from pelican_aireport.commands.refresh import add_refresh
from pelican_aireport.errors import AIReportError, SettingsError
from pelican_aireport.settings import Settings, parse_settings

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    try:
        options = _parser().parse_args(arguments)
    except ValueError as error:  # Pelican's own words on a value that is no JSON
        print(f"-e: {error}; write KEY=JSON, text as KEY='\"text\"'", file=sys.stderr)
        return ACT
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        settings = _read_settings(Path(options.settings), options.overrides or {})
        return int(options.run(settings, options))
    except AIReportError as error:
        return refuse(error, as_json=options.json)
    except KeyboardInterrupt:
        print(
            "interrupted; the next run goes on where this one stopped", file=sys.stderr
        )
        return LATER


class _Parser(argparse.ArgumentParser):
    """A parser whose refusals end as all others do: a person must act."""

    def error(self, message: str) -> NoReturn:
        """Print how the command is used and what is wrong, and end."""
        self.print_usage(sys.stderr)
        self.exit(ACT, f"{self.prog}: {message}\n")


class _Overrides(ParseOverrides):  # type: ignore[misc] # Pelican has no types
    """Pelican's reading of KEY=JSON, of which the option may be given several times."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Add what was given to what was given before."""
        before = getattr(namespace, self.dest) or {}
        super().__call__(parser, namespace, values, option_string)
        setattr(namespace, self.dest, {**before, **getattr(namespace, self.dest)})


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
        action=_Overrides,
        dest="overrides",
        metavar="KEY=JSON",
        help="settings that override the file's",
    )
    common.add_argument("--json", action="store_true", help="print JSON for programs")
    parser = _Parser(
        prog="aireport",
        description="Draft, refresh and check reports; find out what is in the way.",
        epilog="Exit codes: 0 done, 1 a person must act, 75 try later.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (add_draft, add_refresh, add_check, add_doctor):
        add(commands, common)
    return parser


def _read_settings(file: Path, overrides: dict[str, object]) -> Settings:
    if not file.is_file():
        raise SettingsError(
            [f"{file} is not there; run in the site's folder, or name it with -s"]
        )
    # Pelican names the settings after the file and resolves its paths itself.
    values = read_settings(str(file), override=overrides)
    return parse_settings(values, base=file.resolve().parent)
