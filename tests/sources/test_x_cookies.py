"""Cookies are read from safe places alone, and never shown."""

import codecs
import json
import pickle
import subprocess
from pathlib import Path

import pytest

from pelican_aireport.errors import SettingsError
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.x_cookies import Cookies, read_cookies, save_cookies

TOKEN, CT0, NEW = "a1" * 20, "b2" * 32, "c3" * 32
PLAIN = {"auth_token": TOKEN, "ct0": CT0, "lang": "zh"}
EXPORT = [{"name": name, "value": value, "path": "/"} for name, value in PLAIN.items()]
OF_OLD = {"auth_token": "d4" * 20, "ct0": "e5" * 32}
TWO_DOMAINS = [
    {"name": name, "value": value, "domain": domain}
    for domain, values in ((".x.com", PLAIN), (".twitter.com", OF_OLD))
    for name, value in values.items()
]
FORMS = [
    pytest.param(PLAIN, id="plain"),
    pytest.param(EXPORT, id="browser's export"),
    pytest.param(TWO_DOMAINS, id="x.com before twitter.com"),
    pytest.param(TWO_DOMAINS[::-1], id="x.com after twitter.com"),
]


def write(path: Path, content: object, mode: int = 0o600) -> dict[str, str]:
    """Write a cookie file and return the environment that names it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    path.chmod(mode)
    return {"AIREPORT_X_COOKIES": str(path)}


def test_cookies_come_from_the_environment(tmp_path: Path) -> None:
    environ = {"AIREPORT_X_AUTH_TOKEN": f" {TOKEN}\n", "AIREPORT_X_CT0": CT0}
    assert read_cookies(environ, base=tmp_path) == Cookies(auth_token=TOKEN, ct0=CT0)


@pytest.mark.parametrize("content", FORMS)
def test_cookies_come_from_a_file(content: object, tmp_path: Path) -> None:
    write(tmp_path / "c.json", content)
    environ = {"AIREPORT_X_COOKIES": "c.json"}
    assert read_cookies(environ, base=tmp_path) == Cookies(
        auth_token=TOKEN, ct0=CT0, file=tmp_path / "c.json"
    )


def test_a_mark_of_the_byte_order_does_no_harm(tmp_path: Path) -> None:
    """Some of Windows' editors write one."""
    environ = write(tmp_path / "c.json", PLAIN)
    path = tmp_path / "c.json"
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    cookies = read_cookies(environ, base=tmp_path)
    save_cookies(cookies, NEW)
    assert (cookies.ct0, read_cookies(environ, base=tmp_path).ct0) == (CT0, NEW)


def test_no_cookies_are_a_fault_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(FetchError) as caught:
        read_cookies({"AIREPORT_X_AUTH_TOKEN": " "}, base=tmp_path)
    assert caught.value.fault is Fault.NO_COOKIES


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        pytest.param(
            {"AIREPORT_X_AUTH_TOKEN": TOKEN}, "AIREPORT_X_CT0 is not set", id="half"
        ),
        pytest.param(
            {"AIREPORT_X_AUTH_TOKEN": f"auth_token={TOKEN}", "AIREPORT_X_CT0": CT0},
            "AIREPORT_X_AUTH_TOKEN: 51 characters that are no cookie",
            id="with its name",
        ),
        pytest.param(
            {"AIREPORT_X_AUTH_TOKEN": TOKEN, "AIREPORT_X_CT0": f"{CT0}\r\nX: y"},
            "AIREPORT_X_CT0: 70 characters that are no cookie",
            id="line break",
        ),
        pytest.param(
            {"AIREPORT_X_COOKIES": "nowhere.json"}, "nowhere.json cannot", id="no file"
        ),
        pytest.param(
            {"AIREPORT_X_COOKIES": "~nobody-at-all/c.json"},
            "c.json cannot",
            id="no user",
        ),
    ],
)
def test_unusable_cookies_are_told_without_their_values(
    environ: dict[str, str], words: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_cookies(environ, base=tmp_path)
    said = str(caught.value)
    assert (words in said, TOKEN in said, CT0 in said) == (True, False, False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(
            {"auth_token": TOKEN}, "holds no ct0; write {.*, or export", id="half"
        ),
        pytest.param(
            [1, {"name": 5, "value": 6}], "no auth_token and no ct0", id="odd"
        ),
        pytest.param(
            {**PLAIN, "ct0": "x"}, "ct0: 1 characters that are no cookie", id="short"
        ),
    ],
)
def test_a_file_without_the_cookies_is_told(
    content: object, words: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match=words):
        read_cookies(write(tmp_path / "c.json", content), base=tmp_path)


def test_a_file_that_is_no_json_is_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text(f"auth_token={TOKEN}")
    path.chmod(0o600)
    with pytest.raises(SettingsError, match="no JSON") as caught:
        read_cookies({"AIREPORT_X_COOKIES": str(path)}, base=tmp_path)
    assert TOKEN not in repr(caught.value.__dict__) + str(caught.value)


@pytest.mark.parametrize(
    "first",
    [
        pytest.param("# Netscape HTTP Cookie File\n", id="with-its-name"),
        pytest.param("", id="without"),
    ],
)
def test_the_format_of_netscape_is_known_though_not_read(
    first: str, tmp_path: Path
) -> None:
    """Most add-ons export it; the forms that are read are told."""
    path = tmp_path / "cookies.txt"
    path.write_text(f"{first}.x.com\tTRUE\t/\tTRUE\t0\tauth_token\t{TOKEN}\n")
    path.chmod(0o600)
    with pytest.raises(SettingsError) as caught:
        read_cookies({"AIREPORT_X_COOKIES": str(path)}, base=tmp_path)
    assert str(caught.value) == (
        f"AIREPORT_X_COOKIES: {path} cannot be read: it is a cookies.txt of Netscape's "
        'format; write {"auth_token": "…", "ct0": "…"}, or export the cookies of x.com '
        "as JSON"
    )


