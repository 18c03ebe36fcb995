"""Who tells a story, and who else is said to speak of it."""

from zoneinfo import ZoneInfo

import pytest
from builders import NOON, make_tweet

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Cluster, Tweet, Window
from pelican_aireport.selection.windows import window_of_days
from pelican_aireport.summarizers.port import Frame
from pelican_aireport.summarizers.stories import find_stories

WINDOW: Window = window_of_days(NOON.date(), NOON.date(), ZoneInfo("UTC"))
FRAME = Frame(
    window=WINDOW,
    timezone=ZoneInfo("UTC"),
    language="zh-CN",
    key_points=10,
    aliases=load_aliases(),
)
TELLER = make_tweet(
    "1", "Orbitra 2 模型今天开源，参数 32B，上下文 256K", author="ann", likes=90
)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        pytest.param(
            make_tweet("2", "Orbitra 2 开源了，32B 参数，256K 上下文", author="bob"),
            1,
            id="same-words",
        ),
        pytest.param(
            make_tweet("2", "Orbitra 2 is open: 32B, 256K context", author="bob"),
            1,
            id="same-names-and-figures-in-english",
        ),
        pytest.param(
            make_tweet("2", "Orbitra 裁员三成，总部搬到海边", author="bob"),
            0,
            id="only-the-company",
        ),
        pytest.param(
            make_tweet("2", "今晚睡不着了", author="bob", refs=("1",)),
            1,
            id="an-answer-in-other-words",
        ),
        pytest.param(
            make_tweet("2", "Orbitra 2 开源，参数 32B，上下文 256K！", author="ann"),
            0,
            id="the-teller-again",
        ),
    ],
)
def test_others_are_named_only_if_they_speak_of_what_is_quoted(
    other: Tweet, told: int
) -> None:
    """A cluster may be a chain; "others spoke of it" is true of its teller."""
    cluster = Cluster(tweets=(TELLER, other), score=1.0, words=("orbitra",))
    (story,) = find_stories([cluster], FRAME)
    assert story.others == (other,) * told
