"""The gate before a deploy: a sound site passes, each kind of damage is told."""

import base64
import html
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from sites import Site, make_site

from pelican_aireport.deploy.__main__ import main

_REPORT = """---
title: 题
slug: {slug}
date: 2026-09-07 20:00:00+08:00
status: {status}
---

正文
"""
SLUG, DRAFT, HIDDEN = (f"t_2026090{n}_2026090{n}" for n in (7, 8, 9))
PAGE = f"reports/{SLUG}/index.html"
VALUE = 'k+/9 <"&é>-0123456789'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build a site of three articles as it would go online."""
    site = make_site(tmp_path_factory.mktemp("gate"), 'DRAFT_SAVE_AS = ""\n')
    for slug, status in (
        (SLUG, "published"),
        (DRAFT, "draft"),
        (HIDDEN, "hidden"),
        ("t_20260910_20260910", "skip"),
    ):
        text = _REPORT.format(slug=slug, status=status)
        (site.reports / f"{slug}.md").write_text(text, encoding="utf-8")
    (site.reports / "legacy.md").write_text(
        "---\ntitle: 旧文\ndate: 2025-03-01\n---\n\n正文\n", encoding="utf-8"
    )
    result = site.build("content", "--delete-output-directory")
    assert result.returncode == 0, result.stdout + result.stderr
    return site


@pytest.fixture
def site(built: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Copy the site, to be damaged, and empty the environment."""
    folder = shutil.copytree(built.folder, tmp_path / "checkout")
    for name in os.environ:
        if name not in ("PATH", "LANG", "LC_ALL"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CONTEXT", "production")
    return Site(folder)


@pytest.fixture
def check(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, list[str]]]:
    """Return a function that looks at the site: the exit code and what was told."""

    def run(*arguments: str) -> tuple[int, list[str]]:
        code = main(["-s", str(site.folder / "pelicanconf.py"), *arguments])
        lines = capsys.readouterr().out.splitlines()
        assert (lines.pop() == "output must not go online.") == (code == 1)
        return code, lines

    return run


Check = Callable[..., tuple[int, list[str]]]


@pytest.mark.parametrize(
    "context",
    [
        pytest.param("production", id="production"),
        pytest.param("branch-deploy", id="branch"),
        pytest.param("deploy-preview", id="preview"),
        pytest.param(None, id="another host"),
    ],
)
def test_a_sound_site_may_go_online(
    check: Check, monkeypatch: pytest.MonkeyPatch, context: str | None
) -> None:
    """Drafts, hidden and skipped articles are no lost ones."""
    monkeypatch.delenv("CONTEXT")
    if context is not None:
        monkeypatch.setenv("CONTEXT", context)
    assert check() == (0, [])


def _write(name: str, content: str = "x") -> Callable[[Site], None]:
    def damage(site: Site) -> None:
        path = site.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    return damage


def _remove(name: str) -> Callable[[Site], None]:
    return lambda site: (site.output / name).unlink()


def _link(name: str, target: str) -> Callable[[Site], None]:
    return lambda site: (site.output / name).symlink_to(target)


def _article(name: str, text: str) -> Callable[[Site], None]:
    def damage(site: Site) -> None:
        (site.reports / name).write_text(text, encoding="utf-8")

    return damage


