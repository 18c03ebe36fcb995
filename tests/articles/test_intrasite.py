"""No link in an article or page publishes a file that lies elsewhere."""

import re

import pytest
from sites import Site

from pelican_aireport.articles.intrasite import (
    INTRASITE_LINK_REGEX,
    guard_intrasite_links,
)

SECRETS = {
    ".env": "secret-beside-the-site",
    "secret/cookies.json": "secret-in-a-folder",
    "content/.hidden": "secret-hidden-file",
    "content/.git/config": "secret-hidden-folder",
}
LINKS = """
[x]({attach}/../../../../../../../../proc/self/environ)

[x]({attach}../../.env) [x]({attach}/../.env) [x]({static}/../.env)

[x]({static}../../secret/cookies.json) ![x]({attach}/../secret/cookies.json)

[x][r] ![x][r]

<a href='{attach}/../.env'>x</a> <img alt="x" src='{static}/../secret/cookies.json'>

<object data='{attach}/../.env'></object> <img alt='x' src="{attach}/../.env">

[x](|attach|/../.env) [x](|static|/../pelicanconf.py)

[x](%7Battach%7D/../.env) [x]({attach}/%2e%2e/.env) [x]({attach}/..%2f.env)

[x](&#123;attach&#125;/../.env) [x]({attach}&#47;..&#47;.env)

![src='{attach}/../.env'](a.png) ![x](a.png "src='{attach}/../.env'")

[x]({attach}/.hidden) [x]({static}.hidden) [x]({attach}/.git/config)

[x]({attach}//etc/hostname) [x]({attach}x/../../.env) [x]({static}/reports/../../.env)

<a href='{attach}/\t.\t./.env'>x</a> <a href='{attach}.&#9;./.env'>x</a>

[x]({filename}/../pelicanconf.py) [x]({attach}..) [x]({static}.)

`{attach}/../.env` stays, as does {attach}/../.env in a text.

[r]: {attach}/../.env
"""


def _plant(site: Site) -> None:
    for name, text in SECRETS.items():
        path = site.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _build(site: Site) -> dict[str, bytes]:
    """Build with a secret in the environment; return what is new in the folder."""
    before = site.files(site.folder)
    result = site.build("-s", "pelicanconf.py", env={"PLANTED": "secret-environment"})
    assert result.returncode == 0, result.stdout + result.stderr
    return {
        name: content
        for name, content in site.files(site.folder).items()
        if name not in before and "__pycache__" not in name
    }


@pytest.mark.parametrize(
    ("place", "head", "page"),
    [
        pytest.param(
            "content/reports/2025/12/a.md",
            "---\ntitle: a\ndate: 2025-12-04\n---\n",
            "reports/a/index.html",
            id="report",
        ),
        pytest.param(
            "content/news/a.md", "Title: a\nDate: 2025-12-04\n", "a.html", id="article"
        ),
        pytest.param("content/pages/a.md", "Title: a\n", "pages/a.html", id="page"),
    ],
)
def test_a_build_publishes_nothing_from_elsewhere(
    reading_site: Site, place: str, head: str, page: str
) -> None:
    """Not into the output and not beside it; the text of the links remains."""
    _plant(reading_site)
    path = reading_site.folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{head}{LINKS}", encoding="utf-8")
    new = _build(reading_site)
    root = "build/public/site/"
    kinds = {name.rpartition(".")[2] for name in new}
    assert {name for name in new if not name.startswith(root)} == set()
    assert kinds == {"html", "xml"}
    assert {name for name, text in new.items() if b"secret-" in text} == set()
    text = new[root + page].decode()
    assert "<code>{attach}/../.env</code> stays" in text
    assert "as does {attach}/../.env in a text" in text


def test_links_inside_the_content_folder_still_work(reading_site: Site) -> None:
    """In ordinary articles: relative, from the content folder, with blanks, a tag."""
    content = reading_site.folder / "content"
    for name in ("images/图 1.png", "news/b.pdf", "news/sub/c.pdf"):
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_bytes(b"x")
    (content / "news" / "d.md").write_text(
        "Title: d\nDate: 2025-12-04\n\n"
        "[1]({static}/images/图%201.png) [2]({attach}b.pdf) [3]({attach}sub/c.pdf) "
        "[4]({filename}d.md#x) [5]({filename}/news/d.md?a=b) "
        "[6]({tag}a b) [7]({index})",
        encoding="utf-8",
    )
    new = _build(reading_site)
    page = new["build/public/site/d.html"].decode()
    assert re.findall(r'href="([^"]*)">\d</a>', page) == [
        f"https://example.com/{address}"
        for address in (
            "images/图 1.png",
            "b.pdf",
            "sub/c.pdf",
            "d.html#x",
            "d.html?a=b",
            "tag/a-b.html",
            "index.html",
        )
    ]
    assert {name for name in new if name.endswith((".png", ".pdf"))} == {
        f"build/public/site/{name}"
        for name in ("images/图 1.png", "b.pdf", "sub/c.pdf")
    }


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("{attach}a.png", "attach"),
        ("{static}/a/b.c.png", "static"),
        ("{static}a/", "static"),
        ("{filename}中文 .md", None),
        ("{filename}中文.md", "filename"),
        ("{filename}a&amp;b.md#c", "filename"),
        ("{filename}a%20b.md?c", "filename"),
        ("{index}", "index"),
        ("{category}..", "category"),
        ("{attach}", None),
        ("{attach}/", None),
        ("{attach}//a", None),
        ("{attach}..", None),
        ("{attach}a/../b", None),
        ("{attach}a/.b", None),
        ("{attach}.a", None),
        ("{attach}a\\..\\b", None),
        ("{attach}C:/a", None),
        ("{attach}a%2e", None),
        ("{attach}\ta", None),
        ("{attach}a\n/../b", None),
        ("{attach}&#46;a", None),
        ("{attach}a;b", None),
        ("{unknown}a", None),
        ("|attach|a.png", None),
        ("{attach|a.png", None),
    ],
)
def test_the_guard_lets_only_inner_paths_match(target: str, what: str | None) -> None:
    """The expression is compiled as Pelican does: verbose, before a quoted value."""
    pattern = re.compile(
        rf"""href=(?P<quote>["\'])(?P<path>{INTRASITE_LINK_REGEX}(?P<value>.*?))(?P=quote)""",
        re.VERBOSE,
    )
    found = pattern.search(f'href="{target}"')
    assert (found and found["what"]) == what


def test_the_guard_replaces_whatever_a_site_had_set() -> None:
    settings: dict[str, object] = {"INTRASITE_LINK_REGEX": "[{|](?P<what>.*?)[|}]"}
    guard_intrasite_links(settings)
    assert settings == {"INTRASITE_LINK_REGEX": INTRASITE_LINK_REGEX}
