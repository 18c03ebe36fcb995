"""A clone as Netlify has it, and its command run without what a deploy lacks."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican_aireport.pictures.cloud import Layout
from pelican_aireport.pictures.svg import render_svg

__all__ = [
    "DRAFT",
    "DRAWING",
    "REPORT",
    "SLUG",
    "headers_of",
    "make_clone",
    "read_config",
    "run",
]

ROOT = Path(__file__).resolve().parents[1]
SLUG, DRAFT = "t_20260907_20260907", "t_20260908_20260908"

DRAWING = render_svg(
    Layout(width=400, height=200, words=()), title="词云", description="无", terms=()
)
REPORT = """---
title: 题
slug: {slug}
date: {day} 23:59:59+08:00
status: {status}
tags: [Larkspur]
aireport:
  topic: t
---

## 简要部分

### 核心信息

1. 一点。[^1]

## 词云分析

![词云](wordcloud_{slug}.svg)

[^1]: **@one** · {day} 21:03 · [原推](https://x.com/one/status/1)：“一点。”
"""

# Imported by Python itself as it starts: what a deploy does not install is not there,
# neither is this checkout, and nothing gets out.
_ISOLATION = """
import socket, sys
from pathlib import Path

REFUSED = {"litellm", "twikit", "httpx", "httpx2", "openai", "tenacity", "jsonschema"}

class Refusal:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in REFUSED:
            raise ModuleNotFoundError(f"{name} is not installed here", name=name)

def refuse(*arguments):
    raise RuntimeError("a deploy opened a socket")

def is_editable(finder):
    return "editable" in repr(finder).lower()

sys.path[:] = [p for p in sys.path if not (Path(p) / "pelican_aireport").is_dir()]
sys.meta_path[:] = [f for f in sys.meta_path if not is_editable(f)]
sys.meta_path.insert(0, Refusal())
socket.socket.connect = socket.socket.connect_ex = refuse
"""


def read_config() -> dict[str, Any]:
    """Return netlify.toml's content."""
    return tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))


def headers_of(config: Mapping[str, Any], path: str) -> dict[str, str]:
    """Return a path's headers: later sections hold, a star stands for anything."""
    found: dict[str, str] = {}
    for section in config["headers"]:
        pattern = ".*".join(map(re.escape, section["for"].split("*")))
        if re.fullmatch(pattern, path):
            found |= section["values"]
    return found


def make_clone(parent: Path) -> Path:
    """Make a clone with a published report and a draft, and what isolates Python."""
    folder = parent / "repo"
    folder.mkdir()
    for name in ("pelicanconf.py", "publishconf.py", "netlify.toml"):
        shutil.copy(ROOT / name, folder)
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("pelican_aireport", "theme", "content/pages"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    reports = folder / "content" / "reports"
    reports.mkdir()
    for slug, day, status in (
        (SLUG, "2026-09-07", "published"),
        (DRAFT, "2026-09-08", "draft"),
    ):
        text = REPORT.format(slug=slug, day=day, status=status)
        (reports / f"{slug}.md").write_text(text, encoding="utf-8")
        (reports / f"wordcloud_{slug}.svg").write_text(DRAWING, encoding="utf-8")
    (parent / "isolation").mkdir()
    (parent / "isolation" / "sitecustomize.py").write_text(_ISOLATION, encoding="utf-8")
    (parent / "home").mkdir()
    return folder


def run(
    command: str, clone: Path, *, cwd: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a command with nothing in the environment but what Netlify puts there."""
    programs = Path(sys.executable).parent
    return subprocess.run(
        ["bash", "-c", command],
        cwd=cwd or clone,
        env={
            "PATH": f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin",
            "HOME": str(clone.parent / "home"),
            "PYTHONPATH": str(clone.parent / "isolation"),
            "PYTHONDONTWRITEBYTECODE": "1",
            **variables,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
