"""Front matter: the YAML between two ``---`` lines, read and written; pure."""

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

import yaml

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.yaml_faults import describe_fault
from pelican_aireport.errors import ArticleError
from pelican_aireport.model import (
    ClaimCounts,
    Counts,
    DropReason,
    Period,
    Provenance,
    Report,
    Window,
)

__all__ = [
    "FrontMatter",
    "body_hash",
    "find_front_matter",
    "parse_front_matter",
    "parse_moment",
    "read_provenance",
    "read_text",
    "render_front_matter",
]

_LONGEST = 8192
"""Front matter of more characters is refused.

libyaml's binding recurses: tens of thousands of brackets crash the process.
"""

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_OFFSET = re.compile(r"\s+(?=(?:[+-]\d\d:?\d\d|Z)$)")
_YEARS = range(1900, 9000)
_CLAIM_COUNTS = tuple(each.name for each in fields(ClaimCounts))
_FINGERPRINT = re.compile("[0-9a-f]{8}")
_NULLS = {"", "null", "~"}
_PERIODS = {each.value: each for each in Period}
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What an article's file says before its body, and that body."""

    values: Mapping[str, object]
    """Keys in lower case; every scalar is the text that the author wrote."""
    body: str
    """With ``\\n`` as line end, without blank lines before it."""
    line: int
    """The line of the file, counted from 1, on which the body begins."""


def parse_front_matter(text: str) -> FrontMatter:
    """Split a file into front matter and body.

    Numbers, dates and words such as ``yes`` stay text: a title may be ``2025``.

    Raises:
        ArticleError: there is no front matter, or it is no YAML mapping.
    """
    whole = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    start, end, body_start = find_front_matter(whole)
    values = _parse_yaml(whole[start:end])
    body = whole[body_start:]
    line = whole.count("\n", 0, body_start) + 1
    return FrontMatter(values=values, body=body, line=line)


def find_front_matter(text: str) -> tuple[int, int, int]:
    r"""Find where the YAML of a file begins and ends, and where its body begins.

    Args:
        text: With ``\n`` as line end, without a byte order mark.

    Raises:
        ArticleError: there is no front matter.
    """
    opening = _OPENING.match(text, len(text) - len(text.lstrip("\n")))
    if opening is None:
        raise ArticleError(
            "there is no front matter; begin the file with a line ---, "
            "title: and date: lines, and another line ---"
        )
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise ArticleError("the front matter has no end; close it with a line ---")
    body = text[closing.end() :].lstrip("\n")
    return opening.end(), closing.start(), len(text) - len(body)


def _parse_yaml(text: str) -> Mapping[str, object]:
    if len(text) > _LONGEST:
        raise ArticleError(
            f"the front matter is longer than {_LONGEST} characters; "
            "close it with a line ---"
        )
    try:
        values = yaml.load(text, Loader=_Loader)  # noqa: S506 - it builds only text
    except yaml.YAMLError as error:
        raise ArticleError(f"front matter{describe_fault(error, text)}") from error
    except RecursionError as error:
        # PyYAML 6.0.4 counts the levels itself and says the same
        raise ArticleError("front matter: exceeded maximum nesting depth") from error
    except ValueError as error:
        raise ArticleError("the front matter is not usable as YAML") from error
    if not isinstance(values, dict):
        raise ArticleError("the front matter holds no key: value lines; add a title")
    return {str(key).lower(): value for key, value in values.items()}


def read_text(values: Mapping[str, object], key: str) -> str | None:
    """Return a value as one line, ``None`` where it is absent, null or no text."""
    value = values.get(key)
    if not isinstance(value, str) or value in _NULLS:
        return None
    return clean_line(value) or None


def parse_moment(text: str) -> datetime | None:
    """Parse a date of ours, of YAML or of Jekyll; naive where no offset stands.

    Years that no article has are refused: at both ends of the calendar the change
    to another time zone overflows.
    """
    try:
        moment = datetime.fromisoformat(_OFFSET.sub("", text.strip()))
    except ValueError:
        return None
    return moment if moment.year in _YEARS else None


