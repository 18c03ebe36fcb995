"""Cards beside reports: what they say, and that each is drawn once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from archives import SHANGHAI, make_article, report_body

from pelican_aireport.model import Period
from pelican_aireport.pictures.card_layout import CardText
from pelican_aireport.settings import Settings, parse_settings
from pelican_aireport.site import cards
from pelican_aireport.site.cards import Card, compose_card, draw_cards, write_cards

MONDAY, SUNDAY = date(2026, 9, 7), date(2026, 9, 13)
QUOTED = (
    "**Larkspur**：安（@ann）9 月 7 日 12:02 写道：“Larkspur 3 开源”（节选）。"
    "另有 1 位作者谈到此事。"
)


def _article(*points: str, **fields: Any) -> Any:
    article = make_article(MONDAY, report_body(*points), **fields)
    article.save_as = f"{article.url}index.html"
    return article


def _compose(article: Any) -> CardText:
    return compose_card(article, site_name="站点", timezone=SHANGHAI)


def test_a_card_says_the_first_points_of_its_report() -> None:
    """A quotation is shortened to who says what; no full stop ends a point."""
    article = _article(QUOTED, "Tarn 2 开源。", "Corvane 涨 3%", "第四点", title="甲")
    assert _compose(article) == CardText(
        site="站点",
        days="2026 年 9 月 7 日 星期一",
        title="甲",
        points=("安：“Larkspur 3 开源”", "Tarn 2 开源", "Corvane 涨 3%"),
        sources="据 1 条推文",
        mark="程序摘录",
        cut="……",
    )


@pytest.mark.parametrize(
    ("language", "last", "days"),
    [
        pytest.param("zh-CN", MONDAY, "2026 年 9 月 7 日 星期一", id="day"),
        pytest.param("zh-CN", SUNDAY, "2026 年 9 月 7 日 — 9 月 13 日", id="week"),
        pytest.param("en", MONDAY, "Mon, 7 Sep 2026", id="english-day"),
        pytest.param("en", SUNDAY, "7 Sep — 13 Sep 2026", id="english-week"),
    ],
)
def test_a_card_says_its_days(language: str, last: date, days: str) -> None:
    article = _article("甲", last=last, period=Period.WEEK)
    article.report = replace(article.report, language=language)
    assert _compose(article).days == days


def test_what_its_author_wrote_has_no_mark() -> None:
    article = _article("甲")
    article.report = replace(article.report, by_author=True)
    assert _compose(article).mark == ""


def test_a_post_without_points_shows_its_summary() -> None:
    article = _article()
    assert _compose(article).points == ("概述。",)


def _values(folder: Path) -> dict[str, Any]:
    return {
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / "output"),
        "TIMEZONE": "Asia/Shanghai",
    }


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return parse_settings(_values(tmp_path), base=tmp_path)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the titles of all cards that are drawn, in this order."""
    titles: list[str] = []

    def draw(text: CardText, _font: Path, *, label: str) -> bytes:
        titles.append(text.title)
        return f"{text.title} {label}".encode()

    monkeypatch.setattr(cards, "render_card", draw)
    return titles


@pytest.fixture
def write(settings: Settings, tmp_path: Path) -> Callable[..., list[str]]:
    """Return a function that writes cards and lists what the state keeps."""

    def run(*articles: Any, site_name: str = "站点") -> list[str]:
        write_cards(
            articles,
            settings=settings,
            site_name=site_name,
            output=tmp_path / "output",
        )
        folder = settings.state / "cards"
        return sorted(path.suffix for path in folder.iterdir())

    return run


def test_a_card_is_drawn_once(
    write: Callable[..., list[str]], drawn: list[str], tmp_path: Path
) -> None:
    """Also where the output is made anew; its page names it."""
    article = _article("甲", title="一")
    for _ in range(3):
        write(article)
        path = tmp_path / "output" / "reports" / "t_20260907_20260907" / "card.png"
        assert path.read_bytes().startswith("一 {".encode())
        path.unlink()
    assert drawn == ["一"]
    assert article.card == Card(url="reports/t_20260907_20260907/card.png", alt="一")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"title": "二"}, id="title"),
        pytest.param({"by_author": True}, id="mark"),
        pytest.param({"language": "en"}, id="language"),
    ],
)
def test_a_card_that_shows_something_else_is_drawn_anew(
    write: Callable[..., list[str]], drawn: list[str], change: dict[str, Any]
) -> None:
    """And the one before is dropped."""
    article = _article("甲", title="一")
    write(article)
    article.report = replace(article.report, **change)
    assert write(article) == [".png"]
    assert len(drawn) == 2


def test_a_change_that_no_card_shows_draws_nothing(
    write: Callable[..., list[str]], drawn: list[str]
) -> None:
    article = _article("甲", title="一")
    write(article)
    article.report = replace(article.report, summary="另一句。")
    write(article)
    assert drawn == ["一"]


def test_cards_of_no_report_are_dropped(
    write: Callable[..., list[str]], drawn: list[str]
) -> None:
    assert write(_article("甲", title="一"), _article("乙", title="二")) == [".png"] * 2
    assert write() == []
    assert drawn == ["一", "二"]


def test_a_state_that_cannot_be_kept_costs_no_card(
    drawn: list[str], settings: Settings, tmp_path: Path
) -> None:
    """The card is drawn again the next time."""
    settings.state.mkdir()
    (settings.state / "cards").write_text("", encoding="utf-8")
    article, output = _article("甲", title="一"), tmp_path / "output"
    for _ in range(2):
        write_cards([article], settings=settings, site_name="站点", output=output)
    assert (output / "reports" / "t_20260907_20260907" / "card.png").is_file()
    assert drawn == ["一", "一"]


def test_a_font_that_is_none_is_told_and_ends_no_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also where nothing is drafted, which would tell it."""
    article = _article("甲", title="一")
    article.report = replace(
        article.report, provenance=replace(article.report.provenance, topic="t")
    )
    values = {
        **_values(tmp_path),
        "SITENAME": "站点",
        "AIREPORT_TOPICS": {"t": {"title": "甲", "source": "sample"}},
        "AIREPORT_FONT": "lost.otf",
    }
    generator = SimpleNamespace(
        articles=[article],
        drafts=[],
        hidden_articles=[],
        settings=values,
        output_path=str(tmp_path / "output"),
    )
    draw_cards(generator, base=tmp_path)
    assert "AIREPORT_FONT: " in caplog.text
    assert not hasattr(article, "card")
