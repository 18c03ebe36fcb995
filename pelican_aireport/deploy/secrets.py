"""What must not stand in any file that goes online: secrets, the machine's folders.

Pure. A secret is looked for by what no encoding changes, its longest run of letters
and digits; only where that stands is it looked for in all its forms.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from pelican_aireport.deploy.findings import Finding
from pelican_aireport.sources.redaction import secret_pattern

__all__ = ["Needle", "check_content", "find_folders", "find_secrets"]

_SHORTEST = 8
"""Shorter values are words, numbers and switches."""

_NAME = re.compile(
    r"AIREPORT_X_.+|(?:.*_)?(?:(?:API|ACCESS|SECRET|PRIVATE)?KEY|(?:AUTH)?TOKEN|SECRET"
    r"|\w*PASS(?:WORD|WD|PHRASE)|PASS|PWD|PW|AUTH|BEARER|CREDENTIAL|COOKIE|CT0|DSN"
    r"|JWT|PAT)S?(?:_?\d+)?",
    re.IGNORECASE,
)
_QUALIFIED_NAME = re.compile(
    r"(?:.*_)?(?:(?:API|ACCESS|PRIVATE|SECRET)_?KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL)"
    r"S?_(?!(?:.*_)?(?:ID|NAME|USER|EMAIL|URL|URI|HOST|DOMAIN|REGION|FILE|PATH|DIR)"
    r"S?$).+",
    re.IGNORECASE,
)
"""``API_KEY_PROD``, but not ``TOKEN_URL``: an address may well stand in a page."""

_FOLDERS = {"PWD", "OLDPWD"}
"""Not passwords, but where the shell stands."""

_WORD = re.compile("[A-Za-z0-9]+")
_BASE64_BITS, _BYTE_BITS = 6, 8
_URL_SAFE = {"+": r"(?:\+|-|%2b)", "/": r"(?:\\?/|_|%2f)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Needle:
    """Something to look for in the bytes of a file."""

    name: str
    """What is told of it; never its value."""
    anchor: bytes = field(repr=False)
    """A part that stands in each form unchanged."""
    pattern: re.Pattern[bytes] = field(repr=False)
    remedy: str


def find_secrets(environ: Mapping[str, str]) -> tuple[Needle, ...]:
    """Return needles for the values of all variables that are secret by their names.

    And for passwords in addresses, such as a proxy's.
    """
    return tuple(
        needle
        for name, value in sorted(environ.items())
        for secret in dict.fromkeys(_secrets(name, value))
        for needle in _needles(name, secret)
    )


def _secrets(name: str, value: str) -> Iterator[str]:
    if "://" in value:
        yield from _long_enough(_password(value))
    if _is_secret(name):
        # Of a key in several lines, one alone is too much.
        yield from _long_enough(value.strip(), *value.split("\n"))


def _is_secret(name: str) -> bool:
    if name in _FOLDERS:
        return False
    return any(each.fullmatch(name) for each in (_NAME, _QUALIFIED_NAME))


def _long_enough(*values: str) -> Iterator[str]:
    stripped = (value.strip() for value in values)
    return (each for each in stripped if len(each) >= _SHORTEST)


def _password(value: str) -> str:
    try:
        return urlsplit(value).password or ""
    except ValueError:  # no address after all
        return ""


def _needles(name: str, secret: str) -> Iterator[Needle]:
    forms = [
        *(_plain(each) for each in dict.fromkeys(_spellings(secret))),
        *(_base64(secret.encode(), offset) for offset in range(3)),
        *(_as_it_is(each) for each in _hexadecimals(secret)),
    ]
    for anchor, pattern in forms:
        yield Needle(
            name=f"the value of {name}",
            anchor=anchor,
            pattern=pattern,
            remedy="replace that secret with a new one, and find what wrote it",
        )


def _spellings(secret: str) -> Iterator[str]:
    yield secret
    # What is not ASCII has more forms than those of its bytes.
    yield json.dumps(secret)[1:-1]
    yield secret.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _plain(secret: str) -> tuple[bytes, re.Pattern[bytes]]:
    return _anchor(secret), secret_pattern(secret)


def _hexadecimals(secret: str) -> tuple[str, str]:
    digits = secret.encode().hex()
    return digits, digits.upper()


def _as_it_is(text: str) -> tuple[bytes, re.Pattern[bytes]]:
    return text.encode(), re.compile(re.escape(text.encode()))


def _base64(secret: bytes, offset: int) -> tuple[bytes, re.Pattern[bytes]]:
    """Return the part of a secret's base64 that what stands around does not change.

    ``offset`` is by how many bytes the secret begins after a group of three.
    """
    coded = b64encode(bytes(offset) + secret).decode("ascii")
    start = -(-offset * _BYTE_BITS // _BASE64_BITS)
    core = coded[start : (offset + len(secret)) * _BYTE_BITS // _BASE64_BITS]
    pattern = "".join(_URL_SAFE.get(each, each) for each in core)
    return _anchor(core), re.compile(pattern.encode("ascii"))


def _anchor(text: str) -> bytes:
    return max(_WORD.findall(text), key=len, default="").encode("ascii")


def find_folders(*folders: Path | None) -> tuple[Needle, ...]:
    """Return needles for folders of the machine; not for those just below the root.

    ``/root`` is a name that news may hold.
    """
    known = dict.fromkeys(
        folder for folder in folders if folder and len(folder.parents) > 1
    )
    return tuple(
        Needle(
            name="a folder of the machine that built it",
            anchor=str(folder).encode(),
            pattern=re.compile(re.escape(str(folder).encode()) + rb"(?![\w.-])"),
            remedy="find what wrote it; pages name files of the site only",
        )
        for folder in known
    )


def check_content(
    file: str, content: bytes, needles: Iterable[Needle]
) -> Iterator[Finding]:
    """Find in a file what must not stand there; each thing once."""
    told: set[str] = set()
    for needle in needles:
        if needle.name not in told and _holds(content, needle):
            told.add(needle.name)
            problem = f"it holds {needle.name}"
            yield Finding(file=file, problem=problem, remedy=needle.remedy)


def _holds(content: bytes, needle: Needle) -> bool:
    return needle.anchor in content and needle.pattern.search(content) is not None
