"""No secret is left in an answer that repeats it, however it is written."""

from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.sources.redaction import redact
from pelican_aireport.sources.web import Answer

COOKIE, TOKEN = "a0" * 20, "AAAA%2FUUI%2BjA%3Db3"


def redacted(body: str, *secrets: str) -> str:
    return redact(Answer(status=200, body=body.encode()), secrets).body.decode()


@pytest.mark.parametrize(
    "repeated",
    [
        pytest.param(COOKIE, id="cookie"),
        pytest.param(TOKEN, id="token"),
        pytest.param(unquote(TOKEN), id="decoded"),
        pytest.param(quote(TOKEN), id="encoded again"),
        pytest.param("AAAA%2fUUI%2bjA%3db3", id="encoded in small letters"),
        pytest.param(r"AAAA\/UUI\u002bjA\u003Db3", id="escaped in JSON"),
    ],
)
def test_a_secret_is_hidden_in_each_of_its_forms(repeated: str) -> None:
    body = f'{{"said": "{repeated}; and {repeated}"}}'
    assert redacted(body, COOKIE, TOKEN) == '{"said": "***; and ***"}'


@given(st.from_regex(r"[\x21-\x7e]{20,60}", fullmatch=True))
def test_no_token_survives(token: str) -> None:
    body = f"{token} {quote(token)} {quote(token, safe='')}"
    assert redacted(body, token) == "*** *** ***"


def test_other_bytes_stay_as_they_came() -> None:
    body = b'\xff{"a": "\xe5\x8d\x8a'
    assert redact(Answer(status=200, body=body), [COOKIE, TOKEN]).body == body
