"""Front matter as the lines of its entries, so that its style survives; pure."""

from dataclasses import dataclass

import yaml

from pelican_aireport.errors import ArticleError

__all__ = ["Entries", "Entry", "read_entries", "render_item", "render_value"]

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A key of front matter with its value."""

    key: str
    """In lower case."""
    source: str
    """Its lines."""
    trail: str
    """Comments and blank lines that follow them."""
    value: object
    """Every scalar is text."""
    inner: "Entries | None"
    """The entries of a mapping that is written line by line."""
    items: tuple[str, ...] = ()
    """The source of each item of a list that is written line by line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Entries in their order; all texts make up the source again."""

    opening: str
    """What stands before the first one."""
    entries: tuple[Entry, ...]

    def find(self, key: str) -> Entry | None:
        """Find an entry; of several with one key the last counts, as in YAML."""
        return next((e for e in reversed(self.entries) if e.key == key), None)

    @property
    def keys(self) -> tuple[str, ...]:
        """Their keys."""
        return tuple(entry.key for entry in self.entries)

    @property
    def indent(self) -> str:
        """What every key stands behind."""
        source = self.entries[0].source if self.entries else ""
        return source[: len(source) - len(source.lstrip(" "))]


def read_entries(text: str) -> Entries:
    """Read the entries of a front matter, the text between its ``---`` lines.

    Raises:
        ArticleError: it is written on one line, or is no YAML mapping.
    """
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise ArticleError("the front matter is not usable as YAML") from error
    # YAML ends lines where Python does, but for characters that it refuses.
    lines = text.splitlines(keepends=True)
    found = _read(root, lines, 0, len(lines))
    if found is None:
        raise ArticleError(
            "its front matter is not written line by line; write each key on a line "
            "of its own"
        )
    return found


def _read(
    node: yaml.Node | None, lines: list[str], first: int, end: int
) -> Entries | None:
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return None
    starts = [key.start_mark.line for key, _ in node.value]
    if len(set(starts)) < len(starts) or not starts:
        return None
    ends = [*starts[1:], end]
    entries = (
        _read_entry(key, value, lines, span)
        for (key, value), span in zip(
            node.value, zip(starts, ends, strict=True), strict=True
        )
    )
    return Entries(opening="".join(lines[first : starts[0]]), entries=tuple(entries))


def _read_entry(
    key: yaml.Node, value: yaml.Node, lines: list[str], span: tuple[int, int]
) -> Entry:
    first, end = span
    # In text of several lines what looks like a comment is text.
    is_block = isinstance(value, yaml.ScalarNode) and value.style in ("|", ">")
    last = end if is_block else _find_last(lines, first, end)
    return Entry(
        key=str(key.value).lower(),
        source="".join(lines[first:last]),
        trail="".join(lines[last:end]),
        value=_value_of(value),
        inner=_read(value, lines, first + 1, last),
        items=_read_items(value, lines, first, last),
    )


def _read_items(
    node: yaml.Node, lines: list[str], first: int, end: int
) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        return ()
    starts = [each.start_mark.line for each in node.value]
    if not starts or len({first, *starts}) <= len(starts):
        return ()
    ends = [*starts[1:], end]
    spans = zip(starts, ends, strict=True)
    return tuple("".join(lines[start:stop]) for start, stop in spans)


def _find_last(lines: list[str], first: int, end: int) -> int:
    last = end
    while last > first + 1 and lines[last - 1].lstrip()[:1] in ("", "#"):
        last -= 1
    return last


def _value_of(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(k.value).lower(): _value_of(v) for k, v in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value_of(each) for each in node.value]
    return node.value


def render_item(value: str, like: str) -> str:
    """Render an item of a list on a line of its own, as far in as another one."""
    indent = like[: len(like) - len(like.lstrip(" "))]
    return f"{indent}{yaml.safe_dump([value], allow_unicode=True, width=float('inf'))}"


def render_value(key: str, value: object, indent: str = "") -> str:
    """Render an entry on one line."""
    is_nested = isinstance(value, list | dict)
    text = yaml.safe_dump(
        {key: value},
        allow_unicode=True,
        default_flow_style=None if is_nested else False,
        width=float("inf"),
    )
    return f"{indent}{text}"
