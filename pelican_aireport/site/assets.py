"""The theme's files under names that their content decides, so that caches keep them.

Touches the disk: reads the theme's static files, writes their copies below OUTPUT_PATH.
"""

import hashlib
import logging
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from pelican_aireport.site.written_files import write_changed

__all__ = ["hashed_name", "offer_assets"]

logger = logging.getLogger(__name__)

_FOLDER = "hashed"
"""A folder of their own, below the theme's: a host tells by it what never changes."""

_DIGITS = 8


def offer_assets(generator: Any) -> None:
    """Give templates ``asset("site.css")``, the address of a file of the theme.

    A handler of ``generator_init``, so that each build looks at the files anew. The
    address is relative to the site's root and changes with the file's bytes. Only
    files that a template asks for are copied; a style sheet that names further files
    must do so from the site's root.
    """
    settings, output = generator.settings, Path(generator.output_path)

    @cache
    def asset(name: str) -> str:
        return _publish(name, settings, output)

    # A site's own function of that name stays.
    generator.env.globals.setdefault("asset", asset)


def hashed_name(name: str, content: bytes) -> str:
    """Return a file's name with the beginning of its content's hash in it.

    >>> hashed_name("css/site.css", b"")
    'css/site.e3b0c442.css'
    """
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))


def _publish(name: str, settings: Mapping[str, Any], output: Path) -> str:
    folder = settings["THEME_STATIC_DIR"]
    source = next(_find(name, settings), None)
    if source is None:
        # Under --fatal errors this raises, which ends the build as it should.
        logger.error(
            "aireport: the theme has no static file %s; add it below %s, or take "
            "asset(...) out of the template",
            name,
            ", ".join(settings["THEME_STATIC_PATHS"]),
        )
        return f"{folder}/{name}"
    content = source.read_bytes()
    address = f"{folder}/{_FOLDER}/{hashed_name(name, content)}"
    write_changed(output / address, content)
    return address


def _find(name: str, settings: Mapping[str, Any]) -> Iterator[Path]:
    """Look where Pelican copies from: folders with all they hold, and single files."""
    for each in settings["THEME_STATIC_PATHS"]:
        place = Path(settings["THEME"]) / each
        if place.is_dir():
            path = place / name
            if path.is_file() and path.resolve().is_relative_to(place.resolve()):
                yield path
        elif place.is_file() and place.name == name:
            yield place
