"""Marks of claims as badges, leads as titles of cards."""

from datetime import date

import pytest

from pelican_aireport.articles.claim_marks import render_marks
from pelican_aireport.articles.sections import LANGUAGES, wording
from pelican_aireport.model import Claim, Mark, Modality, Standing
from pelican_aireport.site.claim_badges import count_days, show_leads, show_marks

_WORDS = {
    "date": "{month}/{day} {month_name}",
    "months": [f"M{number}" for number in range(1, 13)],
    "report": {"nth_day": "day {number}, since {date}"},
}


def _badge(kind: str, text: str) -> str:
    return f'<span class="mark mark-{kind}">{text}</span>'


_SINCE = '首见 <time datetime="2026-09-07">2026-09-07</time>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            "甲 <em>传闻 · 单一来源 · 持续 · 首见 2026-09-07</em>",
            '甲 <em class="marks">'
            + " ".join(
                [
                    _badge("rumoured", "传闻"),
                    _badge("one-source", "单一来源"),
                    _badge("continuing", "持续"),
                    _badge("since", _SINCE),
                ]
            )
            + "</em>",
            id="all kinds",
        ),
        pytest.param(
            "<em>quoted</em>",
            f'<em class="marks">{_badge("replaced", "quoted")}</em>',
            id="English",
        ),
        pytest.param(
            "<em>传闻 · 观点</em>",
            f'<em class="marks">{_badge("rumoured", "传闻")} '
            f"{_badge('opinion', '观点')}</em>",
            id="two of a kind, by an author's hand",
        ),
        pytest.param("<em>很好</em>", "<em>很好</em>", id="other emphasis"),
        pytest.param(
            "<em>传闻 · 很好</em>", "<em>传闻 · 很好</em>", id="marks and more"
        ),
    ],
)
def test_each_mark_is_a_badge_of_its_kind(html: str, expected: str) -> None:
    assert show_marks(html) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_report_marks_has_a_badge(language: str) -> None:
    """Of every modality, mark and standing, by the name of its value."""
    words = wording(language)
    claims = [
        Claim(
            text="甲",
            modality=modality,
            marks=tuple(Mark),
            standing=standing,
            since=date(2026, 9, 1),
        )
        for modality in Modality
        for standing in (Standing.UPDATE, Standing.CONTINUING)
    ]
    for claim in claims:
        shown = show_marks(f"<em>{render_marks(claim, words)}</em>")
        assert claim.modality
        assert claim.standing
        kinds = (claim.modality.value, *(mark.value for mark in Mark))
        kinds += (claim.standing.value, "since")
        assert shown.count("mark mark-") == len(kinds)
        assert all(f"mark-{kind}" in shown for kind in kinds)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 9, 8), "day 2, since 9/7 M9", id="the second day"),
        pytest.param(date(2027, 9, 7), "day 366, since 9/7 M9", id="a year later"),
    ],
)
def test_what_goes_on_says_for_which_day(day: date, expected: str) -> None:
    """Both ends counted."""
    html = show_marks("<em>后续 · 首见 2026-09-07</em>")
    badge = _badge("since", f'<time datetime="2026-09-07">{expected}</time>')
    assert count_days(html, day, _WORDS).endswith(f"{badge}</em>")


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 9, 7), id="the day itself"),
        pytest.param(date(2026, 9, 6), id="a day before"),
    ],
)
def test_what_is_not_older_than_its_report_stays_as_it_is(day: date) -> None:
    html = show_marks("<em>后续 · 首见 2026-09-07</em>")
    assert count_days(html, day, _WORDS) == html


def _lead(text: str, colon: str) -> str:
    return f'<strong class="lead">{text}</strong><span class="colon">{colon}</span>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            '<li id="c-1"><strong>甲</strong>：乙',
            f'<li id="c-1">{_lead("甲", "：")}乙',
            id="full-width",
        ),
        pytest.param(
            "<li>\n<p><strong>a</strong>: b",
            f"<li>\n<p>{_lead('a', ': ')}b",
            id="loose",
        ),
        pytest.param(
            "<li><strong>甲：</strong> 乙", f"<li>{_lead('甲', '：')} 乙", id="inside"
        ),
        pytest.param(
            "<li><strong>甲</strong>乙", "<li><strong>甲</strong>乙", id="bold"
        ),
        pytest.param(
            "<li><strong>甲</strong>：</li>",
            "<li><strong>甲</strong>：</li>",
            id="label",
        ),
        pytest.param(
            "<p><strong>甲</strong>：乙", "<p><strong>甲</strong>：乙", id="no item"
        ),
    ],
)
def test_a_bold_lead_becomes_the_title_of_its_card(html: str, expected: str) -> None:
    """The colon stays for who listens or copies."""
    assert show_leads(html) == expected
