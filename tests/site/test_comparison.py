"""What two reports share and what only one of them tells."""

from datetime import date, timedelta

import pytest
from archives import make_entries, make_entry, report_body

from pelican_aireport.model import Period
from pelican_aireport.site.compare_pages import list_compare_pages
from pelican_aireport.site.comparison import compare_reports
from pelican_aireport.site.entries import Entry

DAY = date(2026, 9, 7)
NEXT = DAY + timedelta(days=1)


def _report(day: date, *claims: str, since: str = "") -> Entry:
    """Make a report whose claims cite the tweets that they name behind a bar."""
    lines = ["## 简要部分", "### 主要话题与行业趋势概述", "英伟达的一天。[^t0]"]
    lines += ["### 核心信息"]
    for number, claim in enumerate(claims, 1):
        text, _, ids = claim.partition("|")
        lines.append(f"{number}. {text}" + "".join(f"[^{id_}]" for id_ in ids.split()))
    cited = {id_ for claim in claims for id_ in claim.partition("|")[2].split()}
    lines += [
        f"[^{id_}]: **@ann** · 2026-09-07 12:00 · 赞 9 · 转 1 · “云雀”"
        for id_ in sorted({"t0", *cited})
    ]
    body = "\n\n".join(lines) + "\n"
    return make_entry(day, body.replace("SINCE", f"*后续 · 首见 {since}*"))


@pytest.mark.parametrize(
    ("earlier", "later", "same"),
    [
        pytest.param("云雀降价|t1", "云雀又降价|t2 t1", True, id="a shared tweet"),
        pytest.param("云雀降价|t1", "云雀降价|t2", True, id="the same words"),
        pytest.param("云雀降价|t1", "云雀涨价|t2", False, id="neither"),
    ],
)
def test_claims_of_both_days_are_told_apart_from_the_rest(
    earlier: str, later: str, *, same: bool
) -> None:
    found = compare_reports(_report(DAY, earlier), _report(NEXT, later))
    assert (len(found.claims_kept), len(found.claims_gone), len(found.claims_new)) == (
        (1, 0, 0) if same else (0, 1, 1)
    )


def test_what_is_marked_as_first_told_on_the_earlier_day_is_told_by_both() -> None:
    """By which of its claims is not known."""
    found = compare_reports(
        _report(DAY, "云雀降价|t1"),
        _report(NEXT, "又降价 SINCE|t2", since="2026-09-07"),
    )
    assert [(each.later.text, each.earlier) for each in found.claims_kept] == [
        ("又降价", None)
    ]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        pytest.param("英伟达再涨 SINCE|t2", True, id="one name"),
        pytest.param("微软再涨 SINCE|t2", False, id="another name"),
    ],
)
def test_matters_first_told_on_one_day_are_one_if_they_write_one_name(
    text: str, *, same: bool
) -> None:
    found = compare_reports(
        _report(DAY, "英伟达涨 SINCE|t1", since="2026-09-01"),
        _report(NEXT, text, since="2026-09-01"),
    )
    assert bool(found.claims_kept) is same


def test_entities_and_claims_of_two_reports_add_up() -> None:
    """Each is on one side or on both; overviews take no part."""
    one = _report(DAY, "英伟达涨|t1", "微软跌|t2", "云雀飞|t3")
    other = _report(NEXT, "微软又跌|t2 t4", "OpenAI 发布|t5")
    found = compare_reports(one, other)
    assert [
        [entity.name for entity in entities]
        for entities in (found.entities_gone, found.entities_kept, found.entities_new)
    ] == [[], ["英伟达", "微软"], ["OpenAI"]]
    assert [
        [told.text for told in found.claims_gone],
        [
            (told.later.text, told.earlier and told.earlier.text)
            for told in found.claims_kept
        ],
        [told.text for told in found.claims_new],
    ] == [["英伟达涨", "云雀飞"], [("微软又跌", "微软跌")], ["OpenAI 发布"]]


def test_the_page_compares_the_newest_two_days_of_each_topic() -> None:
    entries = [
        make_entry(DAY + timedelta(days=n), report_body("云雀"), topic=topic)
        for topic in ("a", "b")
        for n in range(3)
    ]
    week = [
        make_entry(DAY, last=DAY + timedelta(days=6), period=Period.WEEK),
        make_entry(NEXT, topic="lonely"),
    ]
    (page,) = list_compare_pages(make_entries(*entries, *week))
    pairs = [
        (each.earlier.slug, each.later.slug)
        for each in page.values["comparisons"]  # type: ignore[attr-defined]
    ]
    assert pairs == [
        ("a_20260908_20260908", "a_20260909_20260909"),
        ("b_20260908_20260908", "b_20260909_20260909"),
    ]
    assert (page.url, page.values["is_whole"]) == ("compare/", True)


@pytest.mark.parametrize("count", [0, 1])
def test_one_report_is_compared_with_nothing(count: int) -> None:
    (page,) = list_compare_pages(make_entries(*[make_entry(DAY)][:count]))
    assert (page.values["comparisons"], page.values["pairs"]) == ((), ())


@pytest.mark.parametrize("count", [60, 61])
def test_the_page_says_whether_there_are_older_reports(count: int) -> None:
    days = [DAY + timedelta(days=n) for n in range(count)]
    (page,) = list_compare_pages(make_entries(*map(make_entry, days)))
    assert page.values["is_whole"] is (count <= 60)


def test_a_report_that_says_a_thing_twice_is_compared_once() -> None:
    found = compare_reports(
        _report(DAY, "云雀降价|t1", "云雀降价|t1"), _report(NEXT, "微软跌|t9")
    )
    assert [told.text for told in found.claims_gone] == ["云雀降价"]
