"""Bodies as they are generated, as an author edits them, as they come out anew."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from pelican_aireport.articles.sections import wording
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.merging.bodies import MergedBody, merge_bodies
from pelican_aireport.merging.conflicts import load_labels

__all__ = ["EMPTY", "Body", "Item", "bodies", "edits", "merge", "render", "revisions"]

SECTIONS = ("主要话题与行业趋势概述", "核心信息", "关键事件与发展", "金融市场")
EMPTY = {
    heading: wording("zh-CN").empty[section]
    for section, heading in wording("zh-CN").headings.items()
    if heading in SECTIONS
}
WORDS = ("发布", "推迟", "开源", "涨价", "停产", "收购", "评测", "裁员", "融资", "签约")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A claim; its name stands in its text and nowhere else."""

    name: str
    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Claims by section, and what an author writes besides."""

    sections: tuple[tuple[Item | str, ...], ...]
    """An author's own lines are text."""
    written: tuple[str, ...] = ()
    """Sentences that are the author's."""
    deleted: tuple[str, ...] = ()
    """Names of claims that he deleted."""
    noted: tuple[str, ...] = field(default=())
    """Tweets whose notes he keeps, whatever cites them."""


def merge(base: str, ours: str, theirs: str) -> MergedBody:
    """Merge three bodies as a refresh does."""
    return merge_bodies(
        base,
        ours,
        theirs,
        aliases=load_aliases(),
        words=wording("zh-CN"),
        labels=load_labels("zh-CN"),
    )


def render(body: Body) -> str:
    """Render a body in the form of the writer."""
    blocks = ["## 简要部分"]
    for heading, items in zip(SECTIONS, body.sections, strict=True):
        blocks += [f"### {heading}", *_render(heading, items)]
    blocks += ["## 词云分析", "![词云：甲、乙](wordcloud_a.png)"]
    cited = [id_ for items in body.sections for i in items for id_ in _cited(i)]
    notes = [f"[^{id_}]: 注 {id_}\n" for id_ in dict.fromkeys((*cited, *body.noted))]
    return "\n\n".join(blocks) + "\n\n" + "".join(notes)


def _cited(item: Item | str) -> Sequence[str]:
    if isinstance(item, Item):
        return item.evidence
    return re.findall(r"\[\^(\w+)\]", item)


def _render(heading: str, items: Sequence[Item | str]) -> list[str]:
    lines = [i if isinstance(i, str) else _line(i) for i in items]
    if not lines:
        return [EMPTY[heading]]
    if heading == SECTIONS[0]:
        return lines
    if heading == SECTIONS[1]:
        return ["\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))]
    return ["\n".join(f"- {line}" for line in lines)]


def _line(item: Item) -> str:
    return f"{item.text}{''.join(f'[^{id_}]' for id_ in item.evidence)}"


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    """Draw a body as it is generated: each claim rests on tweets of its own."""
    sections, number = [], 0
    for _ in SECTIONS:
        items = []
        for _ in range(draw(st.integers(0, 4))):
            number += 1
            items.append(_new_item(f"x{number}", draw(st.sampled_from(WORDS))))
        sections.append(tuple(items))
    return Body(sections=tuple(sections))


def _new_item(name: str, word: str) -> Item:
    text = f"**公司 {name}**：公司 {name} 在上午{word}新产品。市场对 {name} 反应平淡。"
    return Item(name=name, text=text, evidence=(f"{name}a", f"{name}b"))


_Edit = Callable[[Body, int, int, int], Body]


def _apply(draw: st.DrawFn, body: Body, ways: Sequence[_Edit]) -> Body:
    for number in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(SECTIONS) - 1))
        place = draw(st.integers(0, 3))
        body = draw(st.sampled_from(list(ways)))(body, at, place, number)
    return body


@st.composite
def edits(draw: st.DrawFn, body: Body) -> Body:
    """Draw what an author makes of a body."""
    notes = tuple(id_ for items in body.sections for i in items for id_ in _cited(i))
    return _apply(draw, replace(body, noted=notes), (_delete, _move, _write, _amend))


@st.composite
def revisions(draw: st.DrawFn, body: Body) -> Body:
    """Draw what comes out anew."""
    return _apply(draw, body, (_drop, _move, _bring, _tell, _support))


def _put(body: Body, at: int, items: Sequence[Item | str], **more: object) -> Body:
    sections = list(body.sections)
    sections[at] = tuple(items)
    return replace(body, sections=tuple(sections), **more)  # type: ignore[arg-type]


def _delete(body: Body, at: int, place: int, _: int) -> Body:
    items = body.sections[at]
    gone = [i for i in items[place : place + 1] if isinstance(i, Item)]
    if not gone or any(s in gone[0].text for s in body.written):
        return body
    deleted = (*body.deleted, gone[0].name)
    return _put(body, at, [i for i in items if i not in gone], deleted=deleted)


def _drop(body: Body, at: int, place: int, _: int) -> Body:
    items = body.sections[at]
    return _put(body, at, [*items[:place], *items[place + 1 :]])


def _move(body: Body, at: int, place: int, number: int) -> Body:
    items = body.sections[at]
    moved = items[place : place + 1]
    body = _put(body, at, [i for i in items if i not in moved])
    to = number % len(SECTIONS)
    return _put(body, to, [*moved, *body.sections[to]])


def _write(body: Body, at: int, place: int, number: int) -> Body:
    items, said = body.sections[at], f"编者手记{number}另有判断。"
    mine = [*items[:place], f"{said}[^mine]", *items[place:]]
    return _put(body, at, mine, written=(*body.written, said))


def _amend(body: Body, at: int, place: int, number: int) -> Body:
    items, said = list(body.sections[at]), f"据编者核实第{number}处属实。"
    if not items[place : place + 1] or isinstance(items[place], str):
        return body
    item = items[place]
    assert isinstance(item, Item)
    items[place] = replace(item, text=item.text.replace("上午", "") + said)
    return _put(body, at, items, written=(*body.written, said))


def _bring(body: Body, at: int, place: int, number: int) -> Body:
    items = body.sections[at]
    item = _new_item(f"y{number}", WORDS[number])
    return _put(body, at, [*items[:place], item, *items[place:]])


def _tell(body: Body, at: int, place: int, number: int) -> Body:
    return _revise(
        body, at, place, lambda i: replace(i, text=f"{i.text}当日跌幅 {number + 3}%。")
    )


def _support(body: Body, at: int, place: int, number: int) -> Body:
    more = f"z{number}"
    return _revise(
        body,
        at,
        place,
        lambda i: replace(i, evidence=tuple(dict.fromkeys((*i.evidence, more)))),
    )


def _revise(body: Body, at: int, place: int, way: Callable[[Item], Item]) -> Body:
    items = [
        way(item) if n == place and isinstance(item, Item) else item
        for n, item in enumerate(body.sections[at])
    ]
    return _put(body, at, items)
