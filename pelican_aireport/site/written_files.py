"""Files below OUTPUT_PATH that are written only where they change; touches the disk."""

from contextlib import suppress
from pathlib import Path

__all__ = ["write_changed"]


def write_changed(path: Path, content: bytes) -> None:
    """Write a file and its folder; what holds just that already is not touched."""
    # Thousands of files a build: no system call more than it takes.
    with suppress(OSError):  # Not there, or not to be read: the writing will tell.
        if path.read_bytes() == content:
            return
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
