"""Put the editor into a built site: ``python cms/bundle.py OUTPUT``.

Touches the disk, and npm's registry through npm. Nothing runs this by itself. The
repository that is edited comes from --repo or the environment. What Sveltia CMS would
fetch from other servers (fonts, its interface's languages) is put beside it.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

__all__ = ["BundleError", "bundle", "find_repo", "main"]

_HERE = Path(__file__).resolve().parent
_REPO = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,200}")
_REPO_URL = re.compile(r"github\.com[:/]([^/\s]+/[^/\s]+?)(?:\.git)?/?$")
_FONT_URL = re.compile(
    r"https://[a-z.]+/fontsource/fonts/([a-z0-9-]+)(?:\:vf)?@[0-9.]+/([a-z0-9-]+\.woff2)"
)
_HOME = re.compile(r"`https://[a-z.]+/@sveltia/cms`")
"""Where Sveltia looks for its languages and for newer versions."""

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*\n?", re.MULTILINE)
_PACKAGE = "@sveltia/cms"


class BundleError(Exception):
    """The editor cannot be put together; the message says what to do."""


def main(arguments: list[str]) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(description="Put the editor into a built site.")
    parser.add_argument("output", type=Path, help="the folder of the built site")
    parser.add_argument("--repo", help="OWNER/NAME on GitHub")
    parser.add_argument("--branch", help="default: the repository's own default")
    options = parser.parse_args(arguments)
    try:
        repo = options.repo or find_repo(os.environ)
        branch = options.branch or os.environ.get("AIREPORT_CMS_BRANCH")
        folder = bundle(options.output, repo=repo, branch=branch)
    except BundleError as error:
        print(f"cms/bundle.py: {error}", file=sys.stderr)
        return 1
    print(f"the editor of {repo} is in {folder}")
    return 0


def find_repo(environment: Mapping[str, str]) -> str:
    """Find OWNER/NAME: ours, of GitHub Actions, or of Netlify's REPOSITORY_URL.

    Raises:
        BundleError: the environment names no repository on GitHub.
    """
    for key in ("AIREPORT_CMS_REPO", "GITHUB_REPOSITORY"):
        if environment.get(key):
            return environment[key]
    found = _REPO_URL.search(environment.get("REPOSITORY_URL", ""))
    if found is None:
        raise BundleError(
            "no repository is named; give --repo OWNER/NAME or set AIREPORT_CMS_REPO"
        )
    return found[1]


def bundle(output: Path, *, repo: str, branch: str | None) -> Path:
    """Write OUTPUT/admin and OUTPUT/_headers, and return the former.

    Raises:
        BundleError: something is lacking or does not fit.
    """
    config = _fill_config(repo, branch)
    if not output.is_dir():
        raise BundleError(f"{output}: there is no such folder; build the site first")
    folder = output / "admin"
    if folder.exists() and not (folder / "sveltia-cms.js").exists():
        raise BundleError(f"{folder} is a page of the site; give that another slug")
    with tempfile.TemporaryDirectory() as place:
        packages = _install(Path(place))
        made = Path(place) / "admin"
        _assemble(packages, made)
        (made / "config.yml").write_text(config, encoding="utf-8", newline="\n")
        shutil.copy(_HERE / "index.html", made)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made, folder)
    _add_headers(output / "_headers")
    return folder


def _fill_config(repo: str, branch: str | None) -> str:
    if not _REPO.fullmatch(repo):
        raise BundleError(f"{repo!r} is no repository; write OWNER/NAME")
    if branch and not _BRANCH.fullmatch(branch):
        raise BundleError(f"{branch!r} is no name of a branch")
    text = (_HERE / "config.yml").read_text(encoding="utf-8")
    if not branch:
        text = text.replace('  branch: "${branch}"\n', "")
    return text.replace("${repo}", repo).replace("${branch}", branch or "")


def _install(place: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise BundleError("npm or node is not installed; install Node.js 20 or newer")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(_HERE / name, place)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=place, check=False)
    if done.returncode != 0:
        raise BundleError(f"npm ci ended with {done.returncode}; see its lines above")
    return place / "node_modules"


def _assemble(packages: Path, made: Path) -> None:
    package = packages / _PACKAGE
    version = json.loads(_read(package / "package.json"))["version"]
    script = _SOURCE_MAP.sub("", _read(package / "dist" / "sveltia-cms.js"))
    fonts = sorted(set(_FONT_URL.findall(script)))
    script = _FONT_URL.sub(r"fonts/\1-\2", script)
    script, homes = _HOME.subn("`sveltia`", script)
    if not fonts or homes != 1:
        raise BundleError(f"{_PACKAGE} {version} loads its parts in another way")
    _copy(package / "locales", made / f"sveltia@{version}" / "locales")
    _copy(package / "package.json", made / "sveltia" / "package.json")
    _copy(package / "LICENSE.txt", made / "licenses" / "sveltia-cms.txt")
    for family, file in fonts:
        source = _find_font(packages, family)
        _copy(
            source / "files" / f"{family}-{file}", made / "fonts" / f"{family}-{file}"
        )
        _copy(source / "LICENSE", made / "licenses" / f"{family}.txt")
    (made / "sveltia-cms.js").write_text(script, encoding="utf-8", newline="\n")


def _find_font(packages: Path, family: str) -> Path:
    for scope in ("@fontsource-variable", "@fontsource"):
        if (packages / scope / family).is_dir():
            return packages / scope / family
    raise BundleError(f"the font {family} is not in package.json; add its package")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BundleError(f"npm installed no {path.name} of {_PACKAGE}") from error


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
    except OSError as error:
        raise BundleError(f"npm installed no {source.name}: {error}") from error


def _add_headers(path: Path) -> None:
    ours = (_HERE / "_headers").read_text(encoding="utf-8")
    said = path.read_text(encoding="utf-8") if path.exists() else ""
    if ours not in said:
        gap = "\n" if said else ""
        path.write_text(f"{said}{gap}{ours}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
