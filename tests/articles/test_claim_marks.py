"""What stands behind a claim's text is read back as it was written."""

from datetime import date

import pytest

from pelican_aireport.articles.claim_marks import (
    ClaimMarks,
    find_marks,
    render_marks,
)
from pelican_aireport.articles.outline import parse_outline
from pelican_aireport.articles.sections import wording
from pelican_aireport.model import Claim, Mark, Modality, Standing

DAY = date(2026, 9, 7)


@pytest.mark.parametrize(
    ("claim", "chinese", "english"),
    [
        pytest.param(Claim(text="甲"), "", "", id="nothing to say"),
        pytest.param(
            Claim(text="甲", standing=Standing.NEW, since=DAY), "", "", id="new"
        ),
        pytest.param(
            Claim(
                text="甲",
                modality=Modality.RUMOURED,
                marks=(Mark.ONE_SOURCE,),
                standing=Standing.UPDATE,
                since=DAY,
            ),
            "传闻 · 单一来源 · 后续 · 首见 2026-09-07",
            "rumoured · one source · update · first told 2026-09-07",
            id="everything",
        ),
        pytest.param(
            Claim(text="甲", standing=Standing.CONTINUING),
            "持续",
            "continuing",
            id="nobody knows since when",
        ),
        pytest.param(
            Claim(text="甲", marks=(Mark.REPLACED,)),
            "摘引原文",
            "quoted",
            id="replaced",
        ),
    ],
)
def test_marks_are_fixed_words_of_a_language(
    claim: Claim, chinese: str, english: str
) -> None:
    rendered = [render_marks(claim, wording(each)) for each in ("zh-CN", "en")]
    assert rendered == [chinese, english]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("观点", ClaimMarks(modality=Modality.OPINION), id="one"),
        pytest.param(
            "持续 · 首见 2026-09-07",
            ClaimMarks(standing=Standing.CONTINUING, since=DAY),
            id="two",
        ),
        pytest.param("one source", ClaimMarks(marks=(Mark.ONE_SOURCE,)), id="English"),
        pytest.param("", None, id="nothing"),
        pytest.param("重要", None, id="other emphasis"),
        pytest.param("观点 · 重要", None, id="a known word beside another"),
        pytest.param("首见 2026-13-07", None, id="no date"),
        pytest.param("单一来源 · 传闻", None, id="another order"),
    ],
)
def test_only_whole_marks_in_their_order_are_read(
    text: str, expected: ClaimMarks | None
) -> None:
    assert find_marks(text) == expected


def test_an_author_s_own_emphasis_stays_in_the_text() -> None:
    markdown = "### 核心信息\n\n- *很*重要，*传闻*在先 *观点*[^1]\n\n[^1]: 一\n"
    (claim,) = parse_outline(markdown).digest.briefing.key_points
    assert claim == Claim(
        text="很重要，传闻在先", evidence=("1",), modality=Modality.OPINION
    )