_LOST = f"content/reports/{SLUG}.md: its page {PAGE} is missing or empty"
_ONLINE = "build again with pelican --delete-output-directory"


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        pytest.param(
            _remove(PAGE),
            f"{_LOST}; find its name in what pelican printed",
            id="a page is lost",
        ),
        pytest.param(
            _write(PAGE, ""),
            f"{_LOST}; find its name in what pelican printed",
            id="a page is empty",
        ),
        pytest.param(
            _article("bad.md", "no front matter"),
            "content/reports/bad.md: there is no front matter; begin the file with a "
            "line ---, title: and date: lines, and another line ---; mend it, or move "
            "it out of the folder",
            id="an article cannot be read",
        ),
        pytest.param(
            _remove(f"reports/{HIDDEN}/index.html"),
            f"content/reports/{HIDDEN}.md: its page reports/{HIDDEN}/index.html is "
            "missing or empty; find its name in what pelican printed",
            id="a hidden page is lost",
        ),
        pytest.param(
            _article("typo.md", _REPORT.format(slug="typo", status="publish")),
            "content/reports/typo.md: its status is none of published, draft, hidden "
            "and skip; mend it, or move it out of the folder",
            id="a status that is none",
        ),
        pytest.param(
            _write("reports/gone/report.json", "{}"),
            f"reports/gone/report.json: no published article has this slug; {_ONLINE}",
            id="a withdrawn report is left",
        ),
        pytest.param(
            _write(f"reports/{DRAFT}/report.json", "{}"),
            f"reports/{DRAFT}/report.json: no published article has this slug; "
            f"{_ONLINE}",
            id="a draft stands among the reports",
        ),
        pytest.param(
            _write(f"drafts/{DRAFT}/index.html"),
            f"drafts/{DRAFT}/index.html: a draft must not go online; "
            f"{_ONLINE} -s publishconf.py",
            id="a draft in production",
        ),
        pytest.param(
            _write("reports/notes.md"),
            "reports/notes.md: files in .md are not published; "
            "find what wrote it, or add --allow .md",
            id="a source",
        ),
        pytest.param(
            _write("tweets.jsonl"),
            "tweets.jsonl: files in .jsonl are not published; "
            "find what wrote it, or add --allow .jsonl",
            id="tweets",
        ),
        pytest.param(
            _write("environ"),
            "environ: files without a suffix are not published; "
            "find what wrote it, and delete it",
            id="no suffix",
        ),
        pytest.param(
            _write(".env"),
            ".env: is hidden by its name; find what wrote it, and delete it",
            id="a hidden file",
        ),
        pytest.param(
            _write(".git/index.html"),
            ".git/index.html: is hidden by its name; find what wrote it, and delete it",
            id="a file in a hidden folder",
        ),
        pytest.param(
            _link("a.html", "../pelicanconf.py"),
            "a.html: is a link that leads out of the folder; put the file itself there",
            id="a link out",
        ),
        pytest.param(
            _link("a", "../content"),
            "a: is a link that leads out of the folder; put the file itself there",
            id="a link to a folder outside",
        ),
        pytest.param(
            _link("a.html", "a.html"),
            "a.html: is a link that leads out of the folder; put the file itself there",
            id="a link to itself",
        ),
        pytest.param(
            lambda site: os.mkfifo(site.output / "a.html"),
            "a.html: is no file; delete it",
            id="a pipe",
        ),
        pytest.param(
            _write("a\x1b[2J\n.html.part"),
            "a\ufffd[2J\ufffd.html.part: files in .part are not published; "
            "find what wrote it, or add --allow .part",
            id="a name that would move the cursor",
        ),
    ],
)
def test_each_damage_is_told_in_a_line_of_its_own(
    site: Site, check: Check, damage: Callable[[Site], None], told: str
) -> None:
    damage(site)
    assert check() == (1, [told])


def test_what_is_built_but_empty_of_reports_is_refused(
    site: Site, check: Check
) -> None:
    """Also where nothing was lost, as no article is published."""
    for path in site.reports.glob("*.md"):
        path.unlink()
    shutil.rmtree(site.output / "reports")
    told = "reports/: there is no report; publish one first: status: published"
    assert check() == (1, [told])


def test_a_site_that_was_never_built_is_refused(site: Site, check: Check) -> None:
    shutil.rmtree(site.output)
    code, lines = check()
    assert (code, len(lines)) == (1, 4)


def test_links_that_stay_inside_are_files(site: Site, check: Check) -> None:
    (site.output / "latest").symlink_to("reports")
    (site.output / "a.html").symlink_to("index.html")
    assert check() == (0, [])


@pytest.mark.parametrize(
    ("name", "line"),
    [
        pytest.param("_old/a.md", 'IGNORE_FILES = ["_old"]', id="an ignored folder"),
        pytest.param("b.md", 'IGNORE_FILES = ["b.*"]', id="an ignored file"),
        pytest.param(
            "old/c.md", 'ARTICLE_EXCLUDES = ["reports/old"]', id="an excluded folder"
        ),
    ],
)
def test_what_pelican_is_told_to_leave_out_is_not_lost(
    site: Site, check: Check, name: str, line: str
) -> None:
    path = site.reports / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(_REPORT.format(slug="left", status="published"), encoding="utf-8")
    assert check()[0] == 1
    site.configure(f"{line}\n")
    assert check() == (0, [])


def test_a_report_of_the_future_is_missed_only_where_it_is_published(
    site: Site, check: Check
) -> None:
    text = _REPORT.format(slug="later", status="published").replace("2026", "2999")
    _article("later.md", text)(site)
    assert check()[0] == 1
    site.configure("WITH_FUTURE_DATES = False\n")
    assert check() == (0, [])
    _write("reports/later/report.json", "{}")(site)
    told = f"reports/later/report.json: no published article has this slug; {_ONLINE}"
    assert check() == (1, [told])


