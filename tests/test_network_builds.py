"""Real builds against a loopback X: what fails costs no page, and passes again."""

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from loopback.server import AUTH_TOKEN, BEARER, CT0, LoopbackX, Reply
from loopback.web_pages import Post, graphql_page
from sites import Site, make_site, tweet_line

LISTS = "ListLatestTweetsTimeline"
GRAPHQL = (LISTS, "SearchTimeline", "UserByScreenName", "UserTweets")
DAY = datetime(2026, 9, 8, tzinfo=UTC)
SLUG = "ai_20260908_20260908"
POSTS = tuple(
    Post(
        created_at=DAY + timedelta(hours=20) - timedelta(minutes=20 * number),
        author=f"author_{number % 9}",
        text=f"Larkspur 3.{number} is out with a window of {number} million tokens",
        number=number,
        likes=number,
    )
    for number in range(150)
)
HTML = {"content-type": "text/html"}
OLD = """
AIREPORT_TOPICS = {"old": {"source": "jsonl", "query": {"path": "t.jsonl"},
    "window": "2026-09-07", "status": "published"}}
"""


def topic(x: LoopbackX, source: str = "x") -> str:
    """Return the settings of a topic that reads a list through the loopback X."""
    values = {
        "source": source,
        "query": {"list": 7},
        "window": "2026-09-08",
        "status": "published",
        "proxy": x.proxy,
        "timeout_seconds": 15,
    }
    return OLD + f'\nAIREPORT_TOPICS["ai"] = {values!r}\n'


@pytest.fixture
def x() -> Iterator[LoopbackX]:
    with LoopbackX(timeline=POSTS) as server:
        yield server


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site with one report, once."""
    folder = tmp_path_factory.mktemp("yesterday")
    lines = [tweet_line(number, f"Larkspur {number} 发布") for number in range(1, 6)]
    (folder / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert make_site(folder, OLD).build().returncode == 0
    return folder


@pytest.fixture
def site(yesterday: Path, tmp_path: Path) -> Site:

    shutil.copytree(yesterday, tmp_path, dirs_exist_ok=True)
    return Site(tmp_path)


def pages(site: Site) -> dict[str, bytes]:
    """Return yesterday's pages."""
    return {
        name: content
        for name, content in site.files(site.output).items()
        if "old_20260907" in name
    }


def error(code: int, status: int = 200) -> Reply:
    return Reply(
        status=status, body={"errors": [{"code": code, "message": "the words of X"}]}
    )


def far() -> dict[str, str]:
    # Named when the tests are gathered, asked for when this one runs: minutes later.
    return {"x-rate-limit-reset": str(int(datetime.now(UTC).timestamp()) + 3600)}


FAULTS = [
    pytest.param(LISTS, error(32, 401), 1, "cookies", id="401"),
    pytest.param(LISTS, error(353, 403), 1, "cookies", id="csrf"),
    pytest.param(LISTS, error(326), 1, "locked", id="locked"),
    pytest.param(LISTS, error(64), 1, "suspended", id="suspended 64"),
    pytest.param(LISTS, error(37, 403), 1, "suspended", id="suspended 37"),
    pytest.param(LISTS, error(336, 400), 1, "feature flags", id="missing feature"),
    pytest.param(LISTS, Reply(status=404), 1, "header", id="refused header"),
    pytest.param(
        LISTS, Reply(status=403, headers=HTML, body="<p>"), 1, "Cloudflare", id="cf"
    ),
    pytest.param(
        LISTS, Reply(status=429, headers=far()), 1, "rate limit", id="limit far off"
    ),
    pytest.param(LISTS, Reply(status=503), 3, "error of its own", id="503"),
    pytest.param(LISTS, "drop", 3, "cannot be reached", id="dropped"),
    pytest.param(
        LISTS,
        Reply(body={"errors": [{"message": "LoadShed"}]}),
        3,
        "overloaded",
        id="load shed",
    ),
    pytest.param(
        LISTS, Reply(body=graphql_page(LISTS, ())), 1, "no tweet at all", id="zero"
    ),
    pytest.param(LISTS, Reply(body=b'{"data": {"li'), 1, "shape", id="half JSON"),
    pytest.param(
        LISTS,
        Reply(body={"data": {"list": {"timeline_v9": {}}}}),
        1,
        "shape",
        id="no timeline",
    ),
    pytest.param(
        LISTS, Reply(body={"data": {"list": {}}}), 1, "does not show", id="no list"
    ),
    pytest.param(LISTS, Reply(headers=HTML, body="<p>Hi"), 1, "a web page", id="page"),
    pytest.param("home", Reply(body="<html></html>"), 0, "layout", id="layout"),
    pytest.param("home", Reply(status=500), 0, "error of its own", id="home page 500"),
    pytest.param("script", Reply(status=404), 0, "layout", id="no script"),
]


@pytest.mark.parametrize(("operation", "reply", "calls", "words"), FAULTS)
def test_a_fault_costs_no_page_and_passes(  # noqa: PLR0917
    operation: str, reply: Reply, calls: int, words: str, x: LoopbackX, site: Site
) -> None:
    """The build ends well, says why, asks no more than allowed, and later recovers."""
    before = pages(site)
    site.configure(topic(x))
    x.script(operation, reply)
    failed = site.build(env=x.environ)
    said = failed.stdout + failed.stderr
    assert (failed.returncode, pages(site), x.calls(*GRAPHQL)) == (0, before, calls)
    assert f"aireport: {SLUG} was not drafted" in said
    assert words in said
    x.script(operation)
    if 'retry_at": "' in _end(site):
        assert site.build(env=x.environ).returncode == 0
        assert x.calls(*GRAPHQL) == calls  # nobody is asked before the reset
        _forget_end(site)
    assert site.build(env=x.environ).returncode == 0
    assert (site.output / "reports" / SLUG / "index.html").is_file()


