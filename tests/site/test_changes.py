"""What changed from one report to the next."""

from datetime import date

import pytest
from told_claims import make_claim, tell

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Standing
from pelican_aireport.site.changes import OldClaim, find_changes
from pelican_aireport.site.entries import Entry, EntryClaim

SUNDAY = date(2026, 9, 13)
SATURDAY = date(2026, 9, 12)


def _gone(today: Entry, before: Entry) -> list[str]:
    gone = find_changes(today, before).gone
    return [each.claim.text for each in gone]


def test_claims_are_told_apart_by_how_they_stand_to_earlier_reports() -> None:
    """Days are counted from the first report; an overview tells of no matter."""
    new = make_claim("Larkspur 开源 Larkspur 3", "t1", standing=Standing.NEW)
    unmarked = make_claim("Tarn 关闭上海办公室", "t2")
    updated = make_claim(
        "Nvidia 确认 B9 延期", "t3", standing=Standing.UPDATE, since=date(2026, 9, 7)
    )
    continuing = make_claim(
        "社区仍在谈 OpenHX", "t4", standing=Standing.CONTINUING, since=SATURDAY
    )
    overview = make_claim("本期入选 36 条推文", "t9", section=Section.OVERVIEW)
    before = tell(SATURDAY)
    today = tell(SUNDAY, overview, new, unmarked, updated, continuing)
    found = find_changes(today, before)
    assert (found.before, found.new, found.updated, found.continuing) == (
        before,
        (new, unmarked),
        (OldClaim(told=updated, day_number=7),),
        (OldClaim(told=continuing, day_number=2),),
    )


@pytest.mark.parametrize(
    "earlier_reports",
    [pytest.param(None, id="never compared"), pytest.param(0, id="the first one")],
)
def test_a_report_that_was_compared_with_none_tells_nothing_new(
    earlier_reports: int | None,
) -> None:
    """Else all of it would be called new."""
    today = tell(SUNDAY, make_claim("一", "t1"), earlier_reports=earlier_reports)
    assert find_changes(today, tell(SATURDAY)).new == ()


def test_what_cites_nothing_is_not_called_new() -> None:
    today = tell(SUNDAY, make_claim("作者自己的话"))
    assert find_changes(today, tell(SATURDAY)).new == ()


def test_details_about_the_tweet_of_a_key_point_are_not_told_again() -> None:
    point = make_claim("Larkspur 发布 Larkspur 3", "t1")
    detail = make_claim("Larkspur 3 有三种大小", "t1", "t2", section=Section.EVENTS)
    found = find_changes(tell(SUNDAY, point, detail), tell(SATURDAY))
    assert found.new == (point,)


def test_at_most_five_of_a_kind_are_told() -> None:
    claims = [make_claim(f"第 {n} 件事", f"t{n}") for n in range(9)]
    found = find_changes(tell(SUNDAY, *claims), tell(SATURDAY, *claims[:0]))
    assert found.new == tuple(claims[:5])


@pytest.mark.parametrize(
    ("before", "today", "is_gone"),
    [
        pytest.param(
            make_claim("ChatGPT 涨价", "t1"),
            make_claim("说法全换了", "t1"),
            False,
            id="one tweet in common",
        ),
        pytest.param(
            make_claim("英伟达推出新卡", "t1"),
            make_claim("Nvidia ships a card", "t7"),
            False,
            id="one name in common, in another language",
        ),
        pytest.param(
            make_claim("OpenAI 给 ChatGPT 涨价", "t1"),
            make_claim("OpenAI 换了财务主管", "t7"),
            True,
            id="the company goes on without its product",
        ),
        pytest.param(
            make_claim("英伟达推出新卡", "t1"),
            make_claim("OpenAI 换了财务主管", "t7"),
            True,
            id="another company",
        ),
        pytest.param(
            make_claim("OpenAI 换将", "t1", lead="Larkspur"),
            make_claim("OpenAI 与 larkspur 3 有关", "t7"),
            False,
            id="a name of the lead that no table knows",
        ),
        pytest.param(
            make_claim("Larkspur 开源", "t1", lead="Larkspur"),
            make_claim("Tarn 2 开源", "t7"),
            True,
            id="that name is gone",
        ),
        pytest.param(
            make_claim("社区谈起换工作", "t1"),
            make_claim("Tarn 2 开源", "t7"),
            False,
            id="without a name nobody knows",
        ),
    ],
)
def test_a_key_point_is_gone_where_neither_tweet_nor_name_is_left(
    before: EntryClaim, today: EntryClaim, *, is_gone: bool
) -> None:
    """So that a reader who looks for it finds nothing."""
    expected = [before.claim.text] if is_gone else []
    assert _gone(tell(SUNDAY, today), tell(SATURDAY, before)) == expected


def test_only_key_points_can_be_gone() -> None:
    """A reader was told of details in passing."""
    before = tell(SATURDAY, make_claim("ChatGPT 涨价", "t1", section=Section.EVENTS))
    assert _gone(tell(SUNDAY, make_claim("别的", "t2")), before) == []


def test_nothing_to_say_is_false() -> None:
    today = tell(SUNDAY, make_claim("作者自己的话"))
    assert not find_changes(today, tell(SATURDAY))
