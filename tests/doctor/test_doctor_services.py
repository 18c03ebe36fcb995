"""The doctor tells apart what may be wrong with a service, and names the way out."""

import json
import socket
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from loopback.server import AUTH_TOKEN, BEARER, CT0, LoopbackX, Reply
from loopback.web_pages import Post

from pelican_aireport.doctor.findings import (
    Finding,
    Verdict,
    exit_code,
    render_json,
    render_text,
)
from pelican_aireport.doctor.installation import check_installation, fingerprint
from pelican_aireport.doctor.service_faults import describe_reset, find_features
from pelican_aireport.doctor.services import check_services
from pelican_aireport.settings import Settings, parse_settings

NOW = datetime.now(UTC)
LISTS = "ListLatestTweetsTimeline"
HTML = {"content-type": "text/html"}


@pytest.fixture
def x(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackX]:
    with LoopbackX(timeline=(Post(created_at=NOW),)) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.ca_file))
        yield server


def site(folder: Path, **topic: object) -> Settings:
    values = {
        "PATH": str(folder / "content"),
        "TIMEZONE": "Asia/Shanghai",
        "AIREPORT_TIMEOUT_SECONDS": 10,
        "AIREPORT_TOPICS": {"ai": topic},
    }
    return parse_settings(values, base=folder)


def examine(
    x: LoopbackX,
    folder: Path,
    environ: Mapping[str, str] | None = None,
    **topic: object,
) -> Finding:
    """Return the last finding for a topic that reads a list through the proxy."""
    settings = site(
        folder, **{"source": "x", "query": {"list": 7}, "proxy": x.proxy, **topic}
    )
    environ = x.environ if environ is None else environ
    return check_services(settings, environ, NOW)[-1]


def test_a_healthy_account_is_told_with_its_calls(x: LoopbackX, tmp_path: Path) -> None:
    found = examine(x, tmp_path)
    assert (found.verdict, found.facts["tweets"]) == (Verdict.OK, 1)
    assert found.words.startswith(
        "X shows 1 tweet of list 7, 499 calls left; their count resets at "
    )
    assert found.words.endswith(" minutes); home page: numbered chunks")
    assert (list(tmp_path.iterdir()), x.calls(LISTS)) == ([], 1)


@pytest.mark.parametrize(
    ("calls", "verdict"),
    [
        pytest.param(1, Verdict.LATER, id="none-left"),
        pytest.param(2, Verdict.LATER, id="the-reserve"),
        pytest.param(3, Verdict.OK, id="one-to-use"),
    ],
)
def test_an_account_without_calls_is_to_be_asked_later(
    calls: int, verdict: Verdict, x: LoopbackX, tmp_path: Path
) -> None:
    """The doctor's own call may have been the last."""
    x.limits[LISTS] = (calls, NOW + timedelta(minutes=9))
    found = examine(x, tmp_path)
    assert (found.verdict, found.facts["calls_left"]) == (verdict, calls - 1)
    assert ("wait" in str(found.remedy)) == (verdict is Verdict.LATER)


def test_cookies_are_told_by_fingerprints_alone(x: LoopbackX, tmp_path: Path) -> None:
    settings = site(tmp_path, source="x", query={"list": 7}, proxy=x.proxy)
    _, cookies, _ = check_services(settings, x.environ, NOW)
    assert cookies.words == (
        f"cookies from the environment: auth_token ({fingerprint(AUTH_TOKEN)}), "
        f"ct0 ({fingerprint(CT0)})"
    )


def test_a_cookie_that_x_renews_is_not_kept(x: LoopbackX, tmp_path: Path) -> None:
    """The doctor changes nothing; a run that drafts writes it back."""
    file = tmp_path / "cookies.json"
    file.write_text(json.dumps({"auth_token": AUTH_TOKEN, "ct0": CT0}))
    file.chmod(0o600)
    before = file.read_bytes()
    x.new_ct0 = "d9" * 32
    found = examine(x, tmp_path, environ={"AIREPORT_X_COOKIES": str(file)})
    assert (found.verdict, file.read_bytes(), list(tmp_path.iterdir())) == (
        Verdict.OK,
        before,
        [file],
    )


