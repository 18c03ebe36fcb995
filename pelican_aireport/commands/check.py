"""``aireport check``: what should be mended in articles that were edited."""

import argparse
from pathlib import Path
from typing import Any

from pelican_aireport.commands.endings import print_json
from pelican_aireport.review.checking import check_articles, make_strict
from pelican_aireport.review.files import choose_articles
from pelican_aireport.review.findings import render_json, render_text
from pelican_aireport.settings import Settings

__all__ = ["add_check"]

_DESCRIPTION = """\
Check articles: front matter, footnotes, headings, links, pictures, and the claims
that were changed since they were drafted, each held against the tweets that it cites.
Prints FILE:LINE: what is wrong; what to do [CODE]. Changes nothing, asks nobody.
"""

_EPILOG = """\
Tweets come from the topic's files and from what was fetched for it; where neither is
on this machine, what the article's own notes quote in full stands for them. Claims
that cannot be compared are counted, and are no finding: a deploy has no tweets of X.
--strict makes findings of them, for machines that should have all tweets.

Exit codes: 0 nothing found, 1 something is to be mended.
"""


def add_check(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser's commands."""
    check = commands.add_parser(
        "check",
        parents=[common],
        help="check articles that were edited; changes nothing, asks nobody",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILES",
        help="articles or folders, others are skipped; without any, all articles",
    )
    check.add_argument(
        "--strict",
        action="store_true",
        help="a claim whose tweets are not on this machine is a finding",
    )
    check.set_defaults(run=_check)


def _check(settings: Settings, options: argparse.Namespace) -> int:
    folder = Path.cwd()
    chosen = choose_articles(
        settings.reports, [folder / each for each in options.files]
    )
    review = check_articles(chosen, settings)
    if options.strict:
        review = make_strict(review)
    if options.json:
        print_json(dict(render_json(review, folder)))
    else:
        print(render_text(review, folder))
    return review.exit_code
