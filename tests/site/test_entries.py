"""What pages beyond an article know of it."""

from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from archives import SHANGHAI, make_article, make_entry, report_body

from pelican_aireport.articles.claim_anchors import claim_anchor
from pelican_aireport.articles.corrections import Correction
from pelican_aireport.articles.sections import Section
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Entity, EntityKind
from pelican_aireport.site.entries import read_entry

DAY = date(2026, 9, 7)


def test_an_entry_has_the_claims_of_its_report_with_what_they_name() -> None:
    body = report_body("英伟达发布新卡", events=("OpenAI 向 Nvidia 订货",))
    found = [
        (each.section, each.claim.text, each.anchor, [e.name for e in each.entities])
        for each in make_entry(DAY, body).claims
    ]
    assert found == [
        (
            Section.KEY_POINTS,
            "英伟达发布新卡",
            claim_anchor("英伟达发布新卡"),
            ["英伟达"],
        ),
        (
            Section.EVENTS,
            "OpenAI 向 Nvidia 订货",
            claim_anchor("OpenAI 向 Nvidia 订货"),
            ["OpenAI", "英伟达"],
        ),
    ]


def test_entities_are_counted_over_claims_and_tags_come_last() -> None:
    """By their preferred names: a tag of another spelling adds nothing."""
    body = report_body("OpenAI 发布新模型", "英伟达上涨", "Nvidia 与微软合作")
    entry = make_entry(DAY, body, tags=("NVDA", "访谈", "$ZZZZ"))
    assert entry.entities == (
        Entity(name="英伟达", kind=EntityKind.COMPANY),
        Entity(name="OpenAI", kind=EntityKind.COMPANY),
        Entity(name="微软", kind=EntityKind.COMPANY),
        Entity(name="访谈"),
        Entity(name="$ZZZZ", kind=EntityKind.TICKER),
    )


def test_a_claim_names_what_the_tags_of_its_report_say() -> None:
    """As a whole, in any case, also where a table knows a part of it."""
    body = report_body("TARN 2.0 发布", "改用 Tarn 2.0.1", "OpenAI Tarn 2.0 来了")
    claims = make_entry(DAY, body, tags=("Tarn 2.0",)).claims

    assert [[each.name for each in claim.entities] for claim in claims] == [
        ["Tarn 2.0"],
        [],
        ["OpenAI", "Tarn 2.0"],
    ]


def test_a_claim_names_what_leads_it_where_another_report_has_the_tag() -> None:
    tarn = Entity(name="Tarn 2.0")
    body = report_body(
        "**OpenAI、Tarn 2.0**：来了", "**OpenAI, Tarn 2.0**: it is", "只是提到 Tarn 2.0"
    )
    claims = make_entry(DAY, body, known_tags={"tarn 2.0": tarn}).claims

    assert [[each.name for each in claim.entities] for claim in claims] == [
        ["OpenAI", "Tarn 2.0"],
        ["OpenAI", "Tarn 2.0"],
        [],
    ]


def test_a_tag_has_one_spelling_and_a_share_its_own() -> None:
    tarn = Entity(name="TARN")
    body = report_body("**Tarn**：来了，$ZZZZ 上涨")
    [claim] = make_entry(
        DAY, body, tags=("Tarn", "$zzzz"), known_tags={"tarn": tarn}
    ).claims

    assert [each.name for each in claim.entities] == ["$ZZZZ", "TARN"]


def test_a_share_that_no_table_knows_is_named_all_the_same() -> None:
    """By its cashtag; an amount of dollars is none."""
    body = report_body("$ZZZZ 上涨，$NVDA 持平，$5B 与 $zz 不算，又是 $ZZZZ")
    [claim] = make_entry(DAY, body).claims
    assert claim.entities == (
        Entity(name="英伟达", kind=EntityKind.COMPANY),
        Entity(name="$ZZZZ", kind=EntityKind.TICKER),
    )


