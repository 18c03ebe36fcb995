"""What a model fills in is read as claims, as far as it fits."""

from typing import Any

import pytest
from builders import make_tweet
from fake_models import report_of

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Claim, Cluster, Modality
from pelican_aireport.summarizers.answers import (
    Placed,
    find_schema_fault,
    points_schema,
    read_points,
    read_repairs,
    read_report,
    repair_schema,
    report_schema,
)
from pelican_aireport.summarizers.material import number_tweets

NUMBERS = number_tweets(
    [Cluster(tweets=(make_tweet("70"), make_tweet("80")), score=1.0)]
)
ITEM = {"lead": " 甲\n", "text": "乙\u200b", "ids": ["T2"], "modality": "data"}
CLAIM = Claim(lead="甲", text="乙", evidence=("80",), modality=Modality.DATA)


def test_a_report_is_read_in_the_order_of_the_page() -> None:
    answer = report_of(finance=[ITEM], key_points=[ITEM, {**ITEM, "text": " "}])
    assert read_report(answer, NUMBERS) == (
        Placed(section=Section.KEY_POINTS, claim=CLAIM),
        Placed(section=Section.FINANCE, claim=CLAIM),
    )


def test_an_unknown_id_stays_for_the_checks_and_a_double_one_goes() -> None:
    answer = report_of(ai=[{**ITEM, "ids": ["T9", "T1", "T9"]}])
    (placed,) = read_report(answer, NUMBERS)
    assert placed.claim.evidence == ("T9", "70")


def test_one_tweet_by_two_names_is_cited_once() -> None:
    (placed,) = read_report(report_of(ai=[{**ITEM, "ids": ["T1", "70"]}]), NUMBERS)
    assert placed.claim.evidence == ("70",)


def test_a_lead_that_is_a_sentence_is_none() -> None:
    (placed,) = read_report(report_of(ai=[{**ITEM, "lead": "很" * 61}]), NUMBERS)
    assert placed.claim.lead == ""


def test_points_say_their_section_and_repairs_their_number() -> None:
    points = {"points": [{**ITEM, "section": "ai"}]}
    assert read_points(points, NUMBERS) == (Placed(section=Section.AI, claim=CLAIM),)
    repairs = {"claims": [{"n": 4, **ITEM}, {"n": 5, **ITEM, "text": ""}]}
    assert read_repairs(repairs, NUMBERS) == {4: CLAIM}
    assert read_repairs({"claims": [{"n": 4.0, **ITEM}]}, NUMBERS) == {4: CLAIM}


def _item(**changes: object) -> dict[str, Any]:
    return report_of(ai=[{**ITEM, **changes}])


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        pytest.param(report_of(), None, id="empty sections"),
        pytest.param(_item(), None, id="good"),
        pytest.param(_item(ids=["T9"]), None, id="an unknown id is no matter of form"),
        pytest.param([], "the answer: [] is not of type 'object'", id="a list"),
        pytest.param({}, "the answer: 'overview' is a required property", id="nothing"),
        pytest.param(_item(modality="sure"), "ai.0.modality: 'sure'", id="a word"),
        pytest.param(_item(ids="T1"), "ai.0.ids: 'T1' is not of", id="no list"),
        pytest.param(
            {**report_of(), "html": "<b>"}, "the answer: Additional", id="more"
        ),
    ],
)
def test_what_does_not_fit_is_named(value: object, fault: str | None) -> None:
    found = find_schema_fault(value, report_schema())
    assert found is None if fault is None else (found or "").startswith(fault)


@pytest.mark.parametrize("schema", [report_schema, points_schema, repair_schema])
def test_a_provider_gets_the_ids_as_a_closed_list(schema: Any) -> None:
    """All objects are closed and all fields required, as strict modes want it."""
    offered = schema(["T1", "T2"])
    texts = repr(offered)
    assert texts.count("'enum': ['T1', 'T2']") == 1
    assert texts.count("'type': 'object'") == texts.count(
        "'additionalProperties': False"
    )


@pytest.mark.parametrize(
    ("count", "is_closed"),
    [
        pytest.param(0, False, id="an empty list allows nothing"),
        pytest.param(900, True, id="many"),
        pytest.param(901, False, id="more than providers take"),
    ],
)
def test_a_list_that_providers_refuse_stays_open(
    count: int, *, is_closed: bool
) -> None:
    schema = report_schema(f"T{n}" for n in range(count))
    assert ("'enum': ['T0'" in repr(schema)) is is_closed
    assert (schema == report_schema()) is not is_closed