def test_one_page_of_each_kind_is_asked_for(x: LoopbackX, tmp_path: Path) -> None:
    """And no bound: what is asked is whether the stream shows anything."""
    query = {"list": [7, 8], "search": ["larkspur", "kestrel"], "users": ["ann"]}
    settings = site(tmp_path, source="x", query=query, proxy=x.proxy)
    found = check_services(settings, x.environ, NOW)
    assert [each.facts["stream"] for each in found if "stream" in each.facts] == [
        "list 7",
        "search larkspur",
        "user ann",
    ]
    operations = [r.operation for r in x.requests if "/graphql/" in r.path]
    assert operations == [LISTS, "SearchTimeline", "UserByScreenName", "UserTweets"]


def test_one_ill_stream_does_not_hide_the_others(x: LoopbackX, tmp_path: Path) -> None:
    x.script(LISTS, Reply(status=429, headers={"x-rate-limit-reset": RESET}))
    query = {"list": 7, "search": "larkspur"}
    settings = site(tmp_path, source="x", query=query, proxy=x.proxy)
    found = check_services(settings, x.environ, NOW)[-2:]
    assert [(each.verdict, each.words[:16]) for each in found] == [
        (Verdict.LATER, "list 7: X's rate"),
        (Verdict.OK, "X shows 1 tweet "),
    ]
    assert exit_code(found) == 75


def test_a_refused_account_is_met_once(x: LoopbackX, tmp_path: Path) -> None:
    """Neither another stream nor another topic is tried with it."""
    x.script(LISTS, error(326))
    query = {"list": 7, "search": "larkspur"}
    shared = {"source": "x", "query": query, "proxy": x.proxy}
    values = {
        "PATH": str(tmp_path / "content"),
        "AIREPORT_TOPICS": {"ai": shared, "biz": shared},
    }
    found = check_services(parse_settings(values, base=tmp_path), x.environ, NOW)
    assert (found[-1].check, found[-1].verdict) == ("topic biz", Verdict.WARNING)
    assert found[-1].words == 'source "x": not asked, since topic ai was refused'
    assert (x.calls(LISTS, "SearchTimeline"), exit_code(found)) == (1, 1)


def test_a_stream_that_shows_nothing_is_a_warning(x: LoopbackX, tmp_path: Path) -> None:
    x.timeline = ()
    found = examine(x, tmp_path)
    assert (found.verdict, found.words[:27]) == (
        Verdict.WARNING,
        "X shows 0 tweets of list 7,",
    )


def error(code: int, message: str = "words", status: int = 200) -> Reply:
    listed = [{"code": code, "message": message}]
    return Reply(status=status, body={"errors": listed})


RESET = str(int((NOW + timedelta(minutes=12)).timestamp()))


@pytest.mark.parametrize(
    ("reply", "fault", "verdict", "words"),
    [
        pytest.param(
            error(32, status=401),
            "stale-cookies",
            Verdict.PROBLEM,
            "auth_token",
            id="32",
        ),
        pytest.param(
            error(326), "account-locked", Verdict.PROBLEM, "account/access", id="326"
        ),
        pytest.param(error(64), "account-suspended", Verdict.PROBLEM, "x-api", id="64"),
        pytest.param(
            error(336, "features cannot be null: new_flag"),
            "missing-feature",
            Verdict.PROBLEM,
            'add {"new_flag": False} to AIREPORT_X_FEATURES',
            id="336",
        ),
        pytest.param(
            Reply(status=429, headers={"x-rate-limit-reset": RESET}),
            "rate-limit",
            Verdict.LATER,
            "(in 12 minutes)",
            id="429",
        ),
        pytest.param(
            Reply(status=403, headers=HTML),
            "cloudflare",
            Verdict.LATER,
            "wait",
            id="403",
        ),
        pytest.param(
            Reply(status=404), "refused-signature", Verdict.PROBLEM, "upgrade", id="404"
        ),
        pytest.param(Reply(status=500), "server", Verdict.LATER, "500", id="500"),
    ],
)
def test_each_illness_has_its_name_and_remedy(  # noqa: PLR0917
    reply: Reply,
    fault: str,
    verdict: Verdict,
    words: str,
    x: LoopbackX,
    tmp_path: Path,
) -> None:
    x.script(LISTS, reply)
    found = examine(x, tmp_path)
    assert (found.facts["fault"], found.verdict) == (fault, verdict)
    assert words in f"{found.words} {found.remedy}"


