"""What all reports say of each entity."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from archives import make_entries, make_entry, report_body
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Entity, EntityKind
from pelican_aireport.site.addresses import entity_url
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entity_stories import collect_stories

DAY = date(2026, 9, 7)
NAMES = ("英伟达", "Nvidia", "$NVDA", "OpenAI", "微软", "Larkspur", "larkspur")


def _archive(*reports: Sequence[str], tags: tuple[str, ...] = ()) -> Archive:
    aliases = load_aliases({"Larkspur": [], "Tarn": []})
    return make_entries(
        *(
            make_entry(
                DAY + timedelta(days=n),
                report_body("无事", events=tuple(claims)),
                aliases=aliases,
                tags=tags,
            )
            for n, claims in enumerate(reports)
        )
    )


def test_names_of_one_thing_are_one_story() -> None:
    """Newest first, whatever name a report uses."""
    archive = _archive(["英伟达发布新卡"], ["Nvidia 涨价", "$NVDA 下跌"], ["微软裁员"])
    story = collect_stories(archive)[entity_url("英伟达")]
    assert story.entity == Entity(name="英伟达", kind=EntityKind.COMPANY)
    assert [
        (each.entry.days[0], [told.claim.text for told in each.claims])
        for each in story.mentions
    ] == [
        (DAY + timedelta(days=1), ["Nvidia 涨价", "$NVDA 下跌"]),
        (DAY, ["英伟达发布新卡"]),
    ]


def test_what_only_a_tag_names_has_a_story_without_claims() -> None:
    stories = collect_stories(_archive(["微软裁员"], tags=("访谈",)))
    assert [each.claims for each in stories[entity_url("访谈")].mentions] == [()]


def test_names_that_share_an_address_are_one_under_the_more_frequent() -> None:
    """A kind that only one of the names has is the kind of all."""
    entries = [
        make_entry(DAY + timedelta(days=n), "正文", tags=(name,))
        for n, name in enumerate(("Tarn Five", "tarn-five", "Tarn Five"))
    ]
    kinds = {"tarn-five": {"kind": "product", "names": []}}
    typed = make_entry(
        DAY + timedelta(days=3),
        "正文",
        aliases=load_aliases(kinds),
        tags=("tarn-five",),
    )
    (story,) = collect_stories(make_entries(typed, *entries)).values()
    assert (story.entity, len(story.mentions)) == (
        Entity(name="Tarn Five", kind=EntityKind.PRODUCT),
        4,
    )


_REPORTS = st.lists(
    st.lists(
        st.lists(st.sampled_from(NAMES), max_size=4).map("、".join),
        max_size=4,
    ),
    max_size=4,
)


@settings(deadline=None)
@given(_REPORTS)
def test_every_claim_is_in_the_story_of_all_that_it_names(
    reports: list[list[str]],
) -> None:
    """Exactly once; and who is named with another is so the other way round."""
    archive = _archive(
        *([f"{n} 说{text}" for n, text in enumerate(r)] for r in reports)
    )
    stories = collect_stories(archive)
    found = Counter(
        (url, mention.entry.slug, told.claim.text)
        for url, story in stories.items()
        for mention in story.mentions
        for told in mention.claims
    )
    assert found == Counter(
        (url, entry.slug, told.claim.text)
        for entry in archive.entries
        for told in entry.claims
        for url in {entity_url(entity.name) for entity in told.entities}
    )
    together = {
        (one, other): count
        for one, story in stories.items()
        for other, count in story.companions.items()
    }
    assert together == {(other, one): n for (one, other), n in together.items()}
    assert all(n <= stories[one].claims for (one, _), n in together.items())
