"""Reports by a model in real builds: written once, or quoted with the cause."""

import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_models import report_of
from loopback.llm_server import LLMServer, Step, completion, failure
from sites import Site, make_site, tweet_line

from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.drafting.plans import Plan
from pelican_aireport.drafting.run import Outcome, draft_due, draft_each
from pelican_aireport.settings import parse_settings
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.phrases import phrases

KEY = "sk-planted-0123456789abcdef"
SLUG = "ai_20260907_20260907"
NOW = datetime(2026, 9, 8, 4, tzinfo=UTC)
TEXTS = (
    "Larkspur 3 今天发布，推理价格下降 50%，上下文 400K",
    "Tarn 2 跑分比上一代高 12%，功耗不变，十月发货",
    "据传 Brindle 4 可能推迟到第四季度，良率只有 60%",
    "Fennwick 开源语音模型 Fennwick Voice，参数 7B",
)
# The strongest tweet comes first, so the last text is T1.
FENNWICK, BRINDLE, TARN, LARKSPUR = "T1", "T2", "T3", "T4"


def _item(lead: str, text: str, short: str, modality: str) -> dict[str, object]:
    return {"lead": lead, "text": text, "ids": [short], "modality": modality}


REPORT = report_of(
    overview=[
        _item("", "Larkspur 3 发布，推理价格下降 50%。", LARKSPUR, "released"),
    ],
    key_points=[
        _item(
            "Larkspur 3 发布",
            "Larkspur 3 发布，推理价格下降 50%，上下文达 40 万。",
            LARKSPUR,
            "released",
        ),
        _item(
            "Brindle 4 传推迟",
            "据传 Brindle 4 可能推迟到第四季度，良率只有 60%。",
            BRINDLE,
            "rumoured",
        ),
        _item("Tarn 2 跑分", "Tarn 2 跑分比上一代高 21%，功耗不变。", TARN, "data"),
    ],
)
ANSWER = completion(json.dumps(REPORT, ensure_ascii=False))
NO_REPAIR = completion('{"claims": []}')


@pytest.fixture(scope="module")
def running() -> Iterator[LLMServer]:
    with LLMServer() as server:
        yield server


@pytest.fixture
def server(running: LLMServer) -> LLMServer:
    running.script(ANSWER, NO_REPAIR)
    return running


def _topic(server: LLMServer | None, **more: object) -> dict[str, object]:
    return {
        "title": "AI 日报",
        "source": "jsonl",
        "query": {"path": "t.jsonl"},
        "window": "2026-09-07",
        "status": "published",
        "summarizer": "llm",
        "model": "openai/scripted",
        "api_base": server and server.url,
        **more,
    }


def _site(folder: Path, topic: Mapping[str, object]) -> Site:
    values = {key: value for key, value in topic.items() if value is not None}
    site = make_site(folder, f"AIREPORT_TOPICS = {{'ai': {values!r}}}\n")
    lines = "\n".join(tweet_line(n, text) for n, text in enumerate(TEXTS, 1))
    (folder / "t.jsonl").write_text(lines, encoding="utf-8")
    return site


def _article(site: Site) -> str:
    return (site.reports / "2026" / "09" / f"{SLUG}.md").read_text(encoding="utf-8")


def test_a_model_writes_a_report_once_and_for_all(
    tmp_path: Path, server: LLMServer
) -> None:
    """Written anew from the same tweets, it is the same and costs nothing."""
    site = _site(tmp_path, _topic(server))
    env = {"OPENAI_API_KEY": KEY}
    first = site.build("content", env=env)
    assert (first.returncode, len(server.calls)) == (0, 2), first.stderr
    article = _article(site)
    body = parse_front_matter(article).body
    assert "1. **Larkspur 3 发布**：Larkspur 3 发布，推理价格下降 50%，" in body
    assert "良率只有 60%。 *传闻 · 单一来源*[^t3]" in body
    assert "高 12%，功耗不变，十月发货”。 *摘引原文*[^t2]" in body
    assert "21%" not in article
    made = parse_front_matter(article).values["aireport"]
    assert isinstance(made, dict)
    assert (made["summarizer"], made["model"]) == ("llm", "openai/scripted")
    assert made["claims"] == {
        "total": "4",
        "one_source": "3",
        "rumoured": "1",
        "replaced": "1",
    }
    assert (made["calls"], made["tokens"]) == (
        "2",
        {"prompt": "80", "completion": "4"},
    )
    assert made["cost_usd"] == "null"
    page = (site.output / "reports" / SLUG / "index.html").read_text(encoding="utf-8")
    assert (
        '<em class="marks"><span class="mark mark-rumoured">传闻</span> '
        '<span class="mark mark-one-source">单一来源</span></em>'
    ) in page

    (site.reports / "2026" / "09" / f"{SLUG}.md").unlink()
    again = site.build("content", env={"OPENAI_API_KEY": ""})
    assert (again.returncode, len(server.calls)) == (0, 2), again.stderr
    assert _article(site) == article
    everything = b"".join(site.files(site.folder).values())
    assert KEY.encode() not in everything
    assert KEY not in first.stdout + first.stderr


