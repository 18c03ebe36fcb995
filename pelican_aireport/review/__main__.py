"""``python -m pelican_aireport.review FILES…`` prints a pull request's description.

Reads the articles' files and the site's settings file, as ``pelican`` does, and what
this machine has of their tweets; asks nobody. Exit codes: 0 done, 1 a file could not
be read; the others are printed all the same.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pelican.settings import read_settings

from pelican_aireport.articles.report_file import Site, read_report_file
from pelican_aireport.errors import AIReportError, ArticleError, SettingsError
from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.model import Claim
from pelican_aireport.review.checking import review_article
from pelican_aireport.review.claims import ReviewedClaim
from pelican_aireport.review.evidence_table import ReviewedReport, render_evidence
from pelican_aireport.settings import Settings, parse_settings

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the evidence table of articles and return the exit code."""
    options = _parser().parse_args(arguments)
    problems: list[str] = []
    try:
        settings, site = _read_site(Path(options.settings))
    except AIReportError as error:
        print(error, file=sys.stderr)
        return 1
    reports = tuple(_read(options.files, settings, site, problems))
    sys.stdout.write(render_evidence(reports))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pelican_aireport.review",
        description="Print the evidence table of articles, for a pull request.",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument(
        "-s",
        "--settings",
        default="pelicanconf.py",
        metavar="FILE",
        help="the site's settings file (%(default)s)",
    )
    return parser


def _read_site(file: Path) -> tuple[Settings, Site]:
    if not file.is_file():
        raise SettingsError(
            [f"{file} is not there; run in the site's folder, or name it with -s"]
        )
    values = read_settings(str(file))
    settings = parse_settings(values, base=file.resolve().parent)
    return settings, Site(
        timezone=settings.timezone,
        lang=str(values.get("DEFAULT_LANG", "")),
        titles={topic.name: topic.title for topic in settings.topics},
    )


def _read(
    files: Sequence[Path], settings: Settings, site: Site, problems: list[str]
) -> Iterator[ReviewedReport]:
    for path in files:
        try:
            claims = review_article(path, settings)
            yield ReviewedReport(
                file=read_report_file(path, site),
                path=str(path),
                edited=frozenset(each.claim for each in claims if each.edited),
                findings=_find(claims),
            )
        except ArticleError as error:
            problems.append(f"{path}: {error}")


def _find(claims: Iterable[ReviewedClaim]) -> Mapping[Claim, Sequence[str]]:
    """Find what is wrong with the claims that can be checked here.

    That one cites nothing the table tells by itself, in the article's language.
    """
    told = ClaimFaultKind.NO_EVIDENCE
    return {
        each.claim: tuple(f.words for f in each.faults if f.kind is not told)
        for each in claims
        if each.compared or each.faults or each.edited is False
    }


if __name__ == "__main__":
    sys.exit(main())
