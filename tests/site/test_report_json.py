"""report.json holds what its contract names, no more and no less."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from pelican_aireport.articles.claim_anchors import claim_anchor
from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.model import (
    Briefing,
    Claim,
    Counts,
    Details,
    Digest,
    DropReason,
    Entity,
    EntityKind,
    Modality,
    Outline,
    Provenance,
    Quotation,
    Standing,
    Term,
    Window,
)
from pelican_aireport.site.report_json import render_report_json

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
MIDNIGHT = datetime(2026, 9, 7, tzinfo=UTC)


def _render(outline: Outline, provenance: Provenance, terms: int = 1) -> object:
    report = ArticleReport(
        title="题",
        summary="",
        outline=outline,
        provenance=provenance,
        edited=None,
        legacy=False,
        language="zh-CN",
        picture=None,
    )
    text = render_report_json(
        report,
        slug="s",
        url="reports/s/",
        lang="zh-cn",
        status="published",
        date=MIDNIGHT,
        entities=(Entity(name="Orbitra", kind=EntityKind.COMPANY), Entity(name="X")),
        terms=[Term(text=f"词{number}", weight=9.5) for number in range(terms)],
    )
    return json.loads(text)


def test_every_key_of_the_contract_is_there() -> None:
    """Claims keep their evidence, and counts each kind of drop."""
    claim = Claim(text="甲：乙", lead="甲", evidence=("1",), modality=Modality.DATA)
    outline = Outline(
        digest=Digest(
            briefing=Briefing(overview=(claim,)), details=Details(markets=(claim,))
        ),
        quotations=(Quotation(id="1", author="ann", likes=3, quote="乙"),),
    )
    provenance = Provenance(
        topic="field",
        window=Window(start=MIDNIGHT, end=MIDNIGHT + timedelta(days=1)),
        source="x",
        fetched_at=MIDNIGHT + timedelta(hours=25),
        counts=Counts(fetched=3, kept=1, dropped=((DropReason.AD, 2),)),
        summarizer="extractive",
        partial="读取页数已达上限",
        fallback="费用已达上限",
    )
    said = {
        "text": "甲：乙",
        "lead": "甲",
        "anchor": claim_anchor("甲：乙"),
        "evidence": ["1"],
        "modality": "data",
        "standing": None,
        "since": None,
        "marks": [],
    }
    assert _render(outline, provenance) == {
        "schema": 1,
        "slug": "s",
        "url": "reports/s/",
        "topic": "field",
        "title": "题",
        "lang": "zh-cn",
        "status": "published",
        "window": {
            "start": "2026-09-07T00:00:00+00:00",
            "end": "2026-09-08T00:00:00+00:00",
        },
        "period": "day",
        "date": "2026-09-07T00:00:00+00:00",
        "source": "x",
        "fetched_at": "2026-09-08T01:00:00+00:00",
        "partial": "读取页数已达上限",
        "tweets": {"fetched": 3, "ads": 2, "kept": 1},
        "summarizer": "extractive",
        "model": None,
        "cost_usd": None,
        "fallback": "费用已达上限",
        "ai_generated": True,
        "digital_source_type": f"{IPTC}algorithmicMedia",
        "corrections": [],
        "briefing": {"overview": [said], "key_points": []},
        "details": {
            "viewpoints": [],
            "events": [],
            "markets": [said],
            "ai": [],
            "finance": [],
        },
        "entities": [
            {"name": "Orbitra", "kind": "company"},
            {"name": "X", "kind": None},
        ],
        "terms": [{"term": "词0", "weight": 9.5}],
        "tweets_cited": {
            "1": {
                "author": "ann",
                "name": None,
                "url": None,
                "created_at": None,
                "likes": 3,
                "reposts": None,
                "quote": "乙",
            }
        },
    }


def test_what_an_article_does_not_say_is_null() -> None:
    """A post without front matter of ours has neither window nor counts."""
    value = _render(Outline(digest=Digest(briefing=Briefing())), Provenance(topic="t"))
    assert isinstance(value, dict)
    keys = ("window", "source", "fetched_at", "partial", "tweets", "summarizer")
    assert {value[key] for key in (*keys, "fallback")} == {None}


def test_eighty_terms_are_the_most() -> None:
    """However many the drawing carries."""
    value = _render(
        Outline(digest=Digest(briefing=Briefing())), Provenance(topic="t"), terms=99
    )
    assert isinstance(value, dict)
    assert [term["term"] for term in value["terms"]] == [f"词{n}" for n in range(80)]


def test_what_was_compared_and_is_not_marked_is_new() -> None:
    """In an article only what is not new says so; the overview has no standing."""
    plain = Claim(text="甲", evidence=("1",))
    old = Claim(text="乙", evidence=("1",), standing=Standing.UPDATE)
    by_hand = Claim(text="丙")
    outline = Outline(
        digest=Digest(
            briefing=Briefing(overview=(plain,), key_points=(plain, old)),
            details=Details(ai=(plain, by_hand)),
        )
    )
    told: Any = _render(outline, Provenance(topic="t", earlier_reports=3))
    standings = {
        "overview": [each["standing"] for each in told["briefing"]["overview"]],
        "key_points": [each["standing"] for each in told["briefing"]["key_points"]],
        "ai": [each["standing"] for each in told["details"]["ai"]],
    }
    assert standings == {
        "overview": [None],
        "key_points": ["new", "update"],
        "ai": ["new", None],
    }
