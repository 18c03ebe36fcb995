"""litellm is imported late and quietly, and asked for what it knows offline."""

import os
import subprocess
import sys
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest
from loopback.llm_clients import GOOD, client, refusal, request
from loopback.llm_server import LLMServer

from pelican_aireport.errors import SettingsError
from pelican_aireport.summarizers import llm_library
from pelican_aireport.summarizers.llm_faults import LLMFault
from pelican_aireport.summarizers.llm_port import Limits, LLMRequest, Message


@pytest.mark.parametrize(
    ("model", "window", "expected"),
    [
        pytest.param(
            "gpt-5-mini",
            None,
            Limits(
                context_window=272_000,
                max_output=128_000,
                input_usd=2.5e-7,
                output_usd=2e-6,
            ),
            id="in litellm's table",
        ),
        pytest.param(
            "openai/scripted",
            None,
            Limits(
                context_window=None, max_output=None, input_usd=None, output_usd=None
            ),
            id="in no table",
        ),
        pytest.param(
            "nowhere/tarn-9",
            4096,
            Limits(
                context_window=4096, max_output=None, input_usd=None, output_usd=None
            ),
            id="by the setting",
        ),
    ],
)
def test_limits_are_litellms_or_the_settings(
    model: str, window: int | None, expected: Limits
) -> None:
    opened = client(None, models=(model,))
    assert replace(opened, context_window=window).find_limits() == expected


@pytest.mark.parametrize(
    ("fallback", "prices"),
    [
        pytest.param("gpt-4", (3e-5, 6e-5), id="a dearer one"),
        pytest.param("gpt-5-nano", (2.5e-7, 2e-6), id="a cheaper one"),
        pytest.param("openai/scripted", (None, None), id="one of unknown price"),
    ],
)
def test_the_price_is_that_of_the_dearest_model_that_may_be_asked(
    fallback: str, prices: tuple[float | None, float | None]
) -> None:
    """The room is the first one's."""
    limits = client(None, models=("gpt-5-mini", fallback)).find_limits()
    assert (limits.input_usd, limits.output_usd) == prices
    assert limits.context_window == 272_000


@pytest.mark.parametrize(
    "model",
    ["gpt-5-mini", "deepseek/deepseek-chat", "groq/llama-3.3-70b", "openai/scripted"],
)
def test_tokens_are_counted_offline_and_more_of_longer_texts(model: str) -> None:
    """Chinese is counted by what it takes, not by its spaces."""
    text = "拉克斯珀公司今天发布了第三代推理芯片，功耗下降百分之四十。"
    counted = client(None, models=(model,))
    counts = [counted.count_tokens(text * times) for times in (0, 1, 20)]
    assert counts[0] == 0
    assert len(text) * 0.4 < counts[1] < len(text) * 2
    assert counts[2] > counts[1] * 15


@pytest.mark.parametrize("release", ["1.82.7", "1.82.8", "1.107.0"])
def test_a_malicious_release_is_not_imported(
    release: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llm_library, "version", lambda _: release)
    monkeypatch.delitem(sys.modules, "litellm", raising=False)
    error = refusal(client(None))
    assert (error.fault, error.detail) == (LLMFault.BAD_VERSION, f"litellm {release}")
    assert "litellm" not in sys.modules


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        llm_library, "find_spec", lambda name: None if name == "litellm" else name
    )
    with pytest.raises(SettingsError, match=r"needs litellm; run pip install 'pelican"):
        client(None).complete(request())


def test_the_installed_release_is_one_that_the_package_allows() -> None:
    assert metadata.version("litellm") not in llm_library.MALICIOUS_RELEASES


PROGRAM = """
import os, sys
from pathlib import Path
from pelican_aireport.summarizers.llm_client import open_llm_client
from pelican_aireport.summarizers.llm_port import LLMRequest, Message

client = open_llm_client(
    model="openai/scripted", api_base=sys.argv[1], timeout_seconds=60, proxy=None,
    context_window=None, environ=os.environ, answers=Path("answers"),
)
message = Message(role="user", content="kept")
request = LLMRequest(messages=(message,), schema=None, max_tokens=9)
print(client.find_kept(request).text, "litellm" in sys.modules)
client.complete(request)
print("litellm" in sys.modules, os.environ.get("LARKSPUR_PLANTED"))
"""


def test_a_kept_answer_needs_no_litellm_and_no_env_file_is_read(
    server: LLMServer, tmp_path: Path
) -> None:
    """In a process of its own, where nothing is imported and warnings are errors."""
    (tmp_path / ".env").write_text("LARKSPUR_PLANTED=1\n", encoding="utf-8")
    message = Message(role="user", content="kept")
    kept = LLMRequest(messages=(message,), schema=None, max_tokens=9)
    asked = client(server.url, answers=tmp_path / "answers")
    answer = asked.complete(kept)
    assert asked.find_kept(kept) is None
    asked.keep(kept, answer)
    done = subprocess.run(
        (sys.executable, "-W", "error", "-c", PROGRAM, server.url),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.stdout == f"{GOOD} False\nTrue None\n"
    assert done.stderr == (
        "what openai/scripted costs is not known, and is not counted\n"
    )
    assert len(server.calls) == 2
