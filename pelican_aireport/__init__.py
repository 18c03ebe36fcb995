"""A Pelican plugin: a day of tweets becomes a report in which claims cite tweets."""

__all__ = ["register"]


def register() -> None:
    """Connect the plugin to Pelican."""
    from pelican_aireport.plugin import connect  # noqa: PLC0415 - only Pelican needs it

    connect()