@pytest.mark.parametrize(
    ("said", "names"),
    [
        pytest.param(
            "VC 英伟达 $ZZZZ（@vc）9 月 7 日 12:00 写道：“OpenAI 融资”。",
            ["OpenAI"],
            id="within-a-name",
        ),
        pytest.param(
            "**英伟达**：VC 微软（@vc）9 月 7 日 12:00 写道：“Nvidia 上涨”。",
            ["英伟达"],
            id="behind-a-lead",
        ),
        pytest.param(
            "VC Nvidia (@vc), 7 Sep 12:00: “OpenAI raises”.",
            ["OpenAI"],
            id="English",
        ),
        pytest.param(
            "英伟达（@nv）9 月 7 日 12:00 写道：“与 OpenAI 合作”。",
            ["英伟达", "OpenAI"],
            id="the-company-itself",
        ),
        pytest.param(
            "英伟达员工安（@ann）表示：OpenAI 订货。",
            ["英伟达", "OpenAI"],
            id="told-in-a-claim-s-own-words",
        ),
    ],
)
def test_who_writes_under_a_name_that_holds_a_company_s_is_not_the_company(
    said: str, names: list[str]
) -> None:
    [claim] = make_entry(DAY, report_body(said)).claims
    assert [entity.name for entity in claim.entities] == names


def test_the_days_of_an_entry_are_those_of_its_window() -> None:
    entry = make_entry(DAY, last=date(2026, 9, 13))
    assert entry.days == (DAY, date(2026, 9, 13))


@pytest.mark.parametrize(
    ("modified", "corrected", "expected"),
    [
        pytest.param(None, None, None, id="never"),
        pytest.param(8, None, 8, id="modified"),
        pytest.param(8, 7, 8, id="corrected before that"),
        pytest.param(None, 9, 9, id="corrected after that"),
    ],
)
def test_an_entry_says_when_its_author_changed_it_last(
    modified: int | None, corrected: int | None, expected: int | None
) -> None:
    """``modified`` says a moment, a correction a day."""
    article = make_article(DAY)
    if modified:
        article.modified = datetime(2026, 9, modified, tzinfo=SHANGHAI)
    day = date(2026, 9, corrected) if corrected else None
    corrections = (Correction(date=day, text="更正"),)
    article.report = replace(article.report, corrections=corrections)
    entry = read_entry(article, aliases=load_aliases(), timezone=SHANGHAI)
    assert entry.updated == (
        datetime(2026, 9, expected, tzinfo=SHANGHAI) if expected else article.date
    )


def test_an_article_that_is_no_report_makes_no_claims() -> None:
    article = make_article(DAY)
    article.summary = "<p>一句 &amp; <em>话</em></p>"
    del article.report
    entry = read_entry(article, aliases=load_aliases(), timezone=SHANGHAI)
    assert (entry.report, entry.claims, entry.entities) == (None, (), ())
    assert (entry.summary, entry.days, entry.topic) == ("一句 & 话", (DAY, DAY), "")


def test_a_category_is_known_by_its_name_and_address() -> None:
    class Category(SimpleNamespace):
        def __str__(self) -> str:
            return "AI 日报"

    article = make_article(DAY)
    article.category = Category(url="topics/ai/")
    entry = read_entry(article, aliases=load_aliases(), timezone=SHANGHAI)
    assert (entry.category, entry.category_url) == ("AI 日报", "topics/ai/")


def test_an_article_beside_the_reports_that_claims_nothing_is_no_report() -> None:
    """It has no window, and no section that is known."""
    article = make_article(DAY, "随笔，没有小节。")
    entry = read_entry(article, aliases=load_aliases(), timezone=SHANGHAI)
    provenance = replace(article.report.provenance, window=None)
    article.report = replace(article.report, provenance=provenance)
    beside = read_entry(article, aliases=load_aliases(), timezone=SHANGHAI)
    assert (entry.is_report, beside.is_report) == (True, False)
