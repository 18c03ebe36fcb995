"""What a claim says of itself, as badges of distinct kinds; pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from typing import Any

from markupsafe import Markup

from pelican_aireport.articles.claim_marks import find_marks

__all__ = ["count_days", "show_leads", "show_marks"]

_EMPHASIS = re.compile(r"<em>([^<]*)</em>")
_JOINT = " \u00b7 "
_DAY = re.compile(r"(.*?)(\d{4}-\d\d-\d\d)")
_SINCE = re.compile(
    r'(?<=<span class="mark mark-since">)[^<]*<time datetime="([\d-]{10})">[^<]*</time>'
)
_LEAD = re.compile(
    r"(<li\b[^>]*>\s*(?:<p>)?)<strong>([^<]*?)"
    "(?:</strong>( ?[\uff1a:] ?)|([\uff1a:] ?)</strong>)(?=\\s*[^\\s<])"
)


def show_marks(html: str) -> str:
    """Make a badge of each thing that a claim's marks say; other emphasis stays."""
    return _EMPHASIS.sub(_show, html)


def show_leads(html: str) -> str:
    """Let the bold lead of each list item be told from what follows its colon."""
    return _LEAD.sub(
        lambda lead: (
            f'{lead[1]}<strong class="lead">{lead[2]}</strong>'
            f'<span class="colon">{lead[3] or lead[4]}</span>'
        ),
        html,
    )


def count_days(fragment: str, day: date, words: Mapping[str, Any]) -> Markup:
    """Say of what goes on for which day it does so, instead of since when.

    Args:
        fragment: HTML whose marks are badges.
        day: The report's last.
        words: ``report["nth_day"]`` with number and date, the form of a ``date``.
    """

    def count(since: re.Match[str]) -> str:
        first = date.fromisoformat(since[1])
        if first >= day:
            return since[0]
        said = words["report"]["nth_day"].format(
            number=(day - first).days + 1,
            date=words["date"].format(
                month=first.month,
                month_name=words["months"][first.month - 1],
                day=first.day,
            ),
        )
        return f'<time datetime="{since[1]}">{said}</time>'

    return Markup(_SINCE.sub(count, str(fragment)))  # noqa: S704


def _show(emphasis: re.Match[str]) -> str:
    if find_marks(unescape(emphasis[1])) is None:
        return emphasis[0]
    return f'<em class="marks">{" ".join(_badges(emphasis[1]))}</em>'


def _badges(marks: str) -> Iterator[str]:
    for part in marks.split(_JOINT):
        said = _DAY.sub(r'\1<time datetime="\2">\2</time>', part)
        yield f'<span class="mark mark-{_kind(unescape(part))}">{said}</span>'


def _kind(part: str) -> str:
    found = find_marks(part)
    assert found is not None  # a part of marks
    for value in (found.modality, *found.marks, found.standing):
        if value is not None:
            return str(value.value)
    return "since"
