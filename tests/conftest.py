"""Shared fixtures: the folder of real data beside the checkout, a clean environment."""

import os
from pathlib import Path, PurePosixPath

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["x_clients"]

ROOT = Path(__file__).resolve().parents[1]

_SHARING = frozenset({"browser", "search", "theme"})
"""Folders whose tests share a site."""

_LONGEST = ("tests/test_author_life.py", "tests/browser/")
"""Takes a minute or two on one worker: what begins last, the others wait for."""


class _Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """Keeps tests that share what takes long to make on one worker.

    Those of a file, and those of a folder that has one site for all of its files. The
    marks of ``--dist loadgroup`` would say so too, but xdist 3.8 sets them in vain from
    pytest 9.2 on.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = PurePosixPath(nodeid.partition("::")[0])
        shared = file.parent.name in _SHARING
        return str(file.parent if shared else file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _Sharing:
    """Schedule tests so, whatever ``--dist`` says, in the order they are collected."""
    config.option.loadscopereorder = False
    return _Sharing(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONGEST))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real tweets, seeds and attacks beside the checkout."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        reason = f"{folder} is absent: real data lies outside the repository"
        if os.environ.get("AIREPORT_TEST_STRICT") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(autouse=True)
def _without_our_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in [key for key in os.environ if key.startswith("AIREPORT_")]:
        if key != "AIREPORT_TEST_STRICT":
            monkeypatch.delenv(key)
