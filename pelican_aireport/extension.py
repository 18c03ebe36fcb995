"""How a setting names a source or a summarizer; imports what it is told to."""

import importlib
from collections.abc import Callable, Iterable, Mapping

from pelican_aireport.errors import SettingsError
from pelican_aireport.setting_values import nearest

__all__ = ["find_extension"]


def find_extension(
    value: object,
    built_in: Mapping[str, Callable[..., object]],
    *,
    method: str,
    setting: str,
    arguments: Mapping[str, object],
    others: Iterable[str] = (),
) -> object:
    """Return what a setting names.

    Args:
        value: A built-in name, ``"package.module:factory"`` or an object.
        built_in: Factories by name; like a foreign factory, each is called with
            ``arguments``.
        method: What the object must be able to do.
        setting: The key, for messages.
        arguments: Keyword arguments of the factory.
        others: Forms that the setting takes besides, for messages.

    Raises:
        SettingsError: nothing usable has that name.
    """
    if not isinstance(value, str):
        return _checked(value, method, setting)
    if value in built_in:
        return built_in[value](**arguments)
    if ":" not in value:
        known = ", ".join((*(f'"{name}"' for name in built_in), *others))
        raise SettingsError(
            [
                (
                    f"{setting}: {value!r} is not known; use {known} "
                    f'or "package.module:factory"{nearest(value, built_in)}'
                )
            ]
        )
    return _checked(_import(value, setting)(**arguments), method, setting)


def _import(path: str, setting: str) -> Callable[..., object]:
    module, _, name = path.partition(":")
    try:
        factory = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise SettingsError(
            [
                (
                    f"{setting}: {path!r} cannot be imported ({error}); "
                    "check the name and that its package is installed"
                )
            ]
        ) from error
    if not callable(factory):
        raise SettingsError([f"{setting}: {path!r} is not callable; name a factory"])
    return factory  # type: ignore[no-any-return]


def _checked(value: object, method: str, setting: str) -> object:
    if callable(getattr(value, method, None)):
        return value
    raise SettingsError(
        [f"{setting}: {value!r} has no method {method}(); give it one or use a name"]
    )
