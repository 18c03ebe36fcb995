"""Text from tweets and models inside a description on GitHub; pure.

GitHub does more than CommonMark with a text: it notifies whom an ``@`` names, links
``#12`` and may close it, links addresses and commits, and draws ``:names:``. A
backslash stops none of these, as they are looked for in the rendered text; a word
joiner does, and is not seen.
"""

import re
from collections.abc import Iterable

from pelican_aireport.articles.escaping import clean_line, escape
from pelican_aireport.articles.quotations import quote

__all__ = ["render_link", "render_row", "render_text", "shorten"]

_JOINER = "\u2060"

_ACTIVE = re.compile(
    r"[@#](?=[\w/])"  # mentions, numbers of issues, addresses of mail
    r"|(?:(?<=https:)|(?<=http:)|(?<=ftp:))(?=//)|(?<=www)(?=\.)"
    r"|(?:(?<=mailto:)|(?<=xmpp:))(?=\w)"
    r"|(?<=\bGH)(?=-\d)"
    r"|(?<=\b[0-9a-f])(?=[0-9a-f]{6,63}\b)"  # commits
    r"|:(?=[\w+-]+:)",
    re.IGNORECASE,
)
"""Behind what it finds, a joiner takes the meaning away."""

_PERMALINK = re.compile(
    r"https://(?:x|twitter)(\.com/[A-Za-z0-9_]{1,50}/status/[A-Za-z0-9_-]{1,64})"
)


def render_text(text: str) -> str:
    """Render a text as one line that shows it and does nothing else."""
    return _ACTIVE.sub(rf"\g<0>{_JOINER}", escape(text))


def render_link(text: str, url: str | None) -> str:
    """Render a text as a link to a tweet; as plain text where the URL is none."""
    found = _PERMALINK.fullmatch(url or "")
    shown = render_text(text)
    return shown if found is None else f"[{shown}](https://x{found[1]})"


def render_row(cells: Iterable[str]) -> str:
    """Render a row of a table from cells that are Markdown already."""
    return f"| {' | '.join(cells)} |"


def shorten(text: str, length: int) -> str:
    """Shorten a text to whole sentences or clauses; what is left out shows as dots."""
    line = clean_line(text)
    if len(line) <= length:
        return line
    return f"{quote(line, length=length).text}…"
