"""Single values of foreign JSON: ids, handles, counts, moments, texts.

Pure. What is required raises ``UnusableError`` with a reason; what is optional comes
back as ``None``.
"""

import math
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

__all__ = [
    "UnusableError",
    "parse_count",
    "parse_flag",
    "parse_handle",
    "parse_id",
    "parse_moment",
    "parse_string",
]

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LARGEST_COUNT = 10**15
_UNITS = {
    "": 1,
    "K": 10**3,
    "M": 10**6,
    "B": 10**9,
    "\N{CJK UNIFIED IDEOGRAPH-5343}": 10**3,
    "\N{CJK UNIFIED IDEOGRAPH-4E07}": 10**4,
    "\N{CJK UNIFIED IDEOGRAPH-4EBF}": 10**8,
}
_COUNT = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?P<decimals>\.\d{1,9})?\s?"
    rf"(?P<unit>[{''.join(_UNITS)}]?)",
    re.ASCII | re.IGNORECASE,
)
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
# 1e11 seconds is the year 5138, 1e11 milliseconds is 1973: no tweet is near
_SMALLEST_MILLISECONDS = 1e11
_SMALLEST_SECONDS = 1e9  # 2001, before the first tweet
_NO_DATE = "is no date; use ISO 8601 with an offset"
_X_MOMENT = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) "
    r"(?P<clock>\d\d:\d\d:\d\d) (?P<offset>[+-]\d{4}) (?P<year>\d{4})",
    re.ASCII,
)
_FRACTION = re.compile(r"[.,](\d+)", re.ASCII)
_DIGITS = re.compile(r"\d{9,16}(?:\.\d{1,9})?", re.ASCII)
_ROUNDED_ID = re.compile(r"\d\.\d+[eE]\+?\d+|\d+\.0", re.ASCII)


class UnusableError(ValueError):
    """A value that a tweet cannot do without is missing or makes no sense."""


def parse_string(value: object) -> str | None:
    """Return a text without NULs, or ``None`` where there is none.

    Halves of surrogate pairs are joined where they meet, and else replaced: no
    file could be written with them.
    """
    if not isinstance(value, str):
        return None
    text = value.replace("\0", "")
    if not text.isascii() and _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text if text.strip() else None


def parse_flag(value: object) -> bool:
    """Tell whether a flag is set; an object counts if there is anything in it."""
    if isinstance(value, str):
        return value.strip().casefold() not in ("", "0", "false", "no", "none", "null")
    return bool(value)


def parse_count(value: object) -> int | None:
    """Return a count, or ``None`` where it is unknown.

    Thousands separators and the units of X's interface ("1.2K", and its Chinese
    ones) are understood; negative numbers and fractions are not counts.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float):
        return _whole(value)
    if isinstance(value, int):
        return value if 0 <= value <= _LARGEST_COUNT else None
    return _parse_written_count(value) if isinstance(value, str) else None


def _whole(number: float) -> int | None:
    if not math.isfinite(number) or not 0 <= number <= _LARGEST_COUNT:
        return None
    return int(number) if number == int(number) else None


def _parse_written_count(text: str) -> int | None:
    match = _COUNT.fullmatch(text.strip())
    if match is None:
        return None
    number = Decimal(match["number"].replace(",", "") + (match["decimals"] or ""))
    unit = _UNITS[match["unit"].upper()]
    if unit == 1 and number != int(number):
        return None
    count = int(number * unit)
    return count if count <= _LARGEST_COUNT else None


def parse_id(value: object) -> str:
    """Return a tweet's id, in lower case.

    Ids of X are digits; of others two that differ in case only would be one
    footnote.

    Raises:
        UnusableError: There is none, or its last digits are lost.
    """
    if isinstance(value, float) or (
        isinstance(value, str) and _ROUNDED_ID.fullmatch(value.strip())
    ):
        raise UnusableError(
            f"id {value} has lost its last digits; export ids as integers or text"
        )
    if isinstance(value, str) and value.strip():
        return value.strip().lower()
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**64:
        return str(value)
    raise UnusableError("no id" if value is None else f"id {value!r:.40} is no id")


def parse_handle(value: object) -> str:
    """Return a handle without its ``@``.

    Raises:
        UnusableError: There is none.
    """
    handle = parse_string(value)
    if handle is None:
        raise UnusableError("no author")
    return handle.strip().removeprefix("@")


def parse_moment(value: object) -> datetime:
    """Return a moment in UTC.

    Understood are ISO 8601 with an offset, X's own form, and the Unix epoch in
    seconds or milliseconds as a number or digits.

    Raises:
        UnusableError: There is none, or nobody can say which moment it is.
    """
    if value is None or value == "":
        raise UnusableError("no created_at")
    try:
        return _moment(value)
    except (ValueError, OverflowError) as error:
        raise UnusableError(f"created_at {_shown(value)} {_complaint(error)}") from None


def _shown(value: object) -> str:
    # an integer of thousands of digits cannot be printed
    return f"{value!r:.40}" if isinstance(value, str) else f"({type(value).__name__})"


def _complaint(error: Exception) -> str:
    if isinstance(error, UnusableError):
        return str(error)
    return _NO_DATE


def _moment(value: object) -> datetime:
    if isinstance(value, str):
        return _written_moment(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnusableError(_NO_DATE)
    return _epoch_moment(value)


def _epoch_moment(number: float) -> datetime:
    seconds = number if number < _SMALLEST_MILLISECONDS else number / 1000
    if not _SMALLEST_SECONDS <= seconds < _SMALLEST_MILLISECONDS:
        raise UnusableError(_NO_DATE)
    return _EPOCH + timedelta(seconds=seconds)


def _written_moment(text: str) -> datetime:
    if _DIGITS.fullmatch(text):
        return _epoch_moment(float(text))
    match = _X_MOMENT.fullmatch(text)
    moment = datetime.fromisoformat(_iso_of_x(match) if match else _iso(text))
    if moment.utcoffset() is None:
        raise UnusableError("has no offset from UTC; write +00:00 or Z after it")
    return moment.astimezone(UTC)


def _iso_of_x(match: re.Match[str]) -> str:
    month = _MONTHS.index(match["month"]) // 3 + 1
    day = int(match["day"])
    return f"{match['year']}-{month:02}-{day:02}T{match['clock']}{match['offset']}"


def _iso(text: str) -> str:
    """Return an ISO date with six decimals, the only number every Python reads."""
    for zone in (" UTC", " GMT", " Z"):
        text = text.removesuffix(zone) + ("+00:00" if text.endswith(zone) else "")
    return _FRACTION.sub(lambda match: f".{match[1][:6]:0<6}", text, count=1)
