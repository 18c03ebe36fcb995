"""The editor is put together from npm's packages and agrees with our front matter.

npm is a script on the PATH that installs what the real one would, in small.
"""

import json
import os
import re
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from sites import ROOT

from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.articles.metadata import read_status
from pelican_aireport.model import Status

CMS = ROOT / "cms"
SCRIPT = """\
a=`https://cdn.example/@sveltia/cms`,b=`url(https://cdn.example/fontsource/fonts/\
noto-mono@5.3.0/latin-400-normal.woff2)`,\
c=`url(https://cdn.example/fontsource/fonts/source-sans-3:vf@5.3.0/latin-wght-normal.woff2)`
//# sourceMappingURL=sveltia-cms.js.map
"""
NPM = f"""\
#!{sys.executable}
import os, sys
from pathlib import Path

def put(name, text=""):
    path = Path("node_modules") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

Path(os.environ["CALLS"]).write_text(" ".join([*sys.argv[1:], *sorted(os.listdir())]))
if os.environ.get("FAIL"):
    sys.exit(7)
put("@sveltia/cms/package.json", '{{"version": "1.2.3"}}')
put("@sveltia/cms/dist/sveltia-cms.js", os.environ["SCRIPT"])
put("@sveltia/cms/locales/zh-CN.json", "zh")
put("@sveltia/cms/LICENSE.txt", "MIT")
for package, font in (
    ("@fontsource/noto-mono", "noto-mono-latin-400-normal"),
    ("@fontsource-variable/source-sans-3", "source-sans-3-latin-wght-normal"),
):
    put(f"{{package}}/files/{{font}}.woff2", font)
    put(f"{{package}}/LICENSE", "OFL")
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """A built site, and a PATH on which there is little else than our npm."""

    folder: Path

    def run(self, *arguments: str, **environment: str) -> tuple[int, str]:
        """Return the exit code and the last line of what was said."""
        done = subprocess.run(
            [sys.executable, str(CMS / "bundle.py"), "output", *arguments],
            cwd=self.folder,
            env={
                "PATH": str(self.folder / "bin"),
                "CALLS": str(self.folder / "calls"),
                "SCRIPT": SCRIPT,
                **environment,
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, (done.stderr or done.stdout).splitlines()[-1]

    def files(self) -> dict[str, str]:
        """Return the site's files and their texts."""
        output = self.folder / "output"
        return {
            path.relative_to(output).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(output.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    (tmp_path / "output").mkdir()
    (tmp_path / "bin").mkdir()
    for name, text in (("npm", NPM), ("node", "#!/bin/sh\n")):
        tool = tmp_path / "bin" / name
        tool.write_text(text, encoding="utf-8")
        tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    return Bench(tmp_path)


def _config(text: str) -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load(text)
    return config


def _text(name: str) -> str:
    return (CMS / name).read_text(encoding="utf-8")


def test_the_editor_and_all_that_it_fetches_lie_in_the_site(bench: Bench) -> None:
    """Nothing comes from another server; licences come along."""
    assert bench.run("--repo", "ann/reports") == (
        0,
        f"the editor of ann/reports is in {Path('output') / 'admin'}",
    )
    files = bench.files()
    config = files.pop("admin/config.yml")
    assert _config(config)["backend"]["repo"] == "ann/reports"
    assert "branch" not in _config(config)["backend"]
    assert files == {
        "_headers": _text("_headers"),
        "admin/fonts/noto-mono-latin-400-normal.woff2": "noto-mono-latin-400-normal",
        "admin/fonts/source-sans-3-latin-wght-normal.woff2": (
            "source-sans-3-latin-wght-normal"
        ),
        "admin/index.html": _text("index.html"),
        "admin/licenses/noto-mono.txt": "OFL",
        "admin/licenses/source-sans-3.txt": "OFL",
        "admin/licenses/sveltia-cms.txt": "MIT",
        "admin/sveltia-cms.js": (
            "a=`sveltia`,b=`url(fonts/noto-mono-latin-400-normal.woff2)`,"
            "c=`url(fonts/source-sans-3-latin-wght-normal.woff2)`\n"
        ),
        "admin/sveltia/package.json": '{"version": "1.2.3"}',
        "admin/sveltia@1.2.3/locales/zh-CN.json": "zh",
    }


def test_npm_installs_by_the_lock_and_runs_no_script(bench: Bench) -> None:
    bench.run("--repo", "ann/reports")
    assert (bench.folder / "calls").read_text(encoding="utf-8") == (
        "ci --ignore-scripts --no-audit --no-fund .npmrc package-lock.json package.json"
    )


def test_a_second_run_changes_nothing_and_a_site_keeps_its_headers(
    bench: Bench,
) -> None:
    headers = bench.folder / "output" / "_headers"
    headers.write_text("/*\n  X-Own: 1\n", encoding="utf-8")
    bench.run("--repo", "ann/reports")
    first = bench.files()
    assert first["_headers"] == f"/*\n  X-Own: 1\n\n{_text('_headers')}"
    bench.run("--repo", "ann/reports")
    assert bench.files() == first


@pytest.mark.parametrize(
    ("environment", "backend"),
    [
        pytest.param(
            {"REPOSITORY_URL": "https://github.com/ann/reports"},
            {"repo": "ann/reports"},
            id="Netlify's address",
        ),
        pytest.param(
            {"REPOSITORY_URL": "git@github.com:ann/my.reports.git"},
            {"repo": "ann/my.reports"},
            id="address of SSH",
        ),
        pytest.param(
            {"GITHUB_REPOSITORY": "bo/reports", "REPOSITORY_URL": "https://x.org/a"},
            {"repo": "bo/reports"},
            id="GitHub's name",
        ),
        pytest.param(
            {
                "AIREPORT_CMS_REPO": "cy/reports",
                "GITHUB_REPOSITORY": "bo/reports",
                "AIREPORT_CMS_BRANCH": "drafts/next",
            },
            {"repo": "cy/reports", "branch": "drafts/next"},
            id="ours comes first",
        ),
    ],
)
def test_the_repository_comes_from_the_environment(
    bench: Bench, environment: dict[str, str], backend: dict[str, str]
) -> None:
    assert bench.run(**environment)[0] == 0
    config = _config(bench.files()["admin/config.yml"])
    found = {key: config["backend"].get(key) for key in ("repo", "branch")}
    assert {key: value for key, value in found.items() if value} == backend


@pytest.mark.parametrize(
    ("arguments", "environment", "message"),
    [
        pytest.param((), {}, "give --repo OWNER/NAME", id="no repository"),
        pytest.param(
            (),
            {"REPOSITORY_URL": "https://git.example/ann/reports"},
            "give --repo OWNER/NAME",
            id="a repository elsewhere",
        ),
        pytest.param(
            ("--repo", 'a/b"\nx: 1'), {}, "is no repository", id="a key in disguise"
        ),
        pytest.param(
            ("--repo", "a/b", "--branch", 'x"'), {}, "no name of a branch", id="branch"
        ),
        pytest.param(("--repo", "a/b"), {"PATH": ""}, "install Node.js", id="no npm"),
        pytest.param(
            ("--repo", "a/b"), {"FAIL": "1"}, "npm ci ended with 7", id="npm fails"
        ),
        pytest.param(
            ("--repo", "a/b"),
            {"SCRIPT": "x"},
            "@sveltia/cms 1.2.3 loads its parts in another way",
            id="another version",
        ),
        pytest.param(
            ("--repo", "a/b"),
            {"SCRIPT": SCRIPT.replace("noto-mono", "noto-new")},
            "the font noto-new is not in package.json",
            id="another font",
        ),
    ],
)
def test_what_is_lacking_is_said_and_nothing_is_written(
    bench: Bench,
    arguments: tuple[str, ...],
    environment: dict[str, str],
    message: str,
) -> None:
    code, said = bench.run(*arguments, **environment)
    assert (code, message in said, bench.files()) == (1, True, {})


def test_a_page_of_the_site_is_not_replaced(bench: Bench) -> None:
    page = bench.folder / "output" / "admin" / "index.html"
    page.parent.mkdir()
    page.write_text("mine", encoding="utf-8")
    code, said = bench.run("--repo", "a/b")
    assert (code, said.endswith("give that another slug")) == (1, True)
    assert bench.files() == {"admin/index.html": "mine"}


def test_a_site_that_is_not_built_is_said(bench: Bench) -> None:
    (bench.folder / "output").rmdir()
    code, said = bench.run("--repo", "a/b")
    assert (code, said.endswith("build the site first")) == (1, True)


def test_the_lock_names_no_host_of_a_registry_and_every_package_s_hash() -> None:
    lock = json.loads(_text("package-lock.json"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert not [name for name, each in packages.items() if "resolved" in each]
    assert not [name for name, each in packages.items() if "integrity" not in each]
    hosts = set(re.findall(r"https?://([^/\"]+)", _text("package-lock.json")))
    assert hosts <= {"github.com", "opencollective.com"}
    wanted = json.loads(_text("package.json"))["dependencies"]
    assert wanted == lock["packages"][""]["dependencies"]
    assert all(re.fullmatch(r"[0-9.]+", version) for version in wanted.values())


def test_the_editor_s_fields_are_our_front_matter_s() -> None:
    """All keys that drafting writes but ``aireport``, which it keeps by itself."""
    drafted = ROOT / "tests" / "data" / "cms" / "drafted.md"
    ours = parse_front_matter(drafted.read_text(encoding="utf-8")).values
    (reports,) = _config(_text("config.yml"))["collections"]
    names = [field["name"] for field in reports["fields"]]
    assert names == [*(key for key in ours if key != "aireport"), "body"]
    assert (reports["folder"], reports["extension"]) == ("content/reports", "md")


def test_the_editor_offers_every_status_that_the_reader_knows() -> None:
    (reports,) = _config(_text("config.yml"))["collections"]
    (status,) = (each for each in reports["fields"] if each["name"] == "status")
    offered = [option["value"] for option in status["options"]]
    assert [read_status({"status": each}, "") for each in offered] == offered
    assert {each.value for each in Status} <= set(offered)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        (
            "date",
            ["2026-09-11 23:59:59+08:00", "2026-09-11", "2026-09-11T23:59:59Z"],
            ["11.9.2026", "2026-09-11 soon"],
        ),
        ("slug", ["sample_20260911_20260911"], ["A", "a b", "_a", "日报"]),
        ("lang", ["zh-cn", "en"], ["中文", "zh_CN"]),
    ],
)
def test_the_editor_refuses_what_the_reader_would(
    name: str, right: list[str], wrong: list[str]
) -> None:
    (reports,) = _config(_text("config.yml"))["collections"]
    (field,) = (each for each in reports["fields"] if each["name"] == name)
    pattern = re.compile(field["pattern"][0])
    assert [text for text in (*right, *wrong) if pattern.search(text)] == right


def test_no_field_has_a_default_and_none_is_rich_text() -> None:
    """Both would change a file of which the author changed something else."""
    (reports,) = _config(_text("config.yml"))["collections"]
    widgets = {field["name"]: field["widget"] for field in reports["fields"]}
    assert [each for each in reports["fields"] if "default" in each] == []
    assert (widgets["body"], widgets["date"]) == ("text", "string")


def test_the_editor_s_page_holds_no_script_and_asks_no_other_server() -> None:
    page = _text("index.html")
    assert re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL) == [""]
    assert not re.findall(r"(?:https?:)?//|<style|\son[a-z]+=", page)


def test_the_editor_s_policy_allows_no_foreign_script() -> None:
    (policy,) = re.findall(r"Content-Security-Policy: (.*)", _text("_headers"))
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'unsafe-inline'",
        "img-src": "'self' blob: data: https://avatars.githubusercontent.com",
        "font-src": "'self'",
        "connect-src": "'self' https://api.github.com",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize("name", ["Makefile", "pelicanconf.py", "publishconf.py"])
def test_no_build_makes_the_editor_by_itself(name: str) -> None:
    assert "cms" not in (ROOT / name).read_text(encoding="utf-8")


def test_the_script_needs_nothing_but_python(tmp_path: Path) -> None:
    """Isolated, without site-packages, as a render-only build may run it."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(CMS / "bundle.py"), "--help"],
        cwd=tmp_path,
        env={"PATH": os.defpath},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
