"""Measure the search: building its index, its size, and what forty queries cost.

    python benchmarks/search.py [--reports FOLDER] [--number 1000]

Without a folder of reports they are made: thirty claims each, in words that follow
Simon's law. A word is one that was used before, as likely as it was used often, or, one
time in so many, a new one, of the sample's characters; the sample's own words and the
names that queries ask for are those to begin with. So the number of terms grows with
the text as in written Chinese: 137,603 terms were counted in a million characters of a
weekly letter, and the figure printed here is to be held against it. Queries are
carried out as the browser does, file by file, each as large as gzip leaves it.
"""

import argparse
import gzip
import json
import random
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from pelican_aireport.articles.files import find_articles
from pelican_aireport.articles.report_file import ReportFile, Site, read_report_file
from pelican_aireport.language.entities import Aliases, load_aliases
from pelican_aireport.site.archive import Archive, make_archive
from pelican_aireport.site.entries import Entry, read_entry
from pelican_aireport.site.search import list_search_files, list_search_pages
from pelican_aireport.site.search.folding import fold
from pelican_aireport.site.search.form import count_shards
from pelican_aireport.site.search.passages import PIECES
from pelican_aireport.site.search.shards import decode, shard_of
from pelican_aireport.site.search.terms import LIMIT, query_terms

_ZONE = ZoneInfo("Asia/Shanghai")
_FIRST = date(2023, 1, 1)
_CLAIMS, _WORDS = 30, (6, 30)
_NEW = 0.06
"""How often a word is new."""
_SHOWN, _TRIES = 10, 2

_NAMES = (
    "AI AI AI AI OpenAI OpenAI GPT-5.1 GPT-5 DeepSeek V3.2 Claude Opus 4.5 Gemini 3 "
    "Nvidia Sora Mistral Qwen Llama Anthropic Agent RAG API CEO 英伟达 芯片 芯片 开源 "
    "开源 模型 模型 模型 多模态 字节跳动 马斯克 特斯拉 微软 谷歌 算力 推理 训练 估值 "
    "融资 机器人 自动驾驶 智能体 数据中心 发布 发布 上线 世界模型 比特币 苹果 豆包 "
    "阿里 腾讯 华为 昇腾 台积电"
)
_QUERIES = (
    "多模态;开源;字节跳动;芯片;马斯克;GPT-5.1;Claude Opus 4.5;DeepSeek;AI 芯片;V3.2;"
    "开源模型;估值泡沫;英伟达;OpenAI;Open;AI;智能体;世界模型;算力;自动驾驶;机器人;"
    "Nvidia 芯片;GPT;gemini 3;DeepSeek V3.2;推理 训练;数据中心;特斯拉;豆包;华为昇腾;"
    "台积电;Anthropic 融资;微软 谷歌;Sora;比特币;量子计算机;Perplexity;融资;agent;CEO"
)


@dataclass(frozen=True, slots=True)
class _Cost:
    """What a query fetched until its first hits were there."""

    size: int
    requests: int
    hits: int
    candidates: int


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=Path)
    parser.add_argument("--number", type=int, default=1000)
    chosen = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = chosen.reports or Path(name)
        if not chosen.reports:
            _make_reports(folder, chosen.number)
        archive = make_archive(_read(folder))
    _measure(archive)


def _measure(archive: Archive) -> None:
    start = time.process_time()
    pages = tuple(list_search_pages(archive))
    found = {file.path: file.content for file in list_search_files(archive, pages)}
    seconds = time.process_time() - start
    sizes = {path: len(gzip.compress(each, 6)) for path, each in found.items()}
    number, texts = len(archive.entries), sum(map(_length, archive.entries))
    shards = [size for path, size in sizes.items() if "/index/" in path]
    passages = [size for path, size in sizes.items() if "/passages/" in path]
    terms = sum(len(json.loads(each)) for path, each in found.items() if "x/" in path)
    print(f"{number} reports, {texts / number:,.0f} characters each; {terms:,} terms")
    print(f"built in {1000 * seconds / number:.2f} ms of CPU a report (aim: 5)")
    print(
        f"{len(found) / number:.1f} files a report, "
        f"{sum(map(len, found.values())) / number / 1000:.1f} kB a report, "
        f"{sum(sizes.values()) / number / 1000:.1f} kB gzipped"
    )
    for name, each in (("index", shards), ("passages", passages)):
        print(
            f"{name}: {len(each)} files, gzipped mean {mean(each) / 1000:.2f}, "
            f"median {median(each) / 1000:.2f}, max {max(each) / 1000:.2f} kB"
        )
    costs = {query: _ask(query, found, sizes, archive) for query in _QUERIES.split(";")}
    for query, cost in costs.items():
        print(
            f"  {query:<18} {cost.size / 1000:5.1f} kB, {cost.requests:2} files, "
            f"{cost.hits:2} hits, {cost.candidates} candidates"
        )
    values = [cost.size / 1000 for cost in costs.values()]
    print(
        f"{len(values)} queries: mean {mean(values):.1f}, max {max(values):.1f} kB "
        f"(aim: 25)"
    )


