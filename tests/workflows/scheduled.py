"""Scheduled drafting without GitHub: a bare repository, a gh and an aireport of ours.

The steps of ``draft.yml`` that call scripts run as they stand there, with its
conditions; what GitHub's own actions do is done here.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

__all__ = ["DAY", "ROOT", "Repository", "Run", "article", "make_repository"]

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-09-09"
REPORTS = "content/reports"
_NONE: Mapping[str, str] = MappingProxyType({})

_PERSON = {
    f"GIT_{who}_{key}": value
    for who in ("AUTHOR", "COMMITTER")
    for key, value in {"NAME": "Ann", "EMAIL": "ann@example.com"}.items()
}

_GH = """\
#!{python} -IS
import json, os, sys
def read(name):
    with open(name, encoding="utf-8") as file:
        return file.read()
told = json.loads(read(os.environ["GH_STATE"]))
arguments = sys.argv[1:]
assert os.environ["GH_TOKEN"] == "token", "gh has no token"
options = dict(zip(arguments, arguments[1:]))
told["calls"].append(" ".join(arguments[: 2 if arguments[1] == "create" else 3]))
code = 0
if arguments[:2] == ["pr", "list"]:
    fields = options["--json"].split(",")
    requests = [{{f: each.get(f) for f in fields}} for each in told["requests"]]
    print(json.dumps(requests[::-1]))
    told["calls"].pop()
elif arguments[:2] == ["pr", "create"] and told.get("create_code"):
    code = told["create_code"]
elif arguments[:2] == ["pr", "create"]:
    told["requests"].append({{
        "number": len(told["requests"]) + 1, "headRefName": options["--head"],
        "state": "OPEN", "isCrossRepository": False, "title": options["--title"],
        "body": read(options["--body-file"]),
    }})
elif arguments[:2] == ["pr", "edit"]:
    (request,) = [r for r in told["requests"] if str(r["number"]) == arguments[2]]
    request["body"] = read(options["--body-file"])
elif arguments[:2] == ["pr", "merge"]:
    told["calls"][-1] = " ".join(arguments)
    code = told.get("merge_code", 0)
with open(os.environ["GH_STATE"], "w") as file:
    json.dump(told, file)
sys.exit(code)
"""

_AIREPORT = """\
#!{python} -IS
import json, os, sys, time
with open(os.environ["AIREPORT_PLAN"], encoding="utf-8") as file:
    plan = json.load(file)
with open(os.environ["AIREPORT_CALLS"], "a") as file:
    file.write(json.dumps(sys.argv[1:]) + "\\n")
print(plan["stderr"], file=sys.stderr)
if sys.argv[1] == "check":
    sys.exit(plan["check"])
reports = []
for name, text in plan["files"].items():
    if not os.path.exists(name):  # what has its article is not due
        folder, base = os.path.split(name)
        os.makedirs(folder or ".", exist_ok=True)
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
        reports.append({{"slug": os.path.splitext(base)[0], "drafted": True}})
reports += plan["failed"]
time.sleep(plan["seconds"])
print(plan["stdout"] or json.dumps({{"reports": reports, "exit_code": plan["code"]}}))
sys.exit(plan["code"])
"""

# Describing costs a second of imports: only who asks for it gets the real thing.
_PYTHON = """\
#!/bin/sh
[ "$1 $2" = "-m pelican_aireport.review" ] || exec {python} "$@"
shift 2
if [ -e {real} ]; then exec {python} -m pelican_aireport.review "$@"; fi
printf '%s\\n' "$@"
"""

_SETTINGS = 'PATH = "content"\nTIMEZONE = "Asia/Shanghai"\nDEFAULT_LANG = "zh-cn"\n'


def article(slug: str, *, status: str = "published", said: str = "甲") -> str:
    """Return a small article."""
    return (
        f"---\ntitle: {slug}\nslug: {slug}\ndate: 2026-09-08 23:59:59+08:00\n"
        f"status: {status}\n---\n\n## 简要部分\n\n### 核心信息\n\n1. {said}。[^7]\n\n"
        "[^7]: **@ann** · 2026-09-08 21:03 · 赞 12 · "
        "[原推](https://x.com/ann/status/7)：“甲”\n"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a scheduled run went."""

    draft_code: int
    propose_code: int
    log: str
    errors: str
    """What steps said on stderr, which the runner reads beside the rest."""
    aireport: list[list[str]]
    """The calls of aireport."""
    gh: list[str]
    """The calls of gh that change something."""


