"""A real local model, opt-in: transport, schema and fallback work; no lie gets by.

Run by ``make e2e``, which installs a prebuilt llama-server and SmolLM2-135M into an
environment of its own. So small a model writes nothing worth reading: it copies a
tweet, goes round in circles or makes things up, with valid ids. That is what it is
here for. Talks to 127.0.0.1 only.
"""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from e2e.llama_server import CONTEXT_WINDOW, LlamaServer, run_llama_server
from e2e.steering import SteeredClient, make_object

from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.articles.outline import parse_outline
from pelican_aireport.drafting.run import draft_due
from pelican_aireport.evidence.claims.coverage import Rules, find_claim_faults
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Claim, Engagement, Mark, Tweet, Window
from pelican_aireport.settings import parse_settings
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus
from pelican_aireport.summarizers.llm import LLMSummarizer
from pelican_aireport.summarizers.llm_client import open_llm_client
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import LLMClient, LLMRequest, Message
from pelican_aireport.summarizers.phrases import phrases

MODEL = "openai/smollm2"
NOON = datetime(2026, 9, 7, 4, tzinfo=UTC)
SECONDS = 900
TEXTS = (
    "Larkspur 3 is out today: inference is 50% cheaper, the context is 400K tokens",
    "Tarn 2 scores 12% higher than Tarn 1 at the same power and ships in October",
    "Fennwick opens the weights of its speech model Fennwick Voice, 7B parameters",
    "Reportedly Brindle 4 may slip to the fourth quarter, with yields at 60%",
    "The Quillon team pays its reviewers 300 euros for each bug they confirm",
)
TWEETS = {
    f"t{number}": Tweet(
        id=f"t{number}",
        author=f"author_{number}",
        text=text,
        created_at=NOON + timedelta(minutes=number),
        engagement=Engagement(likes=100 * number),
    )
    for number, text in enumerate(TEXTS, 1)
}
TRUTH = "Larkspur 3 is out, with inference 50% cheaper and a context of 400K tokens."
LIES = {
    "key_points": (
        "Fennwick",
        "Kestreline Cloud buys Fennwick for 40 billion dollars.",
    ),
    "markets": ("Tarn", "Tarn 2 scores 12% lower than Tarn 1 and ships in October."),
}
CLAIMS = {
    **LIES,
    "events": ("Larkspur", TRUTH),
    # what the model says by itself, of other tweets: repetitions are left out
    "overview": ("Brindle", None),
    "viewpoints": ("Brindle", None),
    "ai": ("Quillon", None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A report that was drafted, and what stands in its article."""

    error: Exception | None
    markdown: str
    values: Mapping[str, object]
    """The front matter's."""
    made: Mapping[str, object]
    """What it tells of the report's making."""
    claims: tuple[Claim, ...]


class ListedTweets:
    """A source that has these tweets."""

    def fetch(self, _: Window) -> Fetched:
        """Return all of them."""
        return Fetched(
            tweets=tuple(TWEETS.values()),
            state=FetchState(status=FetchStatus.COMPLETE),
            source="listed",
        )


def main() -> None:
    """Run all parts; the first that does not hold ends it with what was found."""
    parts = (check_schema, check_fallback, check_that_no_lie_is_published)
    with _folder() as folder, run_llama_server(folder) as server:
        for part in parts:
            start = time.monotonic()
            with _folder() as own:
                part(server, own)
            print(f"ok: {part.__name__}, {time.monotonic() - start:.0f} s", flush=True)
        print(server.describe_speed())


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def check_schema(server: LlamaServer, _: Path) -> None:
    """Ask for a story: only the schema makes it an object with a known id."""
    request = LLMRequest(
        messages=(Message(role="user", content="Tell me a story about a lighthouse."),),
        schema=make_object({"id": {"type": "string", "enum": ["T1", "T2"]}}),
        max_tokens=60,
    )
    answer = _open_client(server).complete(request)
    assert json.loads(answer.text) in [{"id": "T1"}, {"id": "T2"}], answer
    assert (answer.model, answer.cost_usd) == (MODEL, None), answer
    assert (answer.prompt_tokens or 0) > 0, answer
    assert (answer.completion_tokens or 0) > 0, answer


def _open_client(server: LlamaServer) -> LLMClient:
    return open_llm_client(
        model=MODEL,
        api_base=server.url,
        timeout_seconds=SECONDS,
        proxy=None,
        context_window=CONTEXT_WINDOW,
        environ={},
        answers=None,
    )


def check_fallback(server: LlamaServer, folder: Path) -> None:
    """Leave no room for a whole answer: the report is quoted and says why."""
    drafted = _draft(
        folder,
        summarizer="llm",
        model=MODEL,
        api_base=server.url,
        # a third of it is for the answer; this model never ends within so little
        context_window=1_000,
        max_tweets=1,
        timeout_seconds=SECONDS,
    )
    assert isinstance(drafted.error, LLMError), drafted
    assert drafted.error.fault is LLMFault.TRUNCATED, drafted
    words = phrases("zh-CN").fallback[LLMFault.TRUNCATED.value]
    told = (drafted.made["summarizer"], drafted.made["fallback"])
    assert told == ("extractive", words), drafted
    assert drafted.claims, drafted
    assert _own_words(drafted.claims) == (), drafted


def check_that_no_lie_is_published(server: LlamaServer, folder: Path) -> None:
    """Make the model tell two lies and a truth, beside what it makes up by itself."""
    client = SteeredClient(client=_open_client(server), claims=CLAIMS)
    summarizer = LLMSummarizer(open_client=lambda: client, max_cost_usd=0.25)
    drafted = _draft(folder, summarizer=summarizer, language="en", status="verified")
    _print_figures(client, drafted)
    assert drafted.error is None, drafted
    lies = [text for _, text in LIES.values()]
    assert [lie for lie in lies if lie[:-1] in drafted.markdown] == [], drafted
    sent_back = next(iter(_sent_back(client)), "")
    assert [lie for lie in lies if lie not in sent_back] == [], "lies passed the checks"
    assert TRUTH not in sent_back, "a truth failed its checks"
    own = _own_words(drafted.claims)
    assert TRUTH in [claim.text for claim in own], drafted
    rules = Rules(aliases=load_aliases(), language="en")
    faults = {claim.text: find_claim_faults(claim, TWEETS, rules) for claim in own}
    assert not any(faults.values()), faults
    status = "draft" if _count_replaced(drafted) else "published"
    assert drafted.values["status"] == status, drafted


def _draft(folder: Path, **topic: object) -> Drafted:
    whole = {"source": ListedTweets(), "window": "2026-09-07", **topic}
    values = {
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / "output"),
        "TIMEZONE": "Asia/Shanghai",
        "AIREPORT_TOPICS": {"ai": whole},
    }
    settings = parse_settings(values, base=folder)
    tomorrow = NOON + timedelta(days=1)
    (outcome,) = draft_due(settings, environ={}, now=lambda: tomorrow)
    assert outcome.draft is not None, outcome.error
    front = parse_front_matter(outcome.draft.markdown)
    made = front.values["aireport"]
    assert isinstance(made, dict)
    sections = claims_of(parse_outline(front.body).digest).values()
    return Drafted(
        error=outcome.error,
        markdown=outcome.draft.markdown,
        values=front.values,
        made=made,
        claims=tuple(claim for claims in sections for claim in claims),
    )


def _own_words(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims in a model's words: only those say what kind they are."""
    return tuple(
        claim
        for claim in claims
        if claim.modality is not None and Mark.REPLACED not in claim.marks
    )


def _count_replaced(drafted: Drafted) -> int:
    return sum(Mark.REPLACED in claim.marks for claim in drafted.claims)


def _sent_back(client: SteeredClient) -> list[str]:
    """Return what the model was told of claims that failed, round by round."""
    return [request.messages[1].content for request, _ in client.asked[1:]]


def _print_figures(client: SteeredClient, drafted: Drafted) -> None:
    written = json.loads(client.asked[0][1].text)
    claims = [claim["text"] for section in written.values() for claim in section]
    print(*(f"    {claim}" for claim in claims), sep="\n")
    failed = [told.count('"n":') for told in _sent_back(client)]
    print(
        f"{len(claims)} claims; by round, {failed} failed their checks; published: "
        f"{len(_own_words(drafted.claims))} in the model's words, "
        f"{_count_replaced(drafted)} replaced by quotations"
    )
    print(f"front matter: status {drafted.values['status']}, {dict(drafted.made)}")


if __name__ == "__main__":
    main()
