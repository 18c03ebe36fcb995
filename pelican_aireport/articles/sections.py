"""The eleven sections of a report: names, order, levels and fixed words.

The Markdown writer and the outline parser both take their words from here, so
what is written is what is read back. Pure.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from pelican_aireport.model import Mark, Modality, Standing

__all__ = [
    "CLAIM_SECTIONS",
    "LANGUAGES",
    "Section",
    "Wording",
    "find_days",
    "find_section",
    "is_colophon",
    "is_empty_sentence",
    "level_of",
    "wording",
]


class Section(Enum):
    """A section of a report, in the order of the page; the value is its HTML id."""

    BRIEFING = "briefing"
    OVERVIEW = "overview"
    KEY_POINTS = "key-points"
    DETAILS = "details"
    VIEWPOINTS = "viewpoints"
    EVENTS = "events"
    MARKETS = "markets"
    SPECIAL = "special"
    AI = "ai"
    FINANCE = "finance"
    WORD_CLOUD = "word-cloud"


CLAIM_SECTIONS = (
    Section.OVERVIEW,
    Section.KEY_POINTS,
    Section.VIEWPOINTS,
    Section.EVENTS,
    Section.MARKETS,
    Section.AI,
    Section.FINANCE,
)
"""The sections that hold claims, in the order of the page."""

_LEVELS = {
    Section.BRIEFING: 2,
    Section.DETAILS: 2,
    Section.WORD_CLOUD: 2,
    Section.AI: 4,
    Section.FINANCE: 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The fixed words of a report in one language."""

    headings: dict[Section, str]
    empty: dict[Section, str]
    """The one honest sentence of a section that has nothing to say."""
    likes: str
    reposts: str
    original: str
    """The text of the link to the tweet."""
    quotes: tuple[str, str]
    """Opening and closing quotation mark."""
    excerpt: str
    """What follows a quotation that leaves the end of its tweet out."""
    stop: str
    """What ends a sentence."""
    lead: str
    """What follows a claim's bold lead."""
    cloud: str
    """What the picture's alternative text begins with."""
    comma: str
    colon: str
    until: str
    """Stands between the first and the last day of a span."""
    modalities: Mapping[Modality, str]
    marks: Mapping[Mark, str]
    standings: Mapping[Standing, str]
    """Of what is not new."""
    since: str
    """Stands before the day of the first report that told of a claim's matter."""


_CHINESE = Wording(
    headings={
        Section.BRIEFING: "简要部分",
        Section.OVERVIEW: "主要话题与行业趋势概述",
        Section.KEY_POINTS: "核心信息",
        Section.DETAILS: "详细分析部分",
        Section.VIEWPOINTS: "重要观点与见解",
        Section.EVENTS: "关键事件与发展",
        Section.MARKETS: "个股与数字货币分析与市场反应",
        Section.SPECIAL: "专项分析",
        Section.AI: "人工智能",
        Section.FINANCE: "金融市场",
        Section.WORD_CLOUD: "词云分析",
    },
    empty={
        Section.OVERVIEW: "本期推文里没有成形的话题。",
        Section.KEY_POINTS: "本期没有值得单列的要点。",
        Section.VIEWPOINTS: "除核心信息所列，本期没有其他值得单列的观点。",
        Section.EVENTS: "除核心信息所列，本期没有其他值得单列的事件。",
        Section.MARKETS: "除核心信息所列，本期推文没有再谈到个股或数字货币。",
        Section.AI: "除核心信息所列，本期推文没有再谈到人工智能的新进展。",
        Section.FINANCE: "除核心信息所列，本期推文没有再谈到金融市场。",
        Section.WORD_CLOUD: "本期词太少，没有画词云。",
    },
    likes="赞",
    reposts="转",
    original="原推",
    quotes=("“", "”"),
    excerpt="（节选）",
    stop="。",
    lead="：",
    cloud="词云：",
    comma="、",
    colon="：",
    until=" 至 ",
    modalities={
        Modality.RELEASED: "已发布",
        Modality.ANNOUNCED: "已宣布",
        Modality.RUMOURED: "传闻",
        Modality.OPINION: "观点",
        Modality.DATA: "数据",
    },
    marks={Mark.ONE_SOURCE: "单一来源", Mark.REPLACED: "摘引原文"},
    standings={Standing.UPDATE: "后续", Standing.CONTINUING: "持续"},
    since="首见 ",
)

