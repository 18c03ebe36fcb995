"""The data of each report, beside its page.

Touches the disk: writes JSON below OUTPUT_PATH.
"""

from itertools import chain
from pathlib import Path
from typing import Any

from pelican_aireport.site.report_json import render_report_json
from pelican_aireport.site.written_files import write_changed

__all__ = ["write_report_files"]


def write_report_files(generator: Any, **_: object) -> None:
    """Write ``report.json`` beside each report, also beside drafts.

    Connected to ``article_writer_finalized``, whose sender is the generator of
    articles.
    """
    output = Path(generator.output_path)
    for article in chain(
        generator.articles, generator.drafts, generator.hidden_articles
    ):
        if hasattr(article, "report") and article.save_as:
            path = (output / article.save_as).with_name("report.json")
            write_changed(path, _report_json(article).encode())


def _report_json(article: Any) -> str:
    report = article.report
    return render_report_json(
        report,
        slug=article.slug,
        url=article.url,
        lang=article.lang,
        status=article.status,
        date=article.date,
        entities=article.entry.entities,
        terms=article.entry.terms,
    )
