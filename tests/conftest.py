"""Shared fixtures: the folder of real data beside the checkout, a clean environment."""

import os
from pathlib import Path

import pytest

pytest_plugins = ["x_clients"]

ROOT = Path(__file__).resolve().parents[1]


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
