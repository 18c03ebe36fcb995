"""What the extractive summarizer frames is found inside its frame."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from builders import NOON, make_tweet

from pelican_aireport.articles.sections import LANGUAGES, wording
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Window
from pelican_aireport.selection.clustering import cluster_tweets
from pelican_aireport.summarizers.extractive import ExtractiveSummarizer
from pelican_aireport.summarizers.port import Frame
from pelican_aireport.summarizers.quoted import blank_writer, find_quoted

TEXT = "Larkspur 3 发布，推理价格下降一半，“权重”开源，接口下周开放"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quotation_is_read_out_of_its_frame(language: str) -> None:
    """Whoever wrote it, at whatever time, and however many spoke of it as well."""
    frame = Frame(
        window=Window(start=NOON, end=NOON + timedelta(days=1)),
        timezone=UTC,
        language=language,
        key_points=10,
        aliases=load_aliases(language=language),
    )
    tweets = [make_tweet("1", TEXT), make_tweet("2", f"转：{TEXT}", author="bob")]
    digest = ExtractiveSummarizer().summarize(cluster_tweets(tweets), frame)
    (point,) = digest.briefing.key_points
    assert find_quoted(f"{point.lead}：{point.text}") in {TEXT, f"转：{TEXT}"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["VC Tarn", "Tarn：投资人（看好）", "安 9 月"])
def test_a_writer_s_name_is_read_out_of_the_frame(language: str, name: str) -> None:
    """In either language, behind a lead and without one; the rest stays in place."""
    frame = Frame(
        window=Window(start=NOON, end=NOON + timedelta(days=1)),
        timezone=UTC,
        language=language,
        key_points=10,
        aliases=load_aliases(language=language),
    )
    tweet = replace(make_tweet("1", f"{TEXT}，{name} 说"), name=name)
    digest = ExtractiveSummarizer().summarize(cluster_tweets([tweet]), frame)
    (point,) = digest.briefing.key_points
    blanked = point.text.replace(name, " " * len(name), 1)
    said = wording(language).lead
    assert (
        blank_writer(point.text),
        blank_writer(f"{name}{said}{point.text}", name),
    ) == ((blanked, name), (f"{name}{said}{blanked}", name))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Tarn（@tarn）表示 9 月 8 日发布。", id="told"),
        pytest.param("@ann 9 月 8 日 12:00 写道：“Tarn 2 发布”。", id="no-name"),
        pytest.param(
            "“Tarn”说，安（@ann）9 月 8 日 12:00 写道：“好”。", id="behind-a-quotation"
        ),
    ],
)
def test_other_claims_have_no_writer_s_name(text: str) -> None:
    assert blank_writer(text) == (text, "")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Larkspur 3 发布，价格下降一半。", id="told"),
        pytest.param("他写道：“Larkspur 3 发布”。", id="quotes-without-a-frame"),
        pytest.param("安（@ann）9 月 8 日 12:00 写道：Larkspur", id="no-quotation"),
    ],
)
def test_other_claims_quote_nobody(text: str) -> None:
    assert find_quoted(text) is None
