"""Compiled templates are kept, and used only where compiling would give the same."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from jinja2.bccache import FileSystemBytecodeCache

from pelican_aireport.site.compiled_templates import CompiledTemplates, keep_templates

_SOURCE = "<p>{{ name }}</p>"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of templates, in the order in which they are compiled."""
    names: list[str] = []
    compile_ = Environment.compile

    def note(self: Environment, source: Any, name: str, *rest: Any) -> Any:
        names.append(name)
        return compile_(self, source, name, *rest)

    monkeypatch.setattr(Environment, "compile", note)
    return names


def _environment(folder: Path, source: str = _SOURCE, **options: Any) -> Environment:
    return Environment(  # noqa: S701 - the tests say whether it escapes
        loader=DictLoader({"a.html": source}),
        bytecode_cache=CompiledTemplates(folder),
        **options,
    )


def _render(environment: Environment) -> str:
    return environment.get_template("a.html").render(name="<b>")


def test_another_environment_finds_what_was_compiled(
    tmp_path: Path, compiled: list[str]
) -> None:
    """In a folder that is made when it is needed."""
    texts = [_render(_environment(tmp_path / "a" / "b")) for _ in range(3)]
    assert (texts, compiled) == (["<p><b></p>"] * 3, ["a.html"])


def test_an_edited_template_is_compiled_and_takes_the_place_of_the_old_one(
    tmp_path: Path, compiled: list[str]
) -> None:
    sources = (_SOURCE, "<i>{{ name }}</i>", "<i>{{ name }}</i>", _SOURCE)
    texts = [_render(_environment(tmp_path, source)) for source in sources]
    assert texts == ["<p><b></p>", "<i><b></i>", "<i><b></i>", "<p><b></p>"]
    assert (len(compiled), len(list(tmp_path.iterdir()))) == (3, 1)


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"autoescape": True}, id="escaping"),
        pytest.param({"trim_blocks": True}, id="blocks"),
        pytest.param({"variable_start_string": "["}, id="signs"),
        pytest.param({"keep_trailing_newline": True}, id="ends"),
    ],
)
def test_environments_that_compile_otherwise_share_nothing(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    """What escapes nothing is never given to what escapes."""
    source = f"{_SOURCE}{{% if true %}}\n{{% endif %}}\n"
    plain = _render(_environment(tmp_path, source))
    found = _render(_environment(tmp_path, source, **options))
    fresh = _render(_environment(tmp_path / "fresh", source, **options))
    assert (found, found == plain) == (fresh, False)


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"autoescape": lambda _: True}, id="a function that escapes"),
        pytest.param({"finalize": str.upper}, id="a function of every value"),
        pytest.param({"extensions": ["jinja2.ext.do"]}, id="an extension"),
    ],
)
def test_what_compiles_by_code_of_the_sites_is_not_kept(
    tmp_path: Path, compiled: list[str], options: dict[str, Any]
) -> None:
    for _ in range(2):
        _render(_environment(tmp_path, **options))
    assert (compiled, list(tmp_path.iterdir())) == (["a.html", "a.html"], [])


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        pytest.param("{{ 'x'|own }}", ["1x", "2x"], id="a filter of a constant"),
        pytest.param(
            "{{ 'x'|upper|own }}", ["1X", "2X"], id="a filter of a filtered constant"
        ),
        pytest.param("{{ name|own }}", ["1<b>", "2<b>"], id="a filter of a value"),
        pytest.param("{{ 1 is newer }}", ["False", "True"], id="a test of a constant"),
        pytest.param("{{ 'x'|upper }}", ["X", "X"], id="a filter of Jinja's"),
        pytest.param("{{ 'x'|upper }}{{ 1 is odd }}", ["XTrue"] * 2, id="and a test"),
        pytest.param("{% filter own %}x{% endfilter %}", ["1x", "2x"], id="a block"),
    ],
)
def test_a_filter_that_changed_takes_effect(
    tmp_path: Path, source: str, texts: list[str]
) -> None:
    """Jinja applies filters to constants while it compiles."""
    found = []
    for number in (1, 2):
        environment = _environment(tmp_path, source)
        environment.filters["own"] = lambda text, number=number: f"{number}{text}"
        environment.tests["newer"] = lambda value, number=number: value < number
        found.append(_render(environment))
    assert found == texts


def test_only_what_runs_foreign_code_while_compiling_is_not_kept(
    tmp_path: Path,
) -> None:
    kept: list[bool] = []
    for source in ("{{ name|own }}", "{{ 'x'|upper }}", "{{ 'x'|own }}"):
        environment = _environment(tmp_path / str(len(kept)), source)
        environment.filters["own"] = str
        _render(environment)
        kept.append((tmp_path / str(len(kept))).is_dir())
    assert kept == [True, True, False]


def _cut(content: bytes) -> bytes:
    return content[:-1]


def _flip(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(_cut, id="cut short"),
        pytest.param(_flip, id="changed"),
        pytest.param(lambda _: b"", id="emptied"),
        pytest.param(lambda content: content[:40], id="cut in its head"),
        pytest.param(lambda _: b"\0" * 4096, id="zeroed"),
    ],
)
def test_a_damaged_file_is_compiled_anew(
    tmp_path: Path, damage: Callable[[bytes], bytes], compiled: list[str]
) -> None:
    _render(_environment(tmp_path))
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert _render(_environment(tmp_path)) == "<p><b></p>"
    assert (path.read_bytes(), len(compiled)) == (whole, 2)


def test_a_folder_that_cannot_be_written_costs_only_time(
    tmp_path: Path, compiled: list[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    texts = [_render(_environment(tmp_path / "file" / "a")) for _ in range(2)]
    assert (texts, len(compiled)) == (["<p><b></p>"] * 2, 2)


_OWN = FileSystemBytecodeCache()


@pytest.mark.parametrize(
    ("options", "state", "expected"),
    [
        pytest.param({}, ".aireport", CompiledTemplates, id="none of its own"),
        pytest.param(
            {"bytecode_cache": _OWN},
            ".aireport",
            FileSystemBytecodeCache,
            id="one of its own",
        ),
        pytest.param(
            {"bytecode_cache": None}, ".aireport", type(None), id="none is wanted"
        ),
        pytest.param({}, 3, type(None), id="settings with a mistake"),
    ],
)
def test_a_site_gets_a_folder_where_it_says_nothing_else(
    tmp_path: Path, options: dict[str, Any], state: object, expected: type
) -> None:
    """Jinja's other options stay."""
    pelican = SimpleNamespace(
        settings={
            "TIMEZONE": "UTC",
            "PATH": "content",
            "AIREPORT_STATE": state,
            "JINJA_ENVIRONMENT": {"trim_blocks": True, **options},
        }
    )
    keep_templates(pelican, base=tmp_path)
    found = pelican.settings["JINJA_ENVIRONMENT"]
    assert isinstance(found.get("bytecode_cache"), expected)
    assert found["trim_blocks"] is True
