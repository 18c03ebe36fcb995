"""What the reports of an archive say of each entity that has feeds; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from pelican_aireport.model import Entity
from pelican_aireport.site.entity_stories import EntityStory
from pelican_aireport.site.entries import Entry, EntryClaim

__all__ = ["FOLLOWED", "EntityClaims", "find_entity_claims"]

FOLLOWED = 2
"""Reports with claims of it from which an entity has feeds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityClaims:
    """An entity and what the reports say of it."""

    entity: Entity
    """By the name that most of its reports use."""
    reports: tuple[tuple[Entry, tuple[EntryClaim, ...]], ...]
    """With the claims that name it; newest first."""


def find_entity_claims(
    stories: Mapping[str, EntityStory],
) -> tuple[EntityClaims, ...]:
    """Find what two reports or more tell of, what most of them do first.

    Of the stories of an archive, by address. What a report only tells again does not
    count.
    """
    found = {url: _claims_of(story) for url, story in stories.items()}
    often = {url: each for url, each in found.items() if len(each.reports) >= FOLLOWED}
    order = sorted(often, key=lambda url: (-len(often[url].reports), url))
    return tuple(often[url] for url in order)


def _claims_of(story: EntityStory) -> EntityClaims:
    told = (each for each in story.mentions if each.claims)
    return EntityClaims(
        entity=story.entity,
        reports=tuple((each.entry, each.claims) for each in told),
    )
