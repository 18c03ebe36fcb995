"""The demo's own drafts, checked as they are and as an author's edit leaves them."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pelican.settings import read_settings
from sites import ROOT

from pelican_aireport.articles.files import find_articles
from pelican_aireport.drafting.run import draft_due
from pelican_aireport.review.checking import check_articles
from pelican_aireport.review.files import choose_articles
from pelican_aireport.review.findings import Review, render_text
from pelican_aireport.settings import Settings, parse_settings

CLOUD = "## 词云分析"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("demo")
    values = read_settings(str(ROOT / "pelicanconf.py"))
    values["PATH"] = str(folder / "content")
    settings = parse_settings(values, base=folder)
    settings.reports.mkdir(parents=True)
    draft_due(settings, environ={}, now=lambda: datetime(2026, 9, 20, tzinfo=UTC))
    return settings


def _check(settings: Settings, change: Callable[[str], str]) -> Review:
    """Check copies of the drafts that were changed."""
    copy = settings.base / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(settings.reports, copy)
    for path in find_articles(copy):
        text = path.read_text(encoding="utf-8")
        path.write_text(change(text), encoding="utf-8")
    return check_articles(choose_articles(copy, ()), replace(settings, reports=copy))


def _without_state(settings: Settings) -> Settings:
    return replace(settings, state=settings.base / "nowhere")


def _without_tweets(settings: Settings) -> Settings:
    topics = tuple(replace(topic, source="x") for topic in settings.topics)
    return replace(_without_state(settings), topics=topics)


def test_drafts_as_generated_have_no_findings(drafted: Settings) -> None:
    review = _check(drafted, str)
    assert (review.articles, review.claims, review.findings) == (8, 0, ())


@pytest.mark.parametrize(
    "machine",
    [
        pytest.param(lambda settings: settings, id="the author's machine"),
        pytest.param(_without_state, id="tweets alone"),
        pytest.param(_without_tweets, id="notes alone"),
    ],
)
def test_drafts_with_a_word_of_the_authors_have_no_findings(
    drafted: Settings, machine: Callable[[Settings], Settings]
) -> None:
    """Wherever they are checked, and although all of each is looked at."""
    review = _check(
        machine(drafted), lambda text: text.replace(CLOUD, f"{CLOUD}\n\n见下图。")
    )
    assert (review.articles, render_text(review, Path())) == (
        8,
        "8 articles checked, nothing found",
    )
    assert review.claims > 100


def test_an_end_of_each_sentence_may_be_changed(drafted: Settings) -> None:
    """An author answers for what his edit brings, not for what was quoted."""
    review = _check(drafted, lambda text: text.replace("。[^", "！[^"))
    assert (review.findings, review.compared > 50) == ((), True)


def test_a_lie_in_a_quotation_is_found_in_each(drafted: Settings) -> None:
    review = _check(
        _without_state(drafted),
        lambda text: text.replace("写道：“", "写道：“Larkspur 涨价 300%，", 1),
    )
    lied = {each.path for each in review.findings if each.code == "claim-quotation"}
    assert len(lied) == 8
