"""What a topic's articles tell to the report of a window; reads the disk."""

from pelican_aireport.articles.daily import read_chronicle
from pelican_aireport.articles.earlier import read_memory
from pelican_aireport.articles.report_file import Site
from pelican_aireport.drafting.due import period_of
from pelican_aireport.evidence.chronicle import Chronicle
from pelican_aireport.evidence.memory import Memory
from pelican_aireport.model import Period, Window
from pelican_aireport.settings import Settings, TopicSettings

__all__ = ["read_days", "remember"]


def remember(topic: TopicSettings, window: Window, settings: Settings) -> Memory:
    """Read what a topic's reports of the same period told before a window."""
    return read_memory(
        settings.reports,
        topic=topic.name,
        before=window,
        site=_site(topic, settings),
        period=period_of(topic),
    )


def read_days(
    topic: TopicSettings, window: Window, settings: Settings
) -> Chronicle | None:
    """Read what the daily articles of a week or month tell; ``None`` for a day."""
    period = period_of(topic)
    if period is Period.DAY:
        return None
    return read_chronicle(
        settings.reports,
        topic=topic.name,
        period=period,
        window=window,
        site=_site(topic, settings),
    )


def _site(topic: TopicSettings, settings: Settings) -> Site:
    titles = {each.name: each.title for each in settings.topics}
    return Site(timezone=settings.timezone, lang=topic.language, titles=titles)
