"""The values in a JSON or JSON Lines file.

Pure.
"""

import json
from collections.abc import Iterator, Sequence

from pelican_aireport.sources.port import Skipped
from pelican_aireport.sources.tweet_json import parse_tweets
from pelican_aireport.sources.tweet_object import Parsed, join

__all__ = ["parse_content"]


def parse_content(content: bytes, place: str) -> Parsed:
    """Parse the bytes of a file: one JSON document, or one value a line.

    Lines that are no JSON do not stop the rest; they are told by their number.
    """
    text = _decode(content)
    try:
        value = _loads(text)
    except _NotJSONError:
        return join(_parse_lines(text.split("\n"), place))
    if isinstance(value, list):
        return parse_tweets(value, place)
    blank_lines = text[: -len(text.lstrip())].count("\n")
    return parse_tweets(value, f"{place}:{blank_lines + 1}")


class _NotJSONError(ValueError):
    pass


def _decode(content: bytes) -> str:
    encoding = json.detect_encoding(content)
    if encoding.startswith("utf-8"):
        # what cannot be decoded is told with its line
        return content.decode("utf-8-sig", "surrogateescape")
    return content.decode(encoding, "replace")


def _loads(text: str) -> object:
    try:
        text.encode("utf-8")
        return json.loads(text)
    except UnicodeEncodeError:
        raise _NotJSONError("not UTF-8") from None
    except RecursionError:
        raise _NotJSONError("nested too deeply") from None
    except json.JSONDecodeError as error:
        # some of the messages end in "at", as the position follows them
        message = error.msg.removesuffix(" at")
        reason = f"not JSON: {message} at column {error.colno}"
        raise _NotJSONError(reason) from None
    except ValueError:  # an integer of thousands of digits
        raise _NotJSONError("not JSON: a number is too long") from None


def _parse_lines(lines: Sequence[str], place: str) -> Iterator[Parsed]:
    # not str.splitlines: JSON strings may hold U+2028 and its like as they are
    first = 0
    while first < len(lines):
        end = _end_of_value(lines, first)
        # an array with an object a line, cut short, still has its whole lines
        text = "\n".join(lines[first:end]).strip().removesuffix(",")
        if text not in ("", "[", "]"):
            yield _parse_line(text, f"{place}:{first + 1}")
        first = end


def _end_of_value(lines: Sequence[str], first: int) -> int:
    """Return the line after a value: the next, or that where the next one begins."""
    end = first + 1
    if not lines[first].rstrip().endswith(("{", "[", "{,")):
        return end
    while end < len(lines) and not lines[end].startswith(("{", "[")):
        end += 1
    return end


def _parse_line(text: str, place: str) -> Parsed:
    try:
        return parse_tweets(_loads(text), place)
    except _NotJSONError as error:
        return Parsed(skipped=(Skipped(place=place, reason=str(error)),))
