"""Lay the articles that wait in pull requests beside those of the checkout.

Otherwise what nobody merged yet would be drafted, and paid for, once more. Says of
the day's branch whether its pull request was closed, which ends the day, and whether
it never got one. Environment: DAY, REPORTS, GH_TOKEN. Standard library only.
"""

import os

from repository import PREFIX, fetch_branches, git, list_requests
from runner import annotate, set_output


def main() -> None:
    """Add the articles to the work tree and set the step's outputs."""
    branches, requests = fetch_branches(), list_requests()
    for branch in branches:
        request = requests.get(branch)
        # What was merged and then deleted is wanted anew; the branch may still stand.
        if request is None or request.state != "MERGED":
            _add_articles(branch)
    today = f"{PREFIX}{os.environ['DAY']}"
    request = requests.get(today)
    is_closed = today in branches and request is not None and request.state == "CLOSED"
    if is_closed:
        annotate(
            "notice",
            f"The pull request of {today} was closed: nothing more is drafted today. "
            "To draft anew, delete the branch.",
        )
    set_output("closed", is_so=is_closed)
    set_output("orphan", is_so=today in branches and request is None)


def _add_articles(branch: str) -> None:
    reports = os.environ["REPORTS"]
    origin = f"origin/{branch}"
    added = git(
        *("diff", "--name-only", "-z", "--diff-filter=A", "--no-renames"),
        # what the branch itself adds, not what was deleted here since it began
        *(f"HEAD...{origin}", "--", reports),
    )
    names = [name for name in added.split("\0") if name]
    if names:
        # Into the index as well: what draft.py finds to be new is not among them.
        git("--literal-pathspecs", "checkout", "--quiet", origin, "--", *names)


if __name__ == "__main__":
    main()
