"""Make the READMEs' pictures of the site anew, from the demo in ``output/``.

``make html test`` builds the demo and installs what this needs beside Debian's Chromium
and a Chinese font: ``.venv/bin/python docs/pictures/make.py``. Touches the disk, starts
the browser, talks to 127.0.0.1. The author's strip is not among them: the demo asks no
model.
"""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from browsing.serving import serve
from browsing.visits import DESKTOP, PHONE, open_browser

_REPORT = "reports/sample_20260913_20260913/"
_COLORS = 64
"""Enough for text in a few colors; more make the files larger, not better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is taken of which page."""

    name: str
    url: str
    """From the site's root."""
    do: Callable[[Page], None] = lambda _: None
    """What a reader does before."""
    width: int = PHONE
    height: int = 844
    scale: float = 2
    """Pixels of the picture to one of the page."""
    dark: bool = False


def _open_evidence(page: Page) -> None:
    point = page.locator(".part-key-points li").first
    point.evaluate("each => scrollTo(0, each.offsetTop - 90)")
    point.locator("[popovertarget]").first.click()
    page.locator(":popover-open").wait_for()


def _search(page: Page) -> None:
    page.get_by_role("searchbox").press_sequentially("HuaixuDB 许可证")
    page.locator("#hits li").first.wait_for()
    page.get_by_role("searchbox").blur()


PICTURES = (
    Picture(name="theme/screenshot.png", url="", width=DESKTOP, height=860, scale=1),
    Picture(name="docs/pictures/evidence.png", url=_REPORT, do=_open_evidence),
    Picture(name="docs/pictures/month.png", url="archives/2026/09/", dark=True),
    Picture(name="docs/pictures/search.png", url="search/", do=_search),
)


def main() -> None:
    """Make all pictures, and tell how large they are."""
    with serve(ROOT / "output") as site, open_browser() as browser:
        for picture in PICTURES:
            content = _shrink(_take(browser, picture, f"{site}/{picture.url}"))
            (ROOT / picture.name).write_bytes(content)
            print(f"{picture.name}: {len(content):,} bytes")


def _take(browser: Browser, picture: Picture, url: str) -> bytes:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.scale,
        color_scheme="dark" if picture.dark else "light",
        locale="zh-CN",
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    picture.do(page)
    taken = page.screenshot(animations="disabled")
    context.close()
    return taken


def _shrink(png: bytes) -> bytes:
    """Return the picture in a few colors, without dots between them."""
    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("RGB")
    few = image.quantize(_COLORS, dither=Image.Dither.NONE)
    small = io.BytesIO()
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main()
