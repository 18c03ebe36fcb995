"""``aireport doctor``: what keeps reports from being drafted."""

import argparse
import os
from datetime import UTC, datetime
from typing import Any

from pelican_aireport.doctor.findings import exit_code, render_json, render_text
from pelican_aireport.doctor.installation import check_installation
from pelican_aireport.doctor.models import check_models
from pelican_aireport.doctor.services import check_services
from pelican_aireport.settings import Settings

__all__ = ["add_doctor"]


def add_doctor(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser's commands."""
    doctor = commands.add_parser(
        "doctor",
        parents=[common],
        help="check installation, accounts and services; changes nothing",
    )
    doctor.set_defaults(run=_doctor)


def _doctor(settings: Settings, options: argparse.Namespace) -> int:
    findings = (
        *check_installation(settings, os.environ),
        *check_models(settings, os.environ),
        *check_services(settings, os.environ, datetime.now(UTC)),
    )
    render = render_json if options.json else render_text
    print(render(findings))
    return exit_code(findings)
