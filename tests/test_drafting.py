"""A drafting run as a whole: what is due is drafted, and no service asked in vain."""

import gzip
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from loopback.api_pages import api_page
from loopback.server import AUTH_TOKEN, BEARER, CT0, LoopbackX, Reply
from loopback.web_pages import Post, graphql_page
from sites import make_site

from pelican_aireport.cli import main
from pelican_aireport.drafting.plans import Plan
from pelican_aireport.drafting.run import Outcome, draft_each
from pelican_aireport.errors import BlockedError
from pelican_aireport.settings import parse_settings

LISTS = "ListLatestTweetsTimeline"
DAY = datetime(2026, 9, 8, tzinfo=UTC)
DAYS = [f"2026-09-0{day}" for day in range(2, 9)]
NOW = datetime(2026, 9, 10, 9, tzinfo=UTC)
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
Draft = Callable[..., tuple[Outcome, ...]]


@pytest.fixture
def x(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackX]:
    with LoopbackX(timeline=POSTS) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.ca_file))
        yield server


@pytest.fixture
def draft(x: LoopbackX, tmp_path: Path) -> Draft:
    """Return what drafts topics, each of which reads a list through the loopback X."""
    shared = {"source": "x", "query": {"list": 7}, "proxy": x.proxy}

    def run(
        *topics: Mapping[str, object],
        now: datetime = NOW,
        jobs: int = 1,
        **site: object,
    ) -> tuple[Outcome, ...]:
        named = {f"t{n}": {**shared, **topic} for n, topic in enumerate(topics)}
        values = {"PATH": str(tmp_path / "content"), "AIREPORT_TOPICS": named, **site}
        settings = parse_settings(values, base=tmp_path)
        return tuple(
            draft_each(
                settings, environ=x.environ, now=lambda: now, plan=Plan(jobs=jobs)
            )
        )

    return run


def error(code: int, status: int = 403) -> Reply:
    return Reply(
        status=status, body={"errors": [{"code": code, "message": "the words of X"}]}
    )


@pytest.mark.parametrize(
    "refusal",
    [
        pytest.param(error(32, 401), id="401"),
        pytest.param(error(326), id="locked"),
        pytest.param(error(64), id="suspended"),
        pytest.param(error(37), id="suspended 37"),
        pytest.param(
            Reply(status=403, headers={"content-type": "text/html"}, body="<p>"),
            id="Cloudflare",
        ),
    ],
)
@pytest.mark.parametrize(
    ("topics", "reports"),
    [
        pytest.param([{"window": DAYS}], 7, id="windows"),
        pytest.param(
            [{"window": DAYS[0], "query": {"list": n}} for n in (1, 2, 3)],
            3,
            id="topics",
        ),
        pytest.param(
            [{"window": DAYS[0], "query": {"list": 7, "search": "larkspur"}}] * 2,
            2,
            id="streams",
        ),
    ],
)
@pytest.mark.parametrize("jobs", [1, 4])
def test_a_refused_account_is_met_once(
    *,
    refusal: Reply,
    topics: list[dict[str, object]],
    reports: int,
    x: LoopbackX,
    draft: Draft,
    jobs: int,
) -> None:
    """Whatever else would go the same way is told the same words."""
    x.script(LISTS, refusal)
    told = [str(outcome.error) for outcome in draft(*topics, jobs=jobs)]
    assert (x.calls(LISTS, "SearchTimeline"), told) == (1, [told[0]] * reports)


@pytest.mark.parametrize("has_reset", [True, False], ids=["reset known", "unknown"])
def test_a_rate_limit_is_met_once_by_each_kind_of_stream(
    x: LoopbackX, draft: Draft, *, has_reset: bool
) -> None:
    """All windows are told when to try again, where that is known."""
    reset = int((datetime.now(UTC) + timedelta(minutes=10)).timestamp())
    headers = {"x-rate-limit-reset": str(reset)} if has_reset else {}
    x.script(LISTS, Reply(status=429, headers=headers))
    found = draft({"window": DAYS}, {"window": DAYS[6], "query": {"search": "a"}})
    retry_at = datetime.fromtimestamp(reset, UTC) if has_reset else None
    assert [getattr(each.error, "retry_at", None) for each in found] == [
        *([retry_at] * 7),
        None,
    ]
    assert len({str(each.error) for each in found[:7]}) == 1
    assert (x.calls(LISTS), found[7].draft is not None) == (1, True)


def test_a_proxy_that_is_down_does_not_close_another_way(draft: Draft) -> None:
    topic = {"window": DAYS[6]}
    found = draft({**topic, "proxy": "http://127.0.0.1:9"}, topic)
    assert [each.draft is not None for each in found] == [False, True]


def test_a_part_of_a_window_tells_when_to_try_again(x: LoopbackX, draft: Draft) -> None:
    x.limits[LISTS] = (1, datetime.now(UTC) + timedelta(minutes=10))
    (found,) = draft({"window": DAYS[6]})
    assert isinstance(found.error, BlockedError)
    assert found.error.retry_at == x.limits[LISTS][1].replace(microsecond=0)


def test_whole_windows_are_drafted_whatever_the_account_is_refused(
    x: LoopbackX, draft: Draft, tmp_path: Path
) -> None:
    draft({"window": DAYS[6]})
    for article in (tmp_path / "content").rglob("*.md"):
        article.unlink()
    x.script(LISTS, error(326))
    found = draft({"window": DAYS})
    drafted = [each.slug for each in found if each.draft is not None]
    assert drafted == ["t0_20260908_20260908"]


