"""requirements.txt: what a deploy installs, pinned and hashed, without extras."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11.9", "3.12.9", "3.13.9")


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / "requirements.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pins(text: str) -> list[tuple[Requirement, int]]:
    """Return each requirement with the number of its hashes."""
    joined = re.sub(r"#.*", "", text).replace("\\\n", " ")
    lines = [line.split(" --hash=") for line in joined.splitlines() if line.strip()]
    return [(Requirement(line), len(hashes)) for line, *hashes in lines]


@pytest.fixture(scope="module")
def wanted() -> dict[str, list[Requirement]]:
    """Return setup.cfg's requirements by extra; those without one under ``""``."""
    parser = ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    groups = {"": parser["options"]["install_requires"]}
    groups |= dict(parser["options.extras_require"])
    return {
        extra: [
            Requirement(line)
            for line in lines.splitlines()
            if line.strip() and not line.startswith("#")
        ]
        for extra, lines in groups.items()
    }


def _applying(
    pins: list[tuple[Requirement, int]], python: str
) -> dict[str, Requirement]:
    environment = {
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "implementation_name": "cpython",
        "sys_platform": "linux",
        "platform_machine": "x86_64",
    }
    applying = [
        pin for pin, _ in pins if not pin.marker or pin.marker.evaluate(environment)
    ]
    found: dict[str, Requirement] = {
        canonicalize_name(pin.name): pin for pin in applying
    }
    assert len(found) == len(applying), "a package is pinned twice"
    return found


def test_every_requirement_is_one_version_with_hashes(
    pins: list[tuple[Requirement, int]],
) -> None:
    loose = [
        str(pin)
        for pin, hashes in pins
        if hashes == 0 or [each.operator for each in pin.specifier] != ["=="]
    ]
    assert (loose, len(pins) > 20) == ([], True)


def test_hashes_are_whole(text: str) -> None:
    """Each is a SHA-256, and nothing but pins, hashes and comments is there."""
    hashed = re.findall(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$", text, re.MULTILINE)
    pinned = re.findall(r"^[a-z0-9-]+==[^\s\\]+(?: ; [^\\]+)? \\$", text, re.MULTILINE)
    comments = re.findall(r"^ *#.*$", text, re.MULTILINE)
    assert len(hashed) + len(pinned) + len(comments) == len(text.splitlines())


@pytest.mark.parametrize("python", [pytest.param(each, id=each) for each in PYTHONS])
def test_each_dependency_has_a_pin_that_satisfies_it(
    pins: list[tuple[Requirement, int]],
    wanted: dict[str, list[Requirement]],
    python: str,
) -> None:
    found = _applying(pins, python)
    missing = []
    for each in wanted[""]:
        pin = found.get(canonicalize_name(each.name))
        (specifier,) = pin.specifier if pin else (None,)
        if specifier is None or specifier.version not in each.specifier:
            missing.append(str(each))
    assert missing == []


def test_nothing_of_the_extras_is_installed(
    pins: list[tuple[Requirement, int]], wanted: dict[str, list[Requirement]]
) -> None:
    """A deploy drafts nothing: it needs no client of X and of no model."""
    needed = {canonicalize_name(each.name) for each in wanted.pop("")}
    extra = {canonicalize_name(e.name) for group in wanted.values() for e in group}
    pinned = {canonicalize_name(pin.name) for pin, _ in pins}
    assert pinned & (extra - needed) == set()
