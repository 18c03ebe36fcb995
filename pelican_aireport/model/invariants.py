"""What is asked of values where they are made."""

from datetime import datetime

__all__ = ["is_aware", "require"]


def require(condition: object, message: str) -> None:
    """Raise ``ValueError`` where what must hold of a value does not."""
    if not condition:
        raise ValueError(message)


def is_aware(moment: datetime | None) -> bool:
    """Tell whether a moment, if there is one, has an offset."""
    return moment is None or moment.utcoffset() is not None
