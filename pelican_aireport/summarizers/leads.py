"""What a cluster is called in three words: the names in the tweets that tell it.

Pure. A lead never says what happened: whether it did is for the quotation to say.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from pelican_aireport.language.entities import Aliases, find_entities, find_entity
from pelican_aireport.language.tokens import Token, TokenKind
from pelican_aireport.language.whole_names import tokenize_whole
from pelican_aireport.model import Cluster

__all__ = ["find_lead", "names_in"]

_NAMES_PER_LEAD = 2
_LONGEST_ACRONYM = 4
_NAMING = {TokenKind.NAME, TokenKind.CASHTAG, TokenKind.HASHTAG}


def names_in(text: str, aliases: Aliases) -> tuple[str, ...]:
    """Return the names in a text by their preferred spelling, in order, once each."""
    found = [entity.name for entity in find_entities(text, aliases)]
    for token in tokenize_whole(text, aliases):
        if token.kind in _NAMING and not _is_part_of_any(token, found, aliases):
            found.append(token.text.lstrip("#"))
    return tuple(name for name in dict.fromkeys(found) if not _is_plain(name))


@cache
def _plain_names() -> frozenset[str]:
    file = resources.files("pelican_aireport") / "data" / "plain_names.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(
        word for line in lines if not line.startswith("#") for word in line.split()
    )


def _is_plain(name: str) -> bool:
    words = name.casefold().split()
    plain = all(word in _plain_names() or word.isdecimal() for word in words)
    # A fragment such as "rc1" has no capital; "vLLM" and "$nvda" are names.
    return plain or (name.isascii() and name.islower() and name[0] != "$")


def _is_part_of_any(token: Token, names: Iterable[str], aliases: Aliases) -> bool:
    known = {entity.name for entity in find_entities(token.text, aliases)}
    return bool(known & set(names))


def find_lead(
    cluster: Cluster,
    excerpt: str,
    names: Mapping[str, tuple[str, ...]],
    aliases: Aliases,
) -> tuple[str, ...]:
    """Find one or two names in the excerpt that tells of a cluster.

    Args:
        cluster: What more of its tweets name comes first.
        excerpt: What is quoted. Only names that a reader sees in it are used.
        names: The names in each tweet by its id.
        aliases: The known names.
    """
    shared = Counter(name for tweet in cluster.tweets for name in names[tweet.id])
    own = [
        name
        for name in names_in(excerpt, aliases)
        if _is_telling(name, shared, aliases)
    ]
    weights = {name: shared[name] * _fame(name, aliases) for name in own}
    chosen = sorted(own, key=lambda name: (-weights[name], own.index(name)))
    return tuple(chosen[:_NAMES_PER_LEAD])


def _fame(name: str, aliases: Aliases) -> int:
    # Companies, products and people go before licences, units and events.
    entity = find_entity(name, aliases)
    return 2 if entity is not None and entity.kind is not None else 1


def _is_telling(name: str, shared: Mapping[str, int], aliases: Aliases) -> bool:
    if find_entity(name, aliases) is not None or name.startswith("$"):
        return True
    parts = name.split()
    # Capitals of one author are emphasis: "ENTRY-LEVEL", "MUSIC".
    if any(part.isupper() and len(part) > _LONGEST_ACRONYM for part in parts):
        return False
    if shared[name] > 1:
        return True
    # In a single tweet a capitalised word may be chance; "Tarn 2" and "Ada Moor" not.
    versioned = any(map(str.isdigit, name)) and len(name) > _LONGEST_ACRONYM
    full = len(parts) > 1 and all(len(part) > 2 for part in parts)  # noqa: PLR2004
    return versioned or full
