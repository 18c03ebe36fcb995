"""The drafting step with the real aireport: what it leaves for the steps after it."""

import base64
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fake_models import report_of
from loopback.llm_server import LLMServer, completion
from loopback.server import AUTH_TOKEN, CT0, LoopbackX, Reply
from loopback.web_pages import Post
from sites import Site, make_site, tweet_line

ROOT = Path(__file__).resolve().parents[2]
KEY = "sk-planted-0123456789abcdef"
ARTICLES = [
    "content/reports/2026/09/ai_20260908_20260908.md",
    "content/reports/2026/09/chips_20260907_20260907.md",
]
REFUSED = Reply(status=401, body={"errors": [{"code": 32, "message": "no"}]})
POINT = {
    "lead": "Larkspur 3 发布",
    "text": "Larkspur 3 发布，推理价格下降 50%，上下文达 40 万。",
    "ids": ["T1"],
    "modality": "released",
}
OVERVIEW = {**POINT, "lead": "", "text": "Larkspur 3 发布，推理价格下降 50%。"}
ANSWER = report_of(overview=[OVERVIEW], key_points=[POINT])


@pytest.fixture
def x() -> Iterator[LoopbackX]:
    start = datetime(2026, 9, 8, 20, tzinfo=UTC)
    posts = tuple(
        Post(
            created_at=start - timedelta(minutes=20 * number),
            author=f"author_{number % 9}",
            text=f"Larkspur 3.{number} is out with a window of {number} million",
            number=number,
            likes=number,
        )
        for number in range(150)
    )
    with LoopbackX(timeline=posts) as server:
        yield server


@pytest.fixture
def model() -> Iterator[LLMServer]:
    with LLMServer() as server:
        answer = completion(json.dumps(ANSWER, ensure_ascii=False))
        server.script(answer, completion('{"claims": []}'))
        yield server


def lines_of(x: LoopbackX, model: LLMServer) -> str:
    """Return settings with two topics, one from X and one written by a model."""
    topics = {
        "ai": {
            "source": "x",
            "query": {"list": 7},
            "window": "2026-09-08",
            "proxy": x.proxy,
            "timeout_seconds": 30,
        },
        "chips": {
            "source": "jsonl",
            "query": {"path": "t.jsonl"},
            "window": "2026-09-07",
            "summarizer": "llm",
            "model": "openai/scripted",
            "api_base": model.url,
        },
    }
    return f"AIREPORT_TOPICS = {topics!r}\n"


@pytest.fixture
def site(tmp_path: Path, x: LoopbackX, model: LLMServer) -> Site:
    """Return a checkout whose aireport is the real one."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    site = make_site(folder, lines_of(x, model))
    tweets = tweet_line(1, "Larkspur 3 今天发布，推理价格下降 50%，上下文 400K")
    (folder / "t.jsonl").write_text(tweets, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "aireport"
    command = f'exec "{sys.executable}" -m pelican_aireport "$@"'
    program.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    program.chmod(0o755)
    return site


def run_step(site: Site, **environ: str) -> tuple[int, str, str]:
    """Run the step; return its exit code, its log and its outputs."""
    above = site.folder.parent
    output = above / "output"
    output.write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(ROOT / ".github" / "scripts" / "draft.py")],
        cwd=site.folder,
        env={
            **os.environ,
            "PATH": f"{above / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "REPORTS": "content/reports",
            "DRAFTED": str(above / "drafted"),
            "STATUS": "published",
            "GITHUB_OUTPUT": str(output),
            **environ,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    return done.returncode, done.stdout, output.read_text(encoding="utf-8")


def test_what_is_cached_between_runs_holds_no_secret_and_saves_every_call(
    site: Site, x: LoopbackX, model: LLMServer
) -> None:
    """On another machine, with the state alone, the same articles come of it."""
    code, log, output = run_step(site, **x.environ, OPENAI_API_KEY=KEY)
    assert (code, output, "fallback" in log) == (0, "drafted=true\n", False), log
    drafted = site.folder.parent / "drafted"
    first = site.files(drafted)
    assert [name for name in first if name.endswith(".md")] == ARTICLES
    assert all(b"\nstatus: published\n" in first[name] for name in ARTICLES)

    state = site.files(site.folder / ".aireport")
    held = b"".join(_opened(content) for content in state.values())
    secrets = [each.encode() for each in (AUTH_TOKEN, CT0, KEY)]
    forms = [form for each in secrets for form in (each, base64.b64encode(each))]
    assert len(state) > len(ARTICLES)
    assert [each for each in forms if each in held + log.encode()] == []
    assert [name for name, content in state.items() if not _is_plain(content)] == []

    for path in site.reports.rglob("*.*"):
        path.unlink()
    calls = len(x.requests), len(model.calls)
    again = run_step(site, **x.environ, OPENAI_API_KEY=KEY)
    assert (again[0], site.files(drafted)) == (0, first)
    assert (len(x.requests), len(model.calls)) == calls


def _opened(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


def _is_plain(content: bytes) -> bool:
    """Tell whether a file is JSON, JSON lines, an article, or what git is to ignore.

    No pickle, no program.
    """
    text = _opened(content).decode("utf-8")
    if text.strip() in {"", "*"} or text.startswith("---\n"):
        return True
    try:
        json.loads(text)
    except ValueError:
        return all(isinstance(json.loads(line), dict) for line in text.splitlines())
    return True


def test_refused_cookies_are_red_and_a_service_that_is_down_is_not(
    site: Site, x: LoopbackX
) -> None:
    environ = {**x.environ, "OPENAI_API_KEY": KEY, "TOPIC": "ai"}
    x.script("ListLatestTweetsTimeline", "drop")
    down = run_step(site, **environ)
    x.script("ListLatestTweetsTimeline", REFUSED)
    refused = run_step(site, **environ)
    assert (down[0], "::warning::ai_20260908" in down[1]) == (0, True), down[1]
    assert (refused[0], "::error::ai_20260908" in refused[1]) == (1, True), refused[1]
    assert (down[2], refused[2]) == ("drafted=false\n", "drafted=false\n")