def test_no_cookies_are_told(x: LoopbackX, tmp_path: Path) -> None:
    found = examine(x, tmp_path, environ={})
    assert found.facts["fault"] == "no-cookies"


def test_half_the_cookies_are_told(x: LoopbackX, tmp_path: Path) -> None:
    found = examine(x, tmp_path, environ={"AIREPORT_X_CT0": CT0})
    assert found.verdict is Verdict.PROBLEM
    assert found.words == "AIREPORT_X_AUTH_TOKEN is not set"


@pytest.mark.parametrize(
    ("layout", "fault"),
    [
        ("unknown", "unknown-layout"),
        ("loggedout", "stale-cookies"),
        ("locked", "account-locked"),
    ],
)
def test_a_home_page_that_is_no_use_is_told(
    layout: str, fault: str, x: LoopbackX, tmp_path: Path
) -> None:
    x.layout = layout
    assert examine(x, tmp_path).facts["fault"] == fault


def test_a_stale_query_id_is_told(x: LoopbackX, tmp_path: Path) -> None:
    x.script("script", Reply(body="((w[2], 16)+(w[7], 16))"))
    found = examine(x, tmp_path, x_query_ids={LISTS: "stale-id-0000"})
    assert found.facts["fault"] == "stale-query-id"
    assert "AIREPORT_X_QUERY_IDS" in str(found.remedy)


def test_a_query_id_that_x_names_anew_is_told(x: LoopbackX, tmp_path: Path) -> None:
    found = examine(x, tmp_path, x_query_ids={LISTS: "stale-id-0000"})
    assert (found.verdict, found.facts) == (
        Verdict.WARNING,
        {"query_ids": {LISTS: x.query_ids[LISTS]}},
    )
    assert f'{{"{LISTS}": "{x.query_ids[LISTS]}"}}' in str(found.remedy)


def test_a_wrong_query_is_told(x: LoopbackX, tmp_path: Path) -> None:
    found = examine(x, tmp_path, query={"lists": 7})
    assert (found.verdict, x.requests) == (Verdict.PROBLEM, [])
    assert "AIREPORT_QUERY: 'lists' is not known to X" in found.words


def test_a_proxy_that_refuses_is_told(x: LoopbackX, tmp_path: Path) -> None:
    x.connect_status = 502
    assert examine(x, tmp_path).facts["fault"] == "proxy"


def test_a_proxy_that_wants_a_password_is_told(x: LoopbackX, tmp_path: Path) -> None:
    x.connect_status = 407
    found = examine(x, tmp_path)
    assert (found.verdict, found.facts["fault"]) == (Verdict.PROBLEM, "proxy-login")
    assert "http://USER:PASSWORD@HOST:PORT" in str(found.remedy)


def test_a_proxy_that_is_not_there_is_told(x: LoopbackX, tmp_path: Path) -> None:
    found = examine(x, tmp_path, proxy="http://ann:hunter2@127.0.0.1:9")
    assert found.facts["fault"] == "proxy"
    assert "hunter2" not in repr(found)


@pytest.mark.parametrize(
    "proxy", ["ftp://ann:hunter2@h:1", "http://ann:hunter2@h:xx", "://hunter2"]
)
def test_a_proxy_of_the_environment_that_is_none_is_told(
    proxy: str, x: LoopbackX, tmp_path: Path
) -> None:
    settings = site(tmp_path, source="x", query={"list": 7})
    (found,) = check_services(settings, {**x.environ, "HTTPS_PROXY": proxy}, NOW)
    assert (found.verdict, found.words) == (
        Verdict.PROBLEM,
        "the proxy's address is not usable",
    )
    assert "hunter2" not in repr(found)


