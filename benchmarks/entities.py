"""Measure entities: finding names in claims, collecting and rendering their pages.

The reports are made up of names of the built-in table and of Chinese sentences, fifty
claims of some ninety characters each. Seconds are of one CPU; ratios within a run are
what to compare, as the machine decides the rest.
"""

import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from pelican_aireport.language.entities import (
    Aliases,
    find_entities,
    load_aliases,
)

_ROOT = Path(__file__).resolve().parents[1]
_CLAIMS = 50
_REPORTS = (250, 1000)
_ROUNDS = 3
_FIRST_DAY = date(2023, 1, 1)
_EVERYWHERE = re.compile(r"(?<![A-Za-z0-9_$])[A-Za-z0-9$]|[^\x00-\x7f]")
"""Where names were looked for before the table's own letters decided."""

_WORDS = (
    "发布新一代推理平台，价格下降一半",
    "开发者下周就可以使用这个接口",
    "数据中心的需求继续增长",
    "分析师认为这会影响市场的估值和投资者的信心",
    "团队公布了评测方法与结果，误差不大",
    "社区里有人指出文档与实现不符",
)

_HEAD = """---
title: 第 {number} 期
slug: bench_{day:%Y%m%d}_{day:%Y%m%d}
date: {day} 23:59:59+08:00
category: 基准
summary: 概述。
aireport:
  topic: bench
  window: {day}T00:00:00+08:00/{next}T00:00:00+08:00
---

## 简要部分

### 核心信息

"""


def main() -> None:
    """Print the time of each step, and how it grows with the number of reports."""
    aliases = load_aliases()
    claims = _claims(_chance(1), aliases, 2000)
    _print_finding(claims, aliases)
    times = {}
    for count in _REPORTS:
        reports = [
            _claims(_chance(number), aliases, _CLAIMS) for number in range(count)
        ]
        times[count] = _build(reports)
    few, many = _REPORTS
    for name in times[few]:
        print(f"{name}: x{times[many][name] / times[few][name]:.1f} for x{many // few}")


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same claims in every run


def _claims(chance: random.Random, aliases: Aliases, count: int) -> list[str]:
    names = [entity.name for entity in aliases.entities]
    return [_claim(chance, names) for _ in range(count)]


def _claim(chance: random.Random, names: Sequence[str]) -> str:
    # A few names are in most of the news, as everywhere.
    ranks = [int(len(names) * chance.random() ** 3) for _ in range(2)]
    return "，".join(
        (
            f"{names[ranks[0]]} 与 {names[ranks[1]]}{chance.choice(_WORDS)}",
            *chance.sample(_WORDS, 3),
        )
    )


def _print_finding(claims: Sequence[str], aliases: Aliases) -> None:
    slow = replace(aliases, starts=_EVERYWHERE)
    new = min(_time(lambda: _find(claims, aliases)) for _ in range(_ROUNDS))
    old = min(_time(lambda: _find(claims, slow)) for _ in range(_ROUNDS))
    length = sum(map(len, claims)) / len(claims)
    report = new / len(claims) * _CLAIMS
    print(
        f"finding: {report * 1000:.2f} ms a report of {_CLAIMS} claims of "
        f"{length:.0f} characters (aim: 1); looking everywhere takes x{old / new:.1f}"
    )


def _find(claims: Sequence[str], aliases: Aliases) -> None:
    for claim in claims:
        find_entities(claim, aliases)


def _build(reports: Sequence[Sequence[str]]) -> dict[str, float]:
    folder = Path(tempfile.mkdtemp())
    try:
        return _measure(folder, reports)
    finally:
        shutil.rmtree(folder)


def _measure(folder: Path, reports: Sequence[Sequence[str]]) -> dict[str, float]:
    content = folder / "content" / "reports"
    content.mkdir(parents=True)
    for number, claims in enumerate(reports):
        day = _FIRST_DAY + timedelta(days=number)
        head = _HEAD.format(number=number, day=day, next=day + timedelta(days=1))
        body = "\n".join(f"1. {claim}。" for claim in claims)
        (content / f"{day}.md").write_text(f"{head}{body}\n", encoding="utf-8")
    (folder / "pelicanconf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(_ROOT)!r})\n"
        f"exec(open({str(_ROOT / 'pelicanconf.py')!r}, encoding='utf-8').read())\n"
        f"THEME = {str(_ROOT / 'theme')!r}\nAIREPORT_DRAFTING = False\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", _PROBE],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout
    pairs = (line.split("=") for line in told.splitlines() if line[:1] == "@")
    found = {name[1:]: float(value) for name, value in pairs}
    pages = list((folder / "output" / "entities").rglob("index.html"))
    size = sum(path.stat().st_size for path in pages)
    count = len(reports)
    print(
        f"{count} reports: {len(pages)} pages of {size / len(pages) / 1000:.1f} kB; "
        + ", ".join(f"{name} {value:.2f} s" for name, value in found.items())
    )
    return found


_PROBE = """
import time
from pelican import main
from pelican_aireport.site import entity_pages, generator

def timed(name, function):
    def run(*arguments, **named):
        start = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent[name] = spent.get(name, 0) + time.process_time() - start
    return run

spent = {}
generator.read_entry = timed("reading entries", generator.read_entry)
generator.collect_stories = timed("collecting", generator.collect_stories)
entity_pages._page = timed("making pages", entity_pages._page)
write = generator.SiteGenerator._write_page
generator.SiteGenerator._write_page = timed("rendering", write)
start = time.process_time()
main(["content", "--ignore-cache"])
spent["whole build"] = time.process_time() - start
for name, value in spent.items():
    print(f"@{name}={value}")
"""


def _time(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main()