@pytest.mark.parametrize("jobs", [1, 4])
def test_the_cap_of_reads_holds_for_the_whole_run(
    x: LoopbackX, draft: Draft, jobs: int
) -> None:
    """Over all its windows and topics, also side by side."""
    topic = {"source": "x-api", "max_reads": 50, "query": {"search": "larkspur"}}
    draft({**topic, "window": DAYS[4:]}, {**topic, "window": DAYS[3]}, jobs=jobs)
    asked = [int(request.query["max_results"]) for request in x.requests]
    assert (sum(asked) <= 50, len(asked) >= 1) == (True, True)


@pytest.mark.parametrize(
    ("max_pages", "pages"),
    [pytest.param(1, 1, id="still due"), pytest.param(20, 2, id="drafted")],
)
def test_a_run_drops_no_snapshot_that_it_needs(
    max_pages: int, pages: int, draft: Draft, tmp_path: Path
) -> None:
    """However old; the next run with something else to do does."""
    years_later = datetime.now(UTC) + timedelta(days=800)
    kept = []
    for day in (DAYS[6], DAYS[0]):
        topic = {"window": day, "max_pages": max_pages}
        draft(topic, now=years_later, AIREPORT_SNAPSHOT_DAYS=1)
        folder = tmp_path / ".aireport" / "snapshots" / "t0" / "t0_20260908_20260908"
        kept.append(len(list(folder.rglob("*.page.jsonl.gz"))))
    assert kept == [pages, 0]


def test_what_is_left_out_is_kept_for_the_author_or_costs_no_article(
    draft: Draft, tmp_path: Path
) -> None:
    """A disk that refuses is told of, and the article is there."""
    drafts = tmp_path / ".aireport" / "drafts" / "t0_20260908_20260908"
    (found,) = draft({"window": DAYS[6]})
    assert (found.error, found.draft and found.draft.warnings) == (None, ())
    (kept,) = drafts.glob("*.json")
    for path in (tmp_path / "content").rglob("*.md"):
        path.unlink()
    kept.unlink()
    (kept / "in the way").mkdir(parents=True)
    (again,) = draft({"window": DAYS[6]})
    assert (again.error, len([*(tmp_path / "content").rglob("*.md")])) == (None, 1)
    assert again.draft is not None
    (warning,) = again.draft.warnings
    assert warning.startswith("what it left out is not kept for its author: ")


NEW_CT0 = "d9" * 32
COOKIES = f"auth_token={AUTH_TOKEN}; ct0={CT0}"
TOKEN = f"Authorization: Bearer {BEARER}"
RENEWED = {"set-cookie": f"ct0={NEW_CT0}; Domain=.x.com; Path=/; Secure"}


def saying(words: str, status: int = 403) -> Reply:
    """Return a refusal by either of X's services."""
    errors = [{"code": 353, "message": words}]
    return Reply(status=status, body={"errors": errors, "detail": words})


def page_saying(words: str) -> tuple[Post, ...]:
    return (*POSTS[:60], replace(POSTS[60], text=f"Larkspur says {words}"))


@pytest.mark.parametrize(
    ("operation", "reply"),
    [
        pytest.param("home", saying(COOKIES), id="home page"),
        pytest.param(
            LISTS,
            Reply(headers=RENEWED, body={"data": {"echo": COOKIES + NEW_CT0}}),
            id="unknown shape",
        ),
        pytest.param(LISTS, saying(COOKIES), id="refusal"),
        pytest.param(LISTS, saying("a" * 170 + COOKIES), id="cut amid a cookie"),
        pytest.param(LISTS, saying(COOKIES, 200), id="error at 200"),
        pytest.param(
            LISTS,
            Reply(
                headers=RENEWED,
                body=graphql_page(LISTS, page_saying(COOKIES + NEW_CT0)),
            ),
            id="page that is read",
        ),
        pytest.param("lists", Reply(body=TOKEN), id="API: no JSON"),
        pytest.param("lists", saying(TOKEN), id="API: refusal"),
        pytest.param("lists", Reply(body=api_page(page_saying(TOKEN))), id="API: page"),
    ],
)
def test_secrets_that_x_repeats_are_neither_kept_nor_told(  # noqa: PLR0917
    operation: str,
    reply: Reply,
    x: LoopbackX,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Not in the state, an article or the log, nor on the screen."""
    caplog.set_level(logging.DEBUG)
    for name, value in x.environ.items():
        monkeypatch.setenv(name, value)
    topic = {
        "source": "x-api" if operation == "lists" else "x",
        "query": {"list": 7},
        "window": DAYS[6],
        "proxy": x.proxy,
        "draft_partial": True,
    }
    site = make_site(tmp_path, f"AIREPORT_TOPICS = {{'ai': {topic!r}}}")
    x.script(operation, reply)
    main(["draft", "-s", str(site.folder / "pelicanconf.py")])
    told = "".join([*capfd.readouterr(), caplog.text]).encode()
    files = site.files(site.folder)
    kept = b"".join(map(_opened, files.values()))
    assert any(name.endswith(".end.json") for name in files)
    secrets = (AUTH_TOKEN, CT0, NEW_CT0, BEARER)
    beginnings = [secret[:12].encode() for secret in secrets]
    assert [each for each in beginnings if each in told + kept] == []


def _opened(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
