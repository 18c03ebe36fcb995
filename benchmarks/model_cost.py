"""Tell what a language model's report of some days takes: tokens, calls, cost.

Usage: ``python benchmarks/model_cost.py FILE_OF_TWEETS DAY [DAY ...] [--model NAME]``.
Nothing is asked: tokens are litellm's count of what would be sent, prices those of its
bundled table. Without arguments the days of the sample are told.
"""

import argparse
import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.learning import learn_names
from pelican_aireport.model import Cluster
from pelican_aireport.selection.clustering import cluster_tweets
from pelican_aireport.selection.selection import select
from pelican_aireport.selection.windows import window_of_days
from pelican_aireport.sources.jsonl import jsonl_source
from pelican_aireport.sources.sample import SampleSource
from pelican_aireport.summarizers.answers import report_schema
from pelican_aireport.summarizers.llm_client import open_llm_client
from pelican_aireport.summarizers.llm_port import LLMClient, estimate_cost
from pelican_aireport.summarizers.material import number_tweets, render_clusters
from pelican_aireport.summarizers.packing import find_room, pack
from pelican_aireport.summarizers.port import Frame
from pelican_aireport.summarizers.prompt import load_prompt

MODELS = ("deepseek/deepseek-chat", "openai/gpt-5-mini", "gemini/gemini-2.5-flash")
ZONE = ZoneInfo("Asia/Shanghai")
TYPICAL_OUTPUT = 4_500


def main() -> None:
    """Print a row for each day and model."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?")
    parser.add_argument("days", nargs="*", default=["2026-09-08"])
    parser.add_argument("--model", action="append")
    options = parser.parse_args()
    query = {"path": options.file}
    source = (
        jsonl_source(query=query, base=Path.cwd()) if options.file else SampleSource()
    )
    print("| day | model | tweets | clusters | tokens in | calls | typical | at most |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for day in map(date.fromisoformat, options.days):
        window = window_of_days(day, day, ZONE)
        kept = select(source.fetch(window).tweets, window, max_tweets=2_000).kept
        frame = Frame(
            window=window,
            timezone=ZONE,
            language="zh-CN",
            key_points=10,
            aliases=load_aliases(learn_names(kept)),
        )
        clusters = cluster_tweets(kept)
        for model in options.model or MODELS:
            print(_row(day, model, clusters, frame))


def _row(day: date, model: str, clusters: Sequence[Cluster], frame: Frame) -> str:
    client = _open(model)
    numbers = number_tweets(clusters)
    prompt = load_prompt("zh-CN")
    rules = client.count_tokens(prompt.tell_system("cq").content + prompt.task)
    sizes = [
        client.count_tokens(render_clusters([each], numbers, frame))
        for each in clusters
    ]
    room = find_room(client.find_limits(), prompt_tokens=rules)
    parts = len(pack(sizes, room.material))
    schema = json.dumps(report_schema(numbers.tweets))
    material = render_clusters(clusters, numbers, frame)
    tokens = rules + client.count_tokens(schema) + client.count_tokens(material)
    calls = 1 if parts == 1 else parts + 1
    typical, most = (
        estimate_cost(
            client.find_limits(),
            prompt_tokens=tokens + rules * (calls - 1),
            completion_tokens=output * calls,
        )
        for output in (TYPICAL_OUTPUT, room.output)
    )
    costs = " | ".join(
        "unknown" if c is None else f"USD {c:.4f}" for c in (typical, most)
    )
    return (
        f"| {day} | {model} | {len(numbers.tweets)} | {len(clusters)} | {tokens:,} | "
        f"{calls} | {costs} |"
    )


def _open(model: str) -> LLMClient:
    return open_llm_client(
        model=model,
        api_base=None,
        timeout_seconds=60,
        proxy=None,
        context_window=None,
        environ=os.environ,
        answers=None,
    )


if __name__ == "__main__":
    main()
