"""Names are learnt from the tweets that use them."""

from builders import make_tweet

from pelican_aireport.language.learning import learn_names


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
