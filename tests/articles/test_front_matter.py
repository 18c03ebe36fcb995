"""Front matter of ours, of other editors and of the earlier script."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.front_matter import (
    FrontMatter,
    body_hash,
    parse_front_matter,
    parse_moment,
    read_provenance,
    read_text,
    render_front_matter,
)
from pelican_aireport.errors import ArticleError
from pelican_aireport.model import (
    Briefing,
    Counts,
    Digest,
    DropReason,
    Period,
    Provenance,
    Report,
    Status,
    Window,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
PROVENANCE = Provenance(
    topic="twitter_ai",
    window=Window(
        start=datetime(2025, 12, 4, tzinfo=SHANGHAI),
        end=datetime(2025, 12, 5, tzinfo=SHANGHAI),
    ),
    source="x",
    fetched_at=datetime(2025, 12, 5, 2, 1, 40, tzinfo=UTC),
    counts=Counts(
        fetched=512,
        kept=240,
        dropped=((DropReason.PROMOTED, 9), (DropReason.DUPLICATE, 263)),
    ),
    summarizer="llm",
    model="deepseek/deepseek-chat",
    cost_usd=0.0071,
)
REPORT = Report(
    slug="twitter_ai_20251204_20251204",
    title="Larkspur V3.2 发布，Orbitra 2 全系开源",
    category="AI 推特日报",
    summary="一句话概述。",
    tags=("Larkspur", "Orbitra", "Brindle"),
    language="zh-CN",
    status=Status.DRAFT,
    digest=Digest(briefing=Briefing()),
    tweets=(),
    terms=(),
    provenance=PROVENANCE,
)
HASH = "sha256:" + "0" * 64
WRITTEN = f"""---
title: Larkspur V3.2 发布，Orbitra 2 全系开源
slug: twitter_ai_20251204_20251204
date: 2025-12-04 23:59:59+08:00
category: AI 推特日报
tags: [Larkspur, Orbitra, Brindle]
summary: 一句话概述。
status: draft
lang: zh-cn
aireport:
  topic: twitter_ai
  window: 2025-12-04T00:00:00+08:00/2025-12-05T00:00:00+08:00
  source: x
  fetched_at: 2025-12-05T10:01:40+08:00
  tweets: {{fetched: 512, promoted: 9, duplicates: 263, kept: 240}}
  summarizer: llm
  model: deepseek/deepseek-chat
  cost_usd: 0.0071
  body: {HASH}
