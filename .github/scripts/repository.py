"""The repository and its pull requests, through git and gh. Standard library only.

A day's reports wait on the branch ``report/YYYY-MM-DD`` for their author.
"""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

__all__ = ["PREFIX", "PullRequest", "fetch_branches", "gh", "git", "list_requests"]

PREFIX = "report/"
_LIMIT = "200"
"""Pull requests that are looked at, newest first: more than half a year of days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """A pull request of this repository's own branch."""

    number: int
    state: str
    """``OPEN``, ``MERGED`` or ``CLOSED``, the last without a merge."""
    head: str | None
    """Its last commit; what is pushed after a merge is none of it."""


def git(*arguments: str, folder: Path | None = None) -> str:
    """Run git and return what it prints; no credentials are kept on the disk.

    Raises:
        CalledProcessError: git failed; it has said why.
    """
    helper = (
        "-c",
        "credential.helper=",
        "-c",
        "credential.helper=!gh auth git-credential",
    )
    place = () if folder is None else ("-C", str(folder))
    return _run("git", *place, *helper, *arguments)


def gh(*arguments: str) -> str:
    """Run gh and return what it prints.

    Raises:
        CalledProcessError: gh failed; it has said why.
    """
    return _run("gh", *arguments)


def _run(*command: str) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return done.stdout


def fetch_branches() -> tuple[str, ...]:
    """Fetch all branches of reports and return their names, oldest first."""
    refs = f"+refs/heads/{PREFIX}*:refs/remotes/origin/{PREFIX}*"
    git("fetch", "--quiet", "--no-tags", "--prune", "origin", refs)
    names = git(
        "for-each-ref", "--format=%(refname:lstrip=3)", f"refs/remotes/origin/{PREFIX}"
    )
    return tuple(sorted(names.split()))


def list_requests() -> dict[str, PullRequest]:
    """Return each branch's latest pull request.

    Those of forks do not count, whatever their branches are called.
    """
    fields = "number,headRefName,headRefOid,state,isCrossRepository"
    told = json.loads(
        gh("pr", "list", "--state", "all", "--limit", _LIMIT, "--json", fields)
    )
    latest: dict[str, PullRequest] = {}
    for each in sorted(told, key=lambda each: each["number"]):
        if not each["isCrossRepository"]:
            latest[each["headRefName"]] = PullRequest(
                number=each["number"], state=each["state"], head=each["headRefOid"]
            )
    return latest
