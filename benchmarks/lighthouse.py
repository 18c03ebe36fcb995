"""Measure six kinds of page with Lighthouse: four scores, largest paint, layout shift.

The large site of tests/browser/ is built and served as it goes online; each page is
measured three times, as on a phone with a slow line, and the median is printed. Needs
npm, which installs what lighthouse/package-lock.json pins, Chromium, and the real data
beside the checkout. About six minutes.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from browsing.built import build_large_site
from browsing.kinds import list_pages, pick_pages
from browsing.serving import serve

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
RUNS = 3
KINDS = ("/", "report", "legacy report", "/archives/", "/archives/N/N/", "/entities/*/")
"""Kinds of pages; more may be named as arguments instead."""
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run --disable-quic"
)


def main(kinds: tuple[str, ...] = KINDS) -> None:
    """Print a line for each kind of page."""
    missing = [each for each in ("npm", "chromium") if shutil.which(each) is None]
    if missing or not SHARED.is_dir():
        print(f"not measured, as there is no {' and no '.join(missing) or SHARED}")
        return
    with tempfile.TemporaryDirectory() as name:
        program = _install(Path(name))
        folder = Path(name) / "site"
        folder.mkdir()
        with serve(folder / "output") as url:
            site = build_large_site(folder, shared=SHARED, url=url)
            picked = pick_pages(site, list_pages(site.output))
            for kind in kinds:
                address = f"{url}/{picked[kind].removesuffix('index.html')}"
                runs = [_measure(program, address) for _ in range(RUNS)]
                print(f"{kind}: {_tell(runs)}", flush=True)


def _install(folder: Path) -> Path:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(Path(__file__).parent / "lighthouse" / name, folder)
    subprocess.run(["npm", "ci", "--silent"], cwd=folder, check=True)
    return folder / "node_modules" / ".bin" / "lighthouse"


def _measure(program: Path, address: str) -> dict[str, float]:
    result = subprocess.run(
        [
            *(str(program), address, f"--chrome-flags={_FLAGS}"),
            *("--output=json", "--quiet", f"--only-categories={','.join(_CATEGORIES)}"),
        ],
        env={**os.environ, "CHROME_PATH": str(shutil.which("chromium"))},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    values = json.loads(result.stdout)
    scores = {name: 100 * values["categories"][name]["score"] for name in _CATEGORIES}
    audits = values["audits"]
    return {
        **scores,
        "LCP": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "CLS": audits["cumulative-layout-shift"]["numericValue"],
    }


def _tell(runs: Sequence[Mapping[str, float]]) -> str:
    middle = {name: median(run[name] for run in runs) for name in runs[0]}
    scores = "/".join(f"{middle[name]:.0f}" for name in _CATEGORIES)
    return f"{scores}, LCP {middle['LCP']:.2f} s, CLS {middle['CLS']:.3f}"


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or KINDS)
