"""The command ``aireport check``: files, output, exit codes, and what it leaves be."""

import json
import shlex
import socket
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import NoReturn

import pytest
import yaml
from edited_articles import ARTICLE, SLUG, TOPICS, Desk, make_desk
from sites import ROOT

from pelican_aireport.cli import main

NAME = f"content/reports/2026/09/{SLUG}.md"
LIE = ARTICLE.replace("20%。[^t1]", "30%。[^t1]")
CONF = f"""
PATH = "content"
TIMEZONE = "Asia/Shanghai"
PLUGINS = ["pelican_aireport"]
AIREPORT_TOPICS = {TOPICS!r}
"""


def _open(folder: Path, monkeypatch: pytest.MonkeyPatch, **kept: bool) -> Desk:
    """Make the site, and stand in its folder."""
    desk = make_desk(folder, **kept)
    (folder / "pelicanconf.py").write_text(CONF, encoding="utf-8")
    monkeypatch.chdir(folder)
    return desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return _open(tmp_path, monkeypatch)


def test_a_finding_is_a_line_that_editors_can_follow(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.write(LIE)
    assert main(["check"]) == 1
    words = "'30%' stands in no cited tweet; give the figure that they give or none"
    claim = '"Larkspur 3：Larkspur 发布 Larkspu…"'
    assert capsys.readouterr().out.splitlines() == [
        f"{NAME}:28: {claim}: {words} [claim-number]",
        "1 article checked, 1 finding in 1",
    ]


def test_json_tells_the_same_to_programs(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.write(LIE)
    (desk.folder / "a.txt").write_text("", encoding="utf-8")
    assert main(["check", "--json", "a.txt", "content"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "schema": 1,
        "exit_code": 1,
        "findings": [
            {
                "file": NAME,
                "line": 28,
                "code": "claim-number",
                "message": '"Larkspur 3：Larkspur 发布 Larkspu…": '
                "'30%' stands in no cited tweet",
                "remedy": "give the figure that they give or none",
            }
        ],
        "counts": {
            "articles": 1,
            "findings": 1,
            "claims": 4,
            "compared": 1,
            "not_compared": 0,
        },
        "not_compared": [],
        "skipped": ["a.txt"],
    }


@pytest.mark.parametrize(
    ("files", "code", "articles"),
    [
        pytest.param([], 1, 2, id="all"),
        pytest.param([NAME], 1, 1, id="a file"),
        pytest.param([NAME, f"./{NAME}"], 1, 1, id="a file twice"),
        pytest.param(["content/reports/other"], 0, 1, id="a folder"),
        pytest.param(["."], 1, 2, id="a folder around"),
        pytest.param(["pelicanconf.py", "notes.md"], 0, 0, id="no articles"),
        pytest.param(["content/nowhere.md"], 1, None, id="not there"),
    ],
)
def test_those_files_are_checked_that_are_named(
    desk: Desk,
    capsys: pytest.CaptureFixture[str],
    files: list[str],
    code: int,
    articles: int | None,
) -> None:
    """Of what changed in a commit, the articles."""
    desk.write(LIE)
    other = desk.settings.reports / "other" / "b.md"
    other.parent.mkdir()
    other.write_text("---\ntitle: b\ndate: 2026-09-07\n---\nx\n", encoding="utf-8")
    (desk.folder / "notes.md").write_text("x\n", encoding="utf-8")
    assert main(["check", "--json", *files]) == code
    told = json.loads(capsys.readouterr().out)
    assert (told["exit_code"], told.get("counts", {}).get("articles")) == (
        code,
        articles,
    )


@pytest.fixture
def deploy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a machine with neither tweets nor state, and an edited claim."""
    desk = _open(tmp_path, monkeypatch, tweets=False, state=False)
    desk.write(ARTICLE.replace("author_2（@author_2）9 月 7 日 12:02 写道：", "据悉，"))
    return desk


@pytest.mark.parametrize(
    ("arguments", "code", "findings"),
    [
        pytest.param([], 0, [], id="plain"),
        pytest.param(["--strict"], 1, [(29, "not-compared")], id="strict"),
    ],
)
def test_what_cannot_be_compared_is_told_to_programs(
    deploy: Desk,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    findings: list[tuple[int, str]],
) -> None:
    """It is a finding only where all tweets should be there."""
    assert deploy.article.is_file()
    assert main(["check", "--json", *arguments]) == code
    told = json.loads(capsys.readouterr().out)
    assert [(each["line"], each["code"]) for each in told["findings"]] == findings
    assert told["not_compared"] == [{"file": NAME, "slug": SLUG, "lines": [29]}]


def test_what_cannot_be_compared_is_told_in_a_line(
    deploy: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert deploy.article.is_file()
    assert main(["check"]) == 0
    lack = "could not be compared with their tweets, which are not on this machine"
    assert capsys.readouterr().out.splitlines() == [
        f"1 claim of 1 article {lack}: {SLUG}",
        "1 article checked, nothing found",
    ]


def test_notes_catch_a_lie_where_nothing_else_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = _open(tmp_path, monkeypatch, tweets=False, state=False)
    desk.write(LIE)
    assert desk.find() == [(28, "claim-number")]


def _refuse(*_: object, **__: object) -> NoReturn:
    raise AssertionError("a socket was opened")


@pytest.mark.parametrize("source", ["x", "x-api", "sample", "nowhere:factory"])
def test_nobody_is_asked_whatever_the_source(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    topics = {"ai": {"source": source}}
    (desk.folder / "pelicanconf.py").write_text(
        CONF.replace(repr(TOPICS), repr(topics)), encoding="utf-8"
    )
    desk.write(LIE)
    monkeypatch.setattr(socket, "socket", _refuse)
    assert main(["check"]) == 1


_SCRIPT = """
import sys
from pelican_aireport.cli import main
code = main(["check"])
heavy = {"litellm", "twikit", "jieba", "opencc", "wordcloud", "httpx"}
heavy &= set(sys.modules)
print(code, sorted(heavy), "pelican_aireport.review.comparison" in sys.modules)
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(ARTICLE, "0 [] False", id="as generated"),
        pytest.param(
            ARTICLE.replace("推理价格", "价格", 1), "0 ['jieba'] True", id="edited"
        ),
    ],
)
def test_no_heavy_library_is_imported(desk: Desk, text: str, told: str) -> None:
    """But for the segmentation of a claim that was edited."""
    desk.write(text)
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        cwd=desk.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == told


def test_nothing_is_written(desk: Desk) -> None:
    desk.write(LIE)
    before = _stamp(desk.folder)
    main(["check"])
    assert _stamp(desk.folder) == before


def _stamp(folder: Path) -> Mapping[Path, bytes]:
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_other_repositories_can_use_the_hook() -> None:
    """Its command is one that the package installs."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (hook,) = yaml.safe_load(text)
    command, *rest = shlex.split(hook["entry"])
    scripts = {each.name for each in entry_points(group="console_scripts")}
    assert (command in scripts, rest) == (True, ["check"])
    assert {key: hook[key] for key in ("id", "language", "types", "files")} == {
        "id": "aireport-check",
        "language": "python",
        "types": ["markdown"],
        "files": "^content/reports/",
    }
    assert hook["pass_filenames"] is True
