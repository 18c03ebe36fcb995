"""What was generated, kept beside the article that its author may change.

Touches the disk, below AIREPORT_STATE: ``drafts/{slug}/{hash}.md``, a file for each
text that was ever drafted under the slug, and ``drafts/{slug}/pictures/{hash}``, an
empty one for each picture. Nothing reads them but what compares an article with its
beginning; deleting them loses no article.
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from pelican_aireport.articles.front_matter import body_hash, parse_front_matter
from pelican_aireport.errors import ArticleError, PublishError
from pelican_aireport.model import Picture
from pelican_aireport.new_files import write_new

__all__ = [
    "find_generated",
    "generated_path",
    "is_generated_picture",
    "keep_generated",
    "keep_pictures",
]

_HASH = re.compile(r"sha256:([0-9a-f]{64})")
_NAME_LENGTH = 16
"""Digits of the hash in a file's name: texts of one slug are few."""


def generated_path(state: Path, slug: str, hash_: str) -> Path | None:
    """Return where the text whose body has this hash is kept; ``None``: it is none."""
    found = _HASH.fullmatch(hash_)
    if found is None:
        return None
    return state / "drafts" / slug / f"{found[1][:_NAME_LENGTH]}.md"


def keep_generated(state: Path, slug: str, markdown: str) -> None:
    """Keep a text as it was generated; one that is kept already stays as it is.

    Raises:
        PublishError: the disk refused.
    """
    hash_ = body_hash(parse_front_matter(markdown).body)
    path = generated_path(state, slug, hash_)
    assert path is not None  # it is a hash of ours
    if find_generated(state, slug, hash_) == markdown:
        return
    # One that differs has another front matter, or was damaged: the newest counts.
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise PublishError(f"{path} could not be replaced: {error.strerror}") from error
    write_new(path, markdown.encode("utf-8"))


def find_generated(state: Path, slug: str, hash_: str) -> str | None:
    """Find the text whose body has a hash, such as an article's ``aireport.body``.

    A file that was damaged is none.
    """
    path = generated_path(state, slug, hash_)
    if path is None:
        return None
    try:
        text = path.read_bytes().decode("utf-8")
        said = body_hash(parse_front_matter(text).body)
    except (ArticleError, OSError, UnicodeDecodeError):
        return None
    return text if said == hash_ else None


def keep_pictures(state: Path, slug: str, pictures: Iterable[Picture]) -> None:
    """Remember that pictures were generated, so that they are told from an author's.

    Raises:
        PublishError: the disk refused.
    """
    for picture in pictures:
        path = _picture_path(state, slug, picture.content)
        if not path.exists():
            write_new(path, b"")


def is_generated_picture(state: Path, slug: str, content: bytes) -> bool:
    """Tell whether a picture with these bytes was ever generated under a slug."""
    return _picture_path(state, slug, content).exists()


def _picture_path(state: Path, slug: str, content: bytes) -> Path:
    digest = hashlib.sha256(content).hexdigest()
    return state / "drafts" / slug / "pictures" / digest
