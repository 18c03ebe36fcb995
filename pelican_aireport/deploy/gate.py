"""All that is looked at before a built site goes online; reads the disk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican_aireport.deploy.articles import (
    check_articles,
    check_drafts,
    read_articles,
)
from pelican_aireport.deploy.findings import Finding
from pelican_aireport.deploy.output import Kind, OutputFile, check_kinds
from pelican_aireport.deploy.secrets import check_content, find_folders, find_secrets

__all__ = ["check_site"]

_PREVIEW = "deploy-preview"
"""The one CONTEXT in which drafts are shown; publishconf.py knows it as well."""


def check_site(
    output: Path,
    files: Sequence[OutputFile],
    *,
    settings: Mapping[str, Any],
    environ: Mapping[str, str],
    checkout: Path,
    now: datetime,
    allowed: Iterable[str] = (),
) -> Iterator[Finding]:
    """Find everything that keeps a built site from going online.

    Args:
        output: The folder of the site.
        files: What is listed there.
        settings: Pelican's, with which it was built.
        environ: The variables of the build; says which CONTEXT it is, too.
        checkout: The folder of the settings file.
        now: The moment that parts reports of the future, where those are drafts.
        allowed: Suffixes of further kinds of files.
    """
    yield from check_articles(read_articles(settings, now=now), files)
    if environ.get("CONTEXT") != _PREVIEW:
        yield from check_drafts(files)
    yield from check_kinds(files, allowed=allowed)
    home = environ.get("HOME")
    needles = (
        *find_secrets(environ),
        *find_folders(checkout, Path(home) if home else None),
    )
    for file in files:
        if file.kind is Kind.FILE:
            content = (output / file.name).read_bytes()
            yield from check_content(file.name, content, needles)
