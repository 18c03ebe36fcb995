"""Make the pictures of the word cloud's settings anew, from a day of the sample.

``.venv/bin/python docs/pictures/clouds.py``, wherever the package is installed. Touches
the disk.
"""

import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
import pelicanconf
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.learning import learn_names
from pelican_aireport.pictures.fonts import font_path
from pelican_aireport.pictures.palette import DEFAULT_PALETTE
from pelican_aireport.pictures.terms import count_terms
from pelican_aireport.pictures.word_cloud import CloudStyle, draw_word_cloud
from pelican_aireport.settings import TopicSettings, parse_settings
from pelican_aireport.sources.tweet_json import parse_tweets

_DAY = ROOT / "pelican_aireport" / "data" / "sample" / "2026-09-09.jsonl"
_SERIF = font_path(None).with_name("NotoSerifSC-Regular.otf")
_SHORTER = 320
"""Pixels of the shorter side."""
_COLORS = 32
"""Enough for text in a few colors; more make the files larger, not better."""

CLOUDS: Mapping[str, Mapping[str, object]] = {
    "cloud": {},
    "cloud-font": {"font": str(_SERIF)},
    "cloud-size": {"cloud_size": (500, 700)},
    "cloud-palette": {
        "cloud_palette": {
            "light": ["#7a0000", "#9a4d00", "#5c3d00"],
            "dark": ["#ff9c9c", "#ffb870", "#e8d08a"],
        }
    },
    "cloud-words": {"cloud_words": 25},
    "cloud-dictionary": {"dictionary": ["管理办法", "操作日志"]},
    "cloud-stop-words": {
        "stop_words": ["Fennwick", "Kestreline", "Apache 2.0", "human", "revenue"]
    },
    "cloud-aliases": {"aliases": {}},
}
"""What a topic sets for each picture, beside what the demo's sets."""


def main() -> None:
    """Make all pictures, and tell how large they are."""
    for name, changes in CLOUDS.items():
        content = _shrink(_draw(_read_topic(changes)))
        path = Path(__file__).with_name(f"{name}.png")
        path.write_bytes(content)
        print(f"{path.name}: {len(content):,} bytes")


def _read_topic(changes: Mapping[str, object]) -> TopicSettings:
    demo = pelicanconf.AIREPORT_TOPICS["sample"]
    topic = {"source": "sample", "aliases": demo["aliases"], **changes}
    values = {"PATH": str(ROOT / "content"), "AIREPORT_TOPICS": {"sample": topic}}
    return parse_settings(values, base=ROOT).topics[0]


def _draw(topic: TopicSettings) -> bytes:
    lines = _DAY.read_text(encoding="utf-8").splitlines()
    tweets = parse_tweets([json.loads(line) for line in lines], _DAY.name).tweets
    terms = count_terms(
        tweets,
        aliases=load_aliases({**learn_names(tweets), **topic.aliases}),
        limit=topic.cloud_words,
        ignored=topic.stop_words,
        dictionary=topic.dictionary,
    )
    style = CloudStyle(
        font=topic.font,
        size=topic.cloud_size,
        palette=topic.cloud_palette or DEFAULT_PALETTE,
    )
    cloud = draw_word_cloud(terms, slug=topic.name, language="zh-CN", style=style)
    return cloud.pictures[0].content


def _shrink(png: bytes) -> bytes:
    """Return the picture in half its size or less, in few colors."""
    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("RGB")
    scale = _SHORTER / min(image.size)
    width, height = (round(side * scale) for side in image.size)
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    few = small.quantize(_COLORS, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    main()
