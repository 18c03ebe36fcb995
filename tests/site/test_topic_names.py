"""The names of entities that each topic of a site knows."""

from collections.abc import Mapping

import pytest

from pelican_aireport.language.entities import find_entities
from pelican_aireport.site.topic_names import aliases_by_topic

_TOPICS = {"t": {"aliases": {"Lark": ["英伟达"]}}, "u": {"language": "en"}, "odd": 7}


@pytest.mark.parametrize(
    ("settings", "topic", "name"),
    [
        pytest.param({}, "", "英伟达", id="no settings"),
        pytest.param({"DEFAULT_LANG": "zh-cn"}, "u", "英伟达", id="a Chinese site"),
        pytest.param({"DEFAULT_LANG": "en"}, "u", "Nvidia", id="an English site"),
        pytest.param({"DEFAULT_LANG": "en-GB"}, "", "Nvidia", id="its articles"),
        pytest.param({"DEFAULT_LANG": "en"}, "t", "Lark", id="a topic's own names"),
        pytest.param({"DEFAULT_LANG": "en"}, "odd", "Nvidia", id="a topic of no kind"),
        pytest.param({"DEFAULT_LANG": "fr"}, "u", "英伟达", id="a third language"),
        pytest.param(
            {"DEFAULT_LANG": "en", "AIREPORT_ALIASES": {"Lark": 7}},
            "",
            "Nvidia",
            id="names that are none",
        ),
    ],
)
def test_a_name_is_one_in_the_language_of_the_site(
    settings: Mapping[str, object], topic: str, name: str
) -> None:
    """Whatever the language of its topics, and however it is written."""
    aliases = aliases_by_topic({"AIREPORT_TOPICS": _TOPICS, **settings})(topic)
    found = {
        entity.name
        for text in ("Nvidia", "英伟达", "$NVDA")
        for entity in find_entities(text, aliases)
    }
    assert found == {name}
