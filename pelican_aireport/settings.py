"""``AIREPORT_*`` settings, parsed once into one frozen value for each topic.

Pure: paths are resolved, not opened. All problems are reported at once.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Period
from pelican_aireport.pictures.cloud import HEIGHT, WIDTH
from pelican_aireport.pictures.palette import Palette
from pelican_aireport.selection.windows import Days, Relative, WindowRule
from pelican_aireport.setting_values import (
    nearest,
    parse_address,
    parse_aliases,
    parse_amount,
    parse_choice,
    parse_edit_url,
    parse_executor,
    parse_features,
    parse_file,
    parse_flag,
    parse_folder,
    parse_mapping,
    parse_models,
    parse_palette,
    parse_periods,
    parse_phrases,
    parse_plug,
    parse_proxy,
    parse_query_ids,
    parse_size,
    parse_text,
    parse_whole,
    parse_windows,
    parse_words,
)

__all__ = [
    "SITE_KEYS",
    "TOPIC_KEYS",
    "OnFailure",
    "Settings",
    "StatusRule",
    "StripRule",
    "TopicSettings",
    "parse_settings",
    "split_periods",
]

_PREFIX = "AIREPORT_"
_TOPIC_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")

_SECRETS = ("X_AUTH_TOKEN", "X_CT0", "X_COOKIES", "X_BEARER_TOKEN")

_PRIVATE = ("proxy", "api_base")
"""Keys whose values may hold a password."""

_X_QUERY, _PATH_QUERY = '{"list": "1234"}', '{"path": "tweets"}'
_ANY_QUERY = f"{_X_QUERY} for X or {_PATH_QUERY} for jsonl"
_QUERIES = {"x": _X_QUERY, "x-api": _X_QUERY, "jsonl": _PATH_QUERY}
"""What the sources that have a query are asked, for example."""

_Parser = Callable[[object], Any]


class StatusRule(Enum):
    """Which status a new article gets."""

    DRAFT = "draft"
    PUBLISHED = "published"
    VERIFIED = "verified"


class OnFailure(Enum):
    """What a build does when a report cannot be drafted."""

    KEEP = "keep"
    FAIL = "fail"


class StripRule(Enum):
    """Which reports show their author what they rest on."""

    DRAFTS = "drafts"
    ALL = "all"
    """For what readers do not see, such as the preview of a pull request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSettings:
    """What one topic is made from."""

    name: str
    title: str
    source: object | None = None
    """Name, ``"package.module:factory"`` or object; ``None`` drafts nothing."""
    query: Mapping[str, object] = field(default_factory=dict)
    window: tuple[WindowRule, ...] = (Relative.YESTERDAY,)
    period: tuple[Period, ...] = (Period.DAY,)
    """Each asks for reports of its own; shortest first."""
    catch_up_days: int = 0
    summarizer: object = "extractive"
    """Name, ``"package.module:factory"`` or object."""
    model: str | None = None
    """A model by litellm's name, for the summarizer ``"llm"``."""
    fallback_models: tuple[str, ...] = ()
    """Models that are asked in turn where the one before fails."""
    api_base: str | None = field(default=None, repr=False)
    """The URL of a local server or gateway; it may hold a password."""
    max_cost_usd: float = 0.25
    """What one report may cost at most, by an estimate made before the first call."""
    context_window: int | None = None
    """Tokens that the model takes, for models that litellm does not know."""
    language: str = "zh-CN"
    status: StatusRule = StatusRule.DRAFT
    key_points: int = 10
    max_tweets: int = 2000
    ad_phrases: tuple[str, ...] = ()
    aliases: Mapping[str, object] = field(default_factory=dict)
    font: Path | None = None
    cloud_size: tuple[int, int] = (WIDTH, HEIGHT)
    """Width and height of the cloud, in pixels."""
    cloud_palette: Palette | None = None
    """Colours of the cloud's words; ``None`` are the theme's."""
    cloud_words: int = 80
    """How many words the cloud is given at most."""
    dictionary: tuple[str, ...] = ()
    """Words that are counted whole, beside the bundled ones."""
    stop_words: tuple[str, ...] = ()
    """Words that are not counted, beside the bundled ones."""
    draft_partial: bool = False
    """Whether a window that a source gave only in part is drafted all the same."""
    timeout_seconds: int = 120
    """How long one window may wait for its source in all, and again for its models."""
    max_pages: int = 20
    """Pages of each list, search or user that one window may take."""
    max_reads: int = 500
    """Posts that one run may read in all from the official API, which bills them."""
    proxy: str | None = field(default=None, repr=False)
    """The URL of an HTTP or SOCKS proxy; it may hold a password."""
    x_query_ids: Mapping[str, str] = field(default_factory=dict)
    """Query ids of X's web interface by operation, over the bundled ones."""
    x_features: Mapping[str, bool] = field(default_factory=dict)
    """Feature flags of X's web interface, over the bundled ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the whole site has set."""

    drafting: bool
    topics: tuple[TopicSettings, ...]
    reports: Path
    """The folder of the articles."""
    state: Path
    snapshot_days: int | None = None
    """How long snapshots are kept that nothing is added to; ``None``: for ever."""
    on_failure: OnFailure
    executor: object = "threads"
    """Name, ``"package.module:factory"``, executor or factory: where windows are told
    that are told side by side."""
    timezone: ZoneInfo
    base: Path
    """The folder of the settings file; what users name is relative to it."""
    author_strip: StripRule = StripRule.DRAFTS
    edit_url: str | None = None
    """Where an article's file is edited: an address with ``{path}`` or ``{slug}``."""
    published: tuple[Path, ...] = ()
    """Folders whose files go online: no secret may lie there."""
    draft_pages: Path | None = None
    """Where a build writes the pages of drafts; ``None`` where it writes none."""


