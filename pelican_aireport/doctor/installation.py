"""Checks of the installation: Python, packages, fonts, folders, model keys.

Touches the disk and the metadata of installed packages; imports none of them.
"""

import hashlib
import os
import platform
import shutil
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pelican_aireport.doctor.findings import Finding, Verdict
from pelican_aireport.settings import Settings, TopicSettings

__all__ = ["check_installation", "fingerprint"]

_PACKAGES = ("pelican-aireport", "pelican", "jieba", "wordcloud", "nh3", "cmarkgfm")
_MALICIOUS = {"litellm": ("1.82.7", "1.82.8", "1.107.0")}
_TRIED = {"twikit": "2.3."}
_SAME_FOLDER = ("twikit", "twikit-ng", "twifork")
"""They all install a package named twikit, and overwrite each other."""
_EXTRAS = {"x": ("twikit", "httpx", "tenacity"), "x-api": ("httpx", "tenacity")}
_LEAST_FREE_BYTES = 200_000_000
_MODEL_KEYS = (
    "ANTHROPIC_API_KEY",
    "DASHSCOPE_API_KEY",
    "DEEPSEEK_API_KEY",
    "GEMINI_API_KEY",
    "MISTRAL_API_KEY",
    "MOONSHOT_API_KEY",
    "OPENAI_API_KEY",
    "OPENROUTER_API_KEY",
    "XAI_API_KEY",
    "ZAI_API_KEY",
)


def check_installation(
    settings: Settings, environ: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Check what is installed and set, without asking anybody."""
    return (
        _check_python(),
        _check_packages(),
        *_check_malicious(),
        *_check_twikit(),
        *_check_extras(settings),
        *_check_fonts(settings),
        _check_state(settings.state),
        _check_model_keys(environ),
    )


def fingerprint(secret: str) -> str:
    """Return what tells two secrets apart and tells nothing of them."""
    return hashlib.sha256(secret.encode()).hexdigest()[:6]


def _find_version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _check_python() -> Finding:
    found = platform.python_version()
    if sys.version_info < (3, 11):  # noqa: UP036 - pip may have been forced
        return Finding(
            check="Python",
            verdict=Verdict.PROBLEM,
            words=found,
            remedy="install Python 3.11 or newer",
        )
    return Finding(check="Python", verdict=Verdict.OK, words=found)


def _check_packages() -> Finding:
    versions = {name: _find_version(name) for name in _PACKAGES}
    missing = [name for name, found in versions.items() if found is None]
    words = ", ".join(
        f"{name} {found or 'missing'}" for name, found in versions.items()
    )
    if missing:
        return Finding(
            check="packages",
            verdict=Verdict.PROBLEM,
            words=words,
            remedy="run pip install --upgrade pelican-aireport",
        )
    return Finding(
        check="packages", verdict=Verdict.OK, words=words, facts={"versions": versions}
    )


def _check_malicious() -> Iterator[Finding]:
    for name, bad in _MALICIOUS.items():
        found = _find_version(name)
        if found in bad:
            yield Finding(
                check=name,
                verdict=Verdict.PROBLEM,
                words=f"{found} is a malicious release that steals secrets",
                remedy=f"run pip uninstall {name}, then renew every key and cookie "
                "that this machine has held",
            )
        elif found is not None:
            yield Finding(check=name, verdict=Verdict.OK, words=found)
    planted = Path(sysconfig.get_paths()["purelib"]) / "litellm_init.pth"
    if planted.exists():
        yield Finding(
            check="litellm",
            verdict=Verdict.PROBLEM,
            words=f"{planted.name} was planted by a malicious release",
            remedy=f"delete {planted}, then renew every key and cookie that this "
            "machine has held",
        )


def _check_twikit() -> Iterator[Finding]:
    found = {name: _find_version(name) for name in _SAME_FOLDER}
    there = [name for name, number in found.items() if number is not None]
    if len(there) > 1:
        yield Finding(
            check="twikit",
            verdict=Verdict.PROBLEM,
            words=f"{' and '.join(there)} overwrite each other",
            remedy=f"run pip uninstall {' '.join(there)}, then "
            "pip install 'pelican-aireport[x]'",
        )
    elif there:
        number = str(found[there[0]])
        is_tried = there == ["twikit"] and number.startswith(_TRIED["twikit"])
        yield Finding(
            check=there[0],
            verdict=Verdict.OK if is_tried else Verdict.WARNING,
            words=number if is_tried else f"{number} was not tried with this plugin",
            remedy=None if is_tried else "run pip install 'pelican-aireport[x]'",
        )


def _check_extras(settings: Settings) -> Iterator[Finding]:
    for topic in settings.topics:
        needed = _EXTRAS.get(topic.source, ()) if isinstance(topic.source, str) else ()
        missing = [name for name in needed if _find_version(name) is None]
        if missing:
            yield Finding(
                check=f"topic {topic.name}",
                verdict=Verdict.PROBLEM,
                words=f'source "{topic.source}" needs {", ".join(missing)}',
                remedy=f"run pip install 'pelican-aireport[{topic.source}]'",
            )


def _check_fonts(settings: Settings) -> Iterator[Finding]:
    number = _find_version("pylopdf-fonts-zh-cn")
    yield Finding(
        check="font",
        verdict=Verdict.PROBLEM if number is None else Verdict.OK,
        words="the bundled Noto Sans SC is "
        + ("missing" if number is None else f"there ({number})"),
        remedy="run pip install --upgrade pelican-aireport" if number is None else None,
    )
    yield from (_missing_font(topic) for topic in settings.topics if _lacks_font(topic))


def _lacks_font(topic: TopicSettings) -> bool:
    return topic.font is not None and not topic.font.is_file()


def _missing_font(topic: TopicSettings) -> Finding:
    return Finding(
        check=f"topic {topic.name}",
        verdict=Verdict.PROBLEM,
        words=f"the font {topic.font} is not there",
        remedy="correct AIREPORT_FONT, or leave it out for the bundled font",
    )


def _check_state(state: Path) -> Finding:
    folder = next(each for each in (state, *state.parents) if each.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return Finding(
            check="state",
            verdict=Verdict.PROBLEM,
            words=f"{state} cannot be written",
            remedy="correct its permissions, or name another folder in AIREPORT_STATE",
        )
    free = shutil.disk_usage(folder).free
    is_enough = free >= _LEAST_FREE_BYTES
    return Finding(
        check="state",
        verdict=Verdict.OK if is_enough else Verdict.WARNING,
        words=f"{state}, {free // 1_000_000:,} MB free",
        remedy=None if is_enough else "make room, or set AIREPORT_SNAPSHOT_DAYS",
    )


def _check_model_keys(environ: Mapping[str, str]) -> Finding:
    keys = {
        name: fingerprint(environ[name]) for name in _MODEL_KEYS if environ.get(name)
    }
    words = ", ".join(f"{name} ({mark})" for name, mark in keys.items())
    return Finding(
        check="model keys",
        verdict=Verdict.OK,
        words=words or "none; the extractive summarizer needs none",
        facts={"keys": keys},
    )
