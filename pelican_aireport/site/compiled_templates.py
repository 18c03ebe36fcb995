"""Templates compiled once for many builds; touches the disk.

Pelican makes four environments a build and compiles in each what it uses: half of the
time that a build of a small site takes.
"""

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from pelican_aireport.errors import SettingsError
from pelican_aireport.settings import parse_settings

__all__ = ["CompiledTemplates", "keep_templates"]

_FOLDER = "templates"
_DIGEST = hashlib.sha256().digest_size
_SYNTAX = (
    *("block_start_string", "block_end_string", "variable_start_string"),
    *("variable_end_string", "comment_start_string", "comment_end_string"),
    *("line_statement_prefix", "line_comment_prefix", "trim_blocks", "lstrip_blocks"),
    *("newline_sequence", "keep_trailing_newline", "optimized", "autoescape"),
)
"""What an environment's templates are compiled by, beside their source."""


class CompiledTemplates(BytecodeCache):
    """A folder of compiled templates, a file each, trusted as the settings file is.

    A file tells what it was compiled from and by, and a hash of itself: what does not
    agree is compiled anew and replaced. Jinja's own folder asks for the source alone,
    and would give code that escapes nothing to an environment that escapes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return a template's code where it is kept, and where to keep it."""
        made_by = (jinja2.__version__, sys.version, sys.implementation.cache_tag)
        syntax = [getattr(environment, each) for each in _SYNTAX]
        place = _hash(repr((name, filename, syntax)).encode())
        checksum = _hash(repr((made_by, place, source)).encode())
        bucket = Bucket(environment, place, checksum)
        if not _is_plain(environment):
            bucket.key = ""
            return bucket
        self.load_bytecode(bucket)
        if bucket.code is None and _runs_foreign_code(environment, source):
            bucket.key = ""
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a template's code."""
        try:
            content = (self._folder / bucket.key).read_bytes()
        except OSError:
            return  # not compiled yet, or not to be had
        head, code = content[: 2 * _DIGEST], content[2 * _DIGEST :]
        if head == _head(bucket, code):
            bucket.code = marshal.loads(code)  # noqa: S302 - our own, and whole

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code; where that cannot be, it is compiled again."""
        if not bucket.key:
            return
        code = marshal.dumps(bucket.code)
        path = self._folder / bucket.key
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_suffix(f".{os.getpid()}")
            temporary.write_bytes(_head(bucket, code) + code)
            temporary.replace(path)


def keep_templates(pelican: Any, *, base: Path) -> None:
    """Keep compiled templates below AIREPORT_STATE; a site's own cache stays.

    Args:
        pelican: Whose settings its environments are made by.
        base: The folder of the settings file.
    """
    try:
        settings = parse_settings(pelican.settings, base=base)
    except SettingsError:
        return  # told when reports are drafted
    pelican.settings["JINJA_ENVIRONMENT"] = {
        "bytecode_cache": CompiledTemplates(settings.state / _FOLDER),
        **pelican.settings["JINJA_ENVIRONMENT"],
    }


def _is_plain(environment: Environment) -> bool:
    # Each of these takes part in compiling and has no name to know it by.
    return not (
        environment.extensions
        or environment.finalize
        or callable(environment.autoescape)
    )


def _runs_foreign_code(environment: Environment, source: str) -> bool:
    """Tell whether a filter or test that is not Jinja's is run while compiling.

    What has only constants is: another day its function may give another result.
    """
    for node in environment.parse(source).find_all((nodes.Filter, nodes.Test)):
        is_filter = isinstance(node, nodes.Filter)
        own = FILTERS if is_filter else TESTS
        offered = environment.filters if is_filter else environment.tests
        if offered.get(node.name) is own.get(node.name):
            continue
        with suppress(nodes.Impossible):
            node.as_const()
            return True
    return False


def _head(bucket: Bucket, code: bytes) -> bytes:
    return bytes.fromhex(bucket.checksum + _hash(code))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
