"""The doctor tells apart what may be wrong, and names the way out."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path

import pytest
from loopback.server import AUTH_TOKEN, BEARER, CT0, LoopbackX, Reply
from loopback.web_pages import Post

from pelican_aireport.doctor import installation
from pelican_aireport.doctor.findings import Finding, Verdict, render_json
from pelican_aireport.doctor.installation import check_installation
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
    assert "499 calls left until" in found.words
    assert "home page: numbered chunks" in found.words
    assert list(tmp_path.iterdir()) == []


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
            "new_flag",
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
    [("unknown", "unknown-layout"), ("loggedout", "stale-cookies")],
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


def test_a_proxy_that_refuses_is_told(x: LoopbackX, tmp_path: Path) -> None:
    x.connect_status = 407
    assert examine(x, tmp_path).facts["fault"] == "proxy"


def test_a_proxy_that_is_not_there_is_told(x: LoopbackX, tmp_path: Path) -> None:
    found = examine(x, tmp_path, proxy="http://ann:hunter2@127.0.0.1:9")
    assert found.facts["fault"] == "proxy"
    assert "hunter2" not in repr(found)


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


def test_a_topic_without_a_service_is_well(x: LoopbackX, tmp_path: Path) -> None:
    found = examine(x, tmp_path, source="sample")
    assert (found.verdict, x.requests) == (Verdict.OK, [])


def test_no_secret_is_told(x: LoopbackX, tmp_path: Path) -> None:
    environ = {**x.environ, "OPENAI_API_KEY": "sk-hunter2"}
    proxy = x.proxy.replace("//", "//ann:hunter2@")
    settings = site(tmp_path, source="x", query={"list": 7}, proxy=proxy)
    told = render_json(
        (
            *check_installation(settings, environ),
            *check_services(settings, environ, NOW),
        )
    )
    secrets = (AUTH_TOKEN, CT0, BEARER, "hunter2")
    assert [secret for secret in secrets if secret in told] == []
    assert "OPENAI_API_KEY" in told


def verdicts(settings: Settings) -> dict[str, Verdict]:
    return {each.check: each.verdict for each in check_installation(settings, {})}


def test_this_installation_is_well(tmp_path: Path) -> None:
    found = verdicts(site(tmp_path, source="x", query={"list": 7}))
    assert set(found.values()) == {Verdict.OK}


@pytest.mark.parametrize(
    ("versions", "check", "verdict"),
    [
        pytest.param(
            {"litellm": "1.82.8"}, "litellm", Verdict.PROBLEM, id="malicious litellm"
        ),
        pytest.param({"litellm": "1.106.2"}, "litellm", Verdict.OK, id="litellm"),
        pytest.param({"twikit": "3.0"}, "twikit", Verdict.WARNING, id="new twikit"),
        pytest.param(
            {"twikit-ng": "2.5.1"}, "twikit", Verdict.PROBLEM, id="two twikits"
        ),
        pytest.param({"tenacity": None}, "topic ai", Verdict.PROBLEM, id="no extra"),
        pytest.param({"nh3": None}, "packages", Verdict.PROBLEM, id="no sanitiser"),
        pytest.param(
            {"pylopdf-fonts-zh-cn": None}, "font", Verdict.PROBLEM, id="no font"
        ),
    ],
)
def test_versions_that_are_known_to_be_bad_are_told(
    versions: dict[str, str | None],
    check: str,
    verdict: Verdict,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def version(name: str) -> str:
        found = versions.get(
            name, metadata.version(name) if name not in versions else None
        )
        if found is None:
            raise metadata.PackageNotFoundError(name)
        return found

    monkeypatch.setattr(installation, "version", version)
    assert verdicts(site(tmp_path, source="x", query={"list": 7}))[check] is verdict


def test_a_font_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = check_installation(site(tmp_path, font="no.ttf"), {})
    assert [each.words for each in found if each.verdict is Verdict.PROBLEM] == [
        f"the font {tmp_path / 'no.ttf'} is not there"
    ]


def test_a_state_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / ".aireport").write_bytes(b"")
    assert verdicts(site(tmp_path))["state"] is Verdict.PROBLEM
