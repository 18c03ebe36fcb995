"""What can be wrong between here and a language model, with words and the way out.

Pure. The client raises ``LLMError``; its words never hold a key or a password.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from pelican_aireport.errors import SummaryError
from pelican_aireport.sources.faults import FaultFacts

if TYPE_CHECKING:
    from pelican_aireport.summarizers.llm_port import LLMAnswer

__all__ = ["LLM_FAULTS", "LLMError", "LLMFault", "is_of_account"]


class LLMFault(Enum):
    """What went wrong."""

    MISSING_KEY = "missing-key"
    BAD_VERSION = "bad-version"
    UNKNOWN_MODEL = "unknown-model"
    UNREACHABLE = "unreachable"
    REFUSED_KEY = "refused-key"
    NO_CREDIT = "no-credit"
    RATE_LIMIT = "rate-limit"
    SERVER = "server"
    TIMEOUT = "timeout"
    BAD_REQUEST = "bad-request"
    TOO_LONG = "too-long"
    TOO_EXPENSIVE = "too-expensive"
    EMPTY = "empty"
    REFUSAL = "refusal"
    TRUNCATED = "truncated"
    NOT_JSON = "not-json"
    WRONG_SCHEMA = "wrong-schema"
    WRONG_LANGUAGE = "wrong-language"
    LEAK = "leak"
    PROXY = "proxy"
    CERTIFICATE = "certificate"


_OTHER_MODEL = "try another AIREPORT_MODEL, or name AIREPORT_FALLBACK_MODELS"
_LATER = "wait for the next run, or name AIREPORT_FALLBACK_MODELS"

LLM_FAULTS: Mapping[LLMFault, FaultFacts] = MappingProxyType(
    {
        LLMFault.MISSING_KEY: FaultFacts(
            words="the model's key is not set",
            remedy="set the named variables in the environment",
            needs_person=True,
        ),
        LLMFault.BAD_VERSION: FaultFacts(
            words="the installed litellm is a malicious release that steals secrets",
            remedy="run pip uninstall litellm and pip cache purge at once, then renew "
            "every key, token and cookie that this machine has held",
            needs_person=True,
        ),
        LLMFault.UNKNOWN_MODEL: FaultFacts(
            words="the model is not known",
            remedy="correct AIREPORT_MODEL (PROVIDER/NAME, as litellm writes it) "
            "or AIREPORT_API_BASE",
            needs_person=True,
        ),
        LLMFault.UNREACHABLE: FaultFacts(
            words="the model cannot be reached",
            remedy="check AIREPORT_API_BASE and the network, or set AIREPORT_PROXY",
            is_retried=True,
        ),
        LLMFault.REFUSED_KEY: FaultFacts(
            words="the provider does not accept the key, or not for this model",
            remedy="renew the model's key in the environment",
            needs_person=True,
        ),
        LLMFault.NO_CREDIT: FaultFacts(
            words="the provider's account has no credit left",
            remedy="buy credit, or set another AIREPORT_MODEL",
            needs_person=True,
        ),
        LLMFault.RATE_LIMIT: FaultFacts(
            words="the provider's rate limit is reached",
            remedy=_LATER,
            is_retried=True,
        ),
        LLMFault.SERVER: FaultFacts(
            words="the provider has an error of its own",
            remedy=_LATER,
            is_retried=True,
        ),
        LLMFault.TIMEOUT: FaultFacts(
            words="the model did not answer in time",
            remedy="raise AIREPORT_TIMEOUT_SECONDS, or set a faster AIREPORT_MODEL",
            is_retried=True,
        ),
        LLMFault.BAD_REQUEST: FaultFacts(
            words="the provider refuses the request",
            remedy=_OTHER_MODEL,
            needs_person=True,
        ),
        LLMFault.TOO_LONG: FaultFacts(
            words="the request is longer than the model's context",
            remedy="set AIREPORT_CONTEXT_WINDOW to what the model takes, "
            "or lower AIREPORT_MAX_TWEETS",
            needs_person=True,
        ),
        LLMFault.TOO_EXPENSIVE: FaultFacts(
            words="the request would cost more than is allowed",
            remedy="raise AIREPORT_MAX_COST_USD, lower AIREPORT_MAX_TWEETS, "
            "or set a cheaper AIREPORT_MODEL",
            needs_person=True,
        ),
        LLMFault.EMPTY: FaultFacts(
            words="the model answered with no text", remedy=_OTHER_MODEL
        ),
        LLMFault.REFUSAL: FaultFacts(
            words="the model or the provider's filter declined to answer",
            remedy=_OTHER_MODEL,
        ),
        LLMFault.TRUNCATED: FaultFacts(
            words="the model's answer was cut off at its length limit",
            remedy="lower AIREPORT_KEY_POINTS, or set a model with a longer output",
        ),
        LLMFault.NOT_JSON: FaultFacts(
            words="the model's answer is not JSON", remedy=_OTHER_MODEL
        ),
        LLMFault.WRONG_SCHEMA: FaultFacts(
            words="the model's answer does not fit the schema", remedy=_OTHER_MODEL
        ),
        LLMFault.WRONG_LANGUAGE: FaultFacts(
            words="the model's answer is in another language than AIREPORT_LANGUAGE",
            remedy=_OTHER_MODEL,
        ),
        LLMFault.LEAK: FaultFacts(
            words="the model's answer holds a part of its instructions",
            remedy="look for a tweet that gives orders; " + _OTHER_MODEL,
        ),
        LLMFault.PROXY: FaultFacts(
            words="the proxy does not let the request through",
            remedy="check AIREPORT_PROXY, or HTTPS_PROXY in the environment",
            needs_person=True,
        ),
        LLMFault.CERTIFICATE: FaultFacts(
            words="the certificate that came for the model's server is not trusted",
            remedy="name the authority of a proxy that opens TLS in SSL_CERT_FILE, "
            "or use another network",
            needs_person=True,
        ),
    }
)


_OF_ACCOUNT = frozenset(
    {
        LLMFault.MISSING_KEY,
        LLMFault.BAD_VERSION,
        LLMFault.UNKNOWN_MODEL,
        LLMFault.UNREACHABLE,
        LLMFault.REFUSED_KEY,
        LLMFault.NO_CREDIT,
        # one that soon resets is waited for
        LLMFault.RATE_LIMIT,
        LLMFault.PROXY,
        LLMFault.CERTIFICATE,
    }
)


def is_of_account(fault: LLMFault) -> bool:
    """Tell whether a fault is one of the account or the way to the model.

    Whatever else it is asked now fails alike.
    """
    return fault in _OF_ACCOUNT


class LLMError(SummaryError):
    """A model gave no usable answer; ``fault`` says why.

    ``retry_after_seconds`` is what the provider asks to wait, where it says so;
    ``answers`` came and are of no use, but were paid for all the same.
    """

    def __init__(
        self,
        fault: LLMFault,
        detail: str = "",
        *,
        retry_after_seconds: float | None = None,
    ) -> None:
        self.fault = fault
        self.detail = detail
        self.retry_after_seconds = retry_after_seconds
        self.answers: tuple[LLMAnswer, ...] = ()
        facts = LLM_FAULTS[fault]
        said = facts.words + (f" ({detail})" if detail else "")
        super().__init__(f"{said}; {facts.remedy}", cause=fault.value)

    @property
    def needs_person(self) -> bool:
        """Whether waiting is no use."""
        return LLM_FAULTS[self.fault].needs_person

    @property
    def is_retried(self) -> bool:
        """Whether asking again at once may help."""
        return LLM_FAULTS[self.fault].is_retried
