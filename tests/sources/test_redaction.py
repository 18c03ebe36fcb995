"""No secret is left in an answer that repeats it, however it is written."""

from html import escape
from urllib.parse import quote, unquote, unquote_to_bytes

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pelican_aireport.sources.redaction import redact
from pelican_aireport.sources.web import Answer

COOKIE, TOKEN = "a0" * 20, "AAAA%2FUUI%2BjA%3Db3"

PIECES = [chr(code) for code in range(0x21, 0x7F)]
PIECES += [f"%{code:02x}" for code in range(0x21, 0x7F)]
"""What a token is made of: all that is printed, percent-encoded or not."""


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
        pytest.param("AAAA&#x2F;UUI&#43;jA&#061;b3", id="escaped in HTML"),
    ],
)
def test_a_secret_is_hidden_in_each_of_its_forms(repeated: str) -> None:
    body = f'{{"said": "{repeated}; and {repeated}"}}'
    assert redacted(body, COOKIE, TOKEN) == '{"said": "***; and ***"}'


@given(st.lists(st.sampled_from(PIECES), min_size=20, max_size=60).map("".join))
@example("0000000000000000000%")
@example("0000000000000000000&amp;<")
@example("%41%42%43000000000000000000")
def test_no_token_survives(token: str) -> None:
    body = f"{token} {quote(token)} {quote(token, safe='')} {escape(token)} "
    decoded = unquote_to_bytes(token)
    answer = Answer(status=200, body=body.encode() + decoded)
    assert redact(answer, [token]).body == b"*** *** *** *** ***"


def test_other_bytes_stay_as_they_came() -> None:
    body = b'\xff{"a": "\xe5\x8d\x8a'
    assert redact(Answer(status=200, body=body), [COOKIE, TOKEN]).body == body
