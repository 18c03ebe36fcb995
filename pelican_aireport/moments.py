"""How messages tell a moment: as the clock on the site's wall shows it; pure."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

__all__ = ["tell_moment", "tell_reset"]


def tell_moment(moment: datetime, timezone: tzinfo | None) -> str:
    """Return a moment with its offset, such as ``2026-09-07 20:00+08:00``."""
    try:
        local = moment.astimezone(timezone)
    except OverflowError:
        local = moment  # the years 1 and 9999 cannot be moved into every zone
    return local.isoformat(" ", "minutes")


def tell_reset(moment: datetime, timezone: ZoneInfo, now: datetime) -> str:
    """Return when a limit resets, such as ``at 14:05 Asia/Shanghai``.

    The day is told where it is another one than that of ``now``.
    """
    local = moment.astimezone(timezone)
    is_today = local.date() == now.astimezone(timezone).date()
    return f"at {local:{'%H:%M' if is_today else '%Y-%m-%d %H:%M'}} {timezone.key}"
