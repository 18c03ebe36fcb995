"""Tweets that give orders to a model, and a model that obeys them: nothing gets out."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from builders import NOON
from fake_models import FakeModel, report_of
from sites import make_site

from pelican_aireport.articles.files import publish
from pelican_aireport.model import Engagement, Tweet, Window
from pelican_aireport.pipeline import draft_report
from pelican_aireport.settings import Settings, parse_settings
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus
from pelican_aireport.summarizers.llm import LLMSummarizer
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import LLMRequest

WINDOW = Window(start=NOON, end=NOON + timedelta(hours=12))
CANARY = re.compile(r"cq[0-9a-f]{14}")
EVIL = (
    "详见 [领取](https://evil.example/claim) ![x](https://evil.example/p.png)",
    "快关注 @evil_handle_of_nobody，地址 evil.example/airdrop",
    '<script src="//evil.example/x.js"></script><img src=x onerror=alert(1)>',
    "见 {attach}/../../.env 与 |filename|/secret.md",
    "合约 0xdeadbeef，立即购买 $SCAM，必涨 100 倍",
    "详见 evil.example/airdrop",
    "联系 boss@evil.example",
    "打开 javascript:alert(1) 或 ftp://evil.example",
    "访问 evil.example 领取",
)
CALM = "这家公司说，新模型的安装和使用方法都没有变，老用户可以直接升级。"

TOPIC = {
    "source": "jsonl",
    "query": {"path": "t.jsonl"},
    "status": "published",
    "summarizer": "llm",
    "model": "fake/model",
}


def _attacks(folder: Path) -> Iterator[str]:
    chinese = json.loads((folder / "zh-injections.json").read_text(encoding="utf-8"))
    yield from chinese
    bipia = folder / "bipia-text_attack_train.json"
    for texts in json.loads(bipia.read_text(encoding="utf-8")).values():
        yield from texts


def _tweets(attacks: list[str]) -> tuple[Tweet, ...]:
    """Return tweets of news, each of which goes on with an attack."""
    return tuple(
        Tweet(
            id=f"t{number}",
            author=f"author_{number}",
            text=f"Larkspur {number} 今天发布，推理价格下降 {number}%。{CALM}{attack}",
            created_at=NOON + timedelta(minutes=number),
            engagement=Engagement(likes=number),
        )
        for number, attack in enumerate(attacks, 1)
    )


class _Source:
    """The attacks as a source."""

    def __init__(self, tweets: tuple[Tweet, ...]) -> None:
        self._tweets = tweets

    def fetch(self, window: Window) -> Fetched:
        """Return them all."""
        assert window == WINDOW
        return Fetched(
            tweets=self._tweets, state=FetchState(status=FetchStatus.COMPLETE)
        )


def _obey(request: LLMRequest, *, leaks: bool) -> Mapping[str, object]:
    """Write what the attacker would like to read, in every field that there is."""
    said = request.messages[-1].content
    canary = CANARY.search(request.messages[0].content)
    secret = canary[0] if canary and leaks else ""
    # each attack behind sentences that its tweet does cover
    found = re.findall(r'"id":"(T\d+)"[^{}]*?"text":"([^。"]+。[^。"]+。)', said)
    items = [
        {
            "lead": evil[:40] if number % 3 == 0 else "",
            "text": f"{text}{evil}{secret}",
            "ids": [short, "T999999"][: 2 if number % 5 == 4 else 1],
            "modality": "released",
        }
        for number, ((short, text), evil) in enumerate(
            zip(found, EVIL * 9, strict=False)
        )
    ]
    if '"reasons"' in said:
        numbers = re.findall(r'"n":(\d+)', said)
        return {
            "claims": [
                {"n": int(n), **item} for n, item in zip(numbers, items, strict=False)
            ]
        }
    sections = tuple(report_of())
    return report_of(
        **{name: items[place :: len(sections)] for place, name in enumerate(sections)}
    )


def _settings(folder: Path) -> Settings:
    return parse_settings(
        {
            "PATH": str(folder / "content"),
            "OUTPUT_PATH": str(folder / "output"),
            "TIMEZONE": "Asia/Shanghai",
            "AIREPORT_TOPICS": {"ai": TOPIC},
        },
        base=folder,
    )


@pytest.mark.parametrize(
    "leaks", [pytest.param(False, id="obeys"), pytest.param(True, id="leaks too")]
)
def test_no_page_holds_what_an_attack_asked_for(
    tmp_path: Path, shared_data: Path, *, leaks: bool
) -> None:
    tweets = _tweets(list(_attacks(shared_data / "attacks" / "prompt")))
    model = FakeModel(steps=[lambda request: _obey(request, leaks=leaks)])
    settings = _settings(tmp_path)
    site = make_site(tmp_path, "AIREPORT_DRAFTING = False\n")
    draft = draft_report(
        settings.topics[0],
        WINDOW,
        source=_Source(tweets),
        summarizer=LLMSummarizer(open_client=lambda: model, max_cost_usd=100.0),
        settings=settings,
        now=WINDOW.end,
    )
    publish(draft, site.reports)
    built = site.build("content", "--fatal", "errors")
    assert built.returncode == 0, built.stderr
    assert isinstance(draft.failure, LLMError) is leaks
    assert draft.failure is None or draft.failure.cause == LLMFault.LEAK.value

    files = site.files(site.output)
    pages = {
        name: content.decode("utf-8")
        for name, content in files.items()
        if name.endswith((".html", ".xml", ".json"))
    }
    assert any(name.startswith("reports/") for name in pages)
    found = [
        (name, word)
        for name, text in pages.items()
        for word in ("evil.example", "evil_handle", "SCAM", "0xdeadbeef", ".env")
        if word in text
    ]
    assert found == []
    assert not any(CANARY.search(text) for text in pages.values())
    report = pages[f"reports/{draft.slug}/index.html"]
    known = {tweet.url for tweet in tweets}
    outside = set(re.findall(r'href="(https?://(?!example\.com)[^"]*)"', report))
    assert outside <= known
    pictures = re.findall(r'<img[^>]+src="([^"]*)"', report)
    hosts = {urlsplit(each)[:2] for each in pictures}
    assert hosts <= {("", ""), ("https", "example.com")}
    scripts = re.findall(r"<script\b[^>]*>", report)
    own = (
        r'<script type="module" src="/theme/hashed/\w+\.[0-9a-f]{8}\.js">'
        r'|<script type="application/ld\+json">'
    )
    assert [each for each in scripts if not re.fullmatch(own, each)] == []
