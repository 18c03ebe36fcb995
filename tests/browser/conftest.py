"""The large site, built once and served; Chromium, and what it sees of each kind."""

import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from browsing.built import LargeSite, build_large_site
from browsing.kinds import list_pages, pick_pages
from browsing.serving import serve
from browsing.visits import DESKTOP, PHONE, Observation, observe, open_browser
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def large_site(
    tmp_path_factory: pytest.TempPathFactory, shared_data: Path
) -> Iterator[LargeSite]:
    """Build some sixty reports and serve them as Netlify does."""
    folder = tmp_path_factory.mktemp("large")
    with serve(folder / "output") as url:
        yield build_large_site(folder, shared=shared_data, url=url)


@pytest.fixture(scope="session")
def has_chromium() -> None:
    """Leave out, or fail, what needs Chromium where there is none."""
    if shutil.which("chromium") is None:
        reason = "chromium is not installed"
        if os.environ.get("AIREPORT_TEST_STRICT") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


# No longer than a module: until it ends, asyncio finds a loop running. The scope of
# a package would be that of the session, as these folders are no packages.
@pytest.fixture(scope="module")
def browser(has_chromium: None) -> Iterator[Browser]:  # noqa: ARG001
    """Start Chromium."""
    with open_browser() as started:
        yield started


@pytest.fixture(scope="session")
def names(large_site: LargeSite) -> tuple[str, ...]:
    """Return the names of all pages."""
    return list_pages(large_site.output)


@pytest.fixture(scope="session")
def picked(large_site: LargeSite, names: tuple[str, ...]) -> Mapping[str, str]:
    """Return a page of each kind by the kind's name."""
    return pick_pages(large_site, names)


@pytest.fixture(scope="session")
def observed(
    has_chromium: None,  # noqa: ARG001
    large_site: LargeSite,
    picked: Mapping[str, str],
) -> Mapping[tuple[str, int], Observation]:
    """Look at a page of each kind on a phone and on a desk.

    In two browsers: half a second of each visit is waiting whether more is asked for.
    """

    def look(width: int) -> Mapping[tuple[str, int], Observation]:
        with open_browser() as browser:
            return {
                (name, width): observe(browser, f"{large_site.url}/{name}", width=width)
                for name in picked.values()
            }

    # In threads of their own: the module's browser may run already in this one.
    with ThreadPoolExecutor(2) as executor:
        phone, desk = executor.map(look, (PHONE, DESKTOP))
    return {**phone, **desk}
