"""The Markdown source of blocks without their code; pure."""

import re
from collections.abc import Iterator

from pelican_aireport.articles.blocks import Block, BlockKind
from pelican_aireport.review.article import ReadArticle

__all__ = ["find_in_prose"]

_CODE_BLOCK = re.compile(r" {0,3}(?:```|~~~)|(?: {4}|\t)")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_NOT_LINE_END = re.compile(r"[^\n]")


def find_in_prose(
    article: ReadArticle, form: re.Pattern[str]
) -> Iterator[tuple[int, re.Match[str]]]:
    """Find a form in an article's body, but for code and what is escaped.

    Each with the line of the file on which it begins.
    """
    for block in article.blocks:
        for found in form.finditer(_prose(block)):
            below = block.text.count("\n", 0, found.start())
            yield article.line_of(block) + below, found


def _prose(block: Block) -> str:
    if block.kind is BlockKind.OTHER and _CODE_BLOCK.match(block.text):
        return ""
    if "`" not in block.text and "\\" not in block.text:
        return block.text
    return _CODE.sub(_blank, _ESCAPED.sub(_blank, block.text))


def _blank(found: re.Match[str]) -> str:
    return _NOT_LINE_END.sub(" ", found[0])
