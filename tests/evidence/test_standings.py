"""The labelled standings: how often code tells what a reader would.

Whoever wrote the rows knew the rules. Those marked as later were written when the
code was finished, so that they judge what the others had formed.
"""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from builders import make_tweet

from pelican_aireport.evidence.memory import EarlierClaim, Memory, tell_standing
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Claim, Modality, Standing
from pelican_aireport.selection.windows import window_of_days

FILE = Path(__file__).resolve().parents[1] / "data" / "standings.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
ZONE = ZoneInfo("Asia/Shanghai")
TODAY = window_of_days(date(2026, 9, 10), date(2026, 9, 10), ZONE)
ACCURACY = 0.95


def _modality(value: str | None) -> Modality | None:
    return None if value is None else Modality(value)


def _remember(rows: list[dict[str, Any]]) -> Memory:
    claims = tuple(
        EarlierClaim(
            slug="day",
            day=date.fromisoformat(row["day"]),
            text=row["text"],
            evidence=tuple(row["evidence"]),
            modality=_modality(row.get("modality")),
            since=date.fromisoformat(row.get("since", row["day"])),
        )
        for row in rows
    )
    return Memory(claims=claims, reports=1, window=TODAY)


def _tell(row: dict[str, Any]) -> Claim:
    said = row["claim"]
    claim = Claim(
        lead=said["lead"],
        text=said["text"],
        evidence=tuple(said["evidence"]),
        modality=_modality(said.get("modality")),
    )
    tweets = {
        tweet["id"]: make_tweet(tweet["id"], tweet["text"], refs=tuple(tweet["refs"]))
        for tweet in row["tweets"]
    }
    return tell_standing(claim, _remember(row["earlier"]), tweets, load_aliases())


def test_the_standings_that_a_reader_would_see_are_told() -> None:
    wrong = [
        f"{row['id']}: {told.value if told else None} instead of {row['standing']}"
        for row in ROWS
        if (told := _tell(row).standing) != Standing(row["standing"])
    ]
    accuracy = 1 - len(wrong) / len(ROWS)
    assert accuracy >= ACCURACY, f"{accuracy:.3f} of {len(ROWS)}: {'; '.join(wrong)}"


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["id"]) for row in ROWS if "since" in row]
)
def test_a_story_goes_back_to_its_first_report(row: dict[str, Any]) -> None:
    assert _tell(row).since == date.fromisoformat(row["since"])


def test_the_table_holds_every_standing_often_enough() -> None:
    counts = Counter(row["standing"] for row in ROWS)
    assert min(counts.values()) >= 12
    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 40