def test_no_model_is_asked_while_pelican_watches(
    tmp_path: Path, server: LLMServer
) -> None:
    """An editor that saves an article takes it away for a moment."""
    site = _site(tmp_path, _topic(server))
    before = len(server.calls)
    command = [sys.executable, "-m", "pelican", "-r", "-v"]
    with subprocess.Popen(
        command,
        cwd=site.folder,
        env={**os.environ, "OPENAI_API_KEY": KEY, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "Done: Processed" in line:
                process.terminate()
    assert "no model is asked" in "".join(said)
    assert (len(server.calls), site.files(site.reports)) == (before, {})


@pytest.mark.parametrize(
    ("on_failure", "code"),
    [pytest.param("keep", 0, id="keep"), pytest.param("fail", 1, id="fail")],
)
def test_a_missing_key_is_named_and_the_report_quoted(
    tmp_path: Path, on_failure: str, code: int
) -> None:
    site = _site(tmp_path, _topic(None, model="deepseek/deepseek-chat"))
    text = (site.folder / "pelicanconf.py").read_text(encoding="utf-8")
    lines = f"{text}\nAIREPORT_ON_FAILURE = {on_failure!r}\n"
    (site.folder / "pelicanconf.py").write_text(lines, encoding="utf-8")
    built = site.build("content", env={"DEEPSEEK_API_KEY": ""})
    assert built.returncode == code, built.stderr
    assert "DEEPSEEK_API_KEY" in built.stdout + built.stderr
    made = parse_front_matter(_article(site)).values["aireport"]
    assert isinstance(made, dict)
    assert made["summarizer"] == "extractive"
    assert made["fallback"] == phrases("zh-CN").fallback["missing-key"]


def _values(tmp_path: Path, topic: Mapping[str, object]) -> dict[str, object]:
    values = {key: value for key, value in topic.items() if value is not None}
    return {
        "PATH": str(tmp_path / "content"),
        "OUTPUT_PATH": str(tmp_path / "output"),
        "TIMEZONE": "Asia/Shanghai",
        "AIREPORT_TOPICS": {"ai": values},
    }


def _draft(tmp_path: Path, topic: Mapping[str, object]) -> tuple[Site, Outcome]:
    return _site(tmp_path, topic), _draft_once(tmp_path, topic)


def _draft_once(tmp_path: Path, topic: Mapping[str, object]) -> Outcome:
    settings = parse_settings(_values(tmp_path, topic), base=tmp_path)
    environ = {"OPENAI_API_KEY": KEY}
    (outcome,) = draft_due(settings, environ=environ, now=lambda: NOW)
    return outcome


def _claims(*texts: str) -> Step:
    items = [_item("", text, LARKSPUR, "released") for text in texts]
    return completion(json.dumps(report_of(key_points=items), ensure_ascii=False))


ANSWERED = (
    LLMFault.EMPTY,
    LLMFault.NOT_JSON,
    LLMFault.WRONG_SCHEMA,
    LLMFault.TRUNCATED,
    LLMFault.REFUSAL,
    LLMFault.WRONG_LANGUAGE,
)
"""Faults of answers that were paid for."""

TOO_LONG = failure(400, "maximum context length", code="context_length_exceeded")


@pytest.mark.parametrize(
    ("steps", "fault", "calls"),
    [
        pytest.param([failure(401, "bad key")], LLMFault.REFUSED_KEY, 1, id="401"),
        pytest.param([failure(402, "no money")], LLMFault.NO_CREDIT, 1, id="402"),
        pytest.param(
            [failure(429, "slow", retry_after="30")], LLMFault.RATE_LIMIT, 1, id="429"
        ),
        pytest.param([completion("")], LLMFault.EMPTY, 2, id="empty"),
        pytest.param([completion(None)], LLMFault.EMPTY, 2, id="null"),
        pytest.param([completion("一句话")], LLMFault.NOT_JSON, 2, id="no JSON"),
        pytest.param([completion('{"a":1}')], LLMFault.WRONG_SCHEMA, 2, id="schema"),
        pytest.param(
            [completion("{", finish_reason="length")],
            LLMFault.TRUNCATED,
            1,
            id="truncated",
        ),
        pytest.param(
            [completion(None, refusal="no")], LLMFault.REFUSAL, 1, id="refusal"
        ),
        pytest.param(
            [_claims("Larkspur 3 is out today and prices fell by 50%.")],
            LLMFault.WRONG_LANGUAGE,
            1,
            id="language",
        ),
        pytest.param([TOO_LONG], LLMFault.TOO_LONG, None, id="too long"),
        pytest.param([Step(does="hang")], LLMFault.TIMEOUT, None, id="timeout"),
        pytest.param([failure(503, "busy")], LLMFault.SERVER, None, id="503"),
    ],
)
def test_every_failure_ends_in_a_quoting_report_with_its_cause(
    tmp_path: Path,
    server: LLMServer,
    steps: list[Step],
    fault: LLMFault,
    calls: int | None,
) -> None:
    server.script(*steps)
    site, outcome = _draft(tmp_path, _topic(server, timeout_seconds=3))
    assert isinstance(outcome.error, LLMError)
    assert (outcome.error.fault, outcome.draft is not None) == (fault, True)
    assert calls in (None, len(server.calls))
    made = parse_front_matter(_article(site)).values["aireport"]
    assert isinstance(made, dict)
    told = (made["summarizer"], made["model"], made["fallback"])
    assert told == ("extractive", "null", phrases("zh-CN").fallback[fault.value])
    paid = {"prompt": str(40 * (calls or 0)), "completion": str(2 * (calls or 0))}
    assert made.get("tokens") == (paid if fault in ANSWERED else None)
    assert KEY.encode() not in b"".join(site.files(site.folder).values())
    assert KEY not in str(outcome.error)


def test_windows_side_by_side_ask_through_one_library(
    tmp_path: Path, server: LLMServer
) -> None:
    """What is the process's own, its environment and warnings, is as it was before."""
    sound = {**REPORT, "key_points": REPORT["key_points"][:2]}  # type: ignore[index]
    server.script(completion(json.dumps(sound, ensure_ascii=False)))
    values = _values(tmp_path, _topic(server))
    (topic,) = values["AIREPORT_TOPICS"].values()  # type: ignore[attr-defined]
    values["AIREPORT_TOPICS"] = {f"t{n}": topic for n in range(6)}
    _site(tmp_path, topic)
    before = os.environ, list(warnings.filters)
    outcomes = draft_each(
        parse_settings(values, base=tmp_path),
        environ={"OPENAI_API_KEY": KEY},
        now=lambda: NOW,
        plan=Plan(jobs=3),
    )
    assert [(each.topic, each.error) for each in outcomes] == [
        (f"t{n}", None) for n in range(6)
    ]
    assert (os.environ is before[0], list(warnings.filters)) == (True, before[1])


PROGRAM = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from pelican_aireport.drafting.run import draft_due
from pelican_aireport.settings import parse_settings

settings = parse_settings(json.loads(sys.argv[1]), base=Path.cwd())
now = datetime(2026, 9, 8, 4, tzinfo=UTC)
(outcome,) = draft_due(settings, environ={}, now=lambda: now)
print(outcome.error, "litellm" in sys.modules)
"""


def test_a_report_whose_answers_are_kept_needs_no_library_and_no_key(
    tmp_path: Path, server: LLMServer
) -> None:
    """Also where a fallback model answered after one that was of no use."""
    server.script(completion("no JSON"), ANSWER, NO_REPAIR)
    topic = _topic(
        server, model="openai/gpt-5-mini", fallback_models=["openai/gpt-5-nano"]
    )
    site, outcome = _draft(tmp_path, topic)
    article, calls = _article(site), len(server.calls)
    (site.reports / "2026" / "09" / f"{SLUG}.md").unlink()
    done = subprocess.run(
        (sys.executable, "-c", PROGRAM, json.dumps(_values(tmp_path, topic))),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (outcome.error, done.stdout) == (None, "None False\n"), done.stderr
    assert (_article(site), len(server.calls)) == (article, calls)
    made = parse_front_matter(article).values["aireport"]
    assert isinstance(made, dict)
    assert made["calls"] == "3"


def test_an_answer_of_no_use_is_asked_for_again_another_day(
    tmp_path: Path, server: LLMServer
) -> None:
    server.script(completion('{"status": "the model is loading"}'))
    site, outcome = _draft(tmp_path, _topic(server))
    assert isinstance(outcome.error, LLMError)
    (site.reports / "2026" / "09" / f"{SLUG}.md").unlink()
    server.script(ANSWER, NO_REPAIR)
    again = _draft_once(tmp_path, _topic(server))
    assert (again.error, len(server.calls)) == (None, 2)


def test_a_refused_connection_is_told_and_nothing_is_half_written(
    tmp_path: Path,
) -> None:
    topic = _topic(None, api_base="http://127.0.0.1:9/v1", timeout_seconds=3)
    site, outcome = _draft(tmp_path, topic)
    assert isinstance(outcome.error, LLMError)
    assert outcome.error.fault is LLMFault.UNREACHABLE
    assert not [name for name in site.files(site.folder) if name.endswith(".part")]


def test_a_report_that_would_cost_too_much_is_not_asked_for(
    tmp_path: Path, server: LLMServer
) -> None:
    topic = _topic(server, model="openai/gpt-5-mini", max_cost_usd=0.000_1)
    _, outcome = _draft(tmp_path, topic)
    assert isinstance(outcome.error, LLMError)
    assert outcome.error.fault is LLMFault.TOO_EXPENSIVE
    assert "the limit is 0.0001" in str(outcome.error)
    assert server.calls == []
