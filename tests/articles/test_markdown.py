"""Reports as Markdown: what is written is what is read back."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import NOON, make_tweet
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.articles.claims import (
    cited_ids,
    claims_of,
    find_repaired,
    fingerprint,
)
from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.markdown import cloud_name, render_body, render_markdown
from pelican_aireport.articles.outline import parse_outline
from pelican_aireport.articles.quotations import quote
from pelican_aireport.articles.sections import CLAIM_SECTIONS, LANGUAGES, wording
from pelican_aireport.model import (
    Briefing,
    Claim,
    Details,
    Digest,
    Engagement,
    Mark,
    Modality,
    Outline,
    Provenance,
    Quotation,
    Report,
    Standing,
    Status,
    Term,
    Tweet,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
IDS = ("1996012345678901234", "20", "sample-3", "a_b", "-", "_")

TEXTS = (
    st.lists(
        st.sampled_from(
            [
                *("[a](b)", "![a](b)", "<b>", "</li>", "</section>", "&amp;", "&lt;"),
                *("[^20]", "[^20]: x", "**", "__", "```", "{attach}x", "|", "\n\n"),
                *(
                    "- ",
                    "1. ",
                    "## 核心信息",
                    "> ",
                    "---",
                    "https://a.b/c",
                    "\\",
                    "：",
                    ":",
                ),
                *(
                    "“",
                    "”",
                    "·",
                    " · ",
                    "赞 3",
                    "likes 3",
                    "1999-01-01 00:00",
                    "字",
                    "w ",
                ),
                *(
                    "（节选）",
                    "…",
                    "由模型生成",
                    " *传闻 · 单一来源*",
                    "*观点*",
                    "<!--",
                    "-->",
                    '"',
                    "'",
                    "\u200b",
                    "😀",
                ),
            ]
        ),
        min_size=1,
        max_size=6,
    ).map("".join)
    | st.text(max_size=20)
).filter(clean_line)

CLAIMS = st.builds(
    Claim,
    text=TEXTS,
    lead=st.just("") | TEXTS,
    evidence=st.lists(st.sampled_from(IDS), min_size=1, max_size=5, unique=True).map(
        tuple
    ),
    modality=st.none() | st.sampled_from(Modality),
    standing=st.sampled_from([None, Standing.UPDATE, Standing.CONTINUING]),
    since=st.none() | st.dates(),
    marks=st.sampled_from([(), (Mark.ONE_SOURCE,), tuple(Mark)]),
    is_repaired=st.booleans(),
)
SECTIONS = st.lists(CLAIMS, max_size=2).map(tuple)
DIGESTS = st.builds(
    Digest,
    briefing=st.builds(Briefing, overview=SECTIONS, key_points=SECTIONS),
    details=st.builds(
        Details,
        viewpoints=SECTIONS,
        events=SECTIONS,
        markets=SECTIONS,
        ai=SECTIONS,
        finance=SECTIONS,
    ),
)


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    digest = draw(DIGESTS)
    tweets = (
        Tweet(
            id=id_,
            author=draw(st.sampled_from(["ann", "_b_", "__", "x1_y2_"])),
            name=draw(st.none() | TEXTS),
            text=draw(TEXTS),
            created_at=NOON + draw(st.timedeltas(timedelta(0), timedelta(days=400))),
            engagement=draw(
                st.builds(
                    Engagement,
                    likes=st.none() | st.integers(0, 10**9),
                    reposts=st.none() | st.integers(0, 10**9),
                )
            ),
        )
        for id_ in cited_ids(digest)
    )
    return Report(
        slug="ai_20260908_20260908",
        title=draw(TEXTS),
        category=draw(TEXTS),
        summary=draw(TEXTS),
        tags=(),
        language=draw(st.sampled_from(LANGUAGES)),
        status=Status.DRAFT,
        digest=digest,
        tweets=tuple(tweets),
        terms=tuple(
            Term(text=text, weight=1.0) for text in draw(st.lists(TEXTS, max_size=6))
        ),
        provenance=Provenance(topic="ai"),
    )


def _outline_of(report: Report) -> Outline:
    return Outline(
        digest=_read_digest(report),
        quotations=tuple(
            _quotation_of(tweet)
            for id_ in cited_ids(report.digest)
            for tweet in report.tweets
            if tweet.id == id_
        ),
    )


def _read_digest(report: Report) -> Digest:
    read = {
        section.name.lower(): tuple(_read_claim(claim, report) for claim in claims)
        for section, claims in claims_of(report.digest).items()
    }
    briefing = {name: read.pop(name) for name in ("overview", "key_points")}
    return Digest(briefing=Briefing(**briefing), details=Details(**read))


def _read_claim(claim: Claim, report: Report) -> Claim:
    lead = clean_line(claim.lead)
    colon = wording(report.language).lead if lead else ""
    text = f"{lead}{colon}{clean_line(claim.text)}"
    # there is no first report of what is new
    since = claim.since if claim.standing else None
    # its text does not say that it was repaired: the front matter does
    return replace(claim, text=text, lead=lead, since=since, is_repaired=False)


def _quotation_of(tweet: Tweet) -> Quotation:
    local = tweet.created_at.astimezone(SHANGHAI)
    return Quotation(
        id=tweet.id,
        author=tweet.author,
        url=tweet.url,
        created_at=local.replace(second=0, microsecond=0),
        likes=tweet.engagement.likes,
        reposts=tweet.engagement.reposts,
        quote=quote(tweet.text).text,
    )


@settings(max_examples=40, deadline=None)
@given(_reports())
def test_what_is_written_is_what_is_read_back(report: Report) -> None:
    """Whatever tweets and models say, in either language."""
    body = render_body(report, SHANGHAI)

    assert parse_outline(body, timezone=SHANGHAI) == _outline_of(report)


@settings(max_examples=40, deadline=None)
@given(_reports())
def test_what_was_repaired_is_found_by_the_text_that_is_read_back(
    report: Report,
) -> None:
    """Whatever it says, and in whichever language."""
    told = find_repaired(report.digest, wording(report.language))
    read = claims_of(parse_outline(render_body(report, SHANGHAI)).digest)
    written = claims_of(report.digest)
    assert told == tuple(
        fingerprint(claim.text)
        for section, claims in read.items()
        for claim, before in zip(claims, written[section], strict=True)
        if before.is_repaired
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(wording("zh-CN").empty[CLAIM_SECTIONS[2]], id="honest-sentence"),
        pytest.param("数据来源：公司公告", id="like-a-legacy-colophon"),
    ],
)
def test_what_cites_a_tweet_is_a_claim_whatever_it_says(text: str) -> None:
    claim = Claim(text=text, evidence=("1",))

    read = parse_outline(render_body(_report(viewpoints=(claim,)), SHANGHAI))
    assert read.digest == Digest(
        briefing=Briefing(), details=Details(viewpoints=(claim,))
    )


def _report(**sections: tuple[Claim, ...]) -> Report:
    text = "Larkspur 3 发布，推理价格下降一半。详情 https://t.co/aBc123"
    tweet = replace(
        make_tweet("1", text, author="ann_b", likes=1234),
        engagement=Engagement(likes=1234, reposts=0),
    )
    return Report(
        slug="ai_20260908_20260908",
        title="Larkspur 成为焦点",
        category="AI 日报",
        summary="要点。",
        tags=(),
        language="zh-CN",
        status=Status.DRAFT,
        digest=Digest(briefing=Briefing(), details=Details(**sections)),
        tweets=(tweet, make_tweet("2", "第二条", author="bob")),
        terms=(Term(text="Larkspur", weight=2.0), Term(text="推理", weight=1.0)),
        provenance=Provenance(topic="ai"),
    )


GOLDEN = """\
## 简要部分

