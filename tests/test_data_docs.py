"""docs/data.md names the keys of what is written, no more and no fewer."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from sites import make_site

ROOT = Path(__file__).resolve().parents[1]

_SETTINGS = """
AIREPORT_TOPICS = {"sample": {"title": "示例", "source": "sample",
    "window": ["2026-09-07", "2026-09-08"], "status": "published"}}
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = make_site(tmp_path_factory.mktemp("site"), _SETTINGS)
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    return site.output


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _documented(heading: str) -> list[str]:
    """Return the keys of the first table below a heading."""
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    part = text.partition(f" {heading}\n")[2].partition("\n#")[0]
    return re.findall(r"^\| `([a-z_]+)` \|", part, re.MULTILINE)


def test_the_keys_of_a_report_are_documented(output: Path) -> None:
    """In the order in which they are written."""
    report = _read(output / "reports" / "sample_20260907_20260907" / "report.json")
    assert _documented("report.json") == list(report)


def test_the_keys_of_a_claim_are_documented(output: Path) -> None:
    """All claims have the same."""
    report = _read(output / "reports" / "sample_20260907_20260907" / "report.json")
    sections = (*report["briefing"].values(), *report["details"].values())
    keys = {tuple(claim) for claims in sections for claim in claims}
    assert keys == {tuple(_documented("A claim"))}


def test_the_keys_of_the_index_are_documented(output: Path) -> None:
    """All reports have the same."""
    index = _read(output / "reports" / "index.json")
    keys = {tuple(report) for report in index["reports"]}
    assert keys == {tuple(_documented("reports/index.json"))}


def test_the_keys_of_an_item_are_documented(output: Path) -> None:
    """Authors are named only by those who have some."""
    feeds = [*output.glob("feeds/**/*.json"), *output.glob("entities/**/*.json")]
    items = [item for feed in feeds for item in _read(feed)["items"]]
    keys = {tuple(item) for item in items}
    assert keys == {tuple(_documented("An item of a JSON feed")[:-1])}
