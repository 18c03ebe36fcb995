"""What a step says to the runner: outputs, annotations. Standard library only."""

import os
from pathlib import Path

__all__ = ["annotate", "set_output"]


def annotate(kind: str, text: str) -> None:
    """Print an annotation: ``notice``, ``warning`` or ``error``.

    A text of several lines stays one annotation and can give no other command.
    """
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{kind}::{escaped}", flush=True)


def set_output(name: str, *, is_so: bool) -> None:
    """Set one of the step's outputs to ``true`` or ``false``."""
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.write(f"{name}={str(is_so).lower()}\n")
