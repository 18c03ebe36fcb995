"""The cookies that stand for an account of X: read, kept safe, renewed.

Touches the disk where they come from a file, and asks git about that file.
"""

import json
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Never

from pelican_aireport.errors import SettingsError
from pelican_aireport.git import ask_git
from pelican_aireport.sources.faults import Fault, FetchError

__all__ = ["Cookies", "is_cookie", "read_cookies", "save_cookies"]

_TOKEN, _CT0, _FILE = "AIREPORT_X_AUTH_TOKEN", "AIREPORT_X_CT0", "AIREPORT_X_COOKIES"
_VALUE = re.compile(r"[0-9A-Za-z]{16,512}")
_NETSCAPE = re.compile(r"# (?:Netscape )?HTTP Cookie File|[^\t\n]+(?:\t[^\t\n]*){6}$")
_FOR_OTHERS = 0o077
_FORMS = 'write {"auth_token": "…", "ct0": "…"}, or export the cookies of x.com as JSON'
_SAFE = "move it outside the repository, such as ~/.config/aireport/cookies.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookies:
    """What X knows an account by; never printed."""

    auth_token: str = field(repr=False)
    ct0: str = field(repr=False)
    file: Path | None = None
    """Where they were read from, if not from the environment."""

    def __reduce__(self) -> Never:
        raise TypeError("cookies are not to be stored")


def read_cookies(
    environ: Mapping[str, str], *, base: Path, published: tuple[Path, ...] = ()
) -> Cookies:
    """Read the cookies from the environment, or from the file that it names.

    Args:
        environ: Has ``AIREPORT_X_AUTH_TOKEN`` and ``AIREPORT_X_CT0``, or
            ``AIREPORT_X_COOKIES``, the path of a JSON file: ``{name: value}`` or a
            browser's export, a list of ``{"name": …, "value": …}``.
        base: The folder that a relative path starts from.
        published: Folders whose files go online.

    Raises:
        SettingsError: they are not usable, or the file is not safe.
        FetchError: there are none.
    """
    found = {name: environ.get(name, "").strip() for name in (_TOKEN, _CT0)}
    if all(found.values()):
        return _checked(found[_TOKEN], found[_CT0], {"auth_token": _TOKEN, "ct0": _CT0})
    if any(found.values()):
        missing = next(name for name, value in found.items() if not value)
        raise SettingsError([f"{missing} is not set; both cookies are needed"])
    named = environ.get(_FILE, "").strip()
    if not named:
        raise FetchError(Fault.NO_COOKIES)
    # pathlib's own ends with an error of another kind at a user who is not there
    path = Path(os.path.expanduser(named))  # noqa: PTH111
    return _read_file(base / path, published)


def is_cookie(value: str) -> bool:
    """Tell whether a text may be one of X's two cookies."""
    return _VALUE.fullmatch(value) is not None


def _checked(
    auth_token: str, ct0: str, names: Mapping[str, str], file: Path | None = None
) -> Cookies:
    problems = [
        f"{names[name]}: {len(value)} characters that are no cookie of X; "
        f"copy the value of {name} alone, without name and quotation marks"
        for name, value in (("auth_token", auth_token), ("ct0", ct0))
        if not is_cookie(value)
    ]
    if problems:
        raise SettingsError(problems)
    return Cookies(auth_token=auth_token, ct0=ct0, file=file)


def _read_file(path: Path, published: tuple[Path, ...]) -> Cookies:
    problems = tuple(_dangers(path, published))
    if problems:
        raise SettingsError(problems)
    values = dict(_pairs(_load(path)))
    missing = [name for name in ("auth_token", "ct0") if not values.get(name)]
    if missing:
        lacking = " and no ".join(missing)
        raise SettingsError([f"{_FILE}: {path} holds no {lacking}; {_FORMS}"])
    place = {name: f"{_FILE}: {path}: {name}" for name in ("auth_token", "ct0")}
    return _checked(values["auth_token"], values["ct0"], place, path)