def _length(entry: Entry) -> int:
    return sum(len(claim.claim.text) for claim in entry.claims)


def _ask(
    query: str,
    found: Mapping[str, bytes],
    sizes: Mapping[str, int],
    archive: Archive,
) -> _Cost:
    words = [fold(word) for word in query.split()]
    terms = [*dict.fromkeys(term for word in words for term in query_terms(word))]
    count = count_shards(archive)
    read: dict[str, int] = {}
    places: set[int] | None = None
    for term in terms[:LIMIT]:
        path = f"search/index/{shard_of(term, count)}.json"
        read[path] = sizes[path]
        numbers = set(decode(json.loads(found[path]).get(term, "")))
        places = numbers if places is None else places & numbers
    newest, hits = sorted(places or (), reverse=True), 0
    for _ in range(_TRIES):
        batch, newest = newest[: _SHOWN - hits], newest[_SHOWN - hits :]
        for place in batch:
            path = f"search/passages/{place // PIECES}.json"
            read[path] = sizes[path]
            text = json.loads(found[path])["pieces"][place % PIECES][0]
            hits += all(word in fold(text) for word in words)
    return _Cost(sum(read.values()), len(read), hits, len(places or ()))


def _read(folder: Path) -> Iterator[Entry]:
    site = Site(timezone=_ZONE, lang="zh-cn", titles={})
    reports = [read_report_file(path, site) for path in find_articles(folder)]
    aliases = load_aliases()
    for report in sorted(reports, key=lambda each: each.date, reverse=True):
        yield _entry(report, aliases)


class _Category(SimpleNamespace):
    def __str__(self) -> str:
        return "AI 推特日报"


def _entry(file: ReportFile, aliases: Aliases) -> Entry:
    article = SimpleNamespace(
        slug=file.slug,
        url=f"reports/{file.slug}/",
        lang="zh-cn",
        date=file.date,
        category=_Category(url="topics/ai/"),
        report=file.report,
        _content=file.html,
    )
    return read_entry(article, aliases=aliases, timezone=_ZONE)


def _make_reports(folder: Path, number: int) -> None:
    words = _words(random.Random(1))  # noqa: S311 - the same reports in every run
    for count in range(number):
        day = _FIRST + timedelta(days=count)
        slug = f"bench_{day:%Y%m%d}_{day:%Y%m%d}"
        claims = [_claim(words) for _ in range(_CLAIMS)]
        lines = ["---", f'title: "{claims[0][:30]}"', f"slug: {slug}"]
        lines += [f"date: {day} 23:59:59+08:00", f'summary: "{claims[1]}"']
        lines += ["status: published", "aireport: {topic: bench}", "---"]
        lines += ["## 简要部分", "### 核心信息"]
        lines += [f"{n}. {text}[^1]" for n, text in enumerate(claims[:10], 1)]
        lines += ["## 详细分析部分", "### 关键事件与发展"]
        lines += [f"- {text}[^1]" for text in claims[10:]]
        lines += ["[^1]: **@ann** · 2026-09-07 12:00 · “文”", ""]
        (folder / f"{slug}.md").write_text("\n\n".join(lines).replace("\n\n", "\n", 8))


def _claim(words: Iterator[str]) -> str:
    count = len(next(words)) * 3 + _WORDS[0]
    said = [next(words) for _ in range(min(count, _WORDS[1]))]
    return re.sub(r"(?<=[!-~]) ?(?=[!-~])", " ", "".join(said)) + "。"


def _words(chance: random.Random) -> Iterator[str]:
    """Invent words without end, by Simon's law."""
    text = "\n".join(_sample())
    characters = re.findall(r"[\u4e00-\u9fff]", text)
    letters = re.findall(r"[a-z]{2}", text)
    used = [
        *_NAMES.split() * 20,
        *re.findall(r"[A-Za-z][\w.-]*|[\u4e00-\u9fff]{2}", text),
    ]
    while True:
        if chance.random() < _NEW:
            latin = chance.random() < 0.1
            source, most = (letters, 4) if latin else (characters, 3)
            word = "".join(chance.choices(source, k=chance.randint(1 + latin, most)))
        else:
            word = chance.choice(used)
        used.append(word)
        yield word + chance.choices(("", "，", "的", " "), (12, 2, 1, 1))[0]


def _sample() -> Iterator[str]:
    folder = files("pelican_aireport") / "data" / "sample"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


if __name__ == "__main__":
    main()
