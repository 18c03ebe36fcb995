"""Fonts: the bundled one, the author's, and what they hold."""

from pathlib import Path

import pytest

from pelican_aireport.errors import SettingsError
from pelican_aireport.pictures.fonts import find_covered, font_path


def test_without_a_setting_the_bundled_font_is_used() -> None:
    """No font of the system is needed."""
    assert font_path(None).name == "NotoSansSC-Regular.otf"


def test_a_font_of_ones_own_is_used() -> None:
    """The path of the setting is returned as it is."""
    own = font_path(None).with_name("NotoSerifSC-Regular.otf")

    assert font_path(own) == own


def test_a_missing_font_is_named_with_the_way_out(tmp_path: Path) -> None:
    """The message holds the key, the value and what to do."""
    path = tmp_path / "absent.ttf"

    with pytest.raises(SettingsError) as caught:
        font_path(path)

    assert caught.value.problems == (
        (
            f"AIREPORT_FONT: '{path}' is not a file; name a TTF or OTF file with"
            " Chinese characters, or leave the setting out"
        ),
    )


def test_a_file_that_is_no_font_is_named_with_the_way_out(tmp_path: Path) -> None:
    """What the library says of the file is kept."""
    path = tmp_path / "page.ttf"
    path.write_text("<html>", encoding="utf-8")

    with pytest.raises(
        SettingsError, match=r"AIREPORT_FONT: .* is no font \(.+\); name"
    ):
        font_path(path)


@pytest.mark.parametrize(
    ("text", "is_covered"),
    [
        pytest.param("智能体", True, id="simplified"),
        pytest.param("輝達", True, id="traditional"),
        pytest.param("喆翀堃", True, id="names"),
        pytest.param("Claude Opus 4.5", True, id="latin"),
        pytest.param("涨🚀", False, id="emoji"),
        pytest.param("हिन्दी", False, id="another-script"),
        pytest.param("ि", False, id="a-mark-of-another-script"),
    ],
)
def test_a_text_is_covered_if_the_font_holds_all_of_it(
    text: str, *, is_covered: bool
) -> None:
    """Else a box would be drawn for the missing character."""
    expected = frozenset({text} if is_covered else ())

    assert find_covered([text], font_path(None)) == expected
