"""``reports/index.json``: all reports of a site, without their text; pure."""

import json
from collections.abc import Mapping

from pelican_aireport.articles.quotations import quote
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.feed_site import FeedSite
from pelican_aireport.site.site_pages import SiteFile

__all__ = ["REPORT_INDEX", "render_report_index"]

REPORT_INDEX = "reports/index.json"

_SCHEMA = 1
_SUMMARY_LENGTH = 60
"""Characters; the whole one stands in the report's own file."""

_ENTITIES = 5
"""The most often named ones; likewise."""


def render_report_index(archive: Archive, site: FeedSite) -> SiteFile:
    """Render the index, newest first, one report a line."""
    head = {"schema": _SCHEMA, "title": site.name, "site": site.url("")}
    reports = ",\n".join(_json(_report(entry)) for entry in archive.reports)
    text = f'{_json(head)[:-1]},"reports":[\n{reports}\n]}}\n'
    return SiteFile(path=REPORT_INDEX, content=text.encode("utf-8", "replace"))


def _report(entry: Entry) -> Mapping[str, object]:
    provenance = entry.report.provenance if entry.report else None
    window = provenance and provenance.window
    counts = provenance and provenance.counts
    said = quote(entry.summary, length=_SUMMARY_LENGTH)
    return {
        "slug": entry.slug,
        "topic": entry.topic,
        "title": entry.title,
        "summary": f"{said.text}……" if said.is_cut else said.text,
        "lang": entry.lang,
        "period": entry.period.value,
        "window": window and [window.start.isoformat(), window.end.isoformat()],
        "date": entry.date.isoformat(),
        "url": entry.url,
        "json": f"{entry.url}report.json",
        "tweets": counts and {"fetched": counts.fetched, "kept": counts.kept},
        "model": provenance and provenance.model,
        "claims": len(entry.claims),
        "entities": [entity.name for entity in entry.entities[:_ENTITIES]],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
