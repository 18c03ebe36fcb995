"""reports/index.json names every report, the newest first, in few bytes."""

import json
from datetime import date

from archives import SHANGHAI, make_article, make_entries, make_entry, report_body

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.site.entries import read_entry
from pelican_aireport.site.feed_site import read_feed_site
from pelican_aireport.site.report_index import render_report_index

SITE = read_feed_site(
    {"SITEURL": "https://example.com", "SITENAME": "站", "DEFAULT_LANG": "zh-cn"}
)
DAY = date(2026, 9, 7)


def test_a_report_is_told_in_one_line() -> None:
    """Ordinary articles are no reports."""
    aliases = load_aliases({"Larkspur": {"kind": "company", "names": []}})
    article = make_article(date(2026, 9, 9))
    del article.report
    other = read_entry(article, aliases=aliases, timezone=SHANGHAI)
    report = make_entry(
        DAY, report_body("Larkspur 开源"), aliases=aliases, tags=("甲",)
    )
    file = render_report_index(make_entries(report, other), SITE)
    assert (file.path, json.loads(file.content)) == (
        "reports/index.json",
        {
            "schema": 1,
            "title": "站",
            "site": "https://example.com/",
            "reports": [
                {
                    "slug": "t_20260907_20260907",
                    "topic": "t",
                    "title": "题",
                    "summary": "概述。",
                    "lang": "zh-cn",
                    "period": "day",
                    "window": [
                        "2026-09-07T00:00:00+08:00",
                        "2026-09-08T00:00:00+08:00",
                    ],
                    "date": "2026-09-07T23:59:59+08:00",
                    "url": "reports/t_20260907_20260907/",
                    "json": "reports/t_20260907_20260907/report.json",
                    "tweets": {"fetched": 15, "kept": 15},
                    "model": None,
                    "claims": 1,
                    "entities": ["Larkspur", "甲"],
                }
            ],
        },
    )


def test_the_newest_comes_first() -> None:
    """And what a site has of reports is all there."""
    days = [date(2026, 9, number) for number in (1, 3, 2)]
    file = render_report_index(make_entries(*map(make_entry, days)), SITE)
    slugs = [each["slug"][2:10] for each in json.loads(file.content)["reports"]]
    assert slugs == ["20260903", "20260902", "20260901"]


def test_an_empty_site_has_an_empty_index() -> None:
    """Programs need not ask whether it is there."""
    file = render_report_index(make_entries(), SITE)
    assert json.loads(file.content)["reports"] == []
