"""What stands beside a report's page, by real builds."""

import json
from pathlib import Path

from sites import make_site


def test_a_hidden_report_has_the_data_that_its_page_links_to(tmp_path: Path) -> None:
    """It is on no list, but whoever has the address gets all of it."""
    site = make_site(tmp_path)
    (site.reports / "hidden.md").write_text(
        "---\ntitle: 题\nslug: t_20260907_20260907\ndate: 2026-09-07\n"
        "status: hidden\n---\n\n正文\n",
        encoding="utf-8",
    )
    assert site.build("--fatal", "errors").returncode == 0
    folder = site.output / "reports" / "t_20260907_20260907"
    assert 'href="report.json"' in (folder / "index.html").read_text(encoding="utf-8")
    data = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert data["status"] == "hidden"
    assert "t_20260907" not in (site.output / "sitemap.xml").read_text(encoding="utf-8")
