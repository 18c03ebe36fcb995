"""What the checks of articles find, and how it is told; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Finding", "NotCompared", "Review", "render_json", "render_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a person should mend in an article."""

    path: Path
    line: int
    """Counted from 1."""
    code: str
    """A short word that stays the same, such as ``"unknown-tweet"``."""
    message: str
    """What is wrong."""
    remedy: str
    """What to do about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCompared:
    """The claims of an article whose tweets are not on this machine."""

    path: Path
    slug: str
    lines: tuple[int, ...]
    """Where they stand, one for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What checking some articles came to."""

    articles: int
    claims: int
    """Of those of them that may have been edited."""
    compared: int
    """Of these, how many were held against their tweets just now."""
    findings: tuple[Finding, ...]
    not_compared: tuple[NotCompared, ...] = ()
    skipped: tuple[Path, ...] = ()
    """Files that were named and are no articles."""

    @property
    def exit_code(self) -> int:
        """1 where somebody must act, else 0."""
        return 1 if self.findings else 0


def render_text(review: Review, folder: Path) -> str:
    """Render a review for people and editors: a finding a line, then what it came to.

    Args:
        review: Its findings are in the order in which they are told.
        folder: The one that paths are told from.
    """
    lines = [
        f"{_name(each.path, folder)}:{each.line}: {each.message}; {each.remedy} "
        f"[{each.code}]"
        for each in review.findings
    ]
    lines += _tell_not_compared(review)
    if review.skipped:
        names = ", ".join(_name(path, folder) for path in review.skipped)
        lines.append(f"Skipped, since no article of the reports folder: {names}")
    lines.append(_tell_sum(review))
    return "\n".join(map(_printable, lines))


def _tell_not_compared(review: Review) -> list[str]:
    if not review.not_compared:
        return []
    claims = sum(len(each.lines) for each in review.not_compared)
    slugs = ", ".join(each.slug for each in review.not_compared)
    articles = _count(len(review.not_compared), "article")
    lack = "could not be compared with their tweets, which are not on this machine"
    return [f"{_count(claims, 'claim')} of {articles} {lack}: {slugs}"]


def _tell_sum(review: Review) -> str:
    checked = _count(review.articles, "article")
    if not review.findings:
        return f"{checked} checked, nothing found"
    touched = len({each.path for each in review.findings})
    return f"{checked} checked, {_count(len(review.findings), 'finding')} in {touched}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _printable(line: str) -> str:
    # What a claim or a path says may move a terminal's cursor.
    return "".join(each if each.isprintable() else " " for each in line)


def render_json(review: Review, folder: Path) -> Mapping[str, object]:
    """Return a review as values for programs."""
    return {
        "exit_code": review.exit_code,
        "findings": [
            {
                "file": _name(each.path, folder),
                "line": each.line,
                "code": each.code,
                "message": each.message,
                "remedy": each.remedy,
            }
            for each in review.findings
        ],
        "counts": {
            "articles": review.articles,
            "findings": len(review.findings),
            "claims": review.claims,
            "compared": review.compared,
            "not_compared": sum(len(each.lines) for each in review.not_compared),
        },
        "not_compared": [
            {
                "file": _name(each.path, folder),
                "slug": each.slug,
                "lines": list(each.lines),
            }
            for each in review.not_compared
        ],
        "skipped": [_name(path, folder) for path in review.skipped],
    }


def _name(path: Path, folder: Path) -> str:
    return (
        path.relative_to(folder) if path.is_relative_to(folder) else path
    ).as_posix()
