"""Notices: what a reader is to know before a report is read."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.model import Briefing, Digest, Outline, Provenance, Window
from pelican_aireport.site.notices import Notice, list_notices, render_notices

SHANGHAI = timezone(timedelta(hours=8))
DAY = Window(
    start=datetime(2026, 9, 7, tzinfo=SHANGHAI),
    end=datetime(2026, 9, 8, tzinfo=SHANGHAI),
)


def _report(provenance: Provenance, language: str = "zh-CN") -> ArticleReport:
    return ArticleReport(
        title="题",
        summary="",
        outline=Outline(digest=Digest(briefing=Briefing())),
        provenance=provenance,
        edited=None,
        legacy=False,
        language=language,
        picture=None,
    )


def _fetched_at(hours: float) -> Provenance:
    moment = DAY.start.astimezone(UTC) + timedelta(hours=hours)
    return Provenance(topic="t", window=DAY, fetched_at=moment)


@pytest.mark.parametrize(
    ("provenance", "texts"),
    [
        pytest.param(Provenance(topic="t"), [], id="nothing-known"),
        pytest.param(
            Provenance(topic="t", source="sample"),
            ["推文、人物、公司与产品均为虚构，仅供演示。"],
            id="sample",
        ),
        pytest.param(
            Provenance(topic="t", partial="读取页数已达上限"),
            ["只取到这个时段的一部分推文（读取页数已达上限）。"],
            id="partial",
        ),
        pytest.param(
            Provenance(topic="t", fallback="费用已达上限"),
            ["原定的模型没能完成摘要，由摘录原文的方式代替（费用已达上限）。"],
            id="fallback",
        ),
        pytest.param(
            _fetched_at(14.5),
            ["抓取时（9 月 7 日 14:30）这个时段还没有结束，此后的推文未计入。"],
            id="before-the-window-was-over",
        ),
        pytest.param(_fetched_at(24), [], id="at-its-end"),
        pytest.param(_fetched_at(-1), [], id="before-it-began"),
        pytest.param(
            Provenance(topic="t", fetched_at=DAY.start), [], id="without-a-window"
        ),
    ],
)
def test_what_a_reader_is_told(provenance: Provenance, texts: list[str]) -> None:
    assert [each.text for each in list_notices(_report(provenance))] == texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notice_is_a_sentence_of_its_language(language: str) -> None:
    whole = Provenance(
        topic="t",
        window=DAY,
        source="sample",
        fetched_at=DAY.start,
        partial="{甲}",
        fallback="乙",
    )
    notices = list_notices(_report(whole, language))

    assert [each.kind for each in notices] == ["sample", "early", "partial", "fallback"]
    assert {each.text[-1] for each in notices} == {"。" if language == "zh-CN" else "."}


def test_notices_are_paragraphs_before_a_text() -> None:
    """What they say is text: an author may write anything into the front matter."""
    notice = Notice(kind="partial", title="甲", text="乙 <b> & 丙")

    assert [render_notices([notice], language) for language in LANGUAGES] == [
        "<p><strong>甲：</strong>乙 &lt;b&gt; &amp; 丙</p>\n",
        "<p><strong>甲: </strong>乙 &lt;b&gt; &amp; 丙</p>\n",
    ]


def test_no_notice_is_no_paragraph() -> None:
    assert render_notices((), "zh-CN") == ""
