"""The doctor looks at packages, fonts, folders and keys without asking anybody."""

import re
import subprocess
from collections.abc import Mapping
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from pelican_aireport.doctor import installation, packages
from pelican_aireport.doctor.findings import Verdict
from pelican_aireport.doctor.installation import check_installation, fingerprint
from pelican_aireport.doctor.packages import find_planted
from pelican_aireport.errors import PublishError
from pelican_aireport.settings import Settings, parse_settings


def site(folder: Path, **topic: object) -> Settings:
    values = {"PATH": str(folder / "content"), "AIREPORT_TOPICS": {"ai": topic}}
    return parse_settings(values, base=folder)


def problems(
    settings: Settings, environ: Mapping[str, str] | None = None
) -> dict[str, str | None]:
    found = check_installation(settings, environ or {})
    return {
        each.words: each.remedy for each in found if each.verdict is Verdict.PROBLEM
    }


def verdicts(settings: Settings) -> dict[str, Verdict]:
    return {each.check: each.verdict for each in check_installation(settings, {})}


def test_every_package_that_is_required_is_looked_at(tmp_path: Path) -> None:
    required = {
        re.split(r"[^\w.-]", line)[0]
        for line in metadata.requires("pelican-aireport") or ()
        if "extra ==" not in line
    }
    found = next(
        each
        for each in check_installation(site(tmp_path), {})
        if each.check == "packages"
    )
    looked_at = {
        name.lower() for name in cast("dict[str, str]", found.facts["versions"])
    }
    assert {name.lower() for name in required} - looked_at == set()


def test_this_installation_is_well(tmp_path: Path) -> None:
    found = verdicts(site(tmp_path, source="x", query={"list": 7}))
    assert set(found.values()) == {Verdict.OK}


@pytest.mark.parametrize(
    ("versions", "check", "verdict"),
    [
        pytest.param(
            {"litellm": "1.82.8"}, "litellm", Verdict.PROBLEM, id="malicious litellm"
        ),
        pytest.param({"litellm": "1.106.2"}, "litellm", Verdict.OK, id="litellm"),
        pytest.param({"twikit": "3.0"}, "twikit", Verdict.WARNING, id="new twikit"),
        pytest.param(
            {"twikit-ng": "2.5.1"}, "twikit", Verdict.PROBLEM, id="two twikits"
        ),
        pytest.param({"tenacity": None}, "topic ai", Verdict.PROBLEM, id="no extra"),
        pytest.param({"nh3": None}, "packages", Verdict.PROBLEM, id="no sanitiser"),
        pytest.param(
            {"twikit": None, "twifork": "2.4.0"}, "twikit", Verdict.WARNING, id="fork"
        ),
    ],
)
def test_versions_that_are_known_to_be_bad_are_told(
    versions: dict[str, str | None],
    check: str,
    verdict: Verdict,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def version(name: str) -> str:
        found = versions.get(
            name, metadata.version(name) if name not in versions else None
        )
        if found is None:
            raise metadata.PackageNotFoundError(name)
        return found

    monkeypatch.setattr(packages, "version", version)
    assert verdicts(site(tmp_path, source="x", query={"list": 7}))[check] is verdict


def test_a_font_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = problems(site(tmp_path, font="no.ttf"))
    assert found == {
        f"AIREPORT_FONT: {str(tmp_path / 'no.ttf')!r} is not a file": (
            "name a TTF or OTF file with Chinese characters, or leave the setting out"
        )
    }


def test_a_bundled_font_that_is_missing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: Path | None) -> Path:
        raise PublishError("the font is not installed; run pip")

    monkeypatch.setattr(installation, "font_path", missing)
    assert problems(site(tmp_path)) == {"the font is not installed": "run pip"}


@pytest.mark.parametrize(
    ("language", "verdict"),
    [
        pytest.param("zh-CN", Verdict.WARNING, id="Chinese"),
        pytest.param("en", Verdict.OK, id="English"),
    ],
)
def test_a_font_without_the_language_s_characters_is_told(
    language: str, verdict: Verdict, tmp_path: Path
) -> None:
    latin = files("wordcloud") / "DroidSansMono.ttf"
    assert (
        verdicts(site(tmp_path, font=str(latin), language=language))["font"] is verdict
    )


def test_a_state_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / ".aireport").write_bytes(b"")
    assert verdicts(site(tmp_path))["state"] is Verdict.PROBLEM


@pytest.mark.parametrize("is_in_a_hook", [False, True], ids=["outside", "in a hook"])
def test_a_state_that_git_tracks_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_in_a_hook: bool
) -> None:
    state = tmp_path / ".aireport"
    state.mkdir()
    (state / "page.json").write_bytes(b"{}")
    for command in (["init", "-q"], ["add", "-f", "."]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    if is_in_a_hook:
        monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "another"))
    found = check_installation(site(tmp_path), {})
    told = [(each.words[:18], each.verdict) for each in found if each.check == "state"]
    assert told[1:] == [("git tracks 1 files", Verdict.WARNING)]


def test_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = SimpleNamespace(free=150_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    assert verdicts(site(tmp_path))["state"] is Verdict.WARNING


def test_looking_writes_nothing(tmp_path: Path) -> None:
    check_installation(site(tmp_path), {})
    assert list(tmp_path.iterdir()) == []


def test_what_a_malicious_release_leaves_behind_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = tmp_path / "litellm_init.pth"
    planted.write_text("import os")
    (tmp_path / "distutils-precedence.pth").write_text("import os")
    assert find_planted([str(tmp_path), str(tmp_path)]) == (planted,)
    monkeypatch.syspath_prepend(tmp_path)
    assert verdicts(site(tmp_path))["litellm"] is Verdict.PROBLEM


def test_authorities_that_are_not_there_are_told(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    found = problems(site(tmp_path), {"SSL_CERT_FILE": str(file)})
    assert list(found) == [f"SSL_CERT_FILE names {file}, which is no file"]


def test_model_keys_are_told_by_name_and_fingerprint(tmp_path: Path) -> None:
    environ = {"DEEPSEEK_API_KEY": "sk-one", "OPENAI_API_KEY": ""}
    found = check_installation(site(tmp_path), environ)[-1]
    assert found.words == f"DEEPSEEK_API_KEY ({fingerprint('sk-one')})"


def test_no_model_key_is_well(tmp_path: Path) -> None:
    found = check_installation(site(tmp_path), {})[-1]
    assert (found.verdict, found.words) == (
        Verdict.OK,
        "none; quoting needs none, nor does a server of your own",
    )
