"""The mark that a machine made a text, for readers and for programs; pure but for data.

For programs it is modelled on two conventions; whether a site complies with a law is
not ours to say:

- IPTC's vocabulary of digital source types, http://cv.iptc.org/newscodes/digitalsourcetype,
  which schema.org takes up in ``digitalSourceType``;
- the implicit label in a file's metadata of GB 45438-2025, appendix E, which goes with
  China's measures for labelling AI-generated content (in force since 1 September 2025):
  one field ``AIGC``, whose JSON names label, producer and number of the content, and
  who spreads it. Label 1: it is generated; 3: it is suspected to be.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources
from itertools import chain
from typing import Any

from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.report_view import ArticleReport

__all__ = ["AIMark", "Maker", "find_mark", "render_label"]

_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class Maker(Enum):
    """Who or what wrote a report; the value is the key of the mark's words."""

    MODEL = "model"
    EXTRACTIVE = "extractive"
    """The summarizer that quotes: no generative model."""
    LEGACY = "legacy"
    """The script that came before this plugin; it had a model write."""
    OTHER = "other"
    """A site's own summarizer, of which it is not known what it asks."""
    UNSTATED = "unstated"
    """An article in the reports folder that says nothing of its origin."""


_MAKERS = {"llm": Maker.MODEL, "extractive": Maker.EXTRACTIVE}
_LABELS = {Maker.UNSTATED: "3"}
_GENERATED = "1"

# As generated, and with the author's hand in it.
_TYPES = {Maker.EXTRACTIVE: ("algorithmicMedia", "composite")}
_TRAINED = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia")
"""Also where it is not known that no model wrote: the stronger statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AIMark:
    """That a machine made a text, and how."""

    maker: Maker
    title: str
    """One or two words, as plain text."""
    text: str
    """Sentences, as plain text; they end with the author's part."""
    source_type: str
    """The address of the term in IPTC's vocabulary."""
    label: str
    """The value of ``Label`` in GB 45438-2025."""


def find_mark(report: ArticleReport) -> AIMark | None:
    """Find a report's mark; none only where its author says that he wrote it."""
    if report.by_author:
        return None
    maker = _find_maker(report)
    words = _table()[report.language]
    types = _TYPES.get(maker, _TRAINED)
    return AIMark(
        maker=maker,
        title=words["titles"][maker.value],
        text=_render_text(report, maker, words),
        source_type=_SOURCE_TYPES + types[bool(report.edited)],
        label=_LABELS.get(maker, _GENERATED),
    )


def render_label(mark: AIMark, *, producer: str, content_id: str) -> str:
    """Render the JSON of GB 45438-2025's metadata field ``AIGC``.

    Args:
        mark: Of the text.
        producer: The site's name; the site also spreads what it makes.
        content_id: The slug of the report.
    """
    label = {
        "Label": mark.label,
        "ContentProducer": producer,
        "ProduceID": content_id,
        "ReservedCode1": "",
        "ContentPropagator": producer,
        "PropagateID": content_id,
        "ReservedCode2": "",
    }
    return json.dumps(label, ensure_ascii=False, separators=(",", ":"))


def _find_maker(report: ArticleReport) -> Maker:
    summarizer = report.provenance.summarizer
    if report.legacy:
        return Maker.LEGACY
    if summarizer in _MAKERS:
        return _MAKERS[summarizer]
    if summarizer is None and report.provenance.model:
        return Maker.MODEL
    # The hash of a generated body tells that one was, whatever else is deleted.
    return Maker.OTHER if summarizer or report.generated else Maker.UNSTATED


def _render_text(report: ArticleReport, maker: Maker, words: Mapping[str, Any]) -> str:
    provenance = report.provenance
    name = provenance.model if maker is Maker.MODEL else provenance.summarizer
    text = words["texts"][_text_key(report, maker)].format(
        model=words["model"].format(name) if name else "",
        material=words["material"][provenance.period.value],
    )
    space = " " if report.language.startswith("en") else ""
    return f"{text}{space}{words['edited']}" if report.edited else str(text)


def _text_key(report: ArticleReport, maker: Maker) -> str:
    # An author may have added what cites nothing, or taken footnotes away.
    claims = chain.from_iterable(claims_of(report.outline.digest).values())
    is_uncited = maker is Maker.MODEL and not all(each.evidence for each in claims)
    return f"{maker.value}_uncited" if is_uncited else maker.value


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    file = resources.files("pelican_aireport") / "data" / "marks.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