@dataclass(slots=True)
class Repository:
    """A repository on GitHub, and what its tools are to do."""

    folder: Path
    environ: dict[str, str] = field(default_factory=dict)
    runs: int = 0
    seconds: int = 0
    """How long aireport goes on after its last article."""

    @property
    def origin(self) -> Path:
        """The bare repository."""
        return self.folder / "origin.git"

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        """Run git as the author, in the bare repository unless told otherwise."""
        done = subprocess.run(
            ["git", "-C", str(folder or self.origin), *arguments],
            env={**self.environ, **_PERSON},
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        return done.stdout

    def clone(self, name: str, branch: str = "main") -> Path:
        """Clone a branch into a new folder."""
        target = self.folder / name
        self.git(
            *("clone", "--quiet", "--branch", branch, str(self.origin), str(target)),
            folder=self.folder,
        )
        return target

    def write(self, branch: str, name: str, text: str | None) -> None:
        """Push a commit of the author; ``None`` deletes the file."""
        self.runs += 1
        clone = self.clone(f"author-{self.runs}", branch)
        path = clone / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", "--all", folder=clone)
        self.git("commit", "--quiet", "-m", "By the author", folder=clone)
        self.git("push", "--quiet", "origin", branch, folder=clone)

    def files(self, branch: str) -> dict[str, str]:
        """Return the files of a branch below the reports folder."""
        names = self.git("ls-tree", "-r", "--name-only", "-z", branch, REPORTS)
        return {
            name: self.git("show", f"{branch}:{name}")
            for name in names.split("\0")
            if name
        }

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The pull requests."""
        return list(self._state()["requests"])

    def _state(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(
            (self.folder / "gh.json").read_text(encoding="utf-8")
        )
        return told

    def describe_truly(self) -> None:
        """Let each run render the evidence, and not only name the articles."""
        (self.folder / "real").touch()

    def change(self, **values: object) -> None:
        """Change what gh knows."""
        told = {**self._state(), **values}
        (self.folder / "gh.json").write_text(json.dumps(told), encoding="utf-8")

    def run(
        self,
        files: dict[str, str] | None = None,
        *,
        code: int = 0,
        check: int = 0,
        failed: list[dict[str, object]] | None = None,
        stdout: str = "",
        stderr: str = "",
        before_push: Callable[[], None] | None = None,
        variables: Mapping[str, str] = _NONE,
    ) -> Run:
        """Run the workflow once: ``files`` are what is due by name."""
        self.runs += 1
        plan = {"files": files or {}, "code": code, "check": check}
        plan |= {"failed": failed or [], "stdout": stdout, "stderr": stderr}
        plan |= {"seconds": self.seconds}
        (self.folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
        (self.folder / "calls").write_text("", encoding="utf-8")
        self.change(calls=[])
        return _Workflow(self, variables).run(before_push)


@dataclass(slots=True)
class _Workflow:
    repository: Repository
    variables: Mapping[str, str]
    log: str = ""
    errors: str = ""
    propose_code: int = 0

    def run(self, before_push: Callable[[], None] | None) -> Run:
        repository, place = self.repository, f"run-{self.repository.runs}"
        temp = repository.folder / f"{place}-temp"
        temp.mkdir()
        places = {
            name: str(temp / name.lower())
            for name in ("DRAFTED", "PROPOSAL", "ARTICLES", "BODY")
        }
        checkout = repository.clone(f"{place}-draft")
        token = {"GH_TOKEN": "token"}
        _, waiting = self._step(checkout, "waiting.py", **token)
        code, draft = 0, dict[str, str]()
        if waiting["closed"] != "true":
            code, draft = self._step(checkout, "draft.py", **places, **self.variables)
        if "true" in {draft.get("drafted"), waiting["orphan"]}:
            self.propose_code = self._propose(
                repository.clone(place), places, before_push
            )
        calls = (repository.folder / "calls").read_text(encoding="utf-8").splitlines()
        return Run(
            draft_code=code,
            propose_code=self.propose_code,
            log=self.log,
            errors=self.errors,
            aireport=[json.loads(call) for call in calls],
            gh=json.loads((repository.folder / "gh.json").read_text())["calls"],
        )

    def _propose(
        self,
        checkout: Path,
        places: dict[str, str],
        before_push: Callable[[], None] | None,
    ) -> int:
        token = {"GH_TOKEN": "token"}
        code, told = self._step(checkout, "propose.py", "commit", **places, **token)
        if told.get("articles") != "true":
            return code
        _, told = self._step(checkout, "describe.sh", **places)
        if before_push is not None:
            before_push()
        environ = {**places, **token, **self.variables, "CHECKED": told["checked"]}
        code, _ = self._step(checkout, "propose.py", "publish", **environ)
        return code

    def _step(
        self, checkout: Path, script: str, *arguments: str, **environ: str
    ) -> tuple[int, dict[str, str]]:
        output = self.repository.folder / "output"
        output.write_text("", encoding="utf-8")
        path = ROOT / ".github" / "scripts" / script
        # Without site-packages: the scripts must do with what Python brings.
        program = [sys.executable, "-S"] if script.endswith(".py") else []
        done = subprocess.run(
            [*program, str(path), *arguments],
            cwd=checkout,
            env={**self.repository.environ, "GITHUB_OUTPUT": str(output), **environ},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        self.log += done.stdout
        self.errors += done.stderr
        may_fail = script in {"draft.py", "propose.py"}
        assert done.returncode == 0 or may_fail, self.log + self.errors
        lines = output.read_text(encoding="utf-8").splitlines()
        return done.returncode, dict(line.split("=", 1) for line in lines)


def make_repository(folder: Path) -> Repository:
    """Make a repository with one article on main, and the tools of a runner."""
    programs = folder / "bin"
    programs.mkdir()
    for name, text in {
        "gh": _GH.format(python=sys.executable),
        "aireport": _AIREPORT.format(python=sys.executable),
        "python": _PYTHON.format(python=sys.executable, real=folder / "real"),
    }.items():
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)
    # What keeps a repository small and safe for years costs more than the tests.
    quick = "[maintenance]\nauto = false\n[gc]\nauto = 0\n[core]\nfsync = none\n"
    (folder / "gitconfig").write_text(quick, encoding="utf-8")
    repository = Repository(
        folder,
        environ={
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GH_STATE": str(folder / "gh.json"),
            "AIREPORT_PLAN": str(folder / "plan.json"),
            "AIREPORT_CALLS": str(folder / "calls"),
            "DAY": DAY,
            "BASE": "main",
            "REPORTS": REPORTS,
        },
    )
    state: dict[str, list[str]] = {"requests": [], "calls": []}
    (folder / "gh.json").write_text(json.dumps(state), encoding="utf-8")
    first = folder / "first"
    (first / REPORTS).mkdir(parents=True)
    (first / "pelicanconf.py").write_text(_SETTINGS, encoding="utf-8")
    (first / ".gitignore").write_text("content/reports/sample_*\n", encoding="utf-8")
    (first / REPORTS / "old.md").write_text(article("old"), encoding="utf-8")
    repository.git("init", "--quiet", "-b", "main", folder=first)
    repository.git("add", ".", folder=first)
    repository.git("commit", "--quiet", "-m", "Begin", folder=first)
    shutil.copytree(first / ".git", repository.origin)
    repository.git("config", "core.bare", "true")
    return repository
