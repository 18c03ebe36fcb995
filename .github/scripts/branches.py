"""The day's branch: begun, gone on with, pushed, never by force.

Standard library only.
"""

import subprocess
from pathlib import Path

from repository import PullRequest, fetch_branches, git, list_requests

__all__ = ["AUTHOR", "begin", "push"]

AUTHOR = (
    *("-c", "user.name=github-actions[bot]"),
    *("-c", "user.email=41898282+github-actions[bot]@users.noreply.github.com"),
)
"""Options of git for whatever makes a commit."""

_TRIES = 3


def begin(branch: str, *, base: str, folder: Path) -> bool:
    """Check the branch out into a new work tree, as it is on GitHub by now.

    Where its pull request was merged, it goes on from the base: what was merged must
    not count as new again. Return whether the two go together.
    """
    if branch not in fetch_branches():
        _check_out(branch, base, folder)
        return True
    request = list_requests().get(branch)
    theirs = f"origin/{branch}"
    if request is None or request.state != "MERGED":
        _check_out(branch, theirs, folder)
        return True
    if _is_whole(request, theirs):
        # Whatever became of it on the base since holds, squashed or not.
        _check_out(branch, base, folder)
        return _merge(theirs, folder, "--strategy=ours")
    _check_out(branch, theirs, folder)
    return _merge(base, folder)


def _check_out(branch: str, start: str, folder: Path) -> None:
    git("worktree", "add", "--quiet", "--force", "-B", branch, str(folder), start)


def _is_whole(request: PullRequest, branch: str) -> bool:
    """Tell whether all that stands on the branch was merged."""
    return git("rev-parse", branch).strip() == request.head


def _merge(other: str, folder: Path, *options: str) -> bool:
    try:
        git(*AUTHOR, "merge", "--quiet", "--no-edit", *options, other, folder=folder)
    except subprocess.CalledProcessError:
        return False
    return True


def push(branch: str, *, folder: Path) -> bool:
    """Push; where the author pushed meanwhile, put our commit behind his."""
    for _ in range(_TRIES):
        try:
            git("push", "--quiet", "origin", f"HEAD:refs/heads/{branch}", folder=folder)
        except subprocess.CalledProcessError:
            if not _follow(branch, folder):
                return False
        else:
            return True
    return False


def _follow(branch: str, folder: Path) -> bool:
    if branch not in fetch_branches():
        return False
    try:
        git(*AUTHOR, "rebase", "--quiet", f"origin/{branch}", folder=folder)
    except subprocess.CalledProcessError:
        git("rebase", "--abort", folder=folder)
        return False
    return True
