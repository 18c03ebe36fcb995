"""Checks of Python and of the packages that are installed.

Reads the metadata of packages and the names of files beside them; imports none, since
some releases of others do harm as soon as they are imported.
"""

import os
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pelican_aireport.doctor.findings import Finding, Verdict
from pelican_aireport.installing import pip_command
from pelican_aireport.settings import Settings
from pelican_aireport.summarizers.llm_library import MALICIOUS_RELEASES

__all__ = ["check_packages", "check_python", "find_planted"]

_CORE = (
    "pelican-aireport",
    "pelican",
    "markdown",
    "beautifulsoup4",
    "jieba",
    "opencc",
    "wordcloud",
    "numpy",
    "pillow",
    "cmarkgfm",
    "nh3",
    "PyYAML",
    "filelock",
    "merge3",
    "rich",
    "pylopdf-fonts-zh-cn",
)
_EXTRAS = {"x": ("twikit", "httpx", "tenacity"), "x-api": ("httpx", "tenacity")}
"""What a topic's source needs."""

_OPTIONAL = ("httpx", "tenacity")
_PLANTED = ("litellm_init.pth", "cook.pth")
"""What malicious releases of litellm leave behind: Python runs it at every start."""

_RENEW = "then renew every key, token and cookie that this machine has held"
_TRIED = "2.3."
_SAME_FOLDER = ("twikit", "twikit-ng", "twifork")
"""They all install a folder named twikit, and overwrite each other."""


def check_python() -> Finding:
    """Check the version of Python."""
    found = platform.python_version()
    if sys.version_info < (3, 11):  # noqa: UP036 - pip may have been forced
        return Finding(
            check="Python",
            verdict=Verdict.PROBLEM,
            words=f"{found} is too old",
            remedy="install Python 3.11 or newer",
        )
    return Finding(check="Python", verdict=Verdict.OK, words=found)


def check_packages(settings: Settings) -> Iterator[Finding]:
    """Check what is installed, and what the topics' sources need."""
    versions = {name: _find_version(name) for name in (*_CORE, *_OPTIONAL)}
    missing = [name for name in _CORE if versions[name] is None]
    yield Finding(
        check="packages",
        verdict=Verdict.PROBLEM if missing else Verdict.OK,
        words=_list_versions(versions),
        remedy=f"run {pip_command('install', *missing)}" if missing else None,
        facts={"versions": versions},
    )
    yield from _check_litellm(_find_version("litellm"))
    yield from _check_planted(find_planted(sys.path))
    yield from _check_twikit()
    yield from _check_extras(settings)


def _find_version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _list_versions(versions: Mapping[str, str | None]) -> str:
    return ", ".join(
        f"{name} {found or 'missing'}"
        for name, found in versions.items()
        if found is not None or name in _CORE
    )


def _check_litellm(found: str | None) -> Iterator[Finding]:
    if found in MALICIOUS_RELEASES:
        yield Finding(
            check="litellm",
            verdict=Verdict.PROBLEM,
            words=f"{found} is a malicious release that steals secrets",
            remedy=f"run {pip_command('uninstall', 'litellm')} and "
            f"{pip_command('cache', 'purge')} at once, {_RENEW}",
            facts={"version": found},
        )
    elif found is not None:
        yield Finding(
            check="litellm",
            verdict=Verdict.OK,
            words=found,
            facts={"version": found},
        )


def find_planted(folders: Iterable[str]) -> tuple[Path, ...]:
    """Find what malicious releases leave in folders that Python imports from."""
    places = dict.fromkeys(
        Path(folder or ".") / name for folder in folders for name in _PLANTED
    )
    # Unlike exists(), access() does not fail at folders that must not be entered.
    return tuple(place for place in places if os.access(place, os.F_OK))


def _check_planted(planted: Iterable[Path]) -> Iterator[Finding]:
    for path in planted:
        yield Finding(
            check="litellm",
            verdict=Verdict.PROBLEM,
            words=f"a malicious release has left {path.name}, which runs with Python",
            remedy=f"delete {path}, run {pip_command('uninstall', 'litellm')}, "
            f"{_RENEW}",
        )


def _check_twikit() -> Iterator[Finding]:
    found = {name: _find_version(name) for name in _SAME_FOLDER}
    there = {name: number for name, number in found.items() if number is not None}
    if len(there) > 1:
        names = tuple(there)
        yield Finding(
            check="twikit",
            verdict=Verdict.PROBLEM,
            words=f"{' and '.join(names)} are installed in one folder",
            remedy=_replace(*names),
            facts={"versions": there},
        )
        return
    for name, number in there.items():
        is_tried = name == "twikit" and number.startswith(_TRIED)
        yield Finding(
            check="twikit",
            verdict=Verdict.OK if is_tried else Verdict.WARNING,
            words=number if is_tried else f"{name} {number} was not tried here",
            remedy=None if is_tried else _replace(name),
            facts={"versions": there},
        )


def _replace(*names: str) -> str:
    """Say how to put the release that was tried in place of others."""
    away = pip_command("uninstall", *names)
    return f"run {away}, then {pip_command('install', 'pelican-aireport[x]')}"


def _check_extras(settings: Settings) -> Iterator[Finding]:
    for topic in settings.topics:
        needed = _EXTRAS.get(topic.source, ()) if isinstance(topic.source, str) else ()
        missing = [name for name in needed if _find_version(name) is None]
        if missing:
            yield Finding(
                check=f"topic {topic.name}",
                verdict=Verdict.PROBLEM,
                words=f'source "{topic.source}" needs {", ".join(missing)}',
                remedy="run "
                + pip_command("install", f"pelican-aireport[{topic.source}]"),
                facts={"missing": missing},
            )