_ENGLISH = Wording(
    headings={
        Section.BRIEFING: "Briefing",
        Section.OVERVIEW: "Topics and trends",
        Section.KEY_POINTS: "Key points",
        Section.DETAILS: "Details",
        Section.VIEWPOINTS: "Views and insights",
        Section.EVENTS: "Events and developments",
        Section.MARKETS: "Stocks, crypto and market reaction",
        Section.SPECIAL: "In focus",
        Section.AI: "Artificial intelligence",
        Section.FINANCE: "Financial markets",
        Section.WORD_CLOUD: "Word cloud",
    },
    empty={
        Section.OVERVIEW: "No topic took shape in these tweets.",
        Section.KEY_POINTS: "Nothing stood out as a key point.",
        Section.VIEWPOINTS: "Apart from the key points, no view stood out.",
        Section.EVENTS: "Apart from the key points, no event stood out.",
        Section.MARKETS: "Apart from the key points, no one spoke of stocks or crypto.",
        Section.AI: "Apart from the key points, there was nothing new on AI.",
        Section.FINANCE: "Apart from the key points, no one spoke of markets.",
        Section.WORD_CLOUD: "Too few words to draw a word cloud.",
    },
    likes="likes",
    reposts="reposts",
    original="tweet",
    quotes=("“", "”"),
    excerpt=" (excerpt)",
    stop=".",
    lead=": ",
    cloud="Word cloud: ",
    comma=", ",
    colon=": ",
    until=" to ",
    modalities={
        Modality.RELEASED: "released",
        Modality.ANNOUNCED: "announced",
        Modality.RUMOURED: "rumoured",
        Modality.OPINION: "opinion",
        Modality.DATA: "data",
    },
    marks={Mark.ONE_SOURCE: "one source", Mark.REPLACED: "quoted"},
    standings={Standing.UPDATE: "update", Standing.CONTINUING: "continuing"},
    since="first told ",
)

_WORDINGS = {"zh-CN": _CHINESE, "en": _ENGLISH}

LANGUAGES = tuple(_WORDINGS)
"""The values of ``AIREPORT_LANGUAGE``, default first."""

_LEGACY = (
    (Section.BRIEFING, r"简要(部分|概要)"),
    (Section.KEY_POINTS, r"核心信息 ?\(?(10 ?个)?(关键)?(信息)?点?(概述)?\)?"),
    (Section.MARKETS, r"个股与数字货币(分析)?(与?市场反应)?"),
    (Section.AI, r"人工智能(专项分析|相关内容|技术突破|技术发展)"),
    (Section.FINANCE, r"金融市场(相关内容|影响)"),
)
"""Headings of the script that came before this plugin, by full match.

Compared after NFKC, so full-width parentheses count as ASCII ones.
"""

_LEGACY_DAYS = re.compile(r".*报告 ?\((\d{4}-\d\d-\d\d) 至 (\d{4}-\d\d-\d\d)\)")
"""The first line of a legacy post, compared after NFKC."""

_COLOPHON = re.compile(r"(?:数据来源|报告(?:说明|时间|编制))[：:]")
"""How a legacy post begins to speak of itself, at the end of its last section."""

_KNOWN = {
    heading.casefold(): section
    for words in _WORDINGS.values()
    for section, heading in words.headings.items()
}

_EMPTY = {words for each in _WORDINGS.values() for words in each.empty.values()}


def wording(language: str) -> Wording:
    """Return the fixed words of a language.

    Raises:
        KeyError: the language is not one of ``LANGUAGES``.
    """
    return _WORDINGS[language]


def level_of(section: Section) -> int:
    """Return the heading level, 2 to 4, at which a section is written."""
    return _LEVELS.get(section, 3)


def find_section(heading: str) -> Section | None:
    """Find the section that a heading opens, in any language or legacy wording."""
    text = " ".join(unicodedata.normalize("NFKC", heading).split())
    known = _KNOWN.get(text.casefold())
    if known is not None:
        return known
    return next((s for s, form in _LEGACY if re.fullmatch(form, text)), None)


def is_empty_sentence(text: str) -> bool:
    """Tell whether a paragraph is the honest sentence of an empty section."""
    return text.strip() in _EMPTY


def is_colophon(text: str) -> bool:
    """Tell whether a paragraph is a legacy post's note about itself."""
    return _COLOPHON.match(text) is not None


def find_days(line: str) -> tuple[str, str] | None:
    """Find the first and last day that a legacy post's first line states."""
    found = _LEGACY_DAYS.fullmatch(unicodedata.normalize("NFKC", line).strip())
    return (found[1], found[2]) if found else None