def read_provenance(values: Mapping[str, object], *, topic: str) -> Provenance:
    """Read the ``aireport`` mapping; what is malformed becomes ``None``.

    Args:
        values: The front matter's.
        topic: The topic of an article that does not name one.
    """
    said = values.get("aireport")
    ours: Mapping[str, object] = said if isinstance(said, dict) else {}
    return Provenance(
        topic=read_text(ours, "topic") or topic,
        window=_read_window(ours),
        period=_PERIODS.get(read_text(ours, "period") or "", Period.DAY),
        source=read_text(ours, "source"),
        fetched_at=_read_aware(read_text(ours, "fetched_at")),
        counts=_read_counts(ours.get("tweets")),
        summarizer=read_text(ours, "summarizer"),
        model=read_text(ours, "model"),
        prompt=read_text(ours, "prompt"),
        calls=_read_count(ours.get("calls")),
        prompt_tokens=_read_count(_mapping(ours.get("tokens")).get("prompt")),
        completion_tokens=_read_count(_mapping(ours.get("tokens")).get("completion")),
        cost_usd=_read_cost(ours),
        claims=_read_claims(ours.get("claims")),
        repaired=_read_fingerprints(ours.get("repaired")),
        earlier_reports=_read_count(ours.get("earlier_reports")),
        partial=read_text(ours, "partial"),
        fallback=read_text(ours, "fallback"),
    )


def _read_aware(text: str | None) -> datetime | None:
    moment = parse_moment(text) if text else None
    return moment if moment is not None and moment.utcoffset() is not None else None


def _read_window(values: Mapping[str, object]) -> Window | None:
    first, _, last = (read_text(values, "window") or "").partition("/")
    start, end = _read_aware(first), _read_aware(last)
    if start is None or end is None or start >= end:
        return None
    return Window(start=start, end=end)


def _read_counts(value: object) -> Counts | None:
    if not isinstance(value, dict):
        return None
    dropped = ((reason, _read_count(value.get(reason.value))) for reason in DropReason)
    fetched, kept = _read_count(value.get("fetched")), _read_count(value.get("kept"))
    if fetched is None or kept is None:
        return None
    try:
        return Counts(
            fetched=fetched,
            kept=kept,
            dropped=tuple((reason, count) for reason, count in dropped if count),
        )
    except ValueError:
        return None


def _read_claims(value: object) -> ClaimCounts | None:
    if not isinstance(value, dict):
        return None
    counts = {name: _read_count(value.get(name)) for name in _CLAIM_COUNTS}
    return ClaimCounts(**{name: n for name, n in counts.items() if n is not None})


def _read_fingerprints(value: object) -> tuple[str, ...]:
    said = value if isinstance(value, list) else []
    return tuple(s for s in said if isinstance(s, str) and _FINGERPRINT.fullmatch(s))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _read_count(value: object) -> int | None:
    is_count = isinstance(value, str) and re.fullmatch(r"[0-9]{1,12}", value)
    return int(str(value)) if is_count else None


def _read_cost(values: Mapping[str, object]) -> float | None:
    try:
        cost = float(read_text(values, "cost_usd") or "")
    except ValueError:
        return None
    return cost if math.isfinite(cost) and cost >= 0 else None


def body_hash(body: str) -> str:
    """Return ``sha256:`` and the digest of a body.

    Line ends and blank lines at either end, which editors change, do not count.
    """
    text = body.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n").rstrip()
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"sha256:{digest}"


class _Flow(list[str]):
    """A list that YAML writes on one line."""


class _FlowMap(dict[str, int]):
    """A mapping that YAML writes on one line."""


class _Moment(str):
    """A point of time that YAML writes without quotation marks."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes the contract's form."""


