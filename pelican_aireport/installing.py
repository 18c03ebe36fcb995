"""How a message says what to install: with this interpreter's own pip; pure.

``aireport`` is often run by its path, while a bare ``pip`` is another Python's.
"""

import shlex
import sys

__all__ = ["pip_command"]


def pip_command(*arguments: str) -> str:
    """Return the command that a person may copy into a shell."""
    return shlex.join((sys.executable, "-m", "pip", *arguments))