def test_no_network_is_told(
    x: LoopbackX, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that nobody resolves, without a proxy."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    settings = site(tmp_path, source="x", query={"list": 7})
    monkeypatch.setattr(socket, "getaddrinfo", _unresolved)
    found = check_services(settings, x.environ, NOW)[-1]
    assert (found.facts["fault"], found.verdict) == ("no-network", Verdict.LATER)


def _unresolved(*_: object, **__: object) -> None:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@pytest.mark.parametrize("content", [None, b"no certificate"])
def test_authorities_that_cannot_be_read_are_told(
    content: bytes | None,
    x: LoopbackX,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    assert examine(x, tmp_path).facts["fault"] == "certificate"


def test_a_certificate_that_is_not_trusted_is_told(
    x: LoopbackX, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert examine(x, tmp_path).facts["fault"] == "certificate"


def test_the_official_api_is_asked_for_its_usage_alone(
    x: LoopbackX, tmp_path: Path
) -> None:
    found = examine(x, tmp_path, source="x-api")
    assert found.words.endswith("120 of 2000000 reads are used")
    assert [request.path for request in x.requests] == ["/2/usage/tweets"]


def test_the_official_api_says_what_ails_it(x: LoopbackX, tmp_path: Path) -> None:
    none = examine(x, tmp_path, environ={}, source="x-api")
    wrong = {"AIREPORT_X_BEARER_TOKEN": "A" * 40}
    refused = examine(x, tmp_path, environ=wrong, source="x-api")
    assert (none.facts["fault"], refused.facts["fault"]) == (
        "no-token",
        "refused-token",
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param("sample", 'source "sample": no service to ask', id="built in"),
        pytest.param({"replay": "a"}, "source replay: no service to ask", id="replay"),
        pytest.param(object(), "source object: no service to ask", id="object"),
    ],
)
def test_a_topic_without_a_service_is_well(
    source: object, words: str, x: LoopbackX, tmp_path: Path
) -> None:
    found = examine(x, tmp_path, source=source)
    assert (found.verdict, found.words, x.requests) == (Verdict.OK, words, [])


def test_no_secret_is_told(x: LoopbackX, tmp_path: Path) -> None:
    environ = {**x.environ, "OPENAI_API_KEY": "sk-hunter2"}
    proxy = x.proxy.replace("//", "//ann:hunter2@")
    settings = site(tmp_path, source="x", query={"list": 7}, proxy=proxy)
    found = (
        *check_installation(settings, environ),
        *check_services(settings, environ, NOW),
    )
    told = render_json(found) + render_text(found) + repr(found)
    secrets = (AUTH_TOKEN, CT0, BEARER, "hunter2")
    assert [secret for secret in secrets if secret in told] == []
    assert "OPENAI_API_KEY" in told


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        pytest.param(12, "at 14:05 Asia/Shanghai (in 12 minutes)", id="soon"),
        pytest.param(1, "at 13:54 Asia/Shanghai (in 1 minute)", id="one"),
        pytest.param(-3, "at 13:50 Asia/Shanghai (in 1 minute)", id="past"),
    ],
)
def test_a_reset_is_told_in_the_site_s_time(minutes: int, words: str) -> None:
    now = datetime(2026, 9, 8, 5, 53, tzinfo=UTC)
    moment = now + timedelta(minutes=minutes)
    assert describe_reset(moment, ZoneInfo("Asia/Shanghai"), now) == words


@pytest.mark.parametrize(
    ("words", "flags"),
    [
        pytest.param(
            "code 336: The following features cannot be null: a_b, c_d_enabled",
            ("a_b", "c_d_enabled"),
            id="two",
        ),
        pytest.param("The following features cannot be null", (), id="none"),
    ],
)
def test_feature_flags_are_found_in_x_s_words(
    words: str, flags: tuple[str, ...]
) -> None:
    assert find_features(words) == flags
