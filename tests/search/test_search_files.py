"""The files that the page of the search reads, put together."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from archives import SHANGHAI, make_entries, make_entry, report_body
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.articles.claim_anchors import claim_anchor
from pelican_aireport.site.archive import Archive, make_archive
from pelican_aireport.site.search import list_search_files, list_search_pages
from pelican_aireport.site.search.folding import fold
from pelican_aireport.site.search.form import count_shards
from pelican_aireport.site.search.passages import PIECES
from pelican_aireport.site.search.shards import decode, shard_of
from pelican_aireport.site.search.terms import filter_term, query_terms

DAY = date(2026, 9, 7)


def _files(archive: Archive) -> dict[str, bytes]:
    pages = tuple(list_search_pages(archive))
    return {file.path: file.content for file in list_search_files(archive, pages)}


def _look_up(archive: Archive, *terms: str) -> set[int]:
    files, count = _files(archive), count_shards(archive)
    found = []
    for term in terms:
        shard = json.loads(files[f"search/index/{shard_of(term, count)}.json"])
        found.append(set(decode(shard.get(term, ""))))
    return set.intersection(*found)


def _texts(files: Mapping[str, bytes], numbers: set[int]) -> list[str]:
    return [
        json.loads(files[f"search/passages/{number // PIECES}.json"])["pieces"][
            number % PIECES
        ][0]
        for number in sorted(numbers)
    ]


def test_nothing_is_written_for_a_theme_without_the_page() -> None:
    archive = make_entries(make_entry(DAY))
    assert list(list_search_files(archive, ())) == []


def test_a_passage_tells_all_that_a_hit_shows() -> None:
    entry = make_entry(DAY, report_body("芯片涨价"), title="涨价")
    assert json.loads(_files(make_entries(entry))["search/passages/0.json"]) == {
        "url": "reports/t_20260907_20260907/",
        "title": "涨价",
        "date": "2026-09-07",
        "lang": "zh-cn",
        "pieces": [
            ["涨价", "", ""],
            ["概述。", "", ""],
            ["芯片涨价", f"#{claim_anchor('芯片涨价')}", "核心信息"],
        ],
    }


CLAIMS = st.text("开源模型芯片Open 3.5-·", min_size=2, max_size=12).filter(
    lambda text: text[0] in "开源模型芯片" and text == " ".join(text.split())
)


@settings(max_examples=40, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=4), st.data())
def test_each_part_of_a_claim_finds_it(claims: list[str], data: st.DataObject) -> None:
    """By the index as it is written."""
    archive = make_entries(make_entry(DAY, report_body(*claims)))
    found = {claim.claim.text for claim in archive.entries[0].claims}
    text = data.draw(st.sampled_from(sorted(found)))
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    terms = query_terms(fold(part))
    if terms:
        assert text in _texts(_files(archive), _look_up(archive, *terms))


def test_filters_lead_to_the_pieces_that_they_let_pass() -> None:
    """An entity to claims and titles that name it, the others to whole articles."""
    first = make_entry(DAY, report_body("OpenAI 发布", "英伟达供货"), title="OpenAI")
    later = make_entry(DAY + timedelta(days=30), report_body("OpenAI 融资"), topic="u")
    archive = make_entries(first, later)
    files = _files(archive)
    found = {
        term: _texts(files, _look_up(archive, filter_term(*term)))
        for term in (
            ("entity", "OpenAI"),
            ("entity", "英伟达"),
            ("month", "2026-10"),
            ("topic", "日报"),
        )
    }
    assert found == {
        ("entity", "OpenAI"): ["OpenAI", "OpenAI 发布", "OpenAI 融资"],
        ("entity", "英伟达"): ["英伟达供货"],
        ("month", "2026-10"): ["题", "概述。", "OpenAI 融资"],
        ("topic", "日报"): [
            *("OpenAI", "概述。", "OpenAI 发布", "英伟达供货"),
            *("题", "概述。", "OpenAI 融资"),
        ],
    }


def test_a_report_is_found_under_its_last_day() -> None:
    """An old one is dated a day later: its entities' pages lead to its own month."""
    dated = datetime(2026, 10, 1, 10, 1, tzinfo=SHANGHAI)
    archive = make_archive([replace(make_entry(date(2026, 9, 30)), date=dated)])
    found = {
        month: len(_look_up(archive, filter_term("month", month)))
        for month in ("2026-09", "2026-10")
    }
    passage = json.loads(_files(archive)["search/passages/0.json"])
    assert (found, passage["date"]) == ({"2026-09": 3, "2026-10": 0}, "2026-09-30")


def test_a_new_report_changes_no_passage_of_those_before_it() -> None:
    days = [DAY + timedelta(days=number) for number in range(4)]
    entries = [make_entry(day, report_body(f"第 {day} 天")) for day in days]
    before, after = _files(make_entries(*entries[:3])), _files(make_entries(*entries))
    assert {
        path: content for path, content in before.items() if "/passages/" in path
    }.items() <= after.items()


def test_the_same_articles_give_the_same_bytes() -> None:
    archive = make_entries(make_entry(DAY, report_body("芯片", "OpenAI 与英伟达")))
    assert list(_files(archive).items()) == list(_files(archive).items())


def test_all_files_of_the_index_are_there() -> None:
    """A term that nothing has is looked up in a file as well."""
    claims = [f"第 {number} 条：" + "开源模型" * 30 for number in range(40)]
    archive = make_entries(make_entry(DAY, report_body(*claims)))
    index = [path for path in _files(archive) if path.startswith("search/index/")]
    assert len(index) == count_shards(archive) == 4
