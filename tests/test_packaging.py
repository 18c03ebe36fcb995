"""What is shipped: the metadata, the wheel, and what importing the package costs."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "pelican_aireport"
METADATA_FILES = ("setup.cfg", "pyproject.toml", "README.md", "LICENSE")
# Not PIL: docutils, and with it Pelican itself, imports that wherever it is installed.
HEAVY = {
    *("jieba", "opencc", "wordcloud", "numpy", "matplotlib"),
    *("litellm", "twikit", "httpx"),
    # ours: what drafts and what fetches
    *("pelican_aireport.pipeline", "pelican_aireport.sources.services"),
}
AGPL_3_SHA256 = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"

SITE = """
PLUGINS = ["pelican_aireport"]
SITENAME = "Tiny"
TIMEZONE = "Asia/Shanghai"
AIREPORT_TOPICS = {"demo": {"title": "Demo", "source": "sample"}}
AIREPORT_WINDOW = "2026-09-08"
AIREPORT_STATUS = "published"
"""
SITE_PAGE = "title: Hello\ndate: 2026-01-01\n\nAn article that is no report.\n"


def run(*command: str, cwd: Path, **variables: str) -> str:
    """Run a command and return what it printed; fail with that text if it fails."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy, where no earlier build can leak into it."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in METADATA_FILES:
        shutil.copy(ROOT / name, copy)
    shutil.copytree(
        PACKAGE, copy / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__")
    )
    build = ("wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", "dist")
    run(sys.executable, "-m", "pip", *build, ".", cwd=copy)
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a folder that stands before the checkout on the path."""
    folder = tmp_path_factory.mktemp("installed")
    options = ("--no-deps", "--no-index", "--target", str(folder))
    run(sys.executable, "-m", "pip", "install", *options, str(wheel), cwd=folder)
    return folder


@pytest.fixture
def setup_cfg() -> ConfigParser:
    parser = ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


@pytest.fixture
def tracked_files() -> tuple[Path, ...]:
    """Return the files that git knows, as they are on disk."""
    if not (ROOT / ".git").exists():
        reason = f"{ROOT} is no git checkout"
        if os.environ.get("AIREPORT_TEST_STRICT") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    names = run("git", "ls-files", "-z", cwd=ROOT).split("\0")
    return tuple(ROOT / name for name in names if (ROOT / name).is_file())


def test_the_pinned_python_is_one_that_the_package_supports(
    setup_cfg: ConfigParser,
) -> None:
    """Hosts that read .python-version must not pick one that pip then refuses."""
    pinned = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    supported = SpecifierSet(setup_cfg["options"]["python_requires"])
    assert pinned in supported
    classifiers = setup_cfg["metadata"]["classifiers"].splitlines()
    assert f"Programming Language :: Python :: {pinned}" in classifiers


def test_each_dependency_says_why_it_is_there() -> None:
    """A comment stands right above each requirement in setup.cfg."""
    text = (ROOT / "setup.cfg").read_text(encoding="utf-8")
    _, _, required = text.partition("install_requires =")
    required, _, rest = required.partition("[options.packages.find]")
    extras = rest.partition("[options.extras_require]")[2].partition("\n[")[0]
    lines = (required + extras).splitlines()
    bare = [
        line.strip()
        for above, line in pairwise(lines)
        if re.match(r" +\w", line) and not above.strip().startswith("#")
    ]
    assert bare == []


def test_the_licence_is_the_agpl_unchanged() -> None:
    """LICENSE is the Free Software Foundation's text, byte for byte."""
    text = (ROOT / "LICENSE").read_bytes()
    assert hashlib.sha256(text).hexdigest() == AGPL_3_SHA256


def test_the_wheel_holds_the_whole_package(wheel: Path) -> None:
    """Modules, data files and py.typed are shipped; nothing else is."""
    expected = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == expected


def test_the_wheel_states_its_licence_and_its_extras(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        metadata = archive.read(name).decode().splitlines()
    kept = ("License-Expression", "License-File", "Provides-Extra", "Requires-Python")
    assert sorted(line for line in metadata if line.startswith(kept)) == [
        "License-Expression: AGPL-3.0-or-later",
        "License-File: LICENSE",
        "Provides-Extra: all",
        "Provides-Extra: llm",
        "Provides-Extra: test",
        "Provides-Extra: x",
        "Provides-Extra: x-api",
        "Requires-Python: >=3.11",
    ]


def test_the_installed_wheel_drafts_a_report_outside_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    """The package works from its wheel alone: plugin, sample tweets, word lists."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "hello.md").write_text(SITE_PAGE, encoding="utf-8")
    (tmp_path / "conf.py").write_text(SITE, encoding="utf-8")
    place = run(
        sys.executable,
        "-c",
        "import pelican_aireport; print(pelican_aireport.__file__)",
        cwd=tmp_path,
        PYTHONPATH=str(installed),
    )
    assert Path(place.strip()).is_relative_to(installed)

    command = ("-m", "pelican", "content", "-s", "conf.py", "--fatal", "errors")
    run(sys.executable, *command, cwd=tmp_path, PYTHONPATH=str(installed))
    report = "content/reports/2026/09/demo_20260908_20260908.md"
    written = [report, "output/hello.html"]
    assert [name for name in written if (tmp_path / name).is_file()] == written


@pytest.mark.parametrize(
    "module",
    [
        pytest.param("pelican_aireport", id="package"),
        pytest.param("pelican_aireport.plugin", id="plugin"),
        pytest.param("pelican_aireport.deploy.__main__", id="the check of a deploy"),
    ],
)
def test_an_import_loads_no_heavy_library_and_warns_of_nothing(module: str) -> None:
    """Each heavy library costs more than a whole build that has nothing to draft."""
    program = f"import sys, {module}; print(*{HEAVY} & sys.modules.keys())"
    assert run(sys.executable, "-W", "error", "-c", program, cwd=ROOT) == "\n"


@pytest.mark.parametrize(
    "pattern",
    [
        # Written with a class of one letter, so that this file does not match.
        pytest.param(r"/[w]ork/(main|shared)\b", id="a session's checkout"),
        pytest.param(r"/([r]oot|[h]ome|[U]sers)/[\w.]+/", id="a home folder"),
        pytest.param(r"/[t]mp/[\w-]+/", id="a temporary folder"),
        pytest.param(r"/[o]pt/\w+", id="a folder of this machine"),
        pytest.param(r"[p]ypi\.(org|python)|[p]ythonhosted\.", id="Python's registry"),
        pytest.param(r"registry\.[n]pm|[n]pmjs\.|[c]rates\.io", id="other registries"),
        pytest.param(r"--(extra-)?[i]ndex-url|[f]ind-links", id="a place of packages"),
    ],
)
def test_no_file_in_git_names_a_machine_or_a_registry(
    pattern: str, tracked_files: tuple[Path, ...]
) -> None:
    """Where packages come from is pip's affair, and a clone is the same everywhere."""
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked_files
        if re.search(pattern.encode(), path.read_bytes())
    ]
    assert found == []
