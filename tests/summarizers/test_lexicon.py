"""Which section a cluster belongs to."""

import pytest
from builders import make_tweet

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Cluster
from pelican_aireport.summarizers.lexicon import (
    find_section_of,
    is_market_talk,
    relevance,
    tickers_in,
)


def _cluster(*texts: str) -> Cluster:
    tweets = tuple(make_tweet(str(n), text) for n, text in enumerate(texts))
    return Cluster(tweets=tweets, score=1.0)


@pytest.mark.parametrize(
    ("text", "tickers"),
    [
        pytest.param("$QLLM 今天涨了", ("$QLLM",), id="share"),
        pytest.param("买了点$btc再看", ("$btc",), id="coin-between-chinese"),
        pytest.param("$B, $A; $B", ("$B", "$A"), id="once-each-in-order"),
        pytest.param("raised $40M", (), id="amount"),
        pytest.param("$100 a month", (), id="price"),
        pytest.param("US$ and A$AP", (), id="inside-a-word"),
        pytest.param("echo $PATHNAME $A_B", (), id="no-ticker"),
    ],
)
def test_a_dollar_sign_before_letters_names_a_share_or_coin(
    text: str, tickers: tuple[str, ...]
) -> None:
    assert tickers_in(text) == tickers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("$QLLM to the moon", True, id="ticker"),
        pytest.param("Larkspur 股价今天跌了 5%", True, id="word-and-percentage"),
        pytest.param("Larkspur 股价跌５％", True, id="full-width"),
        pytest.param("美股盘前，科技股大涨", True, id="several-words"),
        pytest.param("Bitcoin and stocks rally", True, id="english"),
        pytest.param("股价是什么", False, id="one-word"),
        pytest.param("准确率提高 5%", False, id="percentage-alone"),
        pytest.param("woodstocks rallying 5%", False, id="inside-words"),
    ],
)
def test_market_talk_has_a_ticker_or_two_signs(text: str, *, found: bool) -> None:
    assert is_market_talk(text) == found


@pytest.mark.parametrize(
    ("texts", "section"),
    [
        pytest.param(["$QLLM 大涨"], Section.MARKETS, id="market"),
        pytest.param(
            ["$QLLM 大涨", "大模型训练", "智能体编程"], Section.AI, id="market-is-few"
        ),
        pytest.param(["Fennwick 融资三亿，估值翻倍"], Section.FINANCE, id="finance"),
        pytest.param(["Fennwick raised a Series B"], Section.FINANCE, id="funding"),
        pytest.param(["Larkspur 正式上线"], Section.EVENTS, id="event"),
        pytest.param(["Outage confirmed in Oregon"], Section.EVENTS, id="outage"),
        pytest.param(["我认为这被高估了"], Section.VIEWPOINTS, id="opinion"),
        pytest.param(["Hot take: it is overrated"], Section.VIEWPOINTS, id="take"),
        pytest.param(["微调和蒸馏有什么不同"], Section.AI, id="ai"),
        pytest.param(["猫在键盘上睡着了"], Section.VIEWPOINTS, id="none-of-them"),
    ],
)
def test_a_cluster_is_told_where_its_words_belong(
    texts: list[str], section: Section
) -> None:
    assert find_section_of(_cluster(*texts)) is section


def test_what_belongs_to_the_report_is_more_relevant() -> None:
    texts = ["大模型微调", "美联储降息", "猫在键盘上睡着了"]

    weights = [relevance(_cluster(text)) for text in texts]
    assert weights == sorted(set(weights), reverse=True)
    assert all(0 < weight <= 1 for weight in weights)
