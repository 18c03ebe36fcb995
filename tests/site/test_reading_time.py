"""How long an article takes to read."""

import pytest

from pelican_aireport.site.reading_time import reading_minutes

_NOTES = '<section class="footnotes"><ol><li id="fn-1">' + "注" * 9000 + "</li></ol>"


@pytest.mark.parametrize(
    ("html", "minutes"),
    [
        pytest.param("", 1, id="nothing"),
        pytest.param("<p>一句话。</p>", 1, id="a sentence"),
        pytest.param(f"<p>{'字' * 450}</p>", 1, id="a minute of Chinese"),
        pytest.param(f"<p>{'字' * 451}</p>", 2, id="a little more"),
        pytest.param(f"<p>{'word ' * 230}</p>", 1, id="a minute of English"),
        pytest.param(f"<p>{'字' * 450}{' word' * 230}</p>", 2, id="a minute of each"),
        pytest.param("1,234.5 " * 230, 1, id="a figure is a word"),
        pytest.param("it’s GPT-5.1 " * 115, 1, id="as is what a hyphen joins"),
        pytest.param(
            f'<p title="{"字" * 900}">字</p>', 1, id="attributes are not read"
        ),
        pytest.param("&lt;" * 900, 1, id="nor are entities"),
        pytest.param(f"<p>字</p>{_NOTES}", 1, id="footnotes are looked up"),
    ],
)
def test_minutes_are_counted_by_script(html: str, minutes: int) -> None:
    """450 characters or 230 words make one, begun ones count, at least one."""
    assert reading_minutes(html) == minutes
