"""netlify.toml's headers: what they allow, and that the built pages keep to it."""

import base64
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from browsing.serving import serve
from deploys import DRAWING, SLUG, headers_of, make_clone, read_config, run
from sites import ROOT

CONFIG = read_config()
_STYLE = re.compile(r"<style>(.*)</style>")

EVERYWHERE = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "Cache-Control",
}
_OPEN = "Access-Control-Allow-Origin"


@pytest.mark.parametrize(
    ("path", "caching"),
    [
        pytest.param("/", "public, max-age=0, must-revalidate", id="home"),
        pytest.param(
            "/theme/site.css", "public, max-age=0, must-revalidate", id="plain name"
        ),
        pytest.param(
            "/theme/hashed/site.40727136.css",
            "public, max-age=31536000, immutable",
            id="hashed name",
        ),
    ],
)
def test_only_hashed_names_are_kept_by_caches(path: str, caching: str) -> None:
    """And every path has all the headers that protect it."""
    headers = headers_of(CONFIG, path)
    assert (set(headers), headers["Cache-Control"]) == (EVERYWHERE, caching)


@pytest.mark.parametrize(
    ("path", "more"),
    [
        pytest.param("/feeds/all.atom.xml", {_OPEN: "*"}, id="feed"),
        pytest.param("/entities/ibm/feed.json", {_OPEN: "*"}, id="an entity's feed"),
        pytest.param(f"/reports/{SLUG}/report.json", {_OPEN: "*"}, id="data"),
        pytest.param("/search/00.json", {}, id="the search's own"),
        pytest.param(
            "/opensearch.xml",
            {"Content-Type": "application/opensearchdescription+xml; charset=utf-8"},
            id="search description",
        ),
        pytest.param(
            "/llms.txt",
            {_OPEN: "*", "Content-Type": "text/plain; charset=utf-8"},
            id="plain Chinese",
        ),
    ],
)
def test_what_is_for_programs_says_so(path: str, more: dict[str, str]) -> None:
    """Feeds and data may be read by other sites' pages."""
    headers = headers_of(CONFIG, path)
    assert {each: headers[each] for each in set(headers) - EVERYWHERE} == more


def test_pages_may_load_what_the_theme_has_and_nothing_else() -> None:
    """The style of a word cloud is known by its hash."""
    policy = headers_of(CONFIG, "/")["Content-Security-Policy"]
    (style,) = _STYLE.findall(DRAWING)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'",
        "script-src 'self'",
        f"style-src 'self' 'sha256-{digest}'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]


def _complaints(url: str, profile: Path) -> list[str]:
    """Open a page in Chromium and return what it says of broken policies."""
    flags = (
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"),
        *("--no-first-run", "--disable-background-networking"),
        *("--disable-component-update", "--disable-sync"),
        *("--enable-logging=stderr", "--v=0", "--virtual-time-budget=2000"),
        *(f"--user-data-dir={profile}", "--dump-dom"),
    )
    shown = subprocess.run(
        ["chromium", *flags, url],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=True,
        timeout=60,
    )
    assert "</html>" in shown.stdout or "</svg>" in shown.stdout, shown.stderr
    lines = shown.stderr.splitlines()
    return [line for line in lines if "CONSOLE" in line]


def test_no_page_breaks_its_own_policy(tmp_path: Path) -> None:
    """Chromium complains of a page that does, and of none of ours."""
    if shutil.which("chromium") is None:
        reason = "chromium is not installed"
        if os.environ.get("AIREPORT_TEST_STRICT") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    clone = make_clone(tmp_path)
    output = clone / "output"
    with serve(output) as site:
        # Netlify shows each deploy under an address of its own as well.
        result = run(CONFIG["build"]["command"], clone, URL="https://reports.example")
        assert result.returncode == 0, result.stdout + result.stderr
        broken = '<html><p style="color:red">x</p><script>alert(1)</script></html>'
        (output / "broken.html").write_text(broken, encoding="utf-8")
        pages = ("", f"reports/{SLUG}/", f"reports/{SLUG}/wordcloud_{SLUG}.svg")
        found = {
            page: _complaints(f"{site}/{page}", tmp_path / "profile")
            for page in (*pages, "broken.html")
        }
    told = found.pop("broken.html")
    assert (found, len(told)) == ({page: [] for page in pages}, 2)


def test_the_editor_has_the_policy_of_its_own_headers_file() -> None:
    """Two policies for one page are both enforced: they must be one."""
    lines = (ROOT / "cms" / "_headers").read_text(encoding="utf-8").splitlines()
    ours = dict(line.strip().split(": ", 1) for line in lines if line.startswith("  "))
    assert ours.items() <= headers_of(CONFIG, "/admin/").items()
