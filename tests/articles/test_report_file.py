"""A report file's times are read in the zone that they were written in."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pelican_aireport.articles.report_file import Site, read_report_file
from pelican_aireport.errors import ArticleError

TEXT = """\
---
title: 甲
aireport: {window: 2025-12-04T00:00:00+08:00/2025-12-05T00:00:00+08:00}
---
乙[^7]

[^7]: **@ann** · 2025-12-04 21:03
"""


@pytest.mark.parametrize("timezone", ["Asia/Shanghai", "UTC", "America/New_York"])
def test_a_site_that_moves_reads_its_old_footnotes_rightly(
    tmp_path: Path, timezone: str
) -> None:
    """The window's offset tells in which zone the report was written."""
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    site = Site(timezone=ZoneInfo(timezone), lang="zh-cn", titles={})
    file = read_report_file(tmp_path / "a.md", site)
    (quotation,) = file.report.outline.quotations
    assert (file.date, quotation.created_at) == (
        datetime.fromisoformat("2025-12-04T23:59:59+08:00"),
        datetime.fromisoformat("2025-12-04T21:03:00+08:00"),
    )


def test_a_file_that_cannot_be_read_is_an_error_of_ours(tmp_path: Path) -> None:
    site = Site(timezone=ZoneInfo("UTC"), lang="", titles={})
    with pytest.raises(ArticleError, match="it cannot be read"):
        read_report_file(tmp_path / "none.md", site)
