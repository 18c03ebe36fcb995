"""Checks of what lies on this machine: packages, fonts, folders, certificates, keys.

Touches the disk, reading only, and asks git what it tracks; no network.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from pelican_aireport.articles.sections import LANGUAGES, wording
from pelican_aireport.doctor.findings import Finding, Verdict
from pelican_aireport.doctor.packages import check_packages, check_python
from pelican_aireport.errors import PublishError, SettingsError
from pelican_aireport.git import ask_git
from pelican_aireport.pictures.fonts import find_covered, font_path
from pelican_aireport.settings import Settings

__all__ = ["check_installation", "fingerprint"]

_LEAST_FREE_BYTES = 200_000_000
_MODEL_KEYS = (
    "ANTHROPIC_API_KEY",
    "AZURE_API_KEY",
    "COHERE_API_KEY",
    "DASHSCOPE_API_KEY",
    "DEEPSEEK_API_KEY",
    "GEMINI_API_KEY",
    "GROQ_API_KEY",
    "MINIMAX_API_KEY",
    "MISTRAL_API_KEY",
    "MOONSHOT_API_KEY",
    "OPENAI_API_KEY",
    "OPENROUTER_API_KEY",
    "TOGETHERAI_API_KEY",
    "VOLCENGINE_API_KEY",
    "XAI_API_KEY",
    "ZAI_API_KEY",
    "ZHIPUAI_API_KEY",
)


def check_installation(
    settings: Settings, environ: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Check what is installed and set, without asking anybody."""
    return (
        check_python(),
        *check_packages(settings),
        *_check_fonts(settings),
        _check_state(settings.state),
        *_check_tracked(settings.state),
        *_check_certificates(environ),
        _check_model_keys(environ),
    )


def fingerprint(secret: str) -> str:
    """Return what tells two secrets apart and tells nothing of them."""
    return hashlib.sha256(secret.encode()).hexdigest()[:6]


def _check_fonts(settings: Settings) -> Iterator[Finding]:
    used = dict.fromkeys((topic.font, topic.language) for topic in settings.topics)
    for font, language in used or {(None, LANGUAGES[0]): None}:
        yield _check_font(font, language)


def _check_font(setting: Path | None, language: str) -> Finding:
    name = "the bundled Noto Sans SC" if setting is None else str(setting)
    try:
        path = font_path(setting)
    except (SettingsError, PublishError) as error:
        words, _, remedy = str(error).partition(";")
        return Finding(
            check="font",
            verdict=Verdict.PROBLEM,
            words=words,
            remedy=remedy.strip() or None,
        )
    headings = tuple(wording(language).headings.values())
    lacking = len(set(headings) - find_covered(headings, path))
    if lacking:
        return Finding(
            check="font",
            verdict=Verdict.WARNING,
            words=f"{name} lacks characters of {language}: the word cloud leaves out "
            "words that it cannot draw",
            remedy="name another font in AIREPORT_FONT, or leave it out",
        )
    return Finding(check="font", verdict=Verdict.OK, words=f"{name}, for {language}")


def _check_state(state: Path) -> Finding:
    # access() says no, instead of failing, below a folder that must not be entered.
    folder = next(
        (each for each in (state, *state.parents) if os.access(each, os.F_OK)), state
    )
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
        facts={"folder": str(state), "free_bytes": free},
    )


def _check_tracked(state: Path) -> Iterator[Finding]:
    count = _count_tracked(state)
    if count:
        yield Finding(
            check="state",
            verdict=Verdict.WARNING,
            words=f"git tracks {count} files in {state}: raw answers of services "
            "would be published with the repository",
            remedy=f"run git rm -r --cached {state}",
        )


def _count_tracked(folder: Path) -> int:
    """Count the files that git tracks in a folder; none where git cannot be asked."""
    if not folder.is_dir():
        return 0
    done = ask_git(folder, "ls-files", "-z", "--", ".")
    if done is None or done.returncode != 0:
        return 0
    return done.stdout.count(b"\0")


def _check_certificates(environ: Mapping[str, str]) -> Iterator[Finding]:
    # httpx ends with an error of the operating system, without the file's name.
    file = environ.get("SSL_CERT_FILE", "")
    if file and not Path(file).is_file():
        yield Finding(
            check="certificates",
            verdict=Verdict.PROBLEM,
            words=f"SSL_CERT_FILE names {file}, which is no file",
            remedy="name a PEM file of trusted authorities, or unset SSL_CERT_FILE",
        )


def _check_model_keys(environ: Mapping[str, str]) -> Finding:
    keys = {
        name: fingerprint(environ[name]) for name in _MODEL_KEYS if environ.get(name)
    }
    words = ", ".join(f"{name} ({mark})" for name, mark in keys.items())
    return Finding(
        check="model keys",
        verdict=Verdict.OK,
        words=words or "none; quoting needs none, nor does a server of your own",
        facts={"keys": keys},
    )