_parse_status = parse_choice(each.value for each in StatusRule)
_parse_strip = parse_choice(each.value for each in StripRule)
_parse_on_failure = parse_choice(each.value for each in OnFailure)

TOPIC_KEYS: Mapping[str, _Parser] = MappingProxyType(
    {
        "source": parse_plug,
        "query": parse_mapping(_ANY_QUERY),
        "window": parse_windows,
        "period": parse_periods,
        "catch_up_days": parse_whole(0, 366),
        "summarizer": parse_plug,
        "model": parse_text,
        "fallback_models": parse_models,
        "api_base": parse_address,
        "max_cost_usd": parse_amount,
        "context_window": parse_whole(1_000, 100_000_000),
        "language": parse_choice(LANGUAGES),
        "status": lambda value: StatusRule(_parse_status(value)),
        "key_points": parse_whole(1, 10),
        "max_tweets": parse_whole(1, 100_000),
        "ad_phrases": parse_phrases,
        "aliases": parse_aliases,
        "font": parse_file,
        "cloud_size": parse_size,
        "cloud_palette": parse_palette,
        "cloud_words": parse_whole(20, 120),
        "dictionary": parse_words,
        "stop_words": parse_words,
        "draft_partial": parse_flag,
        "timeout_seconds": parse_whole(1, 3600),
        "max_pages": parse_whole(1, 1000),
        "max_reads": parse_whole(1, 1_000_000),
        "proxy": parse_proxy,
        "x_query_ids": parse_query_ids,
        "x_features": parse_features,
    }
)
"""Keys that the site sets for all topics and a topic for itself, in lower case."""

SITE_KEYS: Mapping[str, _Parser] = MappingProxyType(
    {
        "drafting": parse_flag,
        "topics": parse_mapping('{"twitter_ai": {"title": …}}'),
        "path": parse_folder,
        "state": parse_file,
        "snapshot_days": parse_whole(1, 36_500),
        "author_strip": lambda value: StripRule(_parse_strip(value)),
        "edit_url": parse_edit_url,
        "on_failure": lambda value: OnFailure(_parse_on_failure(value)),
        "executor": parse_executor,
    }
)
"""Keys of the whole site, in lower case."""


def parse_settings(values: Mapping[str, object], *, base: Path) -> Settings:
    """Parse the plugin's part of Pelican's settings.

    Args:
        values: Pelican's settings; PATH and OUTPUT_PATH are absolute.
        base: The folder of the settings file.

    Raises:
        SettingsError: one sentence for each unknown key and each wrong value.
    """
    ours = {
        key.removeprefix(_PREFIX).lower(): value
        for key, value in values.items()
        if key.startswith(_PREFIX)
    }
    problems = [
        f"{_PREFIX}{key.upper()} is {_what_else(key.upper())}"
        for key in ours
        if key not in SITE_KEYS and key not in TOPIC_KEYS
    ]
    site = _parse_keys(ours, SITE_KEYS, _PREFIX, problems)
    shared = _parse_keys(ours, _topic_parsers(ours), _PREFIX, problems)
    settings = Settings(
        drafting=site.get("drafting", True),
        topics=_parse_topics(site.get("topics", {}), shared, base, problems),
        reports=Path(str(values["PATH"])) / site.get("path", "reports"),
        state=_normal(base / site.get("state", ".aireport")),
        snapshot_days=site.get("snapshot_days"),
        author_strip=site.get("author_strip", StripRule.DRAFTS),
        edit_url=site.get("edit_url"),
        on_failure=site.get("on_failure", OnFailure.KEEP),
        executor=site.get("executor", "threads"),
        timezone=_parse_timezone(values.get("TIMEZONE", "UTC"), problems),
        base=base,
        published=tuple(_published(values)),
        draft_pages=_find_draft_pages(values),
    )
    problems += _misplaced(settings.state, values)
    if problems:
        raise SettingsError(problems)
    return settings


def _what_else(key: str) -> str:
    if key in _SECRETS:
        return "a secret: set it in the environment, never in a settings file"
    names = tuple(known.upper() for known in (*SITE_KEYS, *TOPIC_KEYS))
    return f"no setting{nearest(key, names, prefix=_PREFIX)}"


