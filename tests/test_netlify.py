"""netlify.toml's command, as Netlify runs it: what it builds and what it refuses."""

import re
from pathlib import Path

import pytest
from deploys import DRAFT, REPORT, SLUG, make_clone, read_config, run

COMMAND = read_config()["build"]["command"]
SITE_URL = "https://reports.example"
PREVIEW_URL = "https://deploy-preview-7--reports.example"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return make_clone(tmp_path)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        pytest.param("import litellm", "litellm is not installed here", id="extra"),
        pytest.param(
            "import pelican_aireport", "No module named 'pelican_aireport'", id="ours"
        ),
        pytest.param(
            "import socket; socket.create_connection(('127.0.0.1', 9))",
            "a deploy opened a socket",
            id="network",
        ),
    ],
)
def test_what_the_deploy_must_do_without_is_not_there(
    clone: Path, program: str, told: str
) -> None:
    """Outside the clone, or the tests below would show nothing."""
    result = run(f'python -c "{program}"', clone, cwd=clone.parent)
    assert (result.returncode, told in result.stderr) == (1, True)


@pytest.mark.parametrize(
    ("context", "url", "shows_draft"),
    [
        pytest.param("production", SITE_URL, False, id="production"),
        pytest.param("branch-deploy", PREVIEW_URL, False, id="branch"),
        pytest.param("deploy-preview", PREVIEW_URL, True, id="preview"),
    ],
)
def test_the_command_builds_and_checks_the_site(
    clone: Path, context: str, url: str, *, shows_draft: bool
) -> None:
    """From the clone and the pinned packages alone; what was there before is gone."""
    output = clone / read_config()["build"]["publish"]
    output.mkdir()
    (output / "withdrawn.html").write_text("x", encoding="utf-8")
    result = run(
        COMMAND,
        clone,
        CONTEXT=context,
        URL=SITE_URL,
        DEPLOY_PRIME_URL=PREVIEW_URL,
        NETLIFY="true",
        SERVICE_API_KEY="0123456789abcdef",
    )
    assert result.returncode == 0, result.stdout + result.stderr
    said = re.compile(r"output may go online: \d+ files, \d+\.\d MB\.")
    assert said.fullmatch(result.stdout.splitlines()[-1])
    page = (output / "reports" / SLUG / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{url}/reports/{SLUG}/">' in page
    assert (output / "drafts" / DRAFT / "index.html").is_file() is shows_draft
    assert not (output / "withdrawn.html").exists()
    robots = (output / "robots.txt").read_text(encoding="utf-8")
    assert ("Disallow: /" in robots) is shows_draft
    feed = (output / "feeds" / "all.atom.xml").read_text(encoding="utf-8")
    host = SITE_URL.removeprefix("https://")
    assert f"<id>tag:{host},2026:{SLUG}</id>" in feed
    assert f'href="{url}/reports/{SLUG}/"' in feed


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        pytest.param(
            f"content/reports/{SLUG}.md",
            REPORT.format(slug=SLUG, day="2026-09-07", status="draft"),
            "reports/: there is no report; publish one first: status: published",
            id="no report",
        ),
        pytest.param(
            "theme/static/notes.md",
            "x",
            "theme/notes.md: files in .md are not published; "
            "find what wrote it, or add --allow .md",
            id="a kind of file",
        ),
        pytest.param(
            "content/pages/key.md",
            "title: Key\n\n0123456789abcdef\n",
            "key/index.html: it holds the value of SERVICE_API_KEY; "
            "replace that secret with a new one, and find what wrote it",
            id="a secret",
        ),
    ],
)
def test_the_command_fails_where_the_site_must_not_go_online(
    clone: Path, file: str, text: str, told: str
) -> None:
    (clone / file).write_text(text, encoding="utf-8")
    result = run(
        COMMAND,
        clone,
        CONTEXT="production",
        URL=SITE_URL,
        SERVICE_API_KEY="0123456789abcdef",
    )
    assert result.returncode == 1
    assert result.stdout.splitlines()[-2:] == [told, "output must not go online."]


def test_an_article_that_cannot_be_read_ends_the_command(clone: Path) -> None:
    """Pelican itself would leave it out and go on."""
    bad = clone / "content" / "reports" / "bad.md"
    bad.write_text("no front matter", encoding="utf-8")
    result = run(COMMAND, clone, URL=SITE_URL)
    assert (result.returncode, "go online" in result.stdout) == (1, False)
