"""Settings: parsed once, wrong ones reported at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Period
from pelican_aireport.pictures.palette import Palette
from pelican_aireport.selection.windows import Days, Relative
from pelican_aireport.settings import (
    SITE_KEYS,
    TOPIC_KEYS,
    OnFailure,
    Settings,
    StatusRule,
    TopicSettings,
    parse_settings,
    split_periods,
)

BASE = Path("/site")
HOST = {
    "PATH": "/site/content",
    "OUTPUT_PATH": "/site/output",
    "TIMEZONE": "Asia/Shanghai",
}
PUBLISHED = (Path("/site/content"), Path("/site/output"))
DRAFTS = Path("/site/output/drafts")


def _parse(**ours: object) -> Settings:
    values = {f"AIREPORT_{key.upper()}": value for key, value in ours.items()}
    return parse_settings({**HOST, **values}, base=BASE)


def _problems(**ours: object) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        _parse(**ours)
    return caught.value.problems


def test_nothing_needs_to_be_set() -> None:
    assert _parse() == Settings(
        drafting=True,
        topics=(),
        reports=Path("/site/content/reports"),
        state=Path("/site/.aireport"),
        on_failure=OnFailure.KEEP,
        timezone=ZoneInfo("Asia/Shanghai"),
        base=BASE,
        published=PUBLISHED,
        draft_pages=DRAFTS,
    )


def test_drafts_have_no_pages_where_pelican_writes_none() -> None:
    values = {**HOST, "DRAFT_SAVE_AS": ""}
    assert parse_settings(values, base=BASE).draft_pages is None


def test_a_topic_needs_no_more_than_its_name() -> None:
    """It drafts nothing until it has a source."""
    assert _parse(topics={"ai": {}}).topics == (TopicSettings(name="ai", title="ai"),)


def test_everything_can_be_set() -> None:
    source = object()
    settings = _parse(
        drafting=False,
        path="daily/reports",
        state="/var/lib/aireport",
        snapshot_days=90,
        edit_url="https://example.org/edit/{path}",
        on_failure="fail",
        topics={
            "twitter_ai": {
                "title": " AI 推特日报 ",
                "source": source,
                "query": {"path": "tweets"},
                "window": ["today", "2025-11-28/2025-11-30"],
                "period": "day",
                "catch_up_days": 7,
                "summarizer": "my.module:make",
                "model": " deepseek/deepseek-chat ",
                "fallback_models": ["openai/gpt-5-mini"],
                "api_base": "http://127.0.0.1:8080/v1",
                "max_cost_usd": 1,
                "context_window": 32_000,
                "language": "en",
                "status": "verified",
                "key_points": 5,
                "max_tweets": 100,
                "ad_phrases": ["知识星球"],
                "aliases": {"云雀": ["Skylark"]},
                "font": "fonts/a.ttf",
                "cloud_size": [800, 800],
                "cloud_palette": {"light": ["#7a0000"], "dark": ["#FF9C9C"]},
                "cloud_words": 60,
                "dictionary": ["端侧推理", " Open Tarn ", "端侧推理"],
                "stop_words": ("日报",),
                "draft_partial": True,
                "timeout_seconds": 60,
                "max_pages": 40,
                "max_reads": 1000,
                "proxy": " http://ann:secret@127.0.0.1:8080/ ",
                "x_query_ids": {"SearchTimeline": "BGd0T_j7oVwl"},
                "x_features": {"articles_preview_enabled": False},
            }
        },
    )

    assert settings == Settings(
        drafting=False,
        topics=(
            TopicSettings(
                name="twitter_ai",
                title="AI 推特日报",
                source=source,
                query={"path": "tweets"},
                window=(
                    Relative.TODAY,
                    Days(first=date(2025, 11, 28), last=date(2025, 11, 30)),
                ),
                catch_up_days=7,
                summarizer="my.module:make",
                model="deepseek/deepseek-chat",
                fallback_models=("openai/gpt-5-mini",),
                api_base="http://127.0.0.1:8080/v1",
                max_cost_usd=1.0,
                context_window=32_000,
                language="en",
                status=StatusRule.VERIFIED,
                key_points=5,
                max_tweets=100,
                ad_phrases=("知识星球",),
                aliases={"云雀": ["Skylark"]},
                font=Path("/site/fonts/a.ttf"),
                cloud_size=(800, 800),
                cloud_palette=Palette(light=("#7a0000",), dark=("#ff9c9c",)),
                cloud_words=60,
                dictionary=("端侧推理", "Open Tarn"),
                stop_words=("日报",),
                draft_partial=True,
                timeout_seconds=60,
                max_pages=40,
                max_reads=1000,
                proxy="http://ann:secret@127.0.0.1:8080",
                x_query_ids={"SearchTimeline": "BGd0T_j7oVwl"},
                x_features={"articles_preview_enabled": False},
            ),
        ),
        reports=Path("/site/content/daily/reports"),
        state=Path("/var/lib/aireport"),
        snapshot_days=90,
        edit_url="https://example.org/edit/{path}",
        on_failure=OnFailure.FAIL,
        timezone=ZoneInfo("Asia/Shanghai"),
        base=BASE,
        published=PUBLISHED,
        draft_pages=DRAFTS,
    )


def test_a_topic_overrides_what_the_site_sets_for_all() -> None:
    settings = _parse(
        source="sample",
        language="en",
        font="shared.ttf",
        topics={"ai": {}, "chips": {"language": "zh-CN", "font": "/own.ttf"}},
    )

    assert [(t.source, t.language, t.font) for t in settings.topics] == [
        ("sample", "en", Path("/site/shared.ttf")),
        ("sample", "zh-CN", Path("/own.ttf")),
    ]


def test_all_problems_are_reported_at_once() -> None:
    """Each names the key, the value and the way out."""
    assert _problems(
        sorce="sample",
        drafting="yes",
        window="2025-13-01",
        topics={"AI": {}, "chips": {"langauge": "en", "key_points": 11}, "x": []},
        state="content/state",
    ) == (
        "AIREPORT_SORCE is no setting; did you mean AIREPORT_SOURCE?",
        "AIREPORT_DRAFTING: 'yes' is not usable; use True or False",
        (
            "AIREPORT_WINDOW: '2025-13-01' is not usable; '2025-13-01' is not a date; "
            'use "yesterday", "today", "rolling-24h", YYYY-MM-DD, START/END, '
            "or a list of these"
        ),
        "AIREPORT_TOPICS['AI']: use 1 to 64 of a-z, 0-9, _ and - as a topic's name",
        (
            "AIREPORT_TOPICS['chips']: 'langauge' is no key of a topic; "
            "did you mean language?"
        ),
        (
            "AIREPORT_TOPICS['chips']: key_points: 11 is not usable; "
            "use a whole number from 1 to 10"
        ),
        "AIREPORT_TOPICS['x']: [] is no dictionary; use {\"title\": …}",
        (
            "AIREPORT_STATE: /site/content/state lies inside /site/content, which is "
            "published; name a folder outside it"
        ),
    )


@pytest.mark.parametrize(
    ("period", "parsed"),
    [
        pytest.param("week", (Period.WEEK,), id="one"),
        pytest.param(
            ["month", "day", "week", "day"],
            (Period.DAY, Period.WEEK, Period.MONTH),
            id="shortest-first-and-once",
        ),
    ],
)
def test_a_topic_has_one_period_or_several(
    period: object, parsed: tuple[Period, ...]
) -> None:
    (topic,) = _parse(topics={"ai": {"period": period}}).topics

    assert topic.period == parsed
    assert split_periods(topic) == tuple(replace(topic, period=(p,)) for p in parsed)


@pytest.mark.parametrize("window", ["rolling-24h", ["today", "2026-09-01/2026-09-03"]])
def test_what_names_no_week_is_refused_with_the_way_out(window: object) -> None:
    topic = {"window": window, "period": ["day", "week", "month"]}

    (problem,) = _problems(topics={"ai": topic})
    assert problem == (
        "AIREPORT_TOPICS['ai']: window: \"rolling-24h\" and START/END name no week "
        'and no month; use "yesterday", "today" or YYYY-MM-DD, or period "day"'
    )


@pytest.mark.parametrize(
    ("source", "form"),
    [
        pytest.param("x", '{"list": "1234"}', id="x"),
        pytest.param("x-api", '{"list": "1234"}', id="x-api"),
        pytest.param("jsonl", '{"path": "tweets"}', id="jsonl"),
        pytest.param(
            "a.b:c", '{"list": "1234"} for X or {"path": "tweets"} for jsonl', id="else"
        ),
        pytest.param(
            {"replay": "a"},
            '{"list": "1234"} for X or {"path": "tweets"} for jsonl',
            id="replay",
        ),
    ],
)
def test_a_query_that_is_none_names_the_form_of_its_source(
    source: object, form: str
) -> None:
    way_out = f"'AI' is not usable; use a dictionary, such as {form}"
    assert _problems(topics={"ai": {"source": source, "query": "AI"}}) == (
        f"AIREPORT_TOPICS['ai']: query: {way_out}",
    )
    assert _problems(source=source, query="AI", topics={"ai": {}}) == (
        f"AIREPORT_QUERY: {way_out}",
    )


def test_a_topic_s_key_is_written_without_prefix() -> None:
    """Whoever knows a key from the site's settings is told how a topic writes it."""
    topic = {"AIREPORT_MAX_PAGES": 5, "MAX_PAGES": 5, "AIREPORT_PATH": "a"}
    assert _problems(topics={"ai": topic}) == (
        (
            "AIREPORT_TOPICS['ai']: 'AIREPORT_MAX_PAGES' is no key of a topic; "
            "write max_pages"
        ),
        "AIREPORT_TOPICS['ai']: 'MAX_PAGES' is no key of a topic; write max_pages",
        (
            "AIREPORT_TOPICS['ai']: 'AIREPORT_PATH' is no key of a topic; "
            "set it for the whole site"
        ),
    )


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        pytest.param(
            "AIREPORT_LANGAUGE",
            "AIREPORT_LANGAUGE is no setting; did you mean AIREPORT_LANGUAGE?",
            id="typing-error",
        ),
        pytest.param(
            "AIREPORT_QQQ", "AIREPORT_QQQ is no setting", id="nothing-like-it"
        ),
    ],
)
def test_an_unknown_key_names_the_nearest(name: str, problem: str) -> None:
    """The prefix that all of them share makes no key nearer."""
    with pytest.raises(SettingsError) as caught:
        parse_settings({**HOST, name: {}}, base=BASE)
    assert caught.value.problems == (problem,)


