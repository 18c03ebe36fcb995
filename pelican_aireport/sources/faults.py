"""What can be wrong between here and a service, each with its words and the way out.

Pure. Clients raise ``FetchError``; builds and ``aireport doctor`` tell its words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from types import MappingProxyType

from pelican_aireport.errors import SourceError

__all__ = [
    "FAULTS",
    "Fault",
    "FaultFacts",
    "FetchError",
    "cut_remedy",
    "is_shared",
]


class Fault(Enum):
    """What went wrong."""

    NO_COOKIES = "no-cookies"
    STALE_COOKIES = "stale-cookies"
    ACCOUNT_LOCKED = "account-locked"
    ACCOUNT_SUSPENDED = "account-suspended"
    STALE_QUERY_ID = "stale-query-id"
    REFUSED_SIGNATURE = "refused-signature"
    UNKNOWN_LAYOUT = "unknown-layout"
    MISSING_FEATURE = "missing-feature"
    NOT_FOUND = "not-found"
    NO_TOKEN = "no-token"  # noqa: S105 - a name, no token
    REFUSED_TOKEN = "refused-token"  # noqa: S105
    NO_CREDIT = "no-credit"
    READ_CAP = "read-cap"
    REFUSED_REQUEST = "refused-request"
    CERTIFICATE = "certificate"
    UNKNOWN_SHAPE = "unknown-shape"
    NAMELESS = "nameless"
    RATE_LIMIT = "rate-limit"
    CLOUDFLARE = "cloudflare"
    PROXY_LOGIN = "proxy-login"
    PROXY = "proxy"
    NO_NETWORK = "no-network"
    TIMEOUT = "timeout"
    SERVER = "server"
    LOAD_SHED = "load-shed"
    EMPTY_ANSWER = "empty-answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultFacts:
    """What is always true of a fault."""

    words: str
    """What happened, one clause."""
    remedy: str
    """What to do about it, one clause in the imperative."""
    needs_person: bool = False
    """Whether waiting is no use."""
    is_retried: bool = False
    """Whether asking again at once may help."""


_COOKIES = (
    "log in to x.com in a browser, then set AIREPORT_X_AUTH_TOKEN and AIREPORT_X_CT0 "
    "to its cookies auth_token and ct0 (README: Tweets from X)"
)
_LATER = "the next run goes on where this one stopped"

FAULTS: Mapping[Fault, FaultFacts] = MappingProxyType(
    {
        Fault.NO_COOKIES: FaultFacts(
            words="there are no cookies for X", remedy=_COOKIES, needs_person=True
        ),
        Fault.STALE_COOKIES: FaultFacts(
            words="X does not accept the cookies: they are stale or incomplete",
            remedy=_COOKIES,
            needs_person=True,
        ),
        Fault.ACCOUNT_LOCKED: FaultFacts(
            words="X has locked the account",
            remedy="unlock it at https://x.com/account/access in a browser",
            needs_person=True,
        ),
        Fault.ACCOUNT_SUSPENDED: FaultFacts(
            words="X has suspended the account",
            remedy="use another account's cookies, or the official API (x-api)",
            needs_person=True,
        ),
        Fault.STALE_QUERY_ID: FaultFacts(
            words="X no longer knows the query id",
            remedy="set AIREPORT_X_QUERY_IDS to the one that x.com uses today, "
            "or upgrade pelican-aireport",
            needs_person=True,
        ),
        Fault.REFUSED_SIGNATURE: FaultFacts(
            words="X knows the query id but refuses the transaction header",
            remedy="upgrade pelican-aireport, or use the official API (x-api)",
            needs_person=True,
        ),
        Fault.UNKNOWN_LAYOUT: FaultFacts(
            words="X's home page has a layout that is not known",
            remedy="upgrade pelican-aireport, or use the official API (x-api)",
            needs_person=True,
        ),
        Fault.MISSING_FEATURE: FaultFacts(
            words="X asks for feature flags that were not sent",
            remedy="set AIREPORT_X_FEATURES to them, or upgrade pelican-aireport",
            needs_person=True,
        ),
        Fault.NOT_FOUND: FaultFacts(
            words="X does not show what AIREPORT_QUERY names",
            remedy="check the list or user and that the account may see it",
            needs_person=True,
        ),
        Fault.NO_TOKEN: FaultFacts(
            words="there is no bearer token for X's official API",
            remedy="set AIREPORT_X_BEARER_TOKEN in the environment",
            needs_person=True,
        ),
        Fault.REFUSED_TOKEN: FaultFacts(
            words="X's official API does not accept the bearer token",
            remedy="renew it in X's developer console and set AIREPORT_X_BEARER_TOKEN",
            needs_person=True,
        ),
        Fault.NO_CREDIT: FaultFacts(
            words="the account of X's official API has no credit left",
            remedy="buy credit or raise its spending cap in X's developer console",
            needs_person=True,
        ),
        Fault.READ_CAP: FaultFacts(
            words="the cap of reads from X's official API is reached",
            remedy="raise AIREPORT_MAX_READS, or wait for the next run",
        ),
        Fault.REFUSED_REQUEST: FaultFacts(
            words="X refuses the request",
            remedy="check AIREPORT_QUERY and AIREPORT_WINDOW",
            needs_person=True,
        ),
        Fault.CERTIFICATE: FaultFacts(
            words="the certificate that came for X is not trusted",
            remedy="name the authority of a proxy that opens TLS in SSL_CERT_FILE, "
            "or use another network",
            needs_person=True,
        ),
        Fault.UNKNOWN_SHAPE: FaultFacts(
            words="X answered in a shape that is not known",
            remedy="upgrade pelican-aireport, or use the official API (x-api)",
            needs_person=True,
        ),
        Fault.NAMELESS: FaultFacts(
            words="X answered with tweets whose authors have no name",
            remedy="upgrade pelican-aireport, or use the official API (x-api)",
            needs_person=True,
        ),
        Fault.RATE_LIMIT: FaultFacts(words="X's rate limit is reached", remedy=_LATER),
        Fault.CLOUDFLARE: FaultFacts(
            words="Cloudflare stands before X and refuses this network",
            remedy="wait, or use another network or AIREPORT_PROXY",
        ),
        Fault.PROXY_LOGIN: FaultFacts(
            words="the proxy wants a user and a password that it knows",
            remedy="write them into AIREPORT_PROXY, or into HTTPS_PROXY in the "
            "environment: http://USER:PASSWORD@HOST:PORT",
            needs_person=True,
        ),
        Fault.PROXY: FaultFacts(
            words="the proxy does not let the request through",
            remedy="check AIREPORT_PROXY, or HTTPS_PROXY in the environment",
        ),
        Fault.NO_NETWORK: FaultFacts(
            words="X cannot be reached",
            remedy="check the network, or set AIREPORT_PROXY where X is blocked",
            is_retried=True,
        ),
        Fault.TIMEOUT: FaultFacts(
            words="X did not answer in time",
            remedy=f"raise AIREPORT_TIMEOUT_SECONDS, or wait: {_LATER}",
            is_retried=True,
        ),
        Fault.SERVER: FaultFacts(
            words="X has an error of its own", remedy=_LATER, is_retried=True
        ),
        Fault.LOAD_SHED: FaultFacts(
            words="X is overloaded and sent an answer without its data",
            remedy=_LATER,
            is_retried=True,
        ),
        Fault.EMPTY_ANSWER: FaultFacts(
            words="X answered with no tweet at all, which does not mean "
            "that there is none",
            remedy="check AIREPORT_QUERY in a browser; run aireport doctor",
        ),
    }
)

_SHARED = frozenset(
    {
        Fault.NO_COOKIES,
        Fault.STALE_COOKIES,
        Fault.ACCOUNT_LOCKED,
        Fault.ACCOUNT_SUSPENDED,
        Fault.UNKNOWN_LAYOUT,
        Fault.NO_TOKEN,
        Fault.REFUSED_TOKEN,
        Fault.NO_CREDIT,
        Fault.CERTIFICATE,
        Fault.CLOUDFLARE,
        Fault.PROXY_LOGIN,
        Fault.PROXY,
        Fault.NO_NETWORK,
        Fault.TIMEOUT,
    }
)


def is_shared(fault: Fault) -> bool:
    """Tell whether a fault is one of the account or the way to the service.

    Whatever else is asked the same way fails alike, and asking on may do harm.
    """
    return fault in _SHARED


class FetchError(SourceError):
    """A request failed; ``fault`` says how, ``retry_at`` when to ask again.

    ``body`` is the answer, where it is not understood; clients have taken secrets out.
    ``may_pass`` tells of a fault that usually lasts that this time it may not.
    """

    def __init__(
        self,
        fault: Fault,
        detail: str = "",
        *,
        retry_at: datetime | None = None,
        body: bytes | None = None,
        may_pass: bool = False,
    ) -> None:
        self.fault = fault
        self.detail = detail
        self.retry_at = retry_at
        self.body = body
        self.may_pass = may_pass
        facts = FAULTS[fault]
        said = facts.words + (f" ({detail})" if detail else "")
        super().__init__(f"{said}; {facts.remedy}")

    @property
    def needs_person(self) -> bool:
        """Whether waiting is no use."""
        return FAULTS[self.fault].needs_person

    @property
    def is_retried(self) -> bool:
        """Whether asking again at once may help."""
        return self.may_pass or FAULTS[self.fault].is_retried


def cut_remedy(words: str) -> str:
    """Return an error's words without what it says to do about it."""
    for facts in FAULTS.values():
        words = words.removesuffix(f"; {facts.remedy}")
    return words
