"""The tweets of an article's window: those of this machine, and nobody is asked."""

from pathlib import Path

import pytest
from paged_service import INSIDE, SLUG, WINDOW, Service, make_source, pages_written
from sites import tweet_line

from pelican_aireport.articles.report_file import Site
from pelican_aireport.review.article import ReadArticle, parse_article
from pelican_aireport.review.topic_tweets import find_slugs_of, find_window_tweets
from pelican_aireport.settings import Settings, parse_settings

BOUNDS = f"{WINDOW.start.isoformat()}/{WINDOW.end.isoformat()}"


def _settings(folder: Path, topic: dict[str, object]) -> Settings:
    values = {
        "PATH": str(folder / "content"),
        "AIREPORT_STATE": ".",
        "AIREPORT_TOPICS": {"ai": topic},
    }
    # The tests' service keeps its snapshots right there.
    return parse_settings(values, base=folder)


def _article(
    settings: Settings, *, slug: str = SLUG, window: str = BOUNDS
) -> ReadArticle:
    site = Site(timezone=settings.timezone, lang="", titles={})
    said = f"aireport:\n  topic: ai\n  window: {window}\n"
    text = f"---\ntitle: a\nslug: {slug}\n{said}---\nx\n"
    return parse_article(Path("a.md"), text, site)


def _find(settings: Settings, article: ReadArticle) -> tuple[list[str], bool] | None:
    found = find_window_tweets(article, settings)
    if found is None:
        return None
    return sorted(each.id for each in found.tweets), found.is_whole


@pytest.mark.parametrize(
    "topic",
    [
        pytest.param({"source": "x", "query": {"list": "7"}}, id="a service"),
        pytest.param({"source": "nowhere:factory"}, id="somebody's source"),
        pytest.param({"source": {"replay": SLUG}}, id="replay"),
        pytest.param({}, id="no source any more"),
    ],
)
@pytest.mark.parametrize("slug", [SLUG, "my-own-slug"])
def test_what_was_fetched_is_found_again(
    tmp_path: Path, topic: dict[str, object], slug: str
) -> None:
    """Under the name of the draft, whatever the article is called by now."""
    make_source(Service(), tmp_path).fetch(WINDOW)
    settings = _settings(tmp_path, topic)
    assert _find(settings, _article(settings, slug=slug)) == (INSIDE, True)


def test_a_part_of_the_tweets_is_not_all(tmp_path: Path) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    pages_written(tmp_path)[1].unlink()
    settings = _settings(tmp_path, {"source": "x", "query": {"list": "7"}})
    found = _find(settings, _article(settings))
    assert found is not None
    assert (set(found[0]) < set(INSIDE), found[1]) == (True, False)


def test_files_are_read_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text(tweet_line(1, "Larkspur"), encoding="utf-8")
    settings = _settings(tmp_path, {"source": "jsonl", "query": {"path": "t.jsonl"}})
    day = "2026-09-07T00:00:00+08:00/2026-09-08T00:00:00+08:00"
    assert _find(settings, _article(settings, window=day)) == (["t1"], True)


@pytest.mark.parametrize(
    ("topic", "window"),
    [
        pytest.param({"source": "jsonl", "query": {"path": "no"}}, BOUNDS, id="gone"),
        pytest.param({"source": "x", "query": {"list": "7"}}, BOUNDS, id="elsewhere"),
        pytest.param({"source": {"replay": "no"}}, BOUNDS, id="no snapshot"),
        pytest.param({"source": "sample"}, "none", id="no window"),
    ],
)
def test_tweets_that_are_not_here_are_none(
    tmp_path: Path, topic: dict[str, object], window: str
) -> None:
    settings = _settings(tmp_path, topic)
    assert _find(settings, _article(settings, slug="a", window=window)) is None


def test_an_article_is_looked_for_by_its_own_slug_first(tmp_path: Path) -> None:
    settings = _settings(tmp_path, {})
    assert find_slugs_of(_article(settings, slug="b"), settings) == ("b", SLUG)
