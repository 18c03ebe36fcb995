"""Whatever an author does to his article, no build changes a byte of it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sites import Site, make_site, tweet_line

SLUG = "ai_20260907_20260907"
TEXTS = (
    "Larkspur 3 今天发布，推理价格下降 50%，上下文 400K",
    "Tarn 2 跑分比上一代高 12%，功耗不变，十月发货",
    "Fennwick 开源语音模型 Fennwick Voice，参数 7B",
)
SETTINGS = """
AIREPORT_TOPICS = {"ai": {
    "title": "AI 日报", "source": "jsonl", "query": {"path": "t.jsonl"},
    "window": "2026-09-07", "summarizer": "counting:Summarizer",
}}
"""
COUNTING = """
from pelican_aireport.summarizers.extractive import ExtractiveSummarizer

class Summarizer:
    def summarize(self, clusters, frame):
        with open("calls.txt", "a", encoding="utf-8") as file:
            file.write("call\\n")
        return ExtractiveSummarizer().summarize(clusters, frame)
"""

Change = Callable[[Site], object]


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site whose one report is drafted; tests work on copies of it."""
    site = make_site(tmp_path_factory.mktemp("drafted"), SETTINGS)
    lines = [tweet_line(number, text) for number, text in enumerate(TEXTS, 1)]
    (site.folder / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (site.folder / "counting.py").write_text(COUNTING, encoding="utf-8")
    result = _build(site)
    assert (result.returncode, _calls(site)) == (0, 1), result.stdout + result.stderr
    return site


@pytest.fixture
def site(drafted: Site, tmp_path: Path) -> Site:
    copy = tmp_path / "site"
    shutil.copytree(drafted.folder, copy)
    return Site(copy)


def _environment(site: Site) -> dict[str, str]:
    paths = [str(site.folder), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _build(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    return site.build(*arguments, env=_environment(site))


def _calls(site: Site) -> int:
    return len((site.folder / "calls.txt").read_text(encoding="utf-8").splitlines())


def _article(site: Site) -> Path:
    return site.reports / "2026" / "09" / f"{SLUG}.md"


def _replace(old: str, new: str) -> Change:
    def change(site: Site) -> None:
        text = _article(site).read_text(encoding="utf-8")
        assert old in text
        _article(site).write_text(text.replace(old, new), encoding="utf-8")

    return change


def _recode(transform: Callable[[bytes], bytes]) -> Change:
    def change(site: Site) -> None:
        _article(site).write_bytes(transform(_article(site).read_bytes()))

    return change


def _move(name: str) -> Change:
    def change(site: Site) -> None:
        target = site.reports / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _article(site).rename(target)

    return change


def _front_matter(text: str) -> Change:
    def change(site: Site) -> None:
        body = _article(site).read_text(encoding="utf-8").split("---\n", 2)[2]
        _article(site).write_text(text + body, encoding="utf-8")

    return change


def _settings(lines: str) -> Change:
    return lambda site: site.configure(SETTINGS + lines)


def _topic(lines: str) -> Change:
    old = '"summarizer": "counting:Summarizer",'
    assert old in SETTINGS
    return lambda site: site.configure(SETTINGS.replace(old, old + lines))


def _delete(pattern: str) -> Change:
    def change(site: Site) -> None:
        found = [*site.reports.rglob(pattern)]
        assert found
        for path in found:
            path.unlink()

    return change


def _all(*changes: Change) -> Change:
    return lambda site: [change(site) for change in changes]


_YAML = f"""---
# 编辑器重写过
'slug': "{SLUG}"
Title: '甲: 乙'
date: "2026-09-07 23:59:59"
tags:
  - 甲
  - 乙
aireport: {{"topic": "ai", "body": "sha256:0"}}
...
"""
_FORGOTTEN = f"---\ntitle: 甲\nslug: {SLUG}\ndate: 2026-09-07\n---\n"

EDITS = [
    pytest.param(lambda _: None, id="nothing"),
    pytest.param(_replace("## 简要部分", "## 简要部分\n\n我补的一句。"), id="body"),
    pytest.param(_replace("功耗不变", "<script>功耗不变"), id="raw HTML"),
    pytest.param(_replace("[^t3]: ", "[^t9]: "), id="footnotes broken"),
    pytest.param(_front_matter(_FORGOTTEN), id="all but three keys deleted"),
    pytest.param(_replace("title: ", "title: 我的"), id="title"),
    pytest.param(_replace("tags: [", "tags: [我的, "), id="tags"),
    pytest.param(_front_matter(_YAML), id="YAML in another style"),
    pytest.param(_recode(lambda b: b.replace(b"\n", b"\r\n")), id="CRLF"),
    pytest.param(_recode(lambda b: b"\xef\xbb\xbf" + b), id="BOM"),
    pytest.param(_recode(lambda b: b.rstrip() + b"  \n\n\n"), id="blank lines"),
    pytest.param(_move("2026/09/我的日报.md"), id="renamed"),
    pytest.param(_move("2026/09/a.MARKDOWN"), id="another suffix"),
    pytest.param(_move("elsewhere/deep/b.md"), id="moved and renamed"),
    pytest.param(_replace(f"slug: {SLUG}", f"slug: {SLUG.upper()}"), id="slug upper"),
    pytest.param(_replace(f"slug: {SLUG}\n", ""), id="slug line deleted"),
    pytest.param(
        _all(_replace(f"slug: {SLUG}\n", ""), _move(f"{SLUG.upper()}.md")),
        id="no slug line, file name upper",
    ),
    pytest.param(_delete("wordcloud_*"), id="pictures deleted"),
    pytest.param(lambda site: shutil.rmtree(site.folder / ".aireport"), id="state"),
    pytest.param(lambda site: shutil.rmtree(site.output), id="output deleted"),
    pytest.param(_settings('TIMEZONE = "America/New_York"\n'), id="time zone"),
    pytest.param(_settings('DEFAULT_LANG = "en"\n'), id="language of the site"),
    pytest.param(
        _replace("  topic: ai\n", "  topic: ai\n  prompt: v0\n  schema: 9\n"),
        id="another version of the plugin",
    ),
    pytest.param(_replace("sha256:", "sha512:"), id="hash unknown"),
    pytest.param(_topic('"language": "en",'), id="language"),
    pytest.param(_topic('"status": "published",'), id="status rule"),
    pytest.param(_topic('"key_points": 1,'), id="key points"),
    pytest.param(_topic('"model": "maker/other",'), id="model"),
    pytest.param(_topic('"max_tweets": 1, "ad_phrases": ["发布"],'), id="selection"),
    pytest.param(lambda site: _article(site).chmod(0o444), id="read-only"),
    pytest.param(_replace("status: draft", "status: published"), id="published"),
    pytest.param(_replace("status: draft", "status: hidden"), id="hidden"),
    pytest.param(_replace("status: draft", "Status: Skip"), id="skipped"),
    pytest.param(
        lambda site: _article(site).write_text(
            f"---\nslug: {SLUG}\nstatus: skip\n---\n", encoding="utf-8"
        ),
        id="skipped in two lines",
    ),
]


@pytest.mark.parametrize("change", EDITS)
def test_a_build_after_an_edit_changes_no_byte_and_asks_no_model(
    change: Change, site: Site
) -> None:
    """Nor does it write a file beside it; it has no error to tell."""
    change(site)
    before = site.files(site.folder / "content")
    for _ in range(2):
        result = _build(site, "--fatal", "errors")
        assert result.returncode == 0, result.stdout + result.stderr
    assert (site.files(site.folder / "content"), _calls(site)) == (before, 1)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_recode(lambda _: b""), id="emptied"),
        pytest.param(_recode(lambda b: b[:40]), id="half saved"),
        pytest.param(_recode(lambda b: b.decode().encode("gb18030")), id="GB 18030"),
        pytest.param(_recode(lambda b: b.decode().encode("utf-16")), id="UTF-16"),
        pytest.param(_replace("title: ", "title: [甲: "), id="YAML broken"),
        pytest.param(_front_matter("甲乙丙\n"), id="front matter deleted"),
        pytest.param(
            lambda site: shutil.copy(_article(site), site.reports / "copy.md"),
            id="copied",
        ),
    ],
)
def test_what_cannot_be_shown_is_told_and_left_as_it_is(
    change: Change, site: Site
) -> None:
    change(site)
    before = site.files(site.folder / "content")
    result = _build(site)
    assert (result.returncode, "ERROR" in result.stdout + result.stderr) == (0, True)
    assert (site.files(site.folder / "content"), _calls(site)) == (before, 1)


