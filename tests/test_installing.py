"""What a message says to install goes where this Python looks."""

import sys

import pytest

from pelican_aireport.errors import SettingsError
from pelican_aireport.installing import pip_command
from pelican_aireport.settings import TopicSettings
from pelican_aireport.sources import services
from pelican_aireport.sources.reads import Reads


def test_a_command_is_this_interpreter_s_and_fit_for_a_shell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/my site/.venv/bin/python")
    assert pip_command("install", "pelican-aireport[x]") == (
        "'/my site/.venv/bin/python' -m pip install 'pelican-aireport[x]'"
    )


def test_a_source_whose_extra_is_missing_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(services, "find_spec", lambda _: None)
    topic = TopicSettings(name="ai", title="AI", source="x-api")
    with pytest.raises(SettingsError) as caught:
        services.open_x_api(topic, {}, Reads())
    assert str(caught.value) == (
        'AIREPORT_SOURCE: "x-api" needs httpx, tenacity; '
        f"run {pip_command('install', 'pelican-aireport[x-api]')}"
    )
