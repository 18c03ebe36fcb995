"""Which environment variables hold a model's key, and whether they are set.

Looks at litellm's own list of them; asks no service.
"""

import os
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from threading import Lock, get_ident
from urllib.parse import unquote

from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_library import (
    SILENCE,
    import_litellm,
    library_errors,
)

__all__ = ["find_base", "find_key", "find_missing_keys", "find_secrets"]

_KEYLESS = ("ollama", "ollama_chat")
"""Providers on this machine; litellm misses an address that has a default."""

_NAMES_OF_SECRETS = ("KEY", "TOKEN", "SECRET", "PASSWORD", "CREDENTIALS", "CT0")
_SHORTEST_SECRET = 6


_SWAP = Lock()
"""Held while the process's environment is another one."""


def find_base(model: str, *, own_model: str, api_base: str | None) -> str | None:
    """Find a model's own server: another provider's key is not for it.

    Args:
        model: One of the models that may be asked.
        own_model: The one that ``api_base`` is the server of.
        api_base: The setting's.
    """
    is_own = model.partition("/")[0] == own_model.partition("/")[0]
    return api_base if is_own else None


def find_missing_keys(model: str, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Find the environment variables that a model needs and that are not set.

    A blank one counts as not set. Of some providers one of several would do; all are
    named.

    Raises:
        LLMError: no provider of litellm has such a model.
        SettingsError: litellm is not installed.
    """
    litellm = import_litellm()
    with SILENCE(), _environment({}):
        provider, placeholder = _find_provider(litellm, model)
        needed = tuple(litellm.validate_environment(model)["missing_keys"])
    if provider in _KEYLESS:
        return ()
    if needed:
        with _environment(environ):
            return tuple(litellm.validate_environment(model)["missing_keys"])
    # litellm does not know every provider's, but they follow one pattern.
    name = f"{provider.upper()}_API_KEY"
    is_known = placeholder is None and provider in litellm.openai_compatible_providers
    return (name,) if is_known and not environ.get(name, "").strip() else ()


def find_key(model: str, environ: Mapping[str, str]) -> str | None:
    """Find a model's key, without white space around it.

    ``None`` where there is none, or where the provider's is no single text.

    Raises:
        LLMError: no provider of litellm has such a model.
        SettingsError: litellm is not installed.
    """
    names = find_missing_keys(model, {})
    keys = (
        environ.get(name, "").strip() for name in names if name.endswith("_API_KEY")
    )
    return next(filter(None, keys), None)


def find_secrets(environ: Mapping[str, str], *urls: str | None) -> tuple[str, ...]:
    """Find what must not be told, longest first: keys, and passwords of addresses."""
    values = {
        value.strip()
        for name, value in environ.items()
        if any(word in name.upper() for word in _NAMES_OF_SECRETS)
    }
    proxies = (value for name, value in environ.items() if "PROXY" in name.upper())
    for url in filter(None, (*urls, *proxies)):
        user_info = url.partition("://")[2].rpartition("@")[0]
        values |= {user_info, unquote(user_info.partition(":")[2])}
    found = (value for value in values if len(value) >= _SHORTEST_SECRET)
    return tuple(sorted(found, key=lambda value: (-len(value), value)))


def _find_provider(litellm: object, model: str) -> tuple[str, str | None]:
    try:
        _, provider, key, _ = litellm.get_llm_provider(model)  # type: ignore[attr-defined]
    except library_errors():
        raise LLMError(LLMFault.UNKNOWN_MODEL, model) from None
    return provider, key


@contextmanager
def _environment(environ: Mapping[str, str]) -> Iterator[None]:
    """Let the process see only the variables of ``environ`` that are not blank.

    litellm takes no mapping. The name is bound anew instead of emptied, so that
    nothing reaches the C library, whose environment other threads may be reading; one
    thread at a time, since another would take the swapped one for the process's own.
    Threads that ask meanwhile, for other windows, go on to see the process's own.
    """
    with _SWAP:
        kept = os.environ
        shown = {name: value for name, value in environ.items() if value.strip()}
        os.environ = _OneThreads(shown, kept)  # type: ignore[assignment] # noqa: B003
        try:
            yield
        finally:
            os.environ = kept  # noqa: B003


class _OneThreads(MutableMapping[str, str]):
    """An environment that only the thread which made it sees."""

    def __init__(
        self, shown: MutableMapping[str, str], others: MutableMapping[str, str]
    ) -> None:
        self._shown, self._others = shown, others
        self._owner = get_ident()

    @property
    def _seen(self) -> MutableMapping[str, str]:
        return self._shown if get_ident() == self._owner else self._others

    def __getitem__(self, name: str) -> str:
        return self._seen[name]

    def __setitem__(self, name: str, value: str) -> None:
        self._seen[name] = value

    def __delitem__(self, name: str) -> None:
        del self._seen[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._seen)

    def __len__(self) -> int:
        return len(self._seen)

    def copy(self) -> dict[str, str]:
        """Return a copy, as ``os.environ`` does."""
        return dict(self._seen)
