"""The plugin's side of Pelican: what it makes of the process it runs in."""

import pytest

from pelican_aireport.plugin import is_watching


@pytest.mark.parametrize(
    ("arguments", "watches"),
    [
        pytest.param(["/bin/pelican"], False, id="a build"),
        pytest.param(["/bin/pelican", "content", "-v"], False, id="options"),
        pytest.param(["/bin/pelican", "-r"], True, id="short"),
        pytest.param(["/bin/pelican", "--autoreload"], True, id="long"),
        pytest.param(["/bin/pelican", "content", "-lr"], True, id="with the server"),
        pytest.param(["/bin/pelican", "-o", "r"], False, id="another's value"),
        pytest.param(["/lib/pelican/__main__.py", "-r"], True, id="module"),
        pytest.param(["/bin/invoke", "-r"], False, id="another program's option"),
        pytest.param(["/bin/pelican", "--no-such"], False, id="not understood"),
        pytest.param([], False, id="none"),
    ],
)
def test_a_process_that_watches_is_known_by_its_options(
    arguments: list[str], *, watches: bool
) -> None:
    assert is_watching(arguments) is watches
