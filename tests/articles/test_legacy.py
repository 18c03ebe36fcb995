"""Posts of the script that came before this plugin."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from pelican_aireport.articles.legacy import (
    LegacyPost,
    find_heading,
    find_topic,
    find_window,
    is_machine_name,
    read_legacy,
    render_days,
)
from pelican_aireport.articles.sections import wording
from pelican_aireport.model import Window

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = Window(
    start=datetime(2025, 12, 4, tzinfo=SHANGHAI),
    end=datetime(2025, 12, 5, tzinfo=SHANGHAI),
)
DAYS = Window(
    start=datetime(2025, 11, 28, tzinfo=SHANGHAI),
    end=datetime(2025, 12, 1, tzinfo=SHANGHAI),
)


@pytest.mark.parametrize(
    ("values", "body", "post"),
    [
        pytest.param(
            {"layout": "post"},
            "Twitter Ai 报告 (2025-12-04 至 2025-12-04)\n\n# 标题\n",
            LegacyPost(body="# 标题\n", window=DAY),
            id="one day",
        ),
        pytest.param(
            {},
            "行业报告（2025-11-28 至 2025-11-30）\n正文",
            LegacyPost(body="正文", window=DAYS),
            id="several days, full-width parentheses",
        ),
        pytest.param(
            {"layout": "post"},
            "正文",
            LegacyPost(body="正文", window=None),
            id="no days",
        ),
        pytest.param(
            {},
            "报告 (2025-12-04 至 2025-02-30)\n正文",
            LegacyPost(body="正文", window=None),
            id="no such day",
        ),
        pytest.param({}, "正文", None, id="another editor's"),
        pytest.param({"aireport": {}, "layout": "post"}, "正文", None, id="ours"),
    ],
)
def test_a_legacy_post_is_told_by_its_layout_or_first_line(
    values: dict[str, object], body: str, post: LegacyPost | None
) -> None:
    assert read_legacy(values, body, SHANGHAI) == post


@pytest.mark.parametrize(
    ("slug", "topic", "window"),
    [
        ("twitter_ai_20251204_20251204", "twitter_ai", DAY),
        ("ai_20251128_20251130", "ai", DAYS),
        ("ai_20251130_20251128", "ai", None),
        ("ai_20251399_20251399", "ai", None),
        ("ai_00010101_99991231", "ai", None),
        ("my-notes", "my-notes", None),
    ],
)
def test_a_slug_names_a_topic_and_its_days(
    slug: str, topic: str, window: Window | None
) -> None:
    assert (find_topic(slug), find_window(slug, SHANGHAI)) == (topic, window)


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("twitter_ai_20251204_20251204", True),
        ("Larkspur 3 发布", False),
        ("Larkspur 3 _20251204_20251204", False),
    ],
)
def test_a_machine_name_is_no_title(title: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_machine_name(title) is is_one


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("# 行业 **热点** 总结 #\n\n## 二", "行业 热点 总结"),
        ("## 二\n\n# 一", "一"),
        ("#不是\n\n## 二", None),
        ("# *\n", None),
        ("", None),
    ],
)
def test_the_first_heading_of_level_one_is_found(
    body: str, heading: str | None
) -> None:
    assert find_heading(body) == heading


@pytest.mark.parametrize(
    ("window", "language", "text"),
    [
        (DAY, "zh-CN", "2025-12-04"),
        (DAYS, "zh-CN", "2025-11-28 至 2025-11-30"),
        (DAYS, "en", "2025-11-28 to 2025-11-30"),
    ],
)
def test_days_are_written_for_people(window: Window, language: str, text: str) -> None:
    assert render_days(window, SHANGHAI, wording(language)) == text
