"""How far a figure may go beyond its token, or end before it; pure.

A reader may take ``-30 °C`` for the figure or ``30 °C``, and a price with or without
what it is for; who counts them may see either.
"""

import re
from collections.abc import Iterator, Sequence

from pelican_aireport.language.compounds import UNSURE, Reading
from pelican_aireport.language.token_places import PlacedToken
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["read_figures"]

_BEFORE = re.compile(
    r"(?:(?<![\w.%)\]-])[-+\u00b1\u2212]|(?<=[^\x00-\x7f])[-+\u2212]|零下 ?"
    r"|(?<![A-Za-z])(?:NT|HK|US|[ACRS])(?:\$ ?)?|[\u20a9\u20b9] ?)\Z"
)
"""A sign, or what tells dollars apart: ``NT$``."""
_BARE = re.compile(r"[\d.,]+[A-Z]?")
"""Without a unit what stands before it is no sign: 天鹊-12A."""
_MONEY = ("$", "\u20a9", "\u20b9")
_LONGEST_BEFORE = 5
_LARGE = re.compile(r".*?\d[KMBTk]|.*[万亿]")
_THING = re.compile(r" ?(?:(?:tokens?|[QRT]PS|IOPS)\b|参数)")
"""What models and databases are measured by."""
_OF_THINGS = re.compile(r"(.*\S) ?tokens?|(.*[万亿]) ?个")
"""Of six such figures five were marked without the word."""
_UNIT = r"(?:[美欧日韩港]?元|英镑|公里|平方米|[个人位名家款项种次台辆块字斤吨米])"
_PER = (
    r" ?/ ?(?:\d+[KMBkmb]? ?)?"
    r"(?:[A-Za-z]{1,6}(?!\w)|[千兆]瓦时|平方米|公里|[^\W\d_A-Za-z]{1,2})"
)
_BEHIND = re.compile(
    rf"{_PER}| ?[-~\u2013\u2014至] ?[$]?\d+(?:\.\d+)?"
    rf"(?: ?[%‰]|[A-Za-z]{{1,3}}(?!\w)| ?[万亿千百]+{_UNIT}?)"
    rf"| ?[多余来] ?[万亿千百]*{_UNIT}?"
    r"| (?:ADA|AVAX|BNB|BTC|DOGE|ETH|HYPE|SOL|TON|USDC|USDT|XRP|sats|stETH)\b"
    r"|\u00d7(?! ?\d)|-(?:acre|foot|inch|mile|pound|ton|watt)(?!\w)|\"(?![\w\"])| ?[€₽]"
)
"""What it is for, the other end of a range, 多 or 余, a coin, inches, a currency."""


def read_figures(placed: Sequence[PlacedToken], text: str) -> Iterator[Reading]:
    """Yield figures that are longer or shorter than the tokens of a folded text."""
    for each in placed:
        if each.token.kind is TokenKind.NUMBER:
            for figure in _figures(each, text):
                yield Reading(Token(figure, TokenKind.NUMBER), UNSURE)


def _figures(placed: PlacedToken, text: str) -> Iterator[str]:
    number = placed.token.text
    if things := _OF_THINGS.fullmatch(number):
        yield things[1] or things[2]
    start = max(0, placed.start - _LONGEST_BEFORE)
    before = None
    if not _BARE.fullmatch(number) or text[start : placed.start].rstrip().endswith(
        _MONEY
    ):
        before = _BEFORE.search(text, start, placed.start)
    behind = _BEHIND.match(text, placed.end)
    if behind is None and _LARGE.fullmatch(number):
        behind = _THING.match(text, placed.end)
    if before:
        yield before[0] + number
    if behind:
        yield number + behind[0]
    if before and behind:
        yield before[0] + number + behind[0]
