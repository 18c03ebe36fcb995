"""What a language model fills in: the schema of its answers, and its claims; pure.

The schema that a provider gets holds the ids as a fixed list; the one that answers are
held against does not, since an unknown id costs one claim and not the whole answer.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.sections import CLAIM_SECTIONS, Section
from pelican_aireport.model import Claim, Modality
from pelican_aireport.summarizers.material import Numbers

__all__ = [
    "SECTION_KEYS",
    "Placed",
    "find_schema_fault",
    "points_schema",
    "read_points",
    "read_repairs",
    "read_report",
    "repair_schema",
    "report_schema",
]

SECTION_KEYS: Mapping[str, Section] = {
    section.value.replace("-", "_"): section for section in CLAIM_SECTIONS
}
"""The keys of an answer, in the order of the page."""

_LONGEST_LEAD = 60

_MOST_TOLD = 300
"""Characters of what a validator says, which repeats the value at fault."""

_MOST_IDS = 900
"""More stay open: OpenAI takes a list of 1,000 values, and checks find unknown ids."""

_Schema = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A claim and the section that it stands in."""

    section: Section
    claim: Claim


def report_schema(ids: Iterable[str] | None = None) -> _Schema:
    """Return the schema of a whole report; ``None`` leaves the ids open."""
    claims = _array(_object(_claim_fields()))
    return _with_ids(_object(dict.fromkeys(SECTION_KEYS, claims)), ids)


def points_schema(ids: Iterable[str] | None = None) -> _Schema:
    """Return the schema of what is chosen from a part of the material."""
    sections: _Schema = {"type": "string", "enum": list(SECTION_KEYS)[1:]}
    fields: dict[str, _Schema] = {**_claim_fields(), "section": sections}
    return _with_ids(_object({"points": _array(_object(fields))}), ids)


def repair_schema(ids: Iterable[str] | None = None) -> _Schema:
    """Return the schema of claims that were rewritten."""
    fields: dict[str, _Schema] = {"n": {"type": "integer"}, **_claim_fields()}
    return _with_ids(_object({"claims": _array(_object(fields))}), ids)


def _claim_fields() -> dict[str, _Schema]:
    return {
        "lead": {"type": "string"},
        "text": {"type": "string"},
        "ids": _array({"$ref": "#/$defs/id"}),
        "modality": {"type": "string", "enum": [each.value for each in Modality]},
    }


def _with_ids(schema: _Schema, ids: Iterable[str] | None) -> _Schema:
    """Add what an id is: one of a list, said once, or any text."""
    known = list(ids or ())
    closed: _Schema = {"enum": known} if 0 < len(known) <= _MOST_IDS else {}
    return {**schema, "$defs": {"id": {"type": "string", **closed}}}


def _array(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _object(properties: Mapping[str, _Schema]) -> _Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def find_schema_fault(value: object, schema: Mapping[str, object]) -> str | None:
    """Find in what a value does not fit a schema, in a few words."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - an extra brings it

    error = next(iter(Draft202012Validator(schema).iter_errors(value)), None)
    if error is None:
        return None
    place = ".".join(map(str, error.absolute_path)) or "the answer"
    return f"{place}: {error.message}"[:_MOST_TOLD]


def read_report(value: Mapping[str, object], numbers: Numbers) -> tuple[Placed, ...]:
    """Read the claims of a report that fits its schema, in the order of the page."""
    return tuple(
        Placed(section=section, claim=claim)
        for key, section in SECTION_KEYS.items()
        for claim in _claims(value[key], numbers)
    )


def read_points(value: Mapping[str, object], numbers: Numbers) -> tuple[Placed, ...]:
    """Read what was chosen from a part of the material."""
    return tuple(
        Placed(section=SECTION_KEYS[str(item["section"])], claim=claim)
        for item in _items(value["points"])
        for claim in _claims([item], numbers)
    )


def read_repairs(value: Mapping[str, object], numbers: Numbers) -> dict[int, Claim]:
    """Read rewritten claims by their number; those given up are left out."""
    return {
        int(item["n"]): claim  # type: ignore[call-overload] # 1.0 is an integer too
        for item in _items(value["claims"])
        for claim in _claims([item], numbers)
    }


def _claims(items: object, numbers: Numbers) -> Iterator[Claim]:
    for item in _items(items):
        text = clean_line(str(item["text"]))
        if text:
            yield Claim(
                lead=_lead(str(item["lead"])),
                text=text,
                evidence=tuple(dict.fromkeys(_evidence(item["ids"], numbers))),
                modality=Modality(item["modality"]),
            )


def _lead(text: str) -> str:
    """Return a lead; what is too long to be one, and says it all, is none."""
    lead = clean_line(text)
    return lead if len(lead) <= _LONGEST_LEAD else ""


def _items(value: object) -> Iterator[Mapping[str, object]]:
    assert isinstance(value, list)  # the schema says so
    yield from value


def _evidence(ids: object, numbers: Numbers) -> Iterator[str]:
    assert isinstance(ids, list)
    for short in ids:
        tweet = numbers.tweets.get(short)
        # an unknown id stays as it is: the checks name it
        yield short if tweet is None else tweet.id
