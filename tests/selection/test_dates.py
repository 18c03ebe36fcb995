"""The time inside a tweet's id."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import make_tweet
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.model import Drop, DropReason, Selection, Tweet
from pelican_aireport.selection.dates import drop_misdated, find_snowflake_time

POSTED = datetime(2022, 6, 28, 16, 7, 40, 105000, tzinfo=UTC)
"""When the tweet 1541815603606036480 was posted, by its id."""


@pytest.mark.parametrize(
    ("tweet_id", "moment"),
    [
        pytest.param("1541815603606036480", POSTED, id="snowflake"),
        pytest.param("20", None, id="serial-number-of-2006"),
        pytest.param("26815871309", None, id="last-serial-numbers"),
        pytest.param("sample-17", None, id="invented"),
        pytest.param("15_41815603606036480", None, id="underscore"),
        pytest.param("１５４１８１５６０３６０６０３６４８０", None, id="full-width"),
        pytest.param("9" * 40, None, id="too-large"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_snowflake_tells_when_it_was_made(
    tweet_id: str, moment: datetime | None
) -> None:
    assert moment == find_snowflake_time(tweet_id)


@pytest.mark.parametrize(
    ("off", "kept"),
    [
        pytest.param(timedelta(0), True, id="exact"),
        pytest.param(timedelta(seconds=-81), True, id="rounded"),
        pytest.param(timedelta(minutes=2), True, id="tolerated"),
        pytest.param(timedelta(minutes=2, seconds=1), False, id="later"),
        pytest.param(timedelta(minutes=-3), False, id="earlier"),
        pytest.param(timedelta(hours=8), False, id="other-time-zone"),
    ],
)
def test_a_date_must_agree_with_the_id(off: timedelta, *, kept: bool) -> None:
    tweet = _dated("1541815603606036480", POSTED + off)
    drop = Drop(tweet=tweet, reason=DropReason.MISDATED, instead_of=POSTED.isoformat())

    expected = Selection(kept=(tweet,)) if kept else Selection(kept=(), dropped=(drop,))
    assert expected == drop_misdated([tweet])


@given(st.integers(0, (1 << 63) - 1).map(str))
def test_every_number_is_a_time_since_the_first_snowflake_or_none(
    tweet_id: str,
) -> None:
    moment = find_snowflake_time(tweet_id)

    assert moment is None or datetime(2010, 11, 4, tzinfo=UTC) < moment


def _dated(id_: str, moment: datetime) -> Tweet:
    return replace(make_tweet(id_), created_at=moment)
