"""The doctor tells whether the models of topics can be asked, without asking them."""

from pathlib import Path

import pytest

from pelican_aireport.doctor.findings import Finding, Verdict
from pelican_aireport.doctor.models import check_models
from pelican_aireport.settings import parse_settings


def _check(environ: dict[str, str], **topic: object) -> list[Finding]:
    values = {"summarizer": "llm", **topic}
    settings = parse_settings(
        {"PATH": "/content", "AIREPORT_TOPICS": {"a": values, "b": values}},
        base=Path("/site"),
    )
    return list(check_models(settings, environ))


DEEPSEEK = "deepseek/deepseek-chat"
LOCAL = {"model": "openai/own", "api_base": "http://127.0.0.1:9/v1"}
KEY = {"DEEPSEEK_API_KEY": "sk-planted-0123456789abcdef"}


@pytest.mark.parametrize(
    ("environ", "topic", "found"),
    [
        pytest.param(
            KEY,
            {"model": DEEPSEEK},
            [(f"model {DEEPSEEK}", Verdict.OK, "takes 131,072 tokens, USD 0.28")],
            id="all is well",
        ),
        pytest.param(
            {},
            {"model": DEEPSEEK},
            [
                (
                    f"model {DEEPSEEK}",
                    Verdict.PROBLEM,
                    "its key is not set: DEEPSEEK_API_KEY",
                )
            ],
            id="no key",
        ),
        pytest.param(
            KEY,
            {"model": DEEPSEEK, "fallback_models": ["openai/gpt-5-mini"]},
            [
                (f"model {DEEPSEEK}", Verdict.OK, "takes"),
                (
                    "model openai/gpt-5-mini",
                    Verdict.WARNING,
                    "its key is not set: OPENAI_API_KEY",
                ),
            ],
            id="a fallback without key",
        ),
        pytest.param(
            {},
            {"model": "nonsense"},
            [("model nonsense", Verdict.PROBLEM, "the model is not known")],
            id="no such model",
        ),
        pytest.param(
            {},
            LOCAL,
            [("model openai/own", Verdict.WARNING, "takes an unknown number")],
            id="a server of one's own",
        ),
        pytest.param(
            {},
            {**LOCAL, "context_window": 8_192},
            [("model openai/own", Verdict.OK, "takes 8,192 tokens, price unknown")],
            id="its window is set",
        ),
        pytest.param(
            {},
            {**LOCAL, "fallback_models": ["openai/other", DEEPSEEK]},
            [
                ("model openai/own", Verdict.WARNING, "takes an unknown number"),
                ("model openai/other", Verdict.WARNING, "takes an unknown number"),
                (
                    f"model {DEEPSEEK}",
                    Verdict.WARNING,
                    "its key is not set: DEEPSEEK_API_KEY",
                ),
            ],
            id="a fallback that is not on it",
        ),
        pytest.param({}, {"summarizer": "extractive"}, [], id="no model"),
    ],
)
def test_each_model_is_told_once(
    environ: dict[str, str],
    topic: dict[str, object],
    found: list[tuple[str, Verdict, str]],
) -> None:
    findings = _check(environ, **topic)
    told = [
        (each.check, each.verdict, each.words[: len(words)])
        for each, (_, _, words) in zip(findings, found, strict=True)
    ]
    assert told == found
    assert KEY["DEEPSEEK_API_KEY"] not in repr(findings)