def test_a_preview_may_show_drafts(
    site: Site, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTEXT", "deploy-preview")
    _write(f"drafts/{DRAFT}/index.html")(site)
    assert check() == (0, [])


def test_further_kinds_may_be_allowed(site: Site, check: Check) -> None:
    _write("notes.txt")(site)
    assert check("--allow", ".txt") == (0, [])


def test_what_browsers_and_machines_look_for_at_the_top_is_published(
    site: Site, check: Check
) -> None:
    """But only there, and nothing else that is hidden."""
    for name in (
        "robots.txt",
        "favicon.ico",
        "site.webmanifest",
        "llms.txt",
        "_redirects",
    ):
        _write(name)(site)
    _write(".well-known/security.txt")(site)
    assert check() == (0, [])
    _write("reports/robots.txt")(site)
    _write("reports/llms.txt")(site)
    _write("reports/.well-known/a.html")(site)
    _write(".well-known/.htpasswd.txt")(site)
    _write(".well-known/keys.jsonl")(site)
    assert (check()[0], len(check()[1])) == (1, 5)


def test_a_theme_may_have_modules_and_a_search_its_index(
    site: Site, check: Check
) -> None:
    """Hashed names too; a script beside them is none of the theme's."""
    for name in (
        "theme/search.js",
        "theme/hashed/search.0a1b2c3d.js",
        "search/00.json",
    ):
        _write(name)(site)
    assert check() == (0, [])
    for name in ("search/search.js", "theme.js", "reports/theme/a.js", "theme/a.mjs"):
        _write(name)(site)
    assert [line.partition(":")[0] for line in check()[1]] == [
        *("reports/theme/a.js", "search/search.js", "theme.js", "theme/a.mjs")
    ]


def test_an_editor_may_have_its_program(site: Site, check: Check) -> None:
    """A program anywhere else is refused."""
    _write("admin/editor.js")(site)
    _write("admin/config.yml")(site)
    _write("_headers")(site)
    _write("reports/editor.js")(site)
    _write("reports/_headers")(site)
    headers = (
        "reports/_headers: files without a suffix are not published; "
        "find what wrote it, and delete it"
    )
    program = (
        "reports/editor.js: files in .js are not published; "
        "find what wrote it, or add --allow .js"
    )
    assert check() == (1, [headers, program])


def test_settings_that_are_not_there_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "publishconf.py"
    assert main(["-s", str(missing)]) == 1
    told = f"{missing} is not there; name the settings file with -s\n"
    assert capsys.readouterr().out == told


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(VALUE, id="as it is"),
        pytest.param(quote(VALUE, safe=""), id="percent-encoded"),
        pytest.param(quote(VALUE, safe="").lower(), id="in small letters"),
        pytest.param(html.escape(VALUE), id="escaped in HTML"),
        pytest.param(
            html.escape(VALUE).encode("ascii", "xmlcharrefreplace").decode(),
            id="escaped in ASCII HTML",
        ),
        pytest.param(json.dumps(VALUE), id="escaped in JSON"),
        pytest.param(json.dumps(VALUE, ensure_ascii=False), id="escaped in UTF-8 JSON"),
        *(
            pytest.param(
                base64.b64encode(before + VALUE.encode() + b"!!").decode(),
                id=f"base64 after {len(before)} bytes",
            )
            for before in (b"", b"u", b"us", b"use")
        ),
        pytest.param(
            base64.urlsafe_b64encode(VALUE.encode()).decode(),
            id="base64 for addresses",
        ),
    ],
)
def test_a_secret_of_the_environment_is_found_and_not_told(
    site: Site, check: Check, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("SERVICE_API_KEY", VALUE)
    _write("a.html", f"<p>{written}</p>")(site)
    told = (
        "a.html: it holds the value of SERVICE_API_KEY; "
        "replace that secret with a new one, and find what wrote it"
    )
    assert check() == (1, [told])


def test_folders_of_the_machine_are_found(
    site: Site, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But not a name that only begins alike, and no folder just below the root."""
    monkeypatch.setenv("HOME", "/srv/builder")
    _write("a.html", f"{site.folder}/content /srv/builder-2 /srv/builders")(site)
    _write("b.html", "/srv/builder/.netrc")(site)
    ending = (
        "it holds a folder of the machine that built it; "
        "find what wrote it; pages name files of the site only"
    )
    assert check() == (1, [f"a.html: {ending}", f"b.html: {ending}"])
    monkeypatch.setenv("HOME", "/srv")
    (site.output / "a.html").unlink()
    assert check() == (0, [])
