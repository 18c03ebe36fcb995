"""What each answer of X's web interface means."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from loopback.web_pages import Post, graphql_page

from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.web import Answer
from pelican_aireport.sources.x_faults import (
    User,
    find_answer_fault,
    find_home_fault,
    find_page_fault,
    find_user,
)
from pelican_aireport.sources.x_graphql import read_graphql_page

NOW = datetime(2026, 9, 8, tzinfo=UTC)
RESET = NOW + timedelta(minutes=10)
LIMITS = {
    "x-rate-limit-remaining": "0",
    "x-rate-limit-reset": str(int(RESET.timestamp())),
}
HTML = {"content-type": "text/html; charset=utf-8"}
LIST = "ListLatestTweetsTimeline"
THREE = tuple(Post(created_at=NOW, number=number) for number in range(3))
FEATURES = "The following features cannot be null: new_flag_enabled"


def errors(*pairs: tuple[int | None, str]) -> dict[str, object]:
    return {
        "errors": [
            {"message": words} if code is None else {"code": code, "message": words}
            for code, words in pairs
        ]
    }


def answer(
    body: object = b"", status: int = 200, headers: dict[str, str] | None = None
) -> Answer:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status=status, headers=headers or {}, body=content)


Told = tuple[Fault, str, datetime | None] | None


def told(fault: FetchError | None) -> Told:
    return None if fault is None else (fault.fault, fault.detail, fault.retry_at)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(answer({"data": {}}), None, id="200"),
        pytest.param(
            answer(errors((32, "beside tweets, perhaps"))), None, id="200 with errors"
        ),
        pytest.param(
            answer(errors((32, "no")), 401),
            (Fault.STALE_COOKIES, "code 32: no", None),
            id="401 with a code",
        ),
        pytest.param(
            answer(b"", 401), (Fault.STALE_COOKIES, "HTTP 401", None), id="401"
        ),
        pytest.param(
            answer(errors((353, "csrf")), 403),
            (Fault.STALE_COOKIES, "code 353: csrf", None),
            id="csrf",
        ),
        pytest.param(
            answer(errors((326, "locked")), 403),
            (Fault.ACCOUNT_LOCKED, "code 326: locked", None),
            id="locked",
        ),
        pytest.param(
            answer({"errors": [{"code": "326", "message": "locked"}]}, 403),
            (Fault.ACCOUNT_LOCKED, "code 326: locked", None),
            id="a code in quotes",
        ),
        pytest.param(
            answer({"errors": [{"code": True, "message": "what"}]}, 422),
            (Fault.REFUSED_REQUEST, "what", None),
            id="a code that is none",
        ),
        pytest.param(
            answer(errors((64, "gone")), 403),
            (Fault.ACCOUNT_SUSPENDED, "code 64: gone", None),
            id="suspended",
        ),
        pytest.param(
            answer(errors((131, "oops"), (37, "gone")), 500),
            (Fault.ACCOUNT_SUSPENDED, "code 37: gone", None),
            id="what a person must mend comes first",
        ),
        pytest.param(
            answer(errors((336, FEATURES)), 400),
            (Fault.MISSING_FEATURE, f"code 336: {FEATURES}", None),
            id="feature",
        ),
        pytest.param(answer(b"", 429, LIMITS), (Fault.RATE_LIMIT, "", RESET), id="429"),
        pytest.param(
            answer(errors((88, "slow")), 429, LIMITS),
            (Fault.RATE_LIMIT, "code 88: slow", RESET),
            id="429 with a code",
        ),
        pytest.param(
            answer(b"<p>", 403, {**HTML, "cf-ray": "1"}),
            (Fault.CLOUDFLARE, "HTTP 403", None),
            id="Cloudflare",
        ),
        pytest.param(
            answer(b'<a href="/i/flow/login">', 502, HTML),
            (Fault.SERVER, "HTTP 502", None),
            id="a gateway's page with a link to the login",
        ),
        pytest.param(
            answer(b'<script>go("/i/flow/login")</script>', headers=HTML),
            (Fault.STALE_COOKIES, "X sends to its login page", None),
            id="login page",
        ),
        pytest.param(
            answer(b'<a href="/i/flow/login">', headers={**HTML, "cf-ray": "1"}),
            (Fault.STALE_COOKIES, "X sends to its login page", None),
            id="login page behind Cloudflare",
        ),
        pytest.param(
            answer(b"<p>", headers={**HTML, "cf-ray": "1"}),
            (Fault.CLOUDFLARE, "HTTP 200", None),
            id="Cloudflare at 200",
        ),
        pytest.param(
            answer(b"", 302, {"location": "https://x.com/i/flow/login"}),
            (Fault.STALE_COOKIES, "X sends to its login page", None),
            id="sent to the login",
        ),
        pytest.param(
            answer(b"<p>", 302, {**HTML, "location": "/account/access", "cf-ray": "1"}),
            (Fault.ACCOUNT_LOCKED, "X sends to its page for that", None),
            id="sent to the page for locked accounts",
        ),
        pytest.param(
            answer(b"", 404), (Fault.STALE_QUERY_ID, "HTTP 404", None), id="404"
        ),
        pytest.param(
            answer(errors((None, "Timeout: Unspecified")), 400),
            (Fault.SERVER, "Timeout: Unspecified", None),
            id="X's own fault as a 400",
        ),
        pytest.param(
            answer(errors((999, "a\x1b[2Jb")), 422),
            (Fault.REFUSED_REQUEST, "code 999: a [2Jb", None),
            id="an unknown code, without its control characters",
        ),
        pytest.param(
            answer(b"[" * 100_000, 400),
            (Fault.REFUSED_REQUEST, "HTTP 400", None),
            id="no JSON",
        ),
    ],
)
def test_an_answer_tells_what_is_wrong(given: Answer, expected: Told) -> None:
    assert told(find_answer_fault(given, now=NOW)) == expected


PAGE = graphql_page(LIST, THREE)


@pytest.mark.parametrize(
    ("given", "path", "expected"),
    [
        pytest.param(
            answer(b"<p>", headers={**HTML, "cf-ray": "1"}), "/home", None, id="well"
        ),
        pytest.param(
            answer(
                b"<p>", headers={**HTML, "cf-ray": "1", "cf-mitigated": "challenge"}
            ),
            "/home",
            (Fault.CLOUDFLARE, "HTTP 200", None),
            id="Cloudflare at 200",
        ),
        pytest.param(
            answer(b"<title>Just a moment...</title>", 503, {**HTML, "cf-ray": "1"}),
            "/home",
            (Fault.CLOUDFLARE, "HTTP 503", None),
            id="Cloudflare",
        ),
        pytest.param(
            answer(b"<p>", headers=HTML),
            "/account/access",
            (Fault.ACCOUNT_LOCKED, "X sends to its page for that", None),
            id="locked",
        ),
        pytest.param(
            answer(b"<p>", headers=HTML),
            "/i/flow/login",
            (Fault.STALE_COOKIES, "X sends to its login page", None),
            id="login",
        ),
        pytest.param(
            answer(errors((32, "no")), 401),
            "/home",
            (Fault.STALE_COOKIES, "code 32: no", None),
            id="401",
        ),
        pytest.param(
            answer(errors((326, "locked")), 403),
            "/home",
            (Fault.ACCOUNT_LOCKED, "code 326: locked", None),
            id="locked, in a code",
        ),
        pytest.param(
            answer(b"", 429, LIMITS), "/home", (Fault.RATE_LIMIT, "", RESET), id="429"
        ),
        pytest.param(
            answer(b"", 404),
            "/home",
            (Fault.UNKNOWN_LAYOUT, "/home answers 404", None),
            id="404 is no query id here",
        ),
        pytest.param(
            answer(errors((34, "no page")), 404),
            "/home",
            (Fault.UNKNOWN_LAYOUT, "/home answers 404", None),
            id="404 is nobody's list",
        ),
        pytest.param(
            answer(b"", 204),
            "/home",
            (Fault.UNKNOWN_LAYOUT, "/home answers 204", None),
            id="nothing",
        ),
    ],
)
def test_the_home_page_tells_what_is_wrong(
    given: Answer, path: str, expected: Told
) -> None:
    assert told(find_home_fault(given, path, now=NOW)) == expected


NO_NAME = {'"screen_name"': '"handle"'}
ANOTHER_KIND = {'"legacy": {"created_at"': '"details": {"created_at"'}
ANOTHER_KIND |= {'"__typename": "Tweet"': '"__typename": "XPost"'}
TOMBSTONE = ANOTHER_KIND | {'"__typename": "Tweet"': '"__typename": "TweetTombstone"'}


def spoilt(count: int, changes: dict[str, str]) -> Answer:
    """Return a page of twenty tweets of which some are not as they were."""
    posts = tuple(Post(created_at=NOW, number=number) for number in range(20))
    page = json.loads(json.dumps(graphql_page(LIST, posts)))
    timeline = page["data"]["list"]["tweets_timeline"]["timeline"]
    entries = timeline["instructions"][-1]["entries"]
    for number in range(count):
        text = json.dumps(entries[number])
        for old, new in changes.items():
            text = text.replace(old, new)
        entries[number] = json.loads(text)
    return answer(page)


EMPTY = graphql_page(LIST, ())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(answer(PAGE), None, id="tweets"),
        pytest.param(answer(EMPTY), None, id="a timeline without tweets"),
        pytest.param(
            answer({**PAGE, **errors((None, "Could not authenticate a card"))}),
            None,
            id="errors beside tweets",
        ),
        pytest.param(
            answer({**EMPTY, **errors((130, "Over capacity"))}),
            (Fault.LOAD_SHED, "code 130: Over capacity", None),
            id="over capacity",
        ),
        pytest.param(
            answer({**errors((None, "LoadShed")), "data": {"list": {}}}),
            (Fault.LOAD_SHED, "LoadShed", None),
            id="load shed",
        ),
        pytest.param(
            answer({**errors((29, "Timeout")), "data": {}}),
            (Fault.SERVER, "code 29: Timeout", None),
            id="timeout",
        ),
        pytest.param(
            answer(errors((131, "Internal error"))),
            (Fault.SERVER, "code 131: Internal error", None),
            id="internal",
        ),
        pytest.param(
            answer({**errors((None, "DeadlineExceeded")), "data": {"user": {}}}),
            (Fault.SERVER, "DeadlineExceeded", None),
            id="deadline",
        ),
        pytest.param(
            answer(errors((88, "slow")), headers=LIMITS),
            (Fault.RATE_LIMIT, "code 88: slow", RESET),
            id="rate limit at 200",
        ),
        pytest.param(
            answer(errors((88, "slow"))),
            (Fault.RATE_LIMIT, "code 88: slow", None),
            id="rate limit without a reset",
        ),
        pytest.param(
            answer(errors((32, "no"))),
            (Fault.STALE_COOKIES, "code 32: no", None),
            id="cookies at 200",
        ),
        pytest.param(
            answer(errors((999, "what"))),
            (Fault.REFUSED_REQUEST, "code 999: what", None),
            id="an unknown code",
        ),
        pytest.param(
            answer({"data": {"list": None}}),
            (Fault.NOT_FOUND, "there is no such list", None),
            id="no list",
        ),
        pytest.param(
            answer({"data": {"user": {}}}),
            (Fault.NOT_FOUND, "there is no such user", None),
            id="no user",
        ),
        pytest.param(
            answer(
                {
                    "data": {
                        "user": {
                            "result": {
                                "__typename": "UserUnavailable",
                                "reason": "Suspended",
                            }
                        }
                    }
                }
            ),
            (Fault.NOT_FOUND, "X does not show this user: Suspended", None),
            id="user suspended",
        ),
        pytest.param(
            answer({"data": {"list": {"timeline_v9": {}}}}),
            (Fault.UNKNOWN_SHAPE, "no timeline in the answer", None),
            id="no timeline",
        ),
        pytest.param(
            answer(json.dumps(PAGE).replace('"ann"', '""').encode()),
            (Fault.NAMELESS, "3 tweets", None),
            id="nameless",
        ),
        pytest.param(
            answer(json.dumps(PAGE).replace('"legacy"', '"modern"').encode()),
            (Fault.UNKNOWN_SHAPE, "3 entries are no tweet that is known", None),
            id="entries that nobody knows",
        ),
        pytest.param(
            spoilt(11, NO_NAME), (Fault.NAMELESS, "11 tweets", None), id="most nameless"
        ),
        pytest.param(spoilt(10, NO_NAME), None, id="half of them nameless"),
        pytest.param(
            spoilt(19, ANOTHER_KIND),
            (Fault.UNKNOWN_SHAPE, "19 entries are no tweet that is known", None),
            id="most of another kind",
        ),
        pytest.param(spoilt(10, ANOTHER_KIND), None, id="half of another kind"),
        pytest.param(spoilt(20, TOMBSTONE), None, id="nothing that X shows"),
    ],
)
def test_a_page_tells_what_is_wrong(given: Answer, expected: Told) -> None:
    page = read_graphql_page(given.body, "list 7")
    assert told(find_page_fault(page, given, now=NOW)) == expected


def user(**result: object) -> Answer:
    return answer({"data": {"user": {"result": result}}})


@pytest.mark.parametrize(
    ("legacy", "posts"),
    [
        pytest.param({"statuses_count": 0}, 0, id="none"),
        pytest.param({"statuses_count": 1398}, 1398, id="many"),
        pytest.param({"statuses_count": None}, None, id="unknown"),
        pytest.param({}, None, id="not said"),
    ],
)
def test_a_user_has_a_number_and_perhaps_posts(
    legacy: dict[str, object], posts: int | None
) -> None:
    given = user(__typename="User", rest_id="12", legacy=legacy)
    assert find_user(given, now=NOW) == User(id="12", posts=posts)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            user(__typename="UserUnavailable", message="User is suspended"),
            (Fault.NOT_FOUND, "User is suspended", None),
            id="suspended",
        ),
        pytest.param(
            answer({"data": {}}),
            (Fault.NOT_FOUND, "there is no such user", None),
            id="unknown",
        ),
        pytest.param(
            answer({**errors((None, "DeadlineExceeded")), "data": {"user": {}}}),
            (Fault.SERVER, "DeadlineExceeded", None),
            id="X's own fault is not the user's",
        ),
        pytest.param(
            answer(errors((50, "User not found."))),
            (Fault.NOT_FOUND, "code 50: User not found.", None),
            id="unknown, in a code",
        ),
        pytest.param(
            answer(errors((999, "what"))),
            (Fault.REFUSED_REQUEST, "code 999: what", None),
            id="an unknown code",
        ),
        pytest.param(
            user(__typename="User", id=12),
            (Fault.UNKNOWN_SHAPE, "a user without a number", None),
            id="no number",
        ),
        pytest.param(
            answer({}), (Fault.UNKNOWN_SHAPE, "a user without a number", None), id="{}"
        ),
        pytest.param(
            answer(b"[" * 100_000),
            (Fault.UNKNOWN_SHAPE, "a user's answer that is no JSON object", None),
            id="deep",
        ),
    ],
)
def test_an_answer_without_a_user_tells_why(given: Answer, expected: Told) -> None:
    with pytest.raises(FetchError) as caught:
        find_user(given, now=NOW)
    assert told(caught.value) == expected