def test_a_value_that_may_be_a_secret_is_not_repeated() -> None:
    (problem,) = _problems(x_auth_token="hunter2")  # noqa: S106 - an invented one

    assert problem == (
        "AIREPORT_X_AUTH_TOKEN is a secret: "
        "set it in the environment, never in a settings file"
    )


def test_the_password_of_a_proxy_is_not_repeated() -> None:
    """Neither where its URL is wrong nor where the settings are printed."""
    url = "ftp://ann:hunter2@127.0.0.1"
    topic = _parse(proxy="http://ann:hunter2@127.0.0.1", topics={"ai": {}}).topics[0]

    assert "hunter2" not in "".join(_problems(proxy=url)) + repr(topic)


def test_a_theme_of_the_site_is_published_and_an_installed_one_is_not_known() -> None:
    themes = ["/site/theme", "notmyidea"]

    assert [
        parse_settings({**HOST, "THEME": theme}, base=BASE).published
        for theme in themes
    ] == [(*PUBLISHED, Path("/site/theme")), PUBLISHED]


def test_settings_of_others_are_none_of_ours() -> None:
    others = {**HOST, "SITENAME": 3, "REPORT_TOPICS": 5}

    assert parse_settings(others, base=BASE) == _parse()


_ANYTHING = {"source", "summarizer", "max_cost_usd"}
"""Keys for which 3.5 may be right."""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *((key, None) for key in (*TOPIC_KEYS, *SITE_KEYS)),
        *((key, 3.5) for key in sorted({*TOPIC_KEYS, *SITE_KEYS} - _ANYTHING)),
        ("source", " "),
        ("max_cost_usd", -0.01),
        ("period", []),
        ("period", "weekly"),
        ("period", ["day", ["week"]]),
        ("max_cost_usd", float("inf")),
        ("max_cost_usd", True),
        ("max_cost_usd", "0.25"),
        ("fallback_models", [" "]),
        ("api_base", "127.0.0.1:8080"),
        ("context_window", 999),
        ("query", [1]),
        ("query", {1: 2}),
        ("window", []),
        ("window", "last week"),
        ("window", ["today", 5]),
        ("window", "9999-12-31"),
        ("catch_up_days", -1),
        ("catch_up_days", 367),
        ("catch_up_days", True),
        ("catch_up_days", "2"),
        ("summarizer", ""),
        ("language", "fr"),
        ("language", "zh-cn"),
        ("status", "Draft"),
        ("key_points", 0),
        ("max_tweets", 0),
        ("ad_phrases", "one text"),
        ("ad_phrases", ["", "a"]),
        ("aliases", {"a": "b"}),
        ("aliases", {"a": [1]}),
        ("aliases", {"a": {"kind": "planet", "names": []}}),
        ("font", ""),
        ("cloud_size", 1000),
        ("cloud_size", [1000]),
        ("cloud_size", [399, 300]),
        ("cloud_size", [400, 299]),
        ("cloud_size", [1601, 300]),
        ("cloud_size", [1000.0, 500]),
        ("cloud_size", [True, 500]),
        ("cloud_palette", ["#7a0000"]),
        ("cloud_palette", {"light": ["#7a0000"]}),
        ("cloud_palette", {"light": "#7a0000", "dark": "#ff9c9c"}),
        ("cloud_palette", {"light": ["#7a0000"], "dark": []}),
        ("cloud_palette", {"light": ["red"], "dark": ["white"]}),
        ("cloud_words", 19),
        ("cloud_words", 121),
        ("dictionary", "one text"),
        ("dictionary", ["端侧推理", 3]),
        ("stop_words", ["的"]),
        ("draft_partial", "yes"),
        ("timeout_seconds", 0),
        ("max_pages", 0),
        ("max_reads", 0),
        ("snapshot_days", 0),
        ("edit_url", "https://example.org/edit"),
        ("edit_url", "http://example.org/{path}"),
        ("edit_url", "https://ann:secret@example.org/{path}"),
        ("edit_url", "https://example.org/{path}/{branch}"),
        ("edit_url", "https://example.org/{path"),
        ("edit_url", "https://{path}/edit"),
        ("edit_url", "https://example.org/ {path}"),
        ("edit_url", "javascript:{path}"),
        ("proxy", "127.0.0.1:8080"),
        ("proxy", "ftp://127.0.0.1"),
        ("proxy", "http://"),
        ("proxy", "http://ann:secret@"),
        ("proxy", "http://127.0.0.1/path"),
        ("proxy", "http://127.0.0.1:port"),
        ("proxy", "http://127.0.0.1:99999"),
        ("x_query_ids", {"SearchTimeline": "../../account"}),
        ("x_query_ids", {"SearchTimeline": 5}),
        ("x_features", {"articles_preview_enabled": 1}),
        ("x_features", {"A flag": True}),
        ("drafting", 1),
        ("topics", ["ai"]),
        ("path", "/reports"),
        ("path", "../reports"),
        ("path", "."),
        ("path", ""),
        ("state", "output"),
        ("state", "content"),
        ("state", "x/../content/state"),
        ("state", "/site/output/state"),
        ("on_failure", "ignore"),
    ],
)
def test_a_wrong_value_is_reported_under_its_key(key: str, value: object) -> None:
    (problem,) = _problems(**{key: value})

    assert problem.startswith(f"AIREPORT_{key.upper()}: ")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("window", "yesterday"),
        ("window", ("today", "rolling-24h")),
        ("catch_up_days", 0),
        ("catch_up_days", 366),
        ("key_points", 1),
        ("key_points", 10),
        ("status", "published"),
        ("aliases", {"a": {"kind": "company", "names": ["b"]}}),
        ("ad_phrases", []),
        ("cloud_words", 20),
        ("cloud_words", 120),
        ("dictionary", []),
        ("stop_words", ["日报"]),
        ("query", {}),
        ("topics", {}),
        ("proxy", "socks5h://127.0.0.1:1080"),
        ("x_query_ids", {}),
        ("x_features", {}),
        ("path", "a/b"),
        ("state", ".."),
        ("state", "../outside"),
        ("state", Path("/elsewhere")),
        ("state", "content/../beside"),
        ("on_failure", "keep"),
    ],
)
def test_a_usable_value_is_accepted(key: str, value: object) -> None:
    assert isinstance(_parse(**{key: value}), Settings)


