"""All entities of an archive in lists, kind by kind; pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from pelican_aireport.model import EntityKind
from pelican_aireport.site.entity_stories import EntityStory

__all__ = ["EntityGroup", "EntityLine", "group_entities"]

_ORDER = (
    EntityKind.COMPANY,
    EntityKind.PERSON,
    EntityKind.PRODUCT,
    EntityKind.TOPIC,
    EntityKind.TICKER,
    None,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    """An entity in a list."""

    name: str
    url: str
    claims: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityGroup:
    """The entities of one kind, the most often named first."""

    kind: str | None
    often: tuple[EntityLine, ...]
    """Those of two reports and more."""
    once: tuple[EntityLine, ...]


def group_entities(stories: Iterable[EntityStory]) -> tuple[EntityGroup, ...]:
    """Group entities by kind; a kind of which there is none is left out."""
    kinds: defaultdict[str | None, list[EntityLine]] = defaultdict(list)
    for story in stories:
        kinds[story.kind].append(_line(story))
    order = [kind.value if kind else None for kind in _ORDER]
    return tuple(_group(kind, kinds[kind]) for kind in order if kind in kinds)


def _group(kind: str | None, lines: Iterable[EntityLine]) -> EntityGroup:
    named = sorted(lines, key=attrgetter("name"))
    ranked = sorted(named, key=attrgetter("claims", "reports"), reverse=True)
    return EntityGroup(
        kind=kind,
        often=tuple(each for each in ranked if each.reports > 1),
        once=tuple(each for each in ranked if each.reports == 1),
    )


def _line(story: EntityStory) -> EntityLine:
    return EntityLine(
        name=story.entity.name,
        url=story.url,
        claims=story.claims,
        reports=len(story.mentions),
    )
