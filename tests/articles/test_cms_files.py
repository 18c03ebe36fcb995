"""Files that Sveltia CMS 0.221.1 wrote, driven in Chromium by cms/drive.mjs.

``drafted.md`` is a draft of the sample topic, ``older-source.md`` a post of another
program with CRLF line ends; the others are what the editor made of them.
"""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from zoneinfo import ZoneInfo

import pytest
from sites import ROOT

from pelican_aireport.articles.earlier import read_memory
from pelican_aireport.articles.files import find_slugs
from pelican_aireport.articles.front_matter import parse_front_matter, read_provenance
from pelican_aireport.articles.metadata import read_names, read_status
from pelican_aireport.articles.report_file import ReportFile, Site, read_report_file
from pelican_aireport.model import Window

FILES = ROOT / "tests" / "data" / "cms"
# A claim's id changes with its words.
_ANCHOR = re.compile(r' id="c-[0-9a-f]{8}"')
SITE = Site(timezone=ZoneInfo("Asia/Shanghai"), lang="zh-cn", titles={"sample": "示例"})
NEXT_DAY = Window(
    start=datetime.fromisoformat("2026-09-12T00:00:00+08:00"),
    end=datetime.fromisoformat("2026-09-13T00:00:00+08:00"),
)
REWRITTEN = ("status", "edited")
"""Both of ``drafted.md``: one with another status, one with everything changed."""


def _read(name: str) -> ReportFile:
    return read_report_file(FILES / f"{name}.md", SITE)


def test_another_status_leaves_everything_else_as_it_was() -> None:
    """Not even the body counts as edited, though every line of the rest is new."""
    drafted, saved = _read("drafted"), _read("status")
    assert drafted.report.edited is False
    assert replace(saved, values=drafted.values) == drafted
    assert dict(saved.values) == {**drafted.values, "status": "draft"}


def test_what_was_changed_is_read_and_nothing_else_is_lost() -> None:
    drafted, saved = _read("drafted"), _read("edited")
    assert saved.report == replace(
        drafted.report,
        title="开放权重: 编程上第一次领先 #1",
        outline=saved.report.outline,
        edited=True,
    )
    assert saved.date == datetime.fromisoformat("2026-09-12T08:30:00+08:00")
    assert read_names(saved.values, "tags") == (
        "Lumenforge",
        "Corvane",
        "Qingluan 3.5",
        "青鸾智能",
        "评测: 独立",
    )
    assert read_status(saved.values, "draft") == "published"
    assert _ANCHOR.sub("", saved.html) == _ANCHOR.sub(
        "", drafted.html.replace("本期入选", "今天入选")
    )


@pytest.mark.parametrize("name", REWRITTEN)
def test_the_provenance_survives_the_editor_whole(name: str) -> None:
    """It is not among the editor's fields."""
    before, after = (
        parse_front_matter((FILES / f"{each}.md").read_text(encoding="utf-8")).values
        for each in ("drafted", name)
    )
    assert after["aireport"] == before["aireport"]
    assert read_provenance(after, topic="") == read_provenance(before, topic="")


def test_a_new_report_is_read() -> None:
    file = _read("created")
    assert (file.slug, file.date, file.report.title, file.report.summary) == (
        "tarn_20260914_20260920",
        datetime.fromisoformat("2026-09-20T18:05:00+08:00"),
        "Tarn 的一周：号外",
        "Tarn 发布了新的编译器。 第二行：“引号”与 \\ 反斜杠。",
    )
    (claim,) = file.report.outline.digest.briefing.key_points
    assert (claim.text, claim.evidence) == ("Tarn 发布了新的编译器。", ("1",))
    assert file.report.edited is None


def test_a_post_of_another_program_reads_as_before(tmp_path: Path) -> None:
    """Only bare numbers, which none of our keys holds as text, are written anew."""
    read = []
    for name in ("older-source", "older"):
        copyfile(FILES / f"{name}.md", tmp_path / "larkspur.md")
        read.append(read_report_file(tmp_path / "larkspur.md", SITE))
    before, after = read
    assert after == replace(before, values=after.values)
    new = {"status": "published", "cost": "0.00001", "version": "1.1"}
    assert dict(after.values) == {**before.values, **new}


@pytest.mark.parametrize("name", REWRITTEN)
def test_drafting_knows_what_the_editor_saved(tmp_path: Path, name: str) -> None:
    """Neither is the day drafted again nor are its claims forgotten."""
    known = []
    for each in ("drafted", name):
        reports = tmp_path / each
        reports.mkdir()
        copyfile(FILES / f"{each}.md", reports / "renamed.md")
        memory = read_memory(reports, topic="sample", before=NEXT_DAY, site=SITE)
        known.append((find_slugs(reports), memory))
    drafted, saved = known
    assert drafted[0] == {"sample_20260911_20260911"}
    assert len(drafted[1].claims) > 10
    assert saved == drafted
