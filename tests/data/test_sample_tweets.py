"""The laws that the sample tweets keep, read as plain JSON."""

import json
import re
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "pelican_aireport" / "data" / "sample"
FILES = sorted(FOLDER.glob("*.jsonl"))
ZONE = ZoneInfo("Asia/Shanghai")
TWITTER_EPOCH_MS = 1_288_834_974_657
LONGEST_REAL_HANDLE = 15
REFERENCES = ("quote_of", "reply_to", "repost_of")
COUNTS = ("likes", "reposts", "replies", "quotes", "views", "bookmarks")

AD_WORDS = re.compile("加微信|私信|限时优惠|airdrop|giveaway|, code ", re.IGNORECASE)

LATIN_NAMES = (
    "OpenAI|ChatGPT|GPT|Anthropic|Claude|Google|DeepMind|Gemini|Gemma|Meta|Llama|"
    "Mistral|DeepSeek|Qwen|Alibaba|Tencent|Baidu|ByteDance|Kimi|Moonshot|Zhipu|"
    "MiniMax|Huawei|Nvidia|AMD|Intel|TSMC|Tesla|Grok|xAI|Microsoft|Copilot|Amazon|"
    "AWS|Apple|Cursor|Perplexity|HuggingFace|vLLM|Bitcoin|BTC|Ethereum|ETH|Solana|"
    "NVDA|TSLA|Altman|Musk"
)
HAN_NAMES = (
    "英伟达|特斯拉|谷歌|微软|苹果公司|阿里|腾讯|百度|字节跳动|华为|智谱|月之暗面|"
    "深度求索|通义|文心|豆包|台积电|寒武纪|摩尔线程|比特币|以太坊|马斯克|黄仁勋"
)
REAL_NAME = re.compile(
    rf"(?<![a-z])(?:{LATIN_NAMES})(?![a-z])|{HAN_NAMES}", re.IGNORECASE
)

Line = dict[str, Any]


def _read(file: Path) -> list[Line]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


DAYS = {file.stem: _read(file) for file in FILES}
LINES = [line for lines in DAYS.values() for line in lines]

each_day = pytest.mark.parametrize("day", DAYS)


def _moment(line: Line) -> datetime:
    return datetime.fromisoformat(line["created_at"])


def _snowflake_ms(line: Line) -> int:
    return (int(line["id"]) >> 22) + TWITTER_EPOCH_MS


def _observations() -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in LINES:
        found.setdefault(line["id"], []).append(line)
    return found


def test_the_files_are_seven_consecutive_days() -> None:
    first = date(2026, 9, 7)
    expected = [(first + timedelta(days=n)).isoformat() for n in range(7)]
    assert expected == list(DAYS)


@each_day
def test_a_file_holds_the_tweets_of_its_day_in_shanghai(day: str) -> None:
    local_days = {_moment(line).astimezone(ZONE).date() for line in DAYS[day]}
    assert {date.fromisoformat(day)} == local_days


@each_day
def test_a_day_has_sixty_tweets(day: str) -> None:
    assert len({line["id"] for line in DAYS[day]}) >= 60


@each_day
def test_a_day_reaches_from_its_first_hour_to_its_last(day: str) -> None:
    hours = {_moment(line).astimezone(ZONE).hour for line in DAYS[day]}
    assert {0, 23} <= hours


@each_day
def test_a_day_is_in_order_of_time(day: str) -> None:
    moments = [_moment(line) for line in DAYS[day]]
    assert sorted(moments) == moments


@each_day
def test_a_day_speaks_chinese_and_english(day: str) -> None:
    languages = Counter(line["lang"] for line in DAYS[day])
    assert min(languages["zh"], languages["en"]) >= 20


@each_day
def test_a_day_has_every_kind_of_tweet(day: str) -> None:
    assert {"post", "repost", "quote", "reply"} == {line["kind"] for line in DAYS[day]}


@each_day
def test_a_day_has_flagged_and_disguised_ads(day: str) -> None:
    flagged = [line for line in DAYS[day] if line.get("promoted")]
    disguised = [
        line
        for line in DAYS[day]
        if not line.get("promoted") and AD_WORDS.search(line["text"])
    ]
    assert min(len(flagged), len(disguised)) >= 2


def test_most_days_have_a_long_note() -> None:
    days = [
        day
        for day, lines in DAYS.items()
        if any(600 <= len(line["text"]) <= 1500 for line in lines)
    ]
    assert len(days) >= 5


def test_an_id_agrees_with_its_date_within_a_second() -> None:
    wrong = [
        line["id"]
        for line in LINES
        if abs(_snowflake_ms(line) - _moment(line).timestamp() * 1000) >= 1000
    ]
    assert wrong == []


def test_an_id_comes_again_only_as_an_older_observation() -> None:
    """The text and the author stay; what is unknown aside, counts only grow."""
    repeated = [lines for lines in _observations().values() if len(lines) > 1]
    assert len(repeated) >= 7
    wrong = [
        older["id"]
        for older, newer, *more in repeated
        if more
        or older["observed_at"] >= newer["observed_at"]
        or (older["author"], older["text"]) != (newer["author"], newer["text"])
        or any((older.get(name) or 0) > (newer.get(name) or 0) for name in COUNTS)
    ]
    assert wrong == []


def test_no_tweet_is_observed_before_it_was_written() -> None:
    early = [
        line["id"]
        for line in LINES
        if datetime.fromisoformat(line["observed_at"]) <= _moment(line)
    ]
    assert early == []


def test_every_reference_leads_to_an_earlier_tweet() -> None:
    known = {line["id"]: _moment(line) for line in LINES}
    wrong = [
        line["id"]
        for line in LINES
        for name in REFERENCES
        if name in line and known.get(line[name], _moment(line)) >= _moment(line)
    ]
    assert wrong == []


def test_no_handle_can_be_a_real_account() -> None:
    """X allows fifteen characters; names after an ``@`` count as handles too."""
    mentioned = {
        handle for line in LINES for handle in re.findall(r"@(\w+)", line["text"])
    }
    handles = {line["author"] for line in LINES} | mentioned
    possible = {
        handle
        for handle in handles
        if len(handle) <= LONGEST_REAL_HANDLE or not handle.endswith("_sample")
    }
    assert possible == set()


def test_nothing_is_said_of_real_names() -> None:
    named = {
        match.group()
        for line in LINES
        for match in REAL_NAME.finditer(f"{line['name']} {line['text']}")
    }
    assert named == set()