def test_a_folder_is_told_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "cookies").mkdir(mode=0o755)
    with pytest.raises(SettingsError) as caught:
        read_cookies({"AIREPORT_X_COOKIES": "cookies"}, base=tmp_path)
    assert caught.value.problems == (
        f"AIREPORT_X_COOKIES: {tmp_path / 'cookies'} is a folder; name a file",
    )


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    environ = write(tmp_path / "c.json", PLAIN, mode=0o644)
    with pytest.raises(SettingsError, match="run chmod 600"):
        read_cookies(environ, base=tmp_path)


@pytest.mark.parametrize(
    ("link", "target", "named"),
    [
        pytest.param("c.json", "content/c.json", "c.json", id="link into it"),
        pytest.param(
            "content/c.json", "own/c.json", "content/c.json", id="linked file"
        ),
        pytest.param("content/data", "own", "content/data/c.json", id="linked folder"),
        pytest.param("other", ".", "other/content/c.json", id="by another name"),
    ],
)
def test_a_file_that_goes_online_is_refused(
    link: str, target: str, named: str, tmp_path: Path
) -> None:
    """Wherever links lead: Pelican publishes what they lead to."""
    write(tmp_path / "content" / "c.json", PLAIN)
    write(tmp_path / "own" / "c.json", PLAIN)
    (tmp_path / link).unlink(missing_ok=True)
    (tmp_path / link).symlink_to(tmp_path / target)
    environ = {"AIREPORT_X_COOKIES": named}
    with pytest.raises(SettingsError, match="which goes online"):
        read_cookies(environ, base=tmp_path, published=(tmp_path / "content",))


def test_a_file_beside_what_goes_online_is_taken(tmp_path: Path) -> None:
    environ = write(tmp_path / "content-of-mine" / "c.json", PLAIN)
    (tmp_path / "content").mkdir()
    published = (tmp_path / "content",)
    assert read_cookies(environ, base=tmp_path, published=published).ct0 == CT0


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(("git", "-C", str(folder), *arguments), check=True)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("tracked.json", "git tracks", id="tracked"),
        pytest.param("new.json", "does not ignore it", id="not ignored"),
        pytest.param("ignored.json", None, id="ignored"),
    ],
)
@pytest.mark.parametrize("is_in_a_hook", [False, True], ids=["outside", "in a hook"])
def test_a_file_that_git_may_publish_is_refused(
    name: str,
    words: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_in_a_hook: bool,
) -> None:
    """Also where the environment names another repository, as in its hooks."""
    mine, other = tmp_path / "mine", tmp_path / "other"
    environ = write(mine / name, PLAIN)
    for folder in (mine, other):
        git(tmp_path, "init", "-q", str(folder))
    (mine / ".gitignore").write_text("ignored.json\n")
    if name == "tracked.json":
        git(mine, "add", name)
    if is_in_a_hook:
        monkeypatch.setenv("GIT_DIR", str(other / ".git"))
        monkeypatch.setenv("GIT_WORK_TREE", str(mine))
        monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    if words is None:
        assert read_cookies(environ, base=tmp_path).ct0 == CT0
        return
    with pytest.raises(SettingsError, match=words):
        read_cookies(environ, base=tmp_path)


def test_where_git_cannot_be_asked_the_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = write(tmp_path / "c.json", PLAIN)
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SettingsError, match="git tracks"):
        read_cookies(environ, base=tmp_path)


def test_cookies_are_not_printed() -> None:
    assert repr(Cookies(auth_token=TOKEN, ct0=CT0)) == "Cookies(file=None)"


def test_cookies_are_not_stored() -> None:
    with pytest.raises(TypeError, match="not to be stored"):
        pickle.dumps(Cookies(auth_token=TOKEN, ct0=CT0))


def test_a_login_of_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """A cookie that belongs to the login before would spoil it."""
    path = tmp_path / "c.json"
    cookies = read_cookies(write(path, PLAIN), base=tmp_path)
    anew = {**PLAIN, "auth_token": "f7" * 20}
    write(path, anew)
    save_cookies(cookies, NEW)
    assert json.loads(path.read_text(encoding="utf-8")) == anew


@pytest.mark.parametrize("content", FORMS)
def test_a_renewed_cookie_is_written_back(content: object, tmp_path: Path) -> None:
    """In the same form, with the others, for the owner's eyes only."""
    path = tmp_path / "c.json"
    environ = write(path, content)
    save_cookies(read_cookies(environ, base=tmp_path), NEW)
    expected = json.loads(json.dumps(content).replace(CT0, NEW))
    written = json.loads(path.read_text(encoding="utf-8"))
    assert (written, path.stat().st_mode & 0o777) == (expected, 0o600)
    assert [each.name for each in tmp_path.iterdir()] == ["c.json"]


@pytest.mark.parametrize("ct0", [CT0, "", "x; Path=/"], ids=["same", "none", "odd"])
def test_a_cookie_that_is_not_new_is_not_written(ct0: str, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    cookies = read_cookies(write(path, PLAIN), base=tmp_path)
    before = path.stat().st_ino
    save_cookies(cookies, ct0)
    assert path.stat().st_ino == before
