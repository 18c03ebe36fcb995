"""What a report weighs as it goes over the line."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from browsing.built import LargeSite
from browsing.markup import read_markup, scripts_of
from browsing.serving import compress

BUDGETS = {"html": 25 * 1024, "css": 12 * 1024, "js": 5 * 1024}
"""Bytes on a report's page, compressed."""


@pytest.fixture(scope="module")
def weights(
    large_site: LargeSite, names: tuple[str, ...]
) -> Mapping[str, Mapping[str, int]]:
    """Weigh every report's page, and what it loads of each kind."""
    reports = [name for name in names if name.startswith("reports/")]
    return {name: _weigh(large_site, name) for name in reports}


def _weigh(site: LargeSite, name: str) -> dict[str, int]:
    markup = read_markup(site.output / name)

    def find(link: str) -> Path:
        address = urljoin(f"{site.url}/{name}", link)
        return site.output / unquote(address.removeprefix(f"{site.url}/"))

    return {
        "html": _weight(site.output / name),
        "css": sum(_weight(find(each)) for each in set(markup.styles)),
        "js": sum(map(_weight, scripts_of(find(each) for each in markup.scripts))),
    }


def _weight(path: Path) -> int:
    return len(compress(path.read_bytes()))


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in BUDGETS])
def test_every_report_keeps_to_its_budget(
    weights: Mapping[str, Mapping[str, int]], kind: str
) -> None:
    """The heaviest is told, for who wants to know how much is left: pytest -rP."""
    heaviest = max(weights, key=lambda name: weights[name][kind])
    print(f"{heaviest}: {weights[heaviest][kind]:,} bytes of {kind}")  # noqa: T201
    over = {
        name: each[kind] for name, each in weights.items() if each[kind] > BUDGETS[kind]
    }
    assert over == {}


def test_a_module_is_weighed_with_all_that_it_imports(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text(
        'import {b} from "./b.js";\nconst c = () => import("./sub/c.js");', "utf-8"
    )
    (tmp_path / "b.js").write_text('import "./a.js";', "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.js").write_text("", "utf-8")
    found = {path.name for path in scripts_of(iter([tmp_path / "a.js"]))}
    assert found == {"a.js", "b.js", "c.js"}