---
"""


def test_a_report_is_written_in_the_contract_s_form() -> None:
    """Keys, their order and the form of each value are public."""
    assert render_front_matter(REPORT, body_hash=HASH) == WRITTEN


@pytest.mark.parametrize("title", ["1e3", "12e5", "-4E-2", "0o17", "2e+3"])
def test_what_newer_yaml_takes_for_a_number_is_quoted(title: str) -> None:
    """An editor that reads YAML 1.2 would write ``1e3`` back as 1000."""
    report = replace(REPORT, title=title, tags=(title, "Larkspur"))
    text = render_front_matter(report, body_hash=HASH)
    assert f"title: '{title}'\n" in text
    assert f"tags: ['{title}', Larkspur]\n" in text


def test_unknown_model_and_cost_are_written_and_other_unknowns_are_not() -> None:
    """A reader of the file sees that no model was paid."""
    provenance = Provenance(topic="t", window=PROVENANCE.window, partial="限流\n中断")
    text = render_front_matter(replace(REPORT, provenance=provenance), body_hash=HASH)
    assert text.partition("aireport:\n")[2] == (
        "  topic: t\n"
        "  window: 2025-12-04T00:00:00+08:00/2025-12-05T00:00:00+08:00\n"
        "  model: null\n"
        "  cost_usd: null\n"
        "  partial: 限流 中断\n"
        f"  body: {HASH}\n"
        "---\n"
    )


@pytest.mark.parametrize("period", Period)
def test_a_period_is_written_where_it_is_no_day(period: Period) -> None:
    """And read back."""
    provenance = replace(PROVENANCE, period=period)
    text = render_front_matter(replace(REPORT, provenance=provenance), body_hash=HASH)
    values = parse_front_matter(text).values
    assert ("period: " in text) == (period is not Period.DAY)
    assert read_provenance(values, topic="t") == provenance


@pytest.mark.parametrize(
    ("fetched_at", "date"),
    [
        pytest.param(None, "2025-12-04 23:59:59+08:00", id="not known"),
        pytest.param(
            datetime(2025, 12, 4, 4, 5, 6, tzinfo=UTC),
            "2025-12-04 12:05:06+08:00",
            id="before the window was over",
        ),
        pytest.param(
            datetime(2025, 12, 6, tzinfo=UTC),
            "2025-12-04 23:59:59+08:00",
            id="after it",
        ),
    ],
)
def test_the_date_is_the_window_s_last_second_or_the_fetching(
    fetched_at: datetime | None, date: str
) -> None:
    report = replace(REPORT, provenance=replace(PROVENANCE, fetched_at=fetched_at))
    values = parse_front_matter(render_front_matter(report, body_hash=HASH)).values
    assert values["date"] == date


HOSTILE = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            *("---", "\n", "\r", "\x85", "\u2028", "\x0b", ": ", "#", " #", "'", '"'),
            *(
                "- ",
                "? ",
                "[",
                "]",
                "{",
                "}",
                ",",
                "&a",
                "*a",
                "!!x",
                "|",
                ">",
                "%",
                "@",
            ),
            *(
                "null",
                "yes",
                "1.0",
                "2025-01-01",
                "~",
                "slug: x",
                "\\",
                "中",
                "👨‍👩‍👧",
                "\u202e",
            ),
        ]
    )
).map("".join)


@given(title=HOSTILE, summary=HOSTILE, category=HOSTILE, tags=st.lists(HOSTILE))
def test_whatever_a_report_says_is_read_back_and_adds_no_key(
    title: str, summary: str, category: str, tags: list[str]
) -> None:
    """Values come back as one line each; the keys are always the same."""
    report = replace(
        REPORT, title=title, summary=summary, category=category, tags=tuple(tags)
    )
    front = parse_front_matter(render_front_matter(report, body_hash=HASH))
    plain = parse_front_matter(WRITTEN).values
    assert front == FrontMatter(
        line=front.line,
        values={
            **plain,
            "title": clean_line(title),
            "summary": clean_line(summary),
            "category": clean_line(category),
            "tags": [clean_line(tag) for tag in tags if clean_line(tag)],
        },
        body="",
    )


@given(
    st.builds(
        Provenance,
        topic=st.just("t"),
        window=st.sampled_from([PROVENANCE.window, None]),
        source=st.none() | st.just("jsonl"),
        fetched_at=st.none() | st.just(PROVENANCE.fetched_at),
        counts=st.none() | st.just(PROVENANCE.counts),
        summarizer=st.none() | st.just("extractive"),
        model=st.none() | st.just("a/b:c"),
        cost_usd=st.none() | st.floats(0, 1e6),
        # some of them look like numbers
        repaired=st.lists(st.from_regex("[0-9a-f]{8}", fullmatch=True)).map(tuple),
        partial=st.none() | st.just("rate limit: 429"),
        fallback=st.none() | st.just("超时"),
    )
)
def test_provenance_is_read_back_as_it_was_written(provenance: Provenance) -> None:
    text = render_front_matter(replace(REPORT, provenance=provenance), body_hash=HASH)
    values = parse_front_matter(text).values
    assert read_provenance(values, topic="other") == provenance


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        pytest.param("---\ntitle: a\n---\n\nb\n", {"title": "a"}, "b\n", id="plain"),
        pytest.param(
            "\ufeff---\r\ntitle: a\r\n---\r\n\r\nb\r\nc",
            {"title": "a"},
            "b\nc",
            id="byte order mark and Windows line ends",
        ),
        pytest.param(
            "--- \nTitle: a\n---\t\nb", {"title": "a"}, "b", id="blanks, case"
        ),
        pytest.param(
            "\n---\ntitle: a\n...\nb",
            {"title": "a"},
            "b",
            id="other ways to begin and end",
        ),
        pytest.param(
            '---\ntitle: "a: b"\ntags:\n- x\n- "1"\nslug: \'s\'\n---\n',
            {"title": "a: b", "tags": ["x", "1"], "slug": "s"},
            "",
            id="an editor's",
        ),
        pytest.param(
            '---\nlayout: post\ntitle: "t_20251204_20251204"\n'
            'date: "2025-12-04 10:01:40 +0800"\n---\nx',
            {
                "layout": "post",
                "title": "t_20251204_20251204",
                "date": "2025-12-04 10:01:40 +0800",
            },
            "x",
            id="the earlier script's",
        ),
        pytest.param(
            "---\ntitle: 2025\na: yes\nb: null\nc: 1e3\n---\n",
            {"title": "2025", "a": "yes", "b": "null", "c": "1e3"},
            "",
            id="scalars stay text",
        ),
        pytest.param(
            "---\ntitle: a\n---\nb\n---\nc", {"title": "a"}, "b\n---\nc", id="rule"
        ),
    ],
)
def test_front_matter_is_split_from_the_body(
    text: str, values: dict[str, object], body: str
) -> None:
    front = parse_front_matter(text)
    assert (front.values, front.body) == (values, body)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("---\ntitle: a\n---\nb", 4, id="at once"),
        pytest.param("---\ntitle: a\n---\n\n\nb\n", 6, id="after blank lines"),
        pytest.param("\ufeff\n---\r\ntitle: a\r\n---\r\n\r\nb", 6, id="of Windows"),
        pytest.param("---\ntitle: a\n---\n", 4, id="no body"),
    ],
)
def test_front_matter_says_on_which_line_the_body_begins(text: str, line: int) -> None:
    assert parse_front_matter(text).line == line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "there is no front matter; begin the file", id="empty"),
        pytest.param("# a\n", "there is no front matter; begin the file", id="none"),
        pytest.param("---\ntitle: a\n", "no end; close it with a line ---", id="open"),
        pytest.param("---\n---\nb", "no key: value lines", id="nothing in it"),
        pytest.param("---\n- a\n---\n", "no key: value lines", id="a list"),
        pytest.param(
            "---\nslug: x\ntitle: Larkspur: V3\n---\n",
            "front matter, line 3: mapping values are not allowed",
            id="colon without quotation marks",
        ),
        pytest.param(
            '---\nslug: x\ntitle: "Larkspur\ndate: 2026-09-07\n---\n',
            "front matter, line 3: found unexpected end of stream; close",
            id="open quotation mark",
        ),
        pytest.param("---\na: \x00\n---\n", "front matter", id="control character"),
        pytest.param("---\na: \ud800\n---\n", "not usable", id="lone surrogate"),
        pytest.param(
            f"---\na: {'[' * 8000}{']' * 8000}\n---\n",
            "longer than 8192",
            id="too long",
        ),
        pytest.param(f"---\n{'- ' * 4000}a\n---\n", "nesting depth", id="too deep"),
        pytest.param(
            "---\na: !!python/object:os.system x\nb\n---\n", "line 4", id="tag"
        ),
    ],
)
def test_what_is_wrong_with_front_matter_is_said(text: str, message: str) -> None:
    with pytest.raises(ArticleError) as caught:
        parse_front_matter(text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("said", "provenance"),
    [
        pytest.param(None, Provenance(topic="t"), id="nothing"),
        pytest.param("x", Provenance(topic="t"), id="text"),
        pytest.param([], Provenance(topic="t"), id="list"),
        pytest.param(
            {"topic": "ai", "new": "x"}, Provenance(topic="ai"), id="unknown key"
        ),
        pytest.param(
            {
                "topic": ["x"],
                "window": "2025-12-04/2025-12-05",
                "period": "year",
                "source": {},
                "fetched_at": "2025-12-05 10:00",
                "tweets": {"fetched": "3", "kept": "-1"},
                "model": "null",
                "cost_usd": "nan",
                "fallback": "",
            },
            Provenance(topic="t"),
            id="malformed",
        ),
        pytest.param(
            {"window": "2025-12-05T00:00:00Z/2025-12-04T00:00:00Z", "cost_usd": "-1"},
            Provenance(topic="t"),
            id="backwards",
        ),
        pytest.param(
            {"tweets": "x", "cost_usd": "0"},
            Provenance(topic="t", cost_usd=0.0),
            id="free of charge",
        ),
        pytest.param({"tweets": {}}, Provenance(topic="t"), id="no count"),
        pytest.param(
            {"tweets": {"fetched": "3", "kept": "2", "ads": "1", "strange": "7"}},
            Provenance(
                topic="t",
                counts=Counts(fetched=3, kept=2, dropped=((DropReason.AD, 1),)),
            ),
            id="counts",
        ),
    ],
)
def test_malformed_provenance_is_unknown(said: object, provenance: Provenance) -> None:
    assert read_provenance({"aireport": said}, topic="t") == provenance


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-12-04 10:01:40 +0800", "2025-12-04T10:01:40+08:00"),
        ("2025-12-04 10:01:40 +08:00", "2025-12-04T10:01:40+08:00"),
        ("2025-12-04T10:01:40.000Z", "2025-12-04T10:01:40+00:00"),
        ("2025-12-04 10:01:40 Z", "2025-12-04T10:01:40+00:00"),
        ("2025-12-04 10:01", "2025-12-04T10:01:00"),
        ("2025-12-04", "2025-12-04T00:00:00"),
        ("20251204", "2025-12-04T00:00:00"),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31", None),
        ("2025-13-01", None),
        ("gestern", None),
        ("", None),
    ],
)
def test_dates_of_every_writer_are_parsed(text: str, moment: str | None) -> None:
    found = parse_moment(text)
    assert (found and found.isoformat()) == moment


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\n b", "a b"),
        ("", None),
        ("~", None),
        ("null", None),
        ("\u200b", None),
        (["a"], None),
    ],
)
def test_a_value_is_one_line_or_unknown(value: object, text: str | None) -> None:
    assert read_text({"key": value}, "key") == text


def test_the_hash_of_a_body_ignores_what_editors_change() -> None:
    """Line ends, and blank lines before and after."""
    same = {body_hash(text) for text in ("a\n\nb", "\na\r\n\r\nb\n\n", "a\r\rb \n")}
    assert same == {
        "sha256:38022fd2b8dbc5cb3d2cee74e083edbf59e3d4e13d067ebcb5db633d4cff4d8c"
    }
    assert body_hash("a\n\nb") != body_hash("a\n\nc")
