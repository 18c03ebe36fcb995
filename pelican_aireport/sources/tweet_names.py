"""The names under which tools write the fields of a tweet.

Pure. Seen in: X's API v1.1 and v2, its web interface, twscrape, twikit, twint,
tweepy, twarc and the paid scrapers. The surest name of a field stands first.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

__all__ = [
    "AUTHOR",
    "COUNTS",
    "CREATED_AT",
    "ID",
    "LANG",
    "LINKS",
    "NAME",
    "OBSERVED_AT",
    "ORIGINAL",
    "PROMOTED",
    "TEXT",
    "URL",
    "first_value",
    "read_names",
    "squash",
]

# a number may have passed through a program that rounds it: the text is surer
ID = ("idstr", "tweetidstr", "restid", "tweetid", "statusid", "id")
URL = ("url", "tweeturl", "link", "permalink", "permanenturl", "twitterurl")
# "author" and "user" may hold the display name, where one of the others is there
AUTHOR = (
    "screenname",
    "username",
    "handle",
    "authorscreenname",
    "authorusername",
    "authorhandle",
    "userscreenname",
    "userusername",
    "userhandle",
    "author",
    "user",
)
NAME = (
    "name",
    "displayname",
    "authorname",
    "authordisplayname",
    "authorfullname",
    "userdisplayname",
    "fullname",
)
TEXT = ("fulltext", "rawcontent", "text", "tweettext", "content", "body", "tweet")
CREATED_AT = (
    "createdat",
    "tweetcreatedat",
    "publishedat",
    "postedat",
    "created",
    "datetime",
    "date",
    "timestamp",
    "timestampms",
    "time",
)
OBSERVED_AT = (
    "observedat",
    "collectedat",
    "fetchedat",
    "scrapedat",
    "crawledat",
    "retrievedat",
    "capturedat",
)
LANG = ("lang", "language")
LINKS = ("links", "urls", "expandedurls", "outlinks")
PROMOTED = ("promoted", "ispromoted", "isad", "promotedmetadata")
ORIGINAL = (
    "retweetedstatus",
    "retweetedtweet",
    "repostedtweet",
    "retweet",
    "repost",
    "repostof",
)
COUNTS = {
    "likes": (
        "likes",
        "likecount",
        "likescount",
        "favoritecount",
        "favouritecount",
        "favoritescount",
        "favouritescount",
        "favorites",
        "favourites",
    ),
    "reposts": (
        "reposts",
        "repostcount",
        "repostscount",
        "retweets",
        "retweetcount",
        "retweetscount",
    ),
    "replies": ("replies", "replycount", "repliescount"),
    "quotes": ("quotes", "quotecount", "quotescount"),
    "views": (
        "views",
        "viewcount",
        "viewscount",
        "impressions",
        "impressioncount",
        "impressionscount",
    ),
    "bookmarks": ("bookmarks", "bookmarkcount", "bookmarkscount", "bookmarkedcount"),
}
_PREFIXES = {
    "author": "author",
    "user": "author",
    "views": "views",
    "notetweet": "notetweet",
    "publicmetrics": "",
    "organicmetrics": "",
    "metrics": "",
    "stats": "",
    "statistics": "",
    "engagement": "",
    "counts": "",
}
_SEPARATORS = str.maketrans("", "", "_- ")


def read_names(raw: Mapping[str, object]) -> dict[str, object]:
    """Return the values of an object under comparable names, without its nulls.

    What stands in an object for the author or the counts is lifted out of it, as is
    what a table's header calls ``author.username``.
    """
    names: dict[str, object] = {}
    for name, value in _spread(raw):
        if value is not None and value != "":
            names.setdefault(name, value)
    return names


def first_value(names: Mapping[str, object], aliases: Iterable[str]) -> object:
    """Return the first value that is there, or ``None``."""
    return next((names[alias] for alias in aliases if alias in names), None)


def _spread(raw: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    objects: list[tuple[str, Mapping[str, object]]] = []
    for key, value in raw.items():
        name, tail = _split(key)
        if tail and name in _PREFIXES:
            objects.append((name, {tail: value}))
        else:
            yield name, value
            if name in _PREFIXES and isinstance(value, Mapping):
                objects.append((name, value))
    # last, so that what the object says of itself comes first
    for name, values in objects:
        for key, value in values.items():
            yield _PREFIXES[name] + squash(key), value


@lru_cache(maxsize=1024)  # the lines of a file repeat their keys
def _split(key: str) -> tuple[str, str]:
    head, _, tail = key.partition(".")
    return squash(head), tail


@lru_cache(maxsize=1024)
def squash(key: str) -> str:
    """Return a name without case and separators."""
    return key.translate(_SEPARATORS).casefold()
