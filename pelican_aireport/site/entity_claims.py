"""What the reports of an archive say of each entity; pure."""

from dataclasses import dataclass
from functools import cache

from pelican_aireport.model import Entity
from pelican_aireport.site.addresses import entity_url
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entries import Entry, EntryClaim

__all__ = ["EntityClaims", "find_entity_claims"]

_REPORTS = 2
"""What is named by fewer reports has no feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityClaims:
    """An entity and what the reports say of it."""

    entity: Entity
    """By the name that the newest report uses."""
    reports: tuple[tuple[Entry, tuple[EntryClaim, ...]], ...]
    """With the claims that name it; newest first."""


def find_entity_claims(archive: Archive) -> tuple[EntityClaims, ...]:
    """Find what two reports or more name in a claim, the most often named first."""
    # By address, as names that differ in capitals alone share a page.
    address = cache(entity_url)
    entities: dict[str, Entity] = {}
    found: dict[str, dict[str, list[EntryClaim]]] = {}
    for entry in archive.reports:
        for claim in entry.claims:
            for entity in claim.entities:
                url = address(entity.name)
                entities.setdefault(url, entity)
                claims = found.setdefault(url, {}).setdefault(entry.slug, [])
                if claim not in claims[-1:]:
                    claims.append(claim)
    often = [each for each in found.items() if len(each[1]) >= _REPORTS]
    return tuple(
        EntityClaims(
            entity=entities[url],
            reports=tuple(
                (archive.by_slug[slug], tuple(claims))
                for slug, claims in reports.items()
            ),
        )
        for url, reports in sorted(often, key=lambda each: (-len(each[1]), each[0]))
    )
