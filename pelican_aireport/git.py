"""What git says of a folder's files. Touches the disk, through git."""

import os
import subprocess
from pathlib import Path

__all__ = ["ask_git"]

_PATIENCE_SECONDS = 10


def ask_git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """Run git in a folder; ``None`` where it cannot be run.

    Variables such as ``GIT_DIR``, which git itself sets for its hooks, are kept from
    it: they would have it answer for another repository.
    """
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_")
    }
    try:
        return subprocess.run(  # noqa: S603 - arguments, not a command line
            ("git", "-C", str(folder), *arguments),  # noqa: S607 - whichever there is
            env=environ,
            capture_output=True,
            check=False,
            timeout=_PATIENCE_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
