"""Tweets out of any JSON that tools and X itself write.

Pure. The shape of a value says who wrote it; each shape has its own module.
"""

from collections.abc import Mapping
from datetime import datetime

from pelican_aireport.sources.port import Skipped
from pelican_aireport.sources.tweet_object import Parsed, join, parse_object
from pelican_aireport.sources.x_api_pages import is_api_page, parse_api_page
from pelican_aireport.sources.x_graphql import is_graphql_page, parse_graphql_page

__all__ = ["parse_tweets"]

# a tweet may have a field "data" or "errors" too; no page has one of these
_SURE_SIGNS = {"text", "full_text", "fullText", "rawContent"}


def parse_tweets(
    value: object, place: str, *, observed_at: datetime | None = None
) -> Parsed:
    """Parse a tweet, a page of tweets or a list of either.

    Whatever the value, nothing is raised: what cannot be used is told as skipped.

    Args:
        value: What ``json.loads`` returned.
        place: Where the value stands, for messages.
        observed_at: When it was fetched, for tweets that do not say.
    """
    if isinstance(value, list):
        return join(
            _parse_value(item, f"{place}, item {number}", observed_at)
            for number, item in enumerate(value, start=1)
        )
    return _parse_value(value, place, observed_at)


def _parse_value(value: object, place: str, observed_at: datetime | None) -> Parsed:
    if not isinstance(value, Mapping):
        return Parsed(skipped=(Skipped(place=place, reason="not an object"),))
    if _SURE_SIGNS & value.keys():
        return parse_object(value, place, observed_at)
    if is_api_page(value):
        return parse_api_page(value, place, observed_at)
    if is_graphql_page(value):
        return parse_graphql_page(value, place, observed_at)
    return _parse_plain(value, place, observed_at)


def _parse_plain(
    value: Mapping[str, object], place: str, observed_at: datetime | None
) -> Parsed:
    # {"tweets": […]} is how the paid scrapers wrap a page, {"tweet": {…}} X's archive
    wrapped = value.get("tweets", value.get("tweet"))
    items = [wrapped] if isinstance(wrapped, Mapping) else wrapped
    if not isinstance(items, list):
        return parse_object(value, place, observed_at)
    return join(
        parse_object(item, f"{place}, item {number}", observed_at)
        if isinstance(item, Mapping)
        else Parsed(skipped=(Skipped(place=place, reason="not an object"),))
        for number, item in enumerate(items, start=1)
    )