@pytest.mark.parametrize("name", ["", "AI", "a b", "a/b", "-a", "a" * 65, "推特", "a."])
def test_a_topics_name_is_fit_for_a_file_name(name: str) -> None:
    place = f"AIREPORT_TOPICS[{name!r}]"

    assert _problems(topics={name: {}}) == (
        f"{place}: use 1 to 64 of a-z, 0-9, _ and - as a topic's name",
    )


@pytest.mark.parametrize("zone", ["Mars/Base", "", "Asia", "../UTC", "a" * 300, 8])
def test_an_unknown_time_zone_is_reported(zone: object) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings({**HOST, "TIMEZONE": zone}, base=BASE)
    assert caught.value.problems == (
        f'TIMEZONE: {zone!r} is no time zone; use a name such as "Asia/Shanghai"',
    )


def test_a_language_model_has_to_be_named() -> None:
    (problem,) = _problems(topics={"ai": {"summarizer": "llm"}})
    assert problem.startswith("AIREPORT_TOPICS['ai']: summarizer \"llm\" needs a model")
    assert _parse(model="a/b", topics={"ai": {"summarizer": "llm"}}).topics


def test_a_server_s_address_is_told_in_no_message() -> None:
    """It may hold a password."""
    (problem,) = _problems(api_base="ftp://ann:secret@host")
    assert "secret" not in problem
