"""What models cost is summed from the articles themselves."""

from pathlib import Path

from pelican_aireport.articles.spending import Spending, read_spending

ARTICLE = """---
title: 甲
slug: {slug}
aireport:
  topic: ai
  window: 2026-09-{day}T00:00:00+08:00/2026-10-01T00:00:00+08:00
{more}
---

正文
"""


def _write(folder: Path, slug: str, *lines: str, day: str = "07") -> None:
    more = "\n".join(f"  {line}" for line in lines)
    text = ARTICLE.format(slug=slug, day=day, more=more)
    (folder / f"{slug}.md").write_text(text, encoding="utf-8")


def test_costs_are_summed_by_the_month_of_fetching(tmp_path: Path) -> None:
    """Unknown is not 0, and a quoting report costs nothing."""
    september = "fetched_at: 2026-09-30T23:59:00+08:00"
    _write(tmp_path, "a", "model: m/a", "cost_usd: 0.0071", september)
    _write(tmp_path, "b", "model: m/a", "cost_usd: null", september)
    _write(tmp_path, "c", "model: null", "cost_usd: null", september)
    _write(tmp_path, "d", "model: m/b", "cost_usd: 0.25")
    _write(
        tmp_path, "e", "model: m/a", "cost_usd: null", september.replace("-09-", "-08-")
    )
    (tmp_path / "damaged.md").write_text("---\n", encoding="utf-8")
    assert read_spending(tmp_path) == (
        Spending(month="2026-08", reports=1, cost_usd=None, unknown=1),
        Spending(month="2026-09", reports=2, cost_usd=0.0071, unknown=1),
        Spending(month="2026-10", reports=1, cost_usd=0.25, unknown=0),
    )


def test_a_day_that_is_kept_away_has_cost_what_it_cost(tmp_path: Path) -> None:
    _write(tmp_path, "a", "model: m/a", "cost_usd: 0.5")
    path = tmp_path / "a.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("slug: a", "slug: a\nstatus: skip"), encoding="utf-8")
    assert [each.cost_usd for each in read_spending(tmp_path)] == [0.5]


def test_a_folder_that_is_not_there_has_cost_nothing(tmp_path: Path) -> None:
    assert read_spending(tmp_path / "reports") == ()
