"""Measure ``aireport check`` over an archive: 1,000 articles, and some edited ones.

The articles are the samples', drafted and copied.
"""

import shutil
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from pelican_aireport.articles.files import find_articles
from pelican_aireport.drafting.run import draft_due
from pelican_aireport.review.checking import check_articles
from pelican_aireport.review.files import choose_articles
from pelican_aireport.settings import Settings, parse_settings

_ARTICLES = 1_000
_EDITED = 7
_FIRST = date(2026, 9, 7)


def main() -> None:
    """Print the time for articles as generated, then with edited ones among them."""
    with TemporaryDirectory() as folder:
        settings = _settings(Path(folder))
        samples = _draft(settings)
        for number in range(len(samples), _ARTICLES):
            _copy(samples[number % len(samples)], settings.reports / str(number))
        _measure("as generated", settings)
        for path in samples[:_EDITED]:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("。[^", "！[^"), encoding="utf-8")
        _measure(f"{_EDITED} of them edited in each claim", settings)


def _settings(folder: Path) -> Settings:
    days = [str(_FIRST + timedelta(days=n)) for n in range(7)]
    values = {
        "PATH": str(folder / "content"),
        "TIMEZONE": "Asia/Shanghai",
        "AIREPORT_TOPICS": {"sample": {"source": "sample", "window": days}},
    }
    return parse_settings(values, base=folder)


def _draft(settings: Settings) -> tuple[Path, ...]:
    settings.reports.mkdir(parents=True)
    draft_due(settings, environ={}, now=lambda: datetime.now(UTC))
    return find_articles(settings.reports)


def _copy(article: Path, folder: Path) -> None:
    folder.mkdir()
    for picture in article.parent.glob(f"*{article.stem}.*g"):
        shutil.copy(picture, folder)
    text = article.read_text(encoding="utf-8")
    slug = f"slug: {article.stem}"
    copy = text.replace(slug, f"{slug}_{folder.name}", 1)
    (folder / article.name).write_text(copy, encoding="utf-8")


def _measure(what: str, settings: Settings) -> None:
    start = time.perf_counter()
    review = check_articles(choose_articles(settings.reports, ()), settings)
    seconds = time.perf_counter() - start
    print(
        f"{review.articles} articles, {what}: {seconds:.1f} s, {review.claims} claims, "
        f"{review.compared} compared, {len(review.findings)} findings"
    )


if __name__ == "__main__":
    main()
