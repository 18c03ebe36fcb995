"""Measure the checks of claims: a report's claims against the tweets that they cite.

In the same run the cutting of as many texts into tokens is the yardstick.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from pelican_aireport.evidence.claims.coverage import Rules, find_claim_faults
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.tokens import tokenize
from pelican_aireport.model import Claim, Tweet

_CLAIMS = 30
_EVIDENCE = 5
_ROUNDS = 3
_NOON = datetime(2026, 9, 8, 12, tzinfo=UTC)


def main() -> None:
    """Print the time of a first reading and of one whose texts are known."""
    rules = Rules(aliases=load_aliases(), language="zh-CN")
    tweets = _make_tweets(0)
    _check(tweets, rules)  # loads tables and dictionaries
    fresh = [_make_tweets(number) for number in range(1, 2 * _ROUNDS + 1)]
    cutting = min(_measure(partial(_cut, each)) for each in fresh[:_ROUNDS])
    first = min(_measure(partial(_check, each, rules)) for each in fresh[_ROUNDS:])
    again = min(_measure(partial(_check, tweets, rules)) for _ in range(_ROUNDS))
    print(
        f"{_CLAIMS} claims, {_EVIDENCE} tweets each: {first * 1000:.0f} ms for new "
        f"texts, {first / cutting:.1f} times their cutting into tokens; "
        f"{again * 1000:.0f} ms for known ones"
    )


def _make_tweets(seed: int) -> dict[str, Tweet]:
    return {
        str(number): Tweet(
            id=str(number),
            author=f"author_{number}",
            text=f"Larkspur {seed}.{number} is out: {number + seed}% cheaper than "
            f"Tarn {number}, a context of {number}00K, says Ada Moor on Tuesday",
            created_at=_NOON + timedelta(minutes=number),
        )
        for number in range(_CLAIMS * _EVIDENCE)
    }


def _cut(tweets: dict[str, Tweet]) -> None:
    for tweet in tweets.values():
        tokenize(tweet.text)


def _check(tweets: dict[str, Tweet], rules: Rules) -> None:
    ids = tuple(tweets)
    for number in range(_CLAIMS):
        cited = ids[number * _EVIDENCE : (number + 1) * _EVIDENCE]
        name = tweets[cited[0]].text.partition(" is out")[0]
        claim = Claim(
            text=f"{name} 发布，比 Tarn 便宜，周二由 Ada Moor 宣布。", evidence=cited
        )
        find_claim_faults(claim, tweets, rules)


def _measure(run: Callable[[], None]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main()
