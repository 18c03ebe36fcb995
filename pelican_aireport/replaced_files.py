"""Files that take another's place, whole or not at all, unless it has changed.

Touches the disk. Only what an author asks for by name replaces a file of his.
"""

from pathlib import Path
from stat import S_IMODE

from pelican_aireport.errors import PublishError
from pelican_aireport.new_files import refusal, sync_folder, write_temporary

__all__ = ["check_unchanged", "replace_file"]


def replace_file(path: Path, content: bytes, *, expected: bytes) -> None:
    """Replace a file by another content; at each moment one of both is there, whole.

    Where the name is a link, the file that it leads to is replaced. Its permissions
    stay.

    Args:
        path: The file.
        content: What it holds afterwards.
        expected: What it must hold until then.

    Raises:
        PublishError: it holds something else by now, or the disk refused.
    """
    try:
        place = path.resolve(strict=True)
        mode = S_IMODE(place.stat().st_mode)
        temporary = write_temporary(place.parent, content)
    except OSError as error:
        raise refusal(path, error) from error
    try:
        temporary.chmod(mode)
        check_unchanged(place, expected)
        temporary.replace(place)
    except OSError as error:
        raise refusal(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(place.parent)


def check_unchanged(path: Path, expected: bytes) -> None:
    """Check that a file holds what it held when it was read.

    Raises:
        PublishError: it does not, or cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refusal(path, error) from error
    if content != expected:
        raise PublishError(
            f"{path.name} was changed in the meantime, and stays as it is; save it, "
            "close it and run again"
        )
