"""``python -m pelican_aireport.deploy`` fails a deploy that should not go online.

Reads the disk, the clock and the environment; writes nothing. Exit codes: 0 it may go
online, 1 a person must act.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pelican.settings import read_settings

from pelican_aireport.deploy.findings import render_finding
from pelican_aireport.deploy.gate import check_site
from pelican_aireport.deploy.output import list_output

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Look at a built site, print what is wrong, and return the exit code."""
    options = _parser().parse_args(arguments)
    if not options.settings.is_file():
        print(f"{options.settings} is not there; name the settings file with -s")
        return 1
    settings = read_settings(str(options.settings))
    output = options.output or Path(settings["OUTPUT_PATH"])
    files = list_output(output)
    findings = check_site(
        output,
        files,
        settings=settings,
        environ=os.environ,
        checkout=options.settings.resolve().parent,
        now=datetime.now(UTC),
        allowed=options.allow,
    )
    lines = tuple(map(render_finding, findings))
    if lines:
        print(*lines, f"{output.name} must not go online.", sep="\n")
        return 1
    size = sum(file.size for file in files) / 1_000_000
    print(f"{output.name} may go online: {len(files)} files, {size:.1f} MB.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pelican_aireport.deploy",
        description="Fail where a built site should not go online.",
    )
    parser.add_argument(
        "output",
        nargs="?",
        type=Path,
        help="the folder of the site (the settings' OUTPUT_PATH)",
    )
    parser.add_argument(
        "-s",
        "--settings",
        type=Path,
        default=Path("publishconf.py"),
        metavar="FILE",
        help="the settings that it was built with (%(default)s)",
    )
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar=".SUFFIX",
        help="files of this kind may go online too; may repeat",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