def _dangers(path: Path, published: tuple[Path, ...]) -> Iterator[str]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield f"{_FILE}: {path} cannot be read: {error.strerror}"
        return
    if stat.S_ISDIR(mode):
        yield f"{_FILE}: {path} is a folder; name a file"
        return
    if os.name == "posix" and mode & _FOR_OTHERS:
        yield f"{_FILE}: others may read {path}; run chmod 600 {path}"
    for folder in published:
        if _leads_through(path, folder):
            yield f"{_FILE}: {path} lies inside {folder}, which goes online; {_SAFE}"
    yield from _dangers_of_git(path)


def _leads_through(path: Path, folder: Path) -> bool:
    """Tell whether a path lies in a folder, as it is named or where its links lead."""
    real = folder.resolve()
    named = Path(os.path.abspath(path))  # noqa: PTH100 - keeps links as they are
    parents = {*named.parents, *path.resolve().parents}
    return any(parent.resolve() == real for parent in parents)


def _dangers_of_git(path: Path) -> Iterator[str]:
    """Tell what git may publish; where it cannot be asked, that it does."""
    real = path.resolve()
    if not any((folder / ".git").exists() for folder in real.parents):
        return
    found = ask_git(real.parent, "ls-files", "--error-unmatch", "--", real.name)
    if found is None or found.returncode != 1:
        yield f"{_FILE}: git tracks {path}; run git rm --cached {path}, and {_SAFE}"
        return
    ignored = ask_git(real.parent, "check-ignore", "-q", "--", real.name)
    if ignored is None or ignored.returncode != 0:
        yield (
            f"{_FILE}: {path} lies in a repository whose git does not ignore it, so "
            f"that one git add publishes it; {_SAFE}"
        )


def _load(path: Path) -> object:
    text = ""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return json.loads(text)
    except OSError as error:
        reason = str(error.strerror)
    except (ValueError, RecursionError):
        # The decoder's own words would repeat a part of the file.
        is_netscape = any(map(_NETSCAPE.match, text.splitlines()))
        what = "a cookies.txt of Netscape's format" if is_netscape else "no JSON"
        reason = f"it is {what}; {_FORMS}"
    raise SettingsError([f"{_FILE}: {path} cannot be read: {reason}"])


def _pairs(content: object) -> Iterator[tuple[str, str]]:
    """Yield names and values; what is surely of x.com comes last, and so counts."""
    items = content if isinstance(content, list) else [content]
    cookies = [item for item in items if isinstance(item, Mapping)]
    for item in sorted(cookies, key=_is_of_x):
        named = isinstance(item.get("name"), str) and "value" in item
        pairs = [(item["name"], item["value"])] if named else item.items()
        for name, value in pairs:
            if isinstance(name, str) and isinstance(value, str):
                yield name, value.strip()


def _is_of_x(item: Mapping[str, object]) -> bool:
    # Browsers keep the cookies of twitter.com from earlier years beside those of x.com.
    return str(item.get("domain")).lower().removeprefix(".") == "x.com"


def save_cookies(cookies: Cookies, ct0: str) -> None:
    """Write a ``ct0`` that X renewed back into the file that the cookies came from.

    The file keeps its form, its other cookies and the mode 0600. Cookies from the
    environment cannot be renewed: X accepts the old ``ct0`` for a while.

    A file that holds other cookies by now is left alone: somebody has logged in anew.

    Raises:
        OSError: the file cannot be written.
        SettingsError: it can no longer be read.
    """
    if cookies.file is None or ct0 == cookies.ct0 or not is_cookie(ct0):
        return
    content = _load(cookies.file)
    held = dict(_pairs(content))
    if (held.get("auth_token"), held.get("ct0")) != (cookies.auth_token, cookies.ct0):
        return
    content = _renewed(content, cookies.ct0, ct0)
    descriptor, name = tempfile.mkstemp(
        dir=cookies.file.resolve().parent, prefix=".", suffix=".part"
    )  # mkstemp makes it 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            json.dump(content, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(cookies.file.resolve())
    finally:
        Path(name).unlink(missing_ok=True)


def _renewed(content: object, old: str, new: str) -> object:
    """Return a file's content with the new value wherever the old one stands."""
    if isinstance(content, list):
        return [_renewed(item, old, new) for item in content]
    if not isinstance(content, Mapping):
        return content
    return {
        key: new if isinstance(value, str) and value.strip() == old else value
        for key, value in content.items()
    }
