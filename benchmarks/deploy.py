"""Measure the check before a deploy: seconds for a site of a thousand reports.

Each report has a page of 40 kB, as much JSON, a drawing and a picture of 90 kB, which
is what the sample's reports have; five secrets are looked for in all of it.
"""

import json
import random
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pelican_aireport.deploy.gate import check_site
from pelican_aireport.deploy.output import list_output

_REPORTS = 1_000
_PAGE, _DATA, _DRAWING, _PICTURE = 40_000, 40_000, 12_000, 90_000
_SECRETS = 5
_ROUNDS = 3
_ARTICLE = """---
title: Report {number}
slug: {slug}
date: 2026-09-07 23:59:59+08:00
category: Reports
tags: [Larkspur, Tarn, Brindle]
summary: A sentence about the day.
status: published
lang: en
aireport:
  topic: bench
  window: 2026-09-07T00:00:00+08:00/2026-09-08T00:00:00+08:00
  source: jsonl
  fetched_at: 2026-09-08T10:01:40+08:00
  tweets: {{fetched: 512, promoted: 9, kept: 240}}
  summarizer: extractive
---

## Briefing
"""


def main() -> None:
    """Print the seconds and the megabytes that were looked at."""
    with TemporaryDirectory() as folder:
        _make_site(Path(folder))
        size = sum(file.size for file in list_output(Path(folder) / "output"))
        seconds = min(_measure(Path(folder)) for _ in range(_ROUNDS))
    print(
        f"{_REPORTS} reports, {size / 1e6:.0f} MB, {_SECRETS} secrets: "
        f"{seconds:.2f} s (aim: about 1)"
    )


def _make_site(folder: Path) -> None:
    chance = random.Random(1)  # noqa: S311 - the same bytes each time
    picture = chance.randbytes(_PICTURE)
    text = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(_PAGE // 3))
    data = json.dumps({"text": text})[:_DATA]
    reports = folder / "content" / "reports"
    reports.mkdir(parents=True)
    for number in range(_REPORTS):
        slug = f"bench_{number:04}"
        article = _ARTICLE.format(number=number, slug=slug)
        (reports / f"{slug}.md").write_text(article, encoding="utf-8")
        built = folder / "output" / "reports" / slug
        built.mkdir(parents=True)
        (built / "index.html").write_text(text, encoding="utf-8")
        (built / "report.json").write_text(data, encoding="utf-8")
        drawing = text[: _DRAWING // 3]
        (built / f"wordcloud_{slug}.svg").write_text(drawing, encoding="utf-8")
        (built / f"wordcloud_{slug}.png").write_bytes(picture)


def _measure(folder: Path) -> float:
    secrets = {f"BENCH_{n}_TOKEN": f"tok-{n:032x}" for n in range(_SECRETS)}
    output = folder / "output"
    start = time.perf_counter()
    found = tuple(
        check_site(
            output,
            list_output(output),
            settings={"PATH": str(folder / "content"), "IGNORE_FILES": []},
            environ={"CONTEXT": "production", **secrets},
            checkout=folder,
            now=datetime.now(UTC),
        )
    )
    assert not found, found
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