def test_a_file_in_a_report_s_place_is_told_before_a_model_is_paid(site: Site) -> None:
    """Its slug line names another report: whose file it is, its author must say."""
    _replace(f"slug: {SLUG}", "slug: mine")(site)
    before = site.files(site.folder / "content")
    result = _build(site)
    said = " ".join((result.stdout + result.stderr).split())
    assert f"{SLUG} was not drafted: {SLUG}.md exists already" in said
    assert (site.files(site.folder / "content"), _calls(site)) == (before, 1)


def test_a_deleted_article_is_drafted_again(site: Site) -> None:
    """The way to have that; its neighbours stay as they are."""
    before = site.files(site.folder / "content")
    _article(site).unlink()
    assert _build(site).returncode == 0
    assert (site.files(site.folder / "content"), _calls(site)) == (before, 2)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"---\nslug: {SLUG}\nstatus: skip\n---\n", id="slug"),
        pytest.param("---\nstatus: skip\n---\n", id="file name"),
    ],
)
def test_a_day_is_kept_away_before_it_is_drafted(text: str, site: Site) -> None:
    """Nothing of it is anywhere, and nobody is told of an error."""
    shutil.rmtree(site.reports)
    shutil.rmtree(site.output)
    site.reports.mkdir()
    (site.reports / f"{SLUG}.md").write_text(text, encoding="utf-8")
    result = _build(site, "--fatal", "warnings")
    assert result.returncode == 0, result.stdout + result.stderr
    written = site.files(site.output)
    assert [
        n for n, data in written.items() if SLUG in n or SLUG.encode() in data
    ] == []
    assert (_calls(site), len(site.files(site.reports))) == (1, 1)


