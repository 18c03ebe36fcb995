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
