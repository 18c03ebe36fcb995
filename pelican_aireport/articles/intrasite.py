"""A guard on Pelican's links from article to file, for the whole site; pure.

Pelican 4.12 copies any readable file that ``{attach}`` or ``{static}`` names into
the output, ``{attach}/../../proc/self/environ`` as well, and ``{static}../..``
writes outside it.
"""

from collections.abc import MutableMapping

__all__ = ["INTRASITE_LINK_REGEX", "MARKED_NAMES", "guard_intrasite_links"]

MARKED_NAMES = "*.new"
"""What ``aireport refresh`` writes beside an article, for its author alone."""

_FIRST = r"""[^\x00-\x20\x7f"'<>`./\\%&#?:;{}|]"""
_REST = r"""(?:[^\x00-\x20\x7f"'<>`/\\%&#?:;{}|]|%20|&amp;)"""
_SEGMENT = rf"{_FIRST}{_REST}*"
_PATH = rf"/?{_SEGMENT}(?:/{_SEGMENT})*/?"
_TAIL = r"""(?:[?#][^"'<>]*)?"""
_QUOTE = r"""["']"""
_MARKED = r"""[^"'<>?#]*\.(?i:new)/*["'?#]"""

INTRASITE_LINK_REGEX = (
    r"[{](?P<what>"
    rf"(?:filename|static|attach)(?![}}]{_MARKED})(?=[}}]{_PATH}{_TAIL}{_QUOTE})"
    r"|(?:author|category|index|tag)(?=[}])"
    r")[}]"
).replace("#", r"\#")
"""Pelican's link markers, followed by a path that stays inside the content folder,
and is no text with marked conflicts.

No segment begins with a dot, so neither ``..`` nor hidden files are reached; one
leading slash means the content folder to Pelican, a second one the disk's root.
The old ``|filename|`` form is no link any more. Pelican compiles this in verbose
mode, hence the escaped ``#`` and no blanks.
"""


def guard_intrasite_links(settings: MutableMapping[str, object]) -> None:
    """Restrict the link markers that Pelican follows, in articles and pages alike."""
    settings["INTRASITE_LINK_REGEX"] = INTRASITE_LINK_REGEX
