"""The mark that a machine made a text: for readers and for programs."""

import json
from dataclasses import replace
from datetime import date

import pytest
from archives import make_article

from pelican_aireport.articles.outline import parse_outline
from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.model import Period, Provenance
from pelican_aireport.site.ai_mark import Maker, find_mark, render_label

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
HASH = "sha256:" + "0" * 64
UNCITED = parse_outline("### 核心信息\n\n1. 甲[^1]\n2. 乙\n\n[^1]: 一\n")


def _report(**fields: object) -> ArticleReport:
    """Return a report whose provenance and view say what is given."""
    report: ArticleReport = make_article(date(2026, 9, 7)).report
    view: dict[str, object] = {"edited": None, "legacy": False, "generated": None}
    view["by_author"] = False
    for key in fields.keys() & {*view, "language", "outline"}:
        view[key] = fields.pop(key)
    provenance = Provenance(topic="t", **fields)  # type: ignore[arg-type]
    return replace(report, provenance=provenance, **view)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("report", "mark"),
    [
        pytest.param(
            _report(summarizer="llm", model="m/a"),
            ("AI 生成", "由语言模型（m/a）根据推文写成，每一条都附有出处。"),
            id="model",
        ),
        pytest.param(
            _report(summarizer="llm"),
            ("AI 生成", "由语言模型根据推文写成，每一条都附有出处。"),
            id="model-without-a-name",
        ),
        pytest.param(
            _report(summarizer="llm", model="m/{a}", edited=True),
            (
                "AI 生成",
                "由语言模型（m/{a}）根据推文写成，每一条都附有出处。作者修改过。",
            ),
            id="edited",
        ),
        pytest.param(
            _report(summarizer="llm", edited=True, outline=UNCITED),
            (
                "AI 生成",
                "由语言模型根据推文写成，并非每一条都附有出处。作者修改过。",
            ),
            id="edited so that a claim cites nothing",
        ),
        pytest.param(
            _report(summarizer="extractive", edited=False),
            ("程序摘录", "由程序从推文中摘录编排，没有使用生成式 AI。"),
            id="extractive",
        ),
        pytest.param(
            _report(summarizer="extractive", period=Period.WEEK),
            (
                "程序摘录",
                "由程序从这一周的推文和各篇日报中摘录编排，没有使用生成式 AI。",
            ),
            id="roll-up",
        ),
        pytest.param(
            _report(legacy=True),
            ("AI 生成", "由早先的程序调用语言模型写成，没有逐条附上出处。"),
            id="legacy",
        ),
        pytest.param(
            _report(summarizer="pkg.mod:make"),
            ("程序生成", "由程序（pkg.mod:make）根据推文自动写成。"),
            id="a-site-s-own-summarizer",
        ),
        pytest.param(
            _report(generated=HASH, edited=True),
            ("程序生成", "由程序根据推文自动写成。作者修改过。"),
            id="only-the-hash-is-left",
        ),
        pytest.param(
            _report(),
            ("可能由 AI 生成", "文中没有注明由谁写成。"),
            id="nothing-stated",
        ),
        pytest.param(
            _report(summarizer="llm", by_author=True), None, id="by-its-author"
        ),
    ],
)
def test_what_a_reader_is_told(
    report: ArticleReport, mark: tuple[str, str] | None
) -> None:
    found = find_mark(report)
    assert (found and (found.title, found.text)) == mark


@pytest.mark.parametrize(
    ("fields", "term", "label"),
    [
        pytest.param(
            {"summarizer": "llm", "edited": False},
            "trainedAlgorithmicMedia",
            "1",
            id="model",
        ),
        pytest.param(
            {"summarizer": "llm", "edited": True},
            "compositeWithTrainedAlgorithmicMedia",
            "1",
            id="model-edited",
        ),
        pytest.param(
            {"summarizer": "extractive", "edited": False},
            "algorithmicMedia",
            "1",
            id="extractive",
        ),
        pytest.param(
            {"summarizer": "extractive", "edited": True},
            "composite",
            "1",
            id="extractive-edited",
        ),
        pytest.param({"legacy": True}, "trainedAlgorithmicMedia", "1", id="legacy"),
        pytest.param({}, "trainedAlgorithmicMedia", "3", id="suspected"),
    ],
)
def test_what_programs_are_told(
    fields: dict[str, object], term: str, label: str
) -> None:
    """A term of IPTC's vocabulary, and the label of GB 45438-2025."""
    found = find_mark(_report(**fields))
    assert found is not None
    assert (found.source_type, found.label) == (IPTC + term, label)


def test_the_label_names_producer_and_content() -> None:
    """The seven fields of GB 45438-2025, whatever the site is called."""
    mark = find_mark(_report(summarizer="llm"))
    assert mark is not None
    name = '站 "点" </script>'
    assert json.loads(render_label(mark, producer=name, content_id="s")) == {
        "Label": "1",
        "ContentProducer": name,
        "ProduceID": "s",
        "ReservedCode1": "",
        "ContentPropagator": name,
        "PropagateID": "s",
        "ReservedCode2": "",
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("period", [pytest.param(p, id=p.value) for p in Period])
def test_every_maker_has_words_in_every_language(language: str, period: Period) -> None:
    reports: dict[Maker, dict[str, object]] = {
        Maker.MODEL: {"summarizer": "llm", "model": "m"},
        Maker.EXTRACTIVE: {"summarizer": "extractive"},
        Maker.LEGACY: {"legacy": True},
        Maker.OTHER: {"summarizer": "x:y"},
        Maker.UNSTATED: {},
    }
    marks = {
        maker: find_mark(
            _report(language=language, period=period, edited=True, **fields)
        )
        for maker, fields in reports.items()
    }
    end = "。" if language == "zh-CN" else "."
    assert {m: mark and (mark.maker, mark.text[-1]) for m, mark in marks.items()} == {
        maker: (maker, end) for maker in Maker
    }
