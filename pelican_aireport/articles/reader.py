"""Pelican's reader for report files; touches the disk and the clock.

Every Markdown file outside the reports folder goes to Pelican's own reader.
"""

import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import escape
from pelican.readers import MarkdownReader
from pelican.utils import SafeDatetime

from pelican_aireport.articles.metadata import (
    read_lang,
    read_moment,
    read_names,
    read_status,
)
from pelican_aireport.articles.report_file import (
    ReportFile,
    Site,
    is_skipped,
    read_report_file,
)
from pelican_aireport.errors import ArticleError

__all__ = ["ReportReader", "install_reader"]

logger = logging.getLogger(__name__)

_QUOTED = re.compile('"([^"]*)"')
_TAME = str.maketrans({"<": "\u2039", ">": "\u203a", '"': "\u201d"})

_EXTENSIONS = ("md", "markdown")


def install_reader(readers: Any) -> None:
    """Let ``ReportReader`` read Markdown; a handler of ``readers_init``."""
    for extension in _EXTENSIONS:
        readers.reader_classes[extension] = ReportReader


class ReportReader(MarkdownReader):
    """Reads the Markdown files of the reports folder.

    A file that cannot be understood is reported as an error and left out; no other
    file suffers.
    """

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        folder = settings.get("AIREPORT_PATH")
        self._content = Path(settings["PATH"]).absolute()
        self._reports = self._content / (
            folder if isinstance(folder, str) and folder else "reports"
        )
        self._site = _read_site(settings)

    def read(self, source_path: str) -> tuple[str | None, dict[str, Any]]:
        """Return an article's HTML and its metadata."""
        path = Path(source_path)
        if not path.is_relative_to(self._reports):
            html, metadata = super().read(source_path)
            return html, metadata
        name = path.relative_to(self._content).as_posix()
        try:
            file = read_report_file(path, self._site)
            metadata = self._metadata(file, self._status(file, name))
        except ArticleError as error:
            # Of a day that is kept away nothing else need be there, not even a date.
            if not is_skipped(path):
                # Under --fatal errors this raises, which ends the build as it should.
                logger.error("aireport: %s was left out: %s", name, error)  # noqa: TRY400
            return "", {"status": "skip"}
        if metadata["status"] != "skip":
            _tell_missing(file, name)
        return file.html, metadata

    def _status(self, file: ReportFile, name: str) -> str:
        defaults = dict(self.settings.get("DEFAULT_METADATA") or {})
        default = str(defaults.get("status", "published"))
        status = read_status(file.values, default)
        if status is None:
            logger.warning(
                "aireport: %s: its status is none that Pelican knows; read as draft, "
                "use draft, published, hidden or skip",
                name,
            )
        if status != "skip" and self._is_early(file.date):
            # Pelican makes a draft of it too, but after its place is settled.
            return "draft"
        return status or "draft"

    def _is_early(self, date: datetime) -> bool:
        return not self.settings["WITH_FUTURE_DATES"] and date > datetime.now(UTC)

    def _metadata(self, file: ReportFile, status: str) -> dict[str, Any]:
        values, timezone = file.values, self._site.timezone
        folder = "drafts" if status == "draft" else "reports"
        # Production sets DRAFT_SAVE_AS = "": not even pictures are published then.
        if status == "draft" and not self.settings["DRAFT_SAVE_AS"]:
            status = "skip"
        # By a date of the future Pelican would make a draft of what is kept away.
        date = None if status == "skip" else _as_pelican(file.date)
        known = {
            "title": escape(_tame(file.report.title)),
            "summary": escape(_tame(file.report.summary)),
            "slug": file.slug,
            "lang": read_lang(values),
            "date": date,
            "modified": _as_pelican(read_moment(values, "modified", timezone)),
            "status": status,
            "save_as": f"{folder}/{file.slug}/index.html",
            "url": f"{folder}/{file.slug}/",
            "report": file.report,
        }
        named = {
            # Else Pelican would take the folder's name, which is a month.
            "category": file.category or self.settings["DEFAULT_CATEGORY"],
            "tags": list(read_names(values, "tags", "keywords")),
            "authors": list(read_names(values, "authors", "author")),
        }
        return {
            **{key: value for key, value in known.items() if value is not None},
            **{k: self.process_metadata(k, v) for k, v in named.items() if v},
        }


def _read_site(settings: Mapping[str, Any]) -> Site:
    topics = settings.get("AIREPORT_TOPICS")
    return Site(
        timezone=ZoneInfo(settings.get("TIMEZONE") or "UTC"),
        lang=settings.get("DEFAULT_LANG") or "",
        titles={
            name: str(topic["title"])
            for name, topic in (topics if isinstance(topics, Mapping) else {}).items()
            if isinstance(topic, Mapping) and "title" in topic
        },
    )


def _tame(text: str) -> str:
    """Return a text that no theme can let become markup.

    Pelican's own strip tags, which undoes what is escaped, and print what is left as
    it is, also inside attributes. A theme that escapes shows the report's own words.
    """
    return _QUOTED.sub("\u201c\\1\u201d", text).translate(_TAME)


def _as_pelican(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    dated: datetime = SafeDatetime.combine(moment.date(), moment.timetz())
    return dated


def _tell_missing(file: ReportFile, name: str) -> None:
    if file.missing and not file.report.legacy:
        logger.warning(
            "aireport: %s names pictures that cannot be shown: %s; put them beside "
            "it as plain files and write their bare names",
            name,
            ", ".join(file.missing),
        )