### 主要话题与行业趋势概述

推理变便宜了。[^2]

### 核心信息

1. **Larkspur**：Larkspur 3 发布。[^1][^2]
2. 另一件事。[^1]

## 详细分析部分

### 重要观点与见解

- **\\*推理\\***：价格 \\[估计\\]。[^2]

### 关键事件与发展

{events}

### 个股与数字货币分析与市场反应

{markets}

### 专项分析

#### 人工智能

{ai}

#### 金融市场

{finance}

## 词云分析

![词云：Larkspur、推理](wordcloud_ai_20260908_20260908.png)

[^2]: **@bob** · 2026-09-08 20:00 · [原推](https://x.com/bob/status/2)：“第二条”
[^1]: **@ann_b** · 2026-09-08 20:00 · 赞 1,234 · 转 0 · \
[原推](https://x.com/ann_b/status/1)：“Larkspur 3 发布，推理价格下降一半。详情”
"""


def test_a_report_reads_well_in_any_editor() -> None:
    """Notes come in order of their first mention; unknown counts are left out."""
    report = _report(
        viewpoints=(Claim(lead="*推理*", text="价格 [估计]。", evidence=("2",)),)
    )
    briefing = Briefing(
        overview=(Claim(text="推理变便宜了。", evidence=("2",)),),
        key_points=(
            Claim(lead="Larkspur", text="Larkspur 3 发布。", evidence=("1", "2")),
            Claim(text="另一件事。", evidence=("1",)),
        ),
    )
    report = replace(report, digest=replace(report.digest, briefing=briefing))
    empty = {
        section.name.lower(): sentence
        for section, sentence in wording("zh-CN").empty.items()
    }

    assert GOLDEN.format(**empty) == render_body(report, SHANGHAI)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_report_has_all_headings_and_an_honest_sentence_in_each_section(
    language: str,
) -> None:
    words = wording(language)
    report = replace(_report(), language=language, terms=())

    lines = [line for line in render_body(report, SHANGHAI).splitlines() if line]
    assert [line.lstrip("# ") for line in lines if line[0] == "#"] == list(
        words.headings.values()
    )
    assert [line for line in lines if line[0] != "#"] == list(words.empty.values())


def test_an_article_is_front_matter_and_body() -> None:
    report = _report()
    text = render_markdown(report, SHANGHAI)

    assert text.startswith("---\n")
    assert text.endswith(f"\n---\n\n{render_body(report, SHANGHAI)}")


def test_a_cloud_is_named_after_its_report() -> None:
    assert cloud_name("ai_20260908_20260908", "svg") == (
        "wordcloud_ai_20260908_20260908.svg"
    )
