"""A report's word cloud, read back from its drawing; reads the disk."""

from pathlib import Path
from typing import Any

from pelican_aireport.model import Term
from pelican_aireport.pictures.svg import read_terms

__all__ = ["read_cloud", "read_cloud_terms"]


def read_cloud_terms(article: Any) -> tuple[Term, ...]:
    """Read the terms that a report's cloud may draw, heaviest first.

    The drawing carries them: nothing else on disk knows their weights. None where the
    article is no report or has no drawing.
    """
    return read_terms(read_cloud(article))


def read_cloud(article: Any) -> str:
    """Read the drawing beside a report; empty where there is none."""
    report = getattr(article, "report", None)
    if report is None or report.picture is None or report.picture.svg is None:
        return ""
    drawing = Path(article.source_path).with_name(report.picture.svg)
    return drawing.read_text(encoding="utf-8", errors="replace")
