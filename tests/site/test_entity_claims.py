"""What is named by two reports is found, with all that they say of it."""

from datetime import date

from archives import make_entries, make_entry, report_body

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.site.entity_claims import find_entity_claims
from pelican_aireport.site.entity_stories import collect_stories

ALIASES = load_aliases(
    {
        "Larkspur": {"kind": "company", "names": ["云雀"]},
        "LARKSPUR": {"kind": "product", "names": ["Spur One"]},
        "Tarn": {"kind": "company", "names": []},
    }
)


def _found(*reports: tuple[str, ...]) -> list[tuple[str, list[list[str]]]]:
    entries = make_entries(
        *(
            make_entry(date(2026, 9, number), report_body(*points), aliases=ALIASES)
            for number, points in enumerate(reports, 1)
        )
    )
    return [
        (
            each.entity.name,
            [[claim.claim.text for claim in claims] for _, claims in each.reports],
        )
        for each in find_entity_claims(collect_stories(entries))
    ]


def test_the_most_often_named_comes_first() -> None:
    """By the number of reports, each with its claims, the newest report first."""
    reports = (
        ("Tarn 涨价", "云雀开源"),
        ("Tarn 降价", "Tarn 裁员"),
        ("Tarn 上市", "云雀发布"),
    )
    assert _found(*reports) == [
        ("Tarn", [["Tarn 上市"], ["Tarn 降价", "Tarn 裁员"], ["Tarn 涨价"]]),
        ("Larkspur", [["云雀发布"], ["云雀开源"]]),
    ]


def test_one_report_is_not_enough() -> None:
    """However often it names it."""
    assert _found(("Tarn 涨价", "Tarn 降价"), ("云雀开源",)) == []


def test_names_of_one_address_are_one() -> None:
    """They share a page; a claim that names both is told once."""
    ((_, claims),) = _found(("Spur One 与云雀",), ("云雀开源",))
    assert claims == [["云雀开源"], ["Spur One 与云雀"]]
