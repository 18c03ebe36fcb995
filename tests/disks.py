"""Disks for tests: what a folder holds, and calls that fail as a disk does."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

__all__ = ["refuse", "tree"]


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder by its relative name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refuse(code: int) -> Callable[..., NoReturn]:
    """Return a function that raises the OSError of a code, whatever it is given."""

    def raise_error(*_: object, **__: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    return raise_error
