"""The source that ``AIREPORT_SOURCE`` names."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from pelican_aireport.extension import find_extension
from pelican_aireport.sources.jsonl import jsonl_source
from pelican_aireport.sources.port import Source
from pelican_aireport.sources.sample import SampleSource

__all__ = ["find_source"]


def find_source(value: object, query: Mapping[str, object], base: Path) -> Source:
    """Return a source by built-in name, ``"package.module:factory"`` or itself.

    A factory is called with ``query=`` (``AIREPORT_QUERY``) and ``base=`` (the folder
    of the settings file, which relative paths start from).

    Raises:
        SettingsError: nothing usable has that name, or the query is wrong.
    """
    found = find_extension(
        value,
        {"sample": _sample_source, "jsonl": jsonl_source},
        method="fetch",
        setting="AIREPORT_SOURCE",
        arguments={"query": query, "base": base},
    )
    return cast("Source", found)


def _sample_source(**_: object) -> SampleSource:
    # there is one sample; a query left over from another source does no harm
    return SampleSource()