def _parse_keys(
    values: Mapping[str, object],
    parsers: Mapping[str, _Parser],
    prefix: str,
    problems: list[str],
) -> dict[str, Any]:
    parsed = {}
    for key, parse in parsers.items():
        if key not in values:
            continue
        try:
            parsed[key] = parse(values[key])
        except ValueError as error:
            name = f"{prefix}{key.upper()}" if prefix == _PREFIX else f"{prefix}{key}"
            shown = "the value" if key in _PRIVATE else repr(values[key])
            problems.append(f"{name}: {shown} is not usable; {error}")
    return parsed


def _parse_topics(
    topics: Mapping[str, object],
    shared: Mapping[str, Any],
    base: Path,
    problems: list[str],
) -> tuple[TopicSettings, ...]:
    parsed = (
        _parse_topic(name, values, shared, problems) for name, values in topics.items()
    )
    return tuple(_resolve_font(topic, base) for topic in parsed if topic is not None)


def _parse_topic(
    name: str, values: object, shared: Mapping[str, Any], problems: list[str]
) -> TopicSettings | None:
    place = f"{_PREFIX}TOPICS[{name!r}]"
    before = len(problems)
    if not _TOPIC_NAME.fullmatch(name):
        problems.append(f"{place}: use 1 to 64 of a-z, 0-9, _ and - as a topic's name")
    if not isinstance(values, Mapping):
        problems.append(f'{place}: {values!r} is no dictionary; use {{"title": …}}')
        return None
    problems += [
        f"{place}: {key!r} is no key of a topic{_what_in_a_topic(str(key))}"
        for key in values
        if key != "title" and key not in TOPIC_KEYS
    ]
    parsers = _topic_parsers({**shared, **values})
    parsed = _parse_keys(values, parsers, f"{place}: ", problems)
    title = _parse_keys(values, {"title": parse_text}, f"{place}: ", problems)
    if len(problems) > before:
        return None
    topic = TopicSettings(
        **{**shared, **parsed, "name": name, "title": title.get("title", name)}
    )
    problems += [f"{place}: {each}" for each in _contradictions(topic)]
    return topic


def _contradictions(topic: TopicSettings) -> Iterator[str]:
    """Yield what keys that are right each by itself make impossible together."""
    if topic.summarizer == "llm" and topic.model is None:
        yield (
            'summarizer "llm" needs a model; set AIREPORT_MODEL to one of '
            "litellm's names, such as deepseek/deepseek-chat"
        )
    longer = [each.value for each in topic.period if each is not Period.DAY]
    if longer and any(map(_is_of_no_calendar, topic.window)):
        yield (
            f'window: "rolling-24h" and START/END name no {" and no ".join(longer)}; '
            'use "yesterday", "today" or YYYY-MM-DD, or period "day"'
        )


def _is_of_no_calendar(rule: WindowRule) -> bool:
    is_span = isinstance(rule, Days) and rule.first < rule.last
    return is_span or rule is Relative.ROLLING_24H


def split_periods(topic: TopicSettings) -> tuple[TopicSettings, ...]:
    """Return a topic once for each of its periods, with that one alone."""
    return tuple(replace(topic, period=(each,)) for each in topic.period)


def _topic_parsers(values: Mapping[str, object]) -> Mapping[str, _Parser]:
    """Return the parsers of a topic's keys, with its source's form of a query."""
    source = values.get("source")
    example = _QUERIES.get(source) if isinstance(source, str) else None
    return {**TOPIC_KEYS, "query": parse_mapping(example or _ANY_QUERY)}


def _what_in_a_topic(key: str) -> str:
    name = key.removeprefix(_PREFIX).lower()
    if name in TOPIC_KEYS:
        return f"; write {name}"
    if name in SITE_KEYS:
        return "; set it for the whole site"
    return nearest(name, TOPIC_KEYS)


def _resolve_font(topic: TopicSettings, base: Path) -> TopicSettings:
    return topic if topic.font is None else replace(topic, font=base / topic.font)


def _parse_timezone(value: object, problems: list[str]) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # "Asia" is a folder of the data base: an OSError.
        problems.append(
            f'TIMEZONE: {value!r} is no time zone; use a name such as "Asia/Shanghai"'
        )
        return ZoneInfo("UTC")


def _misplaced(state: Path, values: Mapping[str, object]) -> list[str]:
    return [
        f"{_PREFIX}STATE: {state} lies inside {folder}, which is published; "
        "name a folder outside it"
        for folder in _published(values)
        if state.is_relative_to(folder)
    ]


def _published(values: Mapping[str, object]) -> Iterator[Path]:
    # A theme may also be the name of an installed one.
    for key in ("PATH", "OUTPUT_PATH", "THEME"):
        if key in values and os.sep in str(values[key]):
            yield _normal(Path(str(values[key])))


def _find_draft_pages(values: Mapping[str, object]) -> Path | None:
    # Where reports have their pages is settled; whether drafts have one is Pelican's.
    if "OUTPUT_PATH" not in values or not values.get("DRAFT_SAVE_AS", True):
        return None
    return _normal(Path(str(values["OUTPUT_PATH"]))) / "drafts"


def _normal(path: Path) -> Path:
    # "content/../state" lies beside content; resolving would touch the disk.
    return Path(os.path.normpath(path))