REBUILDS = 20
PATIENCE_SECONDS = 60


def test_twenty_rebuilds_under_autoreload_leave_the_author_his_words(
    site: Site,
) -> None:
    """The real command, an edit at a time; it ends as the author ends it."""
    page = site.output / "drafts" / SLUG / "index.html"
    text = _article(site).read_text(encoding="utf-8")
    with _watching(site) as pelican:
        for number in range(REBUILDS):
            own = f"我写的第 {number} 句。"
            edited = text.replace("## 简要部分\n", f"## 简要部分\n\n{own}\n")
            _article(site).write_text(edited, encoding="utf-8")
            before = site.files(site.folder / "content")
            _wait_until_shown(own, page, _article(site), pelican)
            assert (site.files(site.folder / "content"), _calls(site)) == (before, 1)


@contextmanager
def _watching(site: Site) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``pelican -lr``, and end it as Ctrl-C does."""
    command = [sys.executable, "-m", "pelican", "-lr", "-b", "127.0.0.1"]
    pelican = subprocess.Popen(
        [*command, "-p", str(_free_port())],
        cwd=site.folder,
        env={**os.environ, **_environment(site)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield pelican
        presses = _press_ctrl_c(pelican)
        assert (presses, pelican.returncode) == (1, 0) or presses == 2
    finally:
        if pelican.poll() is None:
            os.killpg(pelican.pid, signal.SIGKILL)
            pelican.wait()


def _press_ctrl_c(pelican: subprocess.Popen[bytes]) -> int:
    """Press it until pelican has ended, and return how often that took."""
    # As an author does where a busy machine does not answer at once.
    for presses in (1, 2, 3):
        os.killpg(pelican.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            pelican.wait(timeout=15)
            return presses
    return presses


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_until_shown(
    words: str, page: Path, article: Path, pelican: subprocess.Popen[bytes]
) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    touched = time.monotonic()
    # As bytes: a page that is being written may end inside a character.
    while not (page.is_file() and words.encode() in page.read_bytes()):
        assert pelican.poll() is None
        assert time.monotonic() < deadline, f"{words} is not shown"
        # What changes between two watches is not seen: an author saves again.
        if time.monotonic() - touched > 1:
            os.utime(article)
            touched = time.monotonic()
        time.sleep(0.05)
