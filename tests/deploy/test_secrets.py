"""Which variables are secret, and that a secret is found however it is written."""

import base64
import html
import json
import string
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.deploy.findings import Finding
from pelican_aireport.deploy.secrets import check_content, find_secrets

VALUE = "0123456789abcdef"


@pytest.mark.parametrize(
    "name",
    [
        *("AIREPORT_X_AUTH_TOKEN", "AIREPORT_X_CT0", "AIREPORT_X_ANYTHING"),
        *("DEEPSEEK_API_KEY", "APIKEY", "OPENAI_API_KEY_2", "AWS_SECRET_ACCESS_KEY"),
        *("GITHUB_TOKEN", "TOKEN", "AWS_SESSION_TOKEN", "HF_TOKENS", "hf_token"),
        *("CLIENT_SECRET", "DB_PASSWORD", "PGPASSWORD", "DB_PWD", "SMTP_PASS"),
        *("GOOGLE_CREDENTIALS", "X_COOKIES", "SENTRY_DSN", "BASIC_AUTH", "GH_PAT"),
        *("DEEPSEEK_API_KEY_PROD", "API_KEY_DEEPSEEK", "SECRET_KEY_BASE", "X_BEARER"),
        *("GOOGLE_CREDENTIALS_JSON", "GH_TOKEN_RO", "SSH_PRIVATE_KEY_B64"),
    ],
)
def test_a_variable_is_secret_by_its_name(name: str) -> None:
    told = [finding.problem for finding in _check({name: VALUE}, f"…{VALUE}…")]
    assert told == [f"it holds the value of {name}"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("PATH", VALUE, id="no secret's name"),
        pytest.param("AIREPORT_EDIT_URL", VALUE, id="none of ours that is secret"),
        pytest.param("PWD", VALUE, id="where the shell stands"),
        pytest.param("KEYBOARD", VALUE, id="only begins like one"),
        pytest.param("MONKEY", VALUE, id="only ends like one"),
        pytest.param("TOKEN_URL", VALUE, id="where something secret is got"),
        pytest.param("AWS_ACCESS_KEY_ID", VALUE, id="whose secret it is"),
        pytest.param("SECRETS_SCAN_OMIT_PATHS", VALUE, id="where none is looked for"),
        pytest.param("API_KEY", VALUE[:7], id="too short"),
        pytest.param("API_KEY", "", id="empty"),
        pytest.param("PROXY", "http://[::1", id="no address"),
    ],
)
def test_other_variables_are_not(name: str, value: str) -> None:
    assert _check({name: value}, f"…{value}…") == []


@pytest.mark.parametrize(
    ("name", "value", "leaked"),
    [
        pytest.param(
            "HTTPS_PROXY",
            "http://user:long-password@proxy.example:1",
            "long-password",
            id="a password in an address",
        ),
        pytest.param(
            "PRIVATE_KEY",
            "-----BEGIN-----\nMIIBVAIBADANBgkq\n-----END-----\n",
            "MIIBVAIBADANBgkq",
            id="one line of a key",
        ),
    ],
)
def test_a_part_that_is_secret_by_itself_is_found(
    name: str, value: str, leaked: str
) -> None:
    told = [finding.problem for finding in _check({name: value}, f"…{leaked}…")]
    assert told == [f"it holds the value of {name}"]


def test_needles_do_not_show_what_they_look_for() -> None:
    """Not even in a traceback."""
    assert VALUE not in repr(find_secrets({"API_KEY": VALUE}))


_TEXT = st.text(
    st.sampled_from(string.printable.strip() + "é密🔑"), min_size=8, max_size=60
)


@given(secret=_TEXT, before=st.text(max_size=4), after=st.text(max_size=4))
def test_no_form_of_a_secret_passes(secret: str, before: str, after: str) -> None:
    """Whatever stands around it."""
    whole = f"{before}{secret}{after}"
    raw = whole.encode()
    forms = (
        raw,
        quote(whole, safe="").encode(),
        quote(quote(whole, safe=""), safe="").encode(),
        html.escape(whole).encode(),
        html.escape(html.escape(whole)).encode(),
        whole.encode("ascii", "xmlcharrefreplace"),
        json.dumps(whole).encode(),
        json.dumps(whole, ensure_ascii=False).encode(),
        base64.b64encode(raw),
        base64.urlsafe_b64encode(raw),
        raw.hex().encode(),
        raw.hex().upper().encode(),
    )
    needles = find_secrets({"API_KEY": secret})
    found = [len(list(check_content("a", form, needles))) for form in forms]
    assert found == [1] * len(forms)


def _check(environ: dict[str, str], text: str) -> list[Finding]:
    return list(check_content("a.html", text.encode(), find_secrets(environ)))
