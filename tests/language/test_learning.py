"""Names are learnt from the tweets that use them."""

from builders import make_tweet

from pelican_aireport.language.learning import (
    learn_common_words,
    learn_names,
    learn_tags,
    learn_tickers,
)


def test_a_name_is_learnt_from_two_authors_and_only_if_it_is_new() -> None:
    """One author's capitals are a habit; Google is known under another name."""
    tweets = [
        make_tweet("1", "we moved from Google to Tarnwick 2 last week", author="ann"),
        make_tweet("2", "has anyone tried Tarnwick 2 or Google yet", author="bob"),
        make_tweet("3", "my cat is called Pendelhaven", author="ann"),
        make_tweet("4", "yes, Pendelhaven again", author="ann"),
    ]
    assert learn_names(tweets) == {"Tarnwick 2": ()}


def test_a_word_that_more_authors_write_small_is_no_name() -> None:
    """Two headlines with "Data" would else stand for all data of a month."""
    tweets = [
        make_tweet("1", "we moved Data to Pendelhaven last week", author="ann"),
        make_tweet("2", "all our Data stays in Pendelhaven for now", author="bob"),
        make_tweet("3", "a new data center is under construction", author="cyd"),
        make_tweet("4", "more data, and the data of a pendelhaven", author="dan"),
        make_tweet("5", "nobody knows what data costs", author="eve"),
    ]
    assert learn_names(tweets) == {"Pendelhaven": ()}


def test_what_stands_for_too_much_is_not_learnt() -> None:
    """PT is a time zone or a state, Jan a month, and v3.1 a version of anything."""
    tweets = [
        make_tweet("1", "tomorrow at 9 PT in Jan, v3.1 with Tarnwick", author="ann"),
        make_tweet("2", "they said 9 PT or Jan, ask Tarnwick for v3.1", author="bob"),
    ]

    assert learn_names(tweets) == {"Tarnwick": ()}


def test_a_word_with_a_capital_is_common_if_as_many_write_it_small() -> None:
    tweets = [
        make_tweet("1", "all the Music of Tarnwick", author="ann"),
        make_tweet("2", "no music at all", author="bob"),
    ]

    assert learn_common_words(tweets) == frozenset({"music"})


def test_a_chinese_tag_of_two_authors_is_learnt() -> None:
    """One author's tag may be a joke, and a long one is a sentence."""
    tweets = [
        make_tweet(f"{n}", f"{text} #AI绘画 #今天的我也没有写完", author=author)
        for n, (author, text) in enumerate(
            [("ann", "#岱岩 #tarn"), ("bob", "#tarn"), ("ann", "#岱岩")]
        )
    ]

    assert learn_tags(tweets) == ("AI绘画",)


def test_cashtags_are_learnt_in_capitals() -> None:
    assert learn_tickers([make_tweet("1", "$tarn $NVDA 5$")]) == {"$TARN", "$NVDA"}
