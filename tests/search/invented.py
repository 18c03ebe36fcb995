"""Reports to be searched, invented: many days, few words, names that return."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

__all__ = ["HOSTILE", "Invented", "invent_reports", "write_reports"]

HOSTILE = '<img src=x onerror="window.harm=1"> 与 </mark><script>window.harm=1</script>'
"""What a tweet may say, and a claim quote: text, wherever it is shown."""

_WHO = (
    *("OpenAI", "DeepSeek", "字节跳动", "Anthropic", "英伟达", "Larkspur", "青鸾智能"),
    *("马斯克", "谷歌", "Mistral", "微软", "Tarn"),
)
_DID = (
    *("发布 GPT-5.1，价格不变", "开源了多模态模型", "把芯片订单加了一倍"),
    *("说 AI 芯片供应仍紧", "上线 Claude Opus 4.5 接口", "完成新一轮融资"),
    *("公布 V3.2 的评测结果", "谈到开源模型的成本", "推迟了机器人的量产"),
    *("扩建数据中心，算力翻番", "发布世界模型 Sora‑3", "让智能体接管了客服"),
    *("Open weights, open questions: what's next?", "下调 ＡＰＩ 价格 50%"),
    *("否认估值泡沫", "与埃隆·马斯克和解", "测试 Gemini 3 Pro"),
)
_WHEN = ("周一", "上午", "在大会上", "据两位知情者", "第三次", "In a post,")
_FIRST = date(2026, 5, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A report with what it says."""

    slug: str
    title: str
    summary: str
    claims: tuple[str, ...]

    @property
    def texts(self) -> frozenset[str]:
        """All that can be found of it."""
        return frozenset((self.title, self.summary, *self.claims))


def invent_reports(count: int = 64) -> tuple[Invented, ...]:
    """Invent a report for each of so many days; the third one is hostile."""
    return tuple(map(_invent, range(count)))


def write_reports(folder: Path, reports: tuple[Invented, ...]) -> None:
    """Write reports as their authors' files."""
    for number, report in enumerate(reports):
        text = "\n".join(_lines(report, _FIRST + timedelta(days=number)))
        (folder / f"{report.slug}.md").write_text(text, encoding="utf-8")


def _invent(number: int) -> Invented:
    day = _FIRST + timedelta(days=number)
    claims = [_claim(number, place) for place in range(10)]
    if number == 3:
        claims[1] = HOSTILE
    return Invented(
        slug=f"day_{day:%Y%m%d}_{day:%Y%m%d}",
        title=f"标题 {HOSTILE}" if number == 3 else f"{claims[0][:-1]}，另有几条",
        summary=f"第 {number + 1} 期：{_WHO[number % len(_WHO)]} 等。",
        claims=tuple(claims),
    )


def _claim(number: int, place: int) -> str:
    # Steps that share no factor with the lists' lengths: what meets keeps changing.
    who = _WHO[(number * 5 + place * 7) % len(_WHO)]
    did = _DID[(number * 3 + place * place) % len(_DID)]
    when = _WHEN[(number + place) % len(_WHEN)]
    return f"{when}{who} {did}（{number + 1}.{place}）。"


def _lines(report: Invented, day: date) -> Iterator[str]:
    yield from ("---", f"title: {json.dumps(report.title)}", f"slug: {report.slug}")
    yield from (f"date: {day} 23:59:59+08:00", "category: 日报" + "一二"[day.day % 2])
    yield from (f"summary: {json.dumps(report.summary)}", "status: published")
    yield from ("aireport: {topic: day, tweets: {fetched: 9, kept: 9}}", "---", "")
    yield from ("## 简要部分", "", "### 核心信息", "")
    for place, claim in enumerate(report.claims[:6], 1):
        yield f"{place}. {_escape(claim)}[^1]"
    yield from ("", "## 详细分析部分", "", "### 关键事件与发展", "")
    for claim in report.claims[6:]:
        yield f"- {_escape(claim)}[^1]"
    yield from ("", "[^1]: **@ann** · 2026-05-01 12:00 · “一句。”", "")


def _escape(text: str) -> str:
    return "".join(f"\\{each}" if each in '<>"&*_[]' else each for each in text)