_Dumper.add_representer(
    _Flow,
    lambda dumper, value: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", value, flow_style=True
    ),
)
_Dumper.add_representer(
    _FlowMap,
    lambda dumper, value: dumper.represent_mapping(
        "tag:yaml.org,2002:map", value, flow_style=True
    ),
)
_Dumper.add_representer(
    _Moment,
    lambda dumper, value: dumper.represent_scalar(
        "tag:yaml.org,2002:timestamp", str(value)
    ),
)


# Numbers of YAML 1.2 only: text of this form is quoted, or an editor that reads it
# would write 1e3 back as 1000.
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"(?:[-+]?(?:\.?[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|0o[0-7]+)\Z"),
    list("-+.0123456789"),
)


def render_front_matter(report: Report, *, body_hash: str) -> str:
    """Render a report's front matter with both ``---`` lines.

    Every value is one line; nothing that a report says can add a key.
    """
    values = {
        "title": clean_line(report.title),
        "slug": report.slug,
        **_render_date(report.provenance),
        "category": clean_line(report.category),
        "tags": _Flow(filter(None, map(clean_line, report.tags))),
        "summary": clean_line(report.summary),
        "status": report.status.value,
        "lang": report.language.lower(),
        "aireport": {**_render_provenance(report.provenance), "body": body_hash},
    }
    text = yaml.dump(
        values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=math.inf
    )
    return f"---\n{text}---\n"


def _render_date(provenance: Provenance) -> dict[str, object]:
    window, fetched_at = provenance.window, provenance.fetched_at
    if window is None:
        moment = fetched_at
    else:
        moment = window.end.astimezone(UTC) - timedelta(seconds=1)
        # Fetched while the window was open; what was fetched before it is no date.
        if fetched_at is not None and fetched_at in window:
            moment = min(moment, fetched_at)
    if moment is None:
        return {}
    return {"date": _Moment(_local(moment, window).isoformat(" ", "seconds"))}


def _render_provenance(provenance: Provenance) -> dict[str, object]:
    window, fetched_at = provenance.window, provenance.fetched_at
    values = {
        "topic": provenance.topic,
        "window": window and f"{window.start.isoformat()}/{window.end.isoformat()}",
        # Most reports are of a day, and say nothing of it.
        "period": None if provenance.period is Period.DAY else provenance.period.value,
        "source": provenance.source,
        "fetched_at": fetched_at
        and _Moment(_local(fetched_at, window).isoformat("T", "seconds")),
        "tweets": provenance.counts and _render_counts(provenance.counts),
        "summarizer": provenance.summarizer,
        "model": provenance.model,
        "prompt": provenance.prompt,
        "calls": provenance.calls,
        "tokens": _render_tokens(provenance),
        "cost_usd": provenance.cost_usd,
        "claims": provenance.claims and _render_claims(provenance.claims),
        "repaired": _Flow(provenance.repaired) if provenance.repaired else None,
        "earlier_reports": provenance.earlier_reports,
        "partial": provenance.partial and clean_line(provenance.partial),
        "fallback": provenance.fallback and clean_line(provenance.fallback),
    }
    always = {"model", "cost_usd"}
    return {
        key: value
        for key, value in values.items()
        if value is not None or key in always
    }


def _render_tokens(provenance: Provenance) -> _FlowMap | None:
    counts = {
        "prompt": provenance.prompt_tokens,
        "completion": provenance.completion_tokens,
    }
    known = {name: count for name, count in counts.items() if count is not None}
    return _FlowMap(known) if known else None


def _render_claims(counts: ClaimCounts) -> _FlowMap:
    """Render the total, and of what readers are warned those that there are."""
    values = {name: getattr(counts, name) for name in _CLAIM_COUNTS}
    return _FlowMap({n: count for n, count in values.items() if count or n == "total"})


def _local(moment: datetime, window: Window | None) -> datetime:
    return moment if window is None else moment.astimezone(window.start.tzinfo)


def _render_counts(counts: Counts) -> _FlowMap:
    dropped = {reason.value: count for reason, count in counts.dropped}
    return _FlowMap({"fetched": counts.fetched, **dropped, "kept": counts.kept})
