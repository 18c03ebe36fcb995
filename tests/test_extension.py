"""What a setting names: a built-in, a factory anywhere, or an object."""

import re
import sys
from pathlib import Path

import pytest

from pelican_aireport.errors import SettingsError
from pelican_aireport.extension import find_extension


class Greeter:
    """An extension of one method."""

    def __init__(self, **arguments: object) -> None:
        self.arguments = arguments

    def greet(self) -> str:
        """Return a greeting."""
        return "hello"


def _find(value: object) -> object:
    return find_extension(
        value,
        {"greeter": Greeter},
        method="greet",
        setting="AIREPORT_GREETER",
        arguments={"topic": "ai"},
    )


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of an importable module with factories."""
    (tmp_path / "foreign_greeters.py").write_text(
        "class Polite:\n"
        "    def __init__(self, topic):\n"
        "        self.topic = topic\n"
        "    def greet(self):\n"
        "        return self.topic\n"
        "def mute(topic):\n"
        "    return object()\n"
        "NUMBER = 3\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "foreign_greeters", raising=False)
    return "foreign_greeters"


def test_a_built_in_name_is_made_with_the_arguments() -> None:
    found = _find("greeter")

    assert isinstance(found, Greeter)
    assert found.arguments == {"topic": "ai"}


def test_a_factory_anywhere_is_made_with_the_arguments(module: str) -> None:
    found = _find(f"{module}:Polite")

    assert found.greet() == "ai"  # type: ignore[attr-defined]


def test_an_object_is_taken_as_it_is() -> None:
    greeter = Greeter()

    assert _find(greeter) is greeter


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        pytest.param(
            "greter",
            '\'greter\' is not known; use "greeter" or "package.module:factory"; '
            "did you mean greeter?",
            id="typing-error",
        ),
        pytest.param(
            "no_such_module:make",
            "'no_such_module:make' cannot be imported "
            "(No module named 'no_such_module'); "
            "check the name and that its package is installed",
            id="no-module",
        ),
        pytest.param("json:nothing", "'json:nothing' cannot be imported", id="no-name"),
        pytest.param("json:", "'json:' cannot be imported", id="empty-name"),
        pytest.param(":make", "':make' cannot be imported", id="empty-module"),
        pytest.param(".own:make", "'.own:make' cannot be imported", id="relative"),
        pytest.param(
            "json:__doc__", "'json:__doc__' is not callable; name a factory", id="value"
        ),
        pytest.param(3, "3 has no method greet(); give it one", id="wrong-object"),
        pytest.param("foreign_greeters:mute", "has no method greet()", id="mute"),
    ],
)
@pytest.mark.usefixtures("module")
def test_what_is_not_usable_is_named_with_the_way_out(
    value: object, problem: str
) -> None:
    with pytest.raises(SettingsError, match=re.escape(problem)) as caught:
        _find(value)
    assert caught.value.problems[0].startswith("AIREPORT_GREETER: ")