def test_an_answer_that_is_not_understood_is_kept(x: LoopbackX, site: Site) -> None:
    """As it came, once, so that somebody can find out what has changed."""
    site.configure(topic(x))
    x.script(LISTS, Reply(body=b'{"data": {"strange": 1}}'))
    for _ in range(2):
        assert site.build(env=x.environ).returncode == 0
    kept = [_opened(p.read_bytes()) for p in site.folder.rglob("*.raw.json.gz")]
    assert kept == [b'{"data": {"strange": 1}}']


def _end(site: Site) -> str:
    ends = sorted(site.folder.rglob("*.end.json"))
    return ends[-1].read_text(encoding="utf-8") if ends else ""


def _forget_end(site: Site) -> None:
    """Do what the passing of time would do."""
    for end in site.folder.rglob("*.end.json"):
        end.unlink()


@pytest.mark.parametrize("layout", ["2025", "2026", "x-web"])
def test_tweets_of_a_list_become_a_report(
    layout: str, x: LoopbackX, site: Site
) -> None:
    """Whose window, source and counts are those of X's answers."""
    x.layout = layout
    site.configure(topic(x))
    assert site.build("--fatal", "warnings", env=x.environ).returncode == 0
    text = (site.reports / "2026" / "09" / f"{SLUG}.md").read_text(encoding="utf-8")
    # the site's day is that of Shanghai: from 16:00 UTC of the day before
    inside = sum(
        DAY - timedelta(hours=8) <= post.created_at < DAY + timedelta(hours=16)
        for post in POSTS
    )
    assert "  source: x\n" in text
    assert f"  tweets: {{fetched: {inside}," in text
    assert (x.calls(LISTS), x.leaks) == (2, [])


def test_the_official_api_becomes_a_report_too(x: LoopbackX, site: Site) -> None:
    site.configure(topic(x, "x-api"))
    assert site.build(env=x.environ).returncode == 0
    text = (site.reports / "2026" / "09" / f"{SLUG}.md").read_text(encoding="utf-8")
    assert "  source: x-api\n" in text


def test_a_snapshot_gives_the_same_article_again(x: LoopbackX, site: Site) -> None:
    """Without cookies and network, byte for byte."""
    site.configure(topic(x))
    site.build(env=x.environ)
    article = site.reports / "2026" / "09" / f"{SLUG}.md"
    first = article.read_bytes()
    article.unlink()
    site.configure(
        topic(x).replace("'source': 'x'", f"'source': {{'replay': '{SLUG}'}}")
    )
    calls = len(x.requests)
    assert site.build().returncode == 0
    assert (article.read_bytes(), len(x.requests)) == (first, calls)


def test_no_secret_is_in_any_file_or_word(x: LoopbackX, site: Site) -> None:
    """Not in the pages, the state, the articles, nor what a debugging build says."""
    site.configure(topic(x))
    x.new_ct0 = "d9" * 32
    done = site.build("-D", env=x.environ)
    x.script(LISTS, error(32, 401))
    site.configure(topic(x).replace("2026-09-08", "2026-09-07"))
    failed = site.build("-D", env=x.environ)
    said = done.stdout + done.stderr + failed.stdout + failed.stderr
    files = b"".join(map(_opened, site.files(site.folder).values())) + said.encode()
    secrets = (AUTH_TOKEN, CT0, BEARER, "d9" * 32)
    assert [secret for secret in secrets if secret.encode() in files] == []


def _opened(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


@pytest.mark.parametrize("is_asked_for", [True, False], ids=["asked for", "not"])
def test_a_part_of_a_window_is_drafted_only_if_asked_for(
    x: LoopbackX, site: Site, *, is_asked_for: bool
) -> None:
    """Its page then says so in the language of its readers."""
    lines = topic(x).replace("'timeout_seconds'", "'max_pages': 1, 'timeout_seconds'")
    site.configure(f"{lines}AIREPORT_DRAFT_PARTIAL = {is_asked_for}\n")
    done = site.build(env=x.environ)
    page = site.output / "reports" / SLUG / "index.html"
    told = "gave only part of the window" in done.stdout + done.stderr
    assert (done.returncode, page.is_file(), told) == (
        0,
        is_asked_for,
        not is_asked_for,
    )
    if is_asked_for:
        text = page.read_text(encoding="utf-8")
        assert "数据不全" in text
        assert "AIREPORT_MAX_PAGES" not in text


def test_nothing_is_fetched_while_pelican_watches(x: LoopbackX, site: Site) -> None:
    """A build at every keystroke must not ask a service each time."""
    site.configure(topic(x))
    command = [sys.executable, "-m", "pelican", "-r", "-v"]
    with subprocess.Popen(
        command,
        cwd=site.folder,
        env={**os.environ, **x.environ, "COLUMNS": "400", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "Done: Processed" in line:
                process.terminate()
    assert "nothing is fetched while pelican watches" in "".join(said)
    assert x.requests == []


def test_nothing_is_fetched_without_cookies(x: LoopbackX, site: Site) -> None:
    site.configure(topic(x))
    done = site.build(env={"SSL_CERT_FILE": str(x.ca_file)})
    assert "there are no cookies for X" in done.stdout + done.stderr
    assert (done.returncode, x.requests) == (0, [])
