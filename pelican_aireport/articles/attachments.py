"""Pictures beside an article: found, linked, left out where they are missing.

``find_picture`` touches the disk.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePath

from pelican_aireport.articles.drawings import LARGEST_DRAWING, find_objection
from pelican_aireport.articles.report_view import CloudPicture
from pelican_aireport.articles.sanitizer import PICTURE_NAME

__all__ = ["PictureFile", "Placed", "find_picture", "place_pictures"]

_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"(?: title="[^"]*")? />')
_MARKER = re.compile(r"%7B(?:attach|static)%7D", re.IGNORECASE)
_ELSEWHERE = re.compile(r"https?://|/", re.IGNORECASE)
_CLOUD = "wordcloud_"
_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """A picture beside an article; its size is known for PNG only."""

    name: str
    width: int | None = None
    height: int | None = None
    objection: str | None = None
    """Why it may not be published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """HTML with its pictures placed."""

    html: str
    cloud: CloudPicture | None
    missing: tuple[str, ...]
    """Addresses of pictures that cannot be shown, as the article writes them.

    Where a picture is there but may not be published, the reason follows.
    """


def find_picture(folder: Path, name: str) -> PictureFile | None:
    """Find a picture by its bare name; a link to another place is none."""
    path = folder / name
    if not PICTURE_NAME.fullmatch(name) or path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        head = file.read(LARGEST_DRAWING + 1 if path.suffix == ".svg" else 24)
    if path.suffix == ".svg":
        return PictureFile(name=name, objection=find_objection(head))
    if not head.startswith(_PNG):
        return PictureFile(name=name)
    width, height = (int.from_bytes(head[at : at + 4]) for at in (16, 20))
    return PictureFile(name=name, width=width, height=height)


def place_pictures(html: str, find: Callable[[str], PictureFile | None]) -> Placed:
    """Link the pictures that lie beside the article, and drop those that do not.

    A picture that cannot be shown leaves its alternative text. The word cloud leads
    to its drawing. Pictures at a full address stay as they are.

    Args:
        html: What ``render_html`` returned.
        find: Finds a picture beside the article by its bare name.
    """
    clouds: list[CloudPicture] = []
    missing: list[str] = []

    def place(found: re.Match[str]) -> str:
        if _ELSEWHERE.match(found[1]):
            return found[0]
        picture = find(_MARKER.sub("", found[1], count=1))
        if picture is None or picture.objection:
            missing.append(_describe(picture, unescape(found[1])))
            return f"<em>{found[2]}</em>" if found[2].strip() else ""
        if not picture.name.startswith(_CLOUD):
            return _render_image(picture, found[2])
        drawing = find(PurePath(picture.name).with_suffix(".svg").name)
        if drawing and drawing.objection:
            missing.append(_describe(drawing, drawing.name))
            drawing = None
        clouds.append(_cloud(picture, drawing, found[2]))
        return _render_cloud(picture, drawing, found[2])

    placed = _IMAGE.sub(place, html)
    return Placed(
        html=placed, cloud=clouds[0] if clouds else None, missing=tuple(missing)
    )


def _describe(picture: PictureFile | None, name: str) -> str:
    return f"{name} ({picture.objection})" if picture else name


def _cloud(picture: PictureFile, drawing: PictureFile | None, alt: str) -> CloudPicture:
    return CloudPicture(
        png=picture.name,
        svg=drawing.name if drawing else None,
        alt=unescape(alt),
        width=picture.width,
        height=picture.height,
    )


def _render_cloud(picture: PictureFile, drawing: PictureFile | None, alt: str) -> str:
    image = _render_image(picture, alt)
    if drawing is None:
        return image
    return f'<a class="wordcloud" href="{{attach}}{drawing.name}">{image}</a>'


def _render_image(picture: PictureFile, alt: str) -> str:
    known = picture.width is not None
    size = f' width="{picture.width}" height="{picture.height}"' if known else ""
    return f'<img src="{{attach}}{picture.name}" alt="{alt}"{size} loading="lazy">'
