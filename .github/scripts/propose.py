"""Bring new articles to the day's branch and its pull request.

``commit`` makes the commit in a work tree of its own, beside the checkout; ``publish``
pushes it and opens or updates the one pull request. Between them the articles are
checked, without a token. What stands on the branch is never overwritten, and nothing
is ever pushed by force. Environment: DAY, BASE, REPORTS, PROPOSAL (a folder to make);
for ``commit`` DRAFTED and ARTICLES (a file to write), for both GH_TOKEN, for
``publish`` BODY (a file), CHECKED, AUTO_MERGE, STATUS. Standard library only.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from branches import AUTHOR, begin, push
from repository import PREFIX, gh, git, list_requests
from runner import annotate, set_output

_ARTIFACT = re.compile(
    r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.(?:md|png|svg)"
)
"""What drafting may bring: articles and pictures, no hidden file, no way upward."""

_LARGEST = 4_000_000
"""Bytes of a file; the largest picture of a word cloud has a tenth of it."""

_STATUS = re.compile(r"^status:[ \t]*([\"']?)published\1[ \t\r]*$", re.MULTILINE)


def commit() -> int:
    """Commit the new files to the day's branch, as it is on GitHub by now."""
    branch, proposal = _branch(), _proposal()
    if not begin(branch, base=_base(), folder=proposal):
        annotate(
            "error",
            f"{branch} does not go together with {os.environ['BASE']}: merge that "
            "into it, or delete it, then run the workflow again",
        )
        return 1
    names = list(_bring(Path(os.environ["DRAFTED"]), proposal))
    if names:
        git("--literal-pathspecs", "add", "--", *names, folder=proposal)
        slugs = sorted(Path(name).stem for name in names if name.endswith(".md"))
        message = f"Draft reports of {os.environ['DAY']}\n\n" + "\n".join(slugs)
        git(*AUTHOR, "commit", "--quiet", "-m", message, folder=proposal)
    articles = [name for name in _new_files() if name.endswith(".md")]
    listed = "".join(f"{name}\0" for name in articles)
    Path(os.environ["ARTICLES"]).write_text(listed, encoding="utf-8")
    set_output("articles", is_so=bool(articles))
    if not articles:
        annotate("notice", f"{branch} has no article that {os.environ['BASE']} lacks.")
    return 0


def publish() -> int:
    """Push the branch, open or update its pull request, merge it where allowed."""
    branch = _branch()
    checked = git("rev-parse", "HEAD", folder=_proposal()).strip()
    if not push(branch, folder=_proposal()):
        annotate("error", f"{branch} could not be pushed; run the workflow again")
        return 1
    is_as_checked = git("rev-parse", "HEAD", folder=_proposal()).strip() == checked
    try:
        number = _open_or_update(branch)
    except subprocess.CalledProcessError:
        annotate(
            "error",
            f"{branch} is pushed but has no pull request: allow GitHub Actions to "
            "create pull requests (Settings, Actions, General), then run again",
        )
        return 1
    if not _may_merge():
        return 0
    if is_as_checked:
        _merge(number, checked)
    else:
        annotate("notice", "The branch has moved since the check: not merged now.")
    return 0


def _branch() -> str:
    return f"{PREFIX}{os.environ['DAY']}"


def _proposal() -> Path:
    return Path(os.environ["PROPOSAL"])


def _base() -> str:
    return f"origin/{os.environ['BASE']}"


def _bring(drafted: Path, proposal: Path) -> Iterator[str]:
    """Copy what the branch lacks and yield the names, relative to its root."""
    reports = os.environ["REPORTS"]
    for path in sorted((drafted / reports).rglob("*")):
        name = path.relative_to(drafted).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if not _is_usable(path, name):
            annotate("warning", f"{name!r} is no article and no picture: left out")
        elif not os.path.lexists(proposal / name):
            (proposal / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, proposal / name)
            yield name
        else:
            annotate("notice", f"{name} stands on the branch already: left as it is")


def _is_usable(path: Path, name: str) -> bool:
    return (
        not path.is_symlink()
        and path.is_file()
        and path.stat().st_size <= _LARGEST
        and _ARTIFACT.fullmatch(name) is not None
    )


def _new_files() -> list[str]:
    """Return what the branch adds or changes below the reports folder."""
    options = ("--diff-filter=AM", "--no-renames")
    return [name for name in _changes(*options) if _is_of_reports(name)]


def _changes(*options: str) -> list[str]:
    told = git(
        *("diff", "--name-only", "-z", *options, f"{_base()}...HEAD"),
        folder=_proposal(),
    )
    return [name for name in told.split("\0") if name]


def _open_or_update(branch: str) -> int:
    body = os.environ["BODY"]
    request = list_requests().get(branch)
    if request is not None and request.state == "OPEN":
        gh("pr", "edit", str(request.number), "--body-file", body)
        annotate("notice", f"Pull request {request.number} was updated.")
        return request.number
    title = f"Reports of {os.environ['DAY']}"
    place = ("--base", os.environ["BASE"], "--head", branch)
    gh("pr", "create", *place, "--title", title, "--body-file", body)
    return list_requests()[branch].number


def _may_merge() -> bool:
    """Tell whether nobody needs to look; it says so where somebody does."""
    if os.environ.get("AUTO_MERGE") != "true":
        return False
    reasons = {
        "AIREPORT_STATUS is not verified": os.environ.get("STATUS") != "verified",
        "aireport check has findings": os.environ.get("CHECKED") != "true",
        "an article is not published": not all(map(_is_published, _new_files())),
        "more than articles has changed": not all(
            map(_is_of_reports, _changes("--no-renames"))
        ),
    }
    against = [reason for reason, holds in reasons.items() if holds]
    if against:
        annotate("notice", f"Left for review: {', '.join(against)}.")
    return not against


def _is_published(name: str) -> bool:
    if not name.endswith(".md"):
        return True
    text = (_proposal() / name).read_text(encoding="utf-8")
    front = text.removeprefix("\ufeff").split("\n---", 1)[0]
    return _STATUS.search(front) is not None


def _is_of_reports(name: str) -> bool:
    return name.startswith(f"{os.environ['REPORTS']}/")


def _merge(number: int, commit_id: str) -> None:
    try:
        gh(
            *("pr", "merge", str(number), "--auto", "--squash"),
            *("--match-head-commit", commit_id),
        )
    except subprocess.CalledProcessError:
        annotate(
            "warning",
            f"Pull request {number} was not merged: allow squash merging and "
            "auto-merge in the repository's settings, or merge it yourself.",
        )


if __name__ == "__main__":
    sys.exit({"commit": commit, "publish": publish}[sys.argv[1]]())
