"""Visits to a page in Chromium: what it asks for, breaks, moves and keeps from people.

Starts Chromium and talks to 127.0.0.1.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, sync_playwright

__all__ = [
    "DESKTOP",
    "PHONE",
    "Observation",
    "Visit",
    "observe",
    "open_browser",
    "visit",
]

PHONE, DESKTOP = 390, 1280
_NARROWEST = 320
"""Nothing scrolls sideways there either (WCAG 1.4.10)."""
_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--hide-scrollbars"),
)
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_AXE = Axe()
# Runs before the page's own: neither event comes a second time.
_WATCH = """
window.watched = {broken: [], shifts: []};
document.addEventListener("securitypolicyviolation", event => watched.broken.push(
    `${event.effectiveDirective} ${event.blockedURI}`));
new PerformanceObserver(list => {
    for (const shift of list.getEntries())
        if (!shift.hadRecentInput) watched.shifts.push(shift.value);
}).observe({type: "layout-shift", buffered: true});
"""
_PICTURES = """() => Promise.race([
    new Promise(done => setTimeout(done, 5000)),
    Promise.all([...document.images].map(each => {
        each.loading = "eager";
        return each.complete || new Promise(done => {
            each.onload = each.onerror = done; });
    }))])"""
_OVERFLOWS = """() => {
    const root = document.documentElement;
    return root.scrollWidth > root.clientWidth;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What a page was seen to do; nothing of it is wanted."""

    barriers: tuple[str, ...] = ()
    """What axe finds, in light and dark, with an open popover where there is one."""
    messages: tuple[str, ...] = ()
    """What the console tells: errors, warnings, exceptions."""
    broken_policies: tuple[str, ...] = ()
    foreign_requests: tuple[str, ...] = ()
    """Those that went elsewhere than to the site."""
    fonts: tuple[str, ...] = ()
    """Requests for fonts."""
    failures: tuple[str, ...] = ()
    """Requests without a good answer."""
    shift: float = 0.0
    """How far what is shown moved by itself, as Cumulative Layout Shift."""
    overflows: tuple[int, ...] = ()
    """Widths at which the page scrolls sideways."""


@dataclass(slots=True, kw_only=True)
class Visit:
    """An open page, and what was heard of it since it began to load."""

    page: Page
    messages: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=list(_FLAGS)
        )
        yield browser
        browser.close()


@contextmanager
def visit(
    browser: Browser, url: str, *, width: int = DESKTOP, **options: Any
) -> Iterator[Visit]:
    """Open a page in a context of its own, scroll it to its end and let it rest.

    Args:
        browser: Which was opened.
        url: The page's.
        width: Of the window.
        **options: Of the context, such as ``java_script_enabled``.
    """
    context = browser.new_context(viewport=_size(width), **options)
    context.add_init_script(_WATCH)
    seen = Visit(page=context.new_page())
    _listen(seen)
    seen.page.goto(url, wait_until="load")
    seen.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    # Only a script asks for more once all is loaded.
    scripted = options.get("java_script_enabled", True)
    if scripted and seen.page.evaluate("document.scripts.length"):
        seen.page.wait_for_load_state("networkidle")
    # Those that load late have no place to wait for.
    seen.page.evaluate(_PICTURES)
    seen.page.evaluate("scrollTo(0, 0)")
    yield seen
    context.close()


def observe(browser: Browser, url: str, *, width: int, **options: Any) -> Observation:
    """Visit a page and look at it in every way."""
    with visit(browser, url, width=width, **options) as seen:
        asked = tuple(seen.requests)
        shift = _shift(seen)
        # On a busy machine Chromium may paint in the middle of an element and move what
        # it has not read yet: 3 of 156 visits at a twelfth of the speed. What the page
        # itself moves, it moves at each visit.
        if shift:
            with visit(browser, url, width=width, **options) as again:
                shift = min(shift, _shift(again))
        return Observation(
            overflows=tuple(_overflows(seen.page, width)),
            barriers=tuple(_barriers(seen.page)),
            messages=tuple(seen.messages),
            broken_policies=tuple(seen.page.evaluate("watched.broken")),
            foreign_requests=tuple(_foreign(asked, url)),
            fonts=tuple(each.url for each in asked if each.resource_type == "font"),
            failures=tuple(seen.failures),
            shift=shift,
        )


def _shift(seen: Visit) -> float:
    return float(sum(seen.page.evaluate("watched.shifts")))


def _size(width: int) -> Any:
    return {"width": width, "height": 800}


def _listen(seen: Visit) -> None:
    page = seen.page

    def note_message(message: Any) -> None:
        if message.type in ("error", "warning"):
            seen.messages.append(message.text)

    def note_response(response: Any) -> None:
        if not response.ok:
            seen.failures.append(response.url)

    page.on("console", note_message)
    page.on("pageerror", lambda error: seen.messages.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request))  # noqa: PLW0108 - playwright marks functions
    page.on("requestfailed", lambda request: seen.failures.append(request.url))
    page.on("response", note_response)


def _foreign(requests: tuple[Request, ...], url: str) -> Iterator[str]:
    own = urlsplit(url)[:2]
    yield from (each.url for each in requests if urlsplit(each.url)[:2] != own)


def _overflows(page: Page, width: int) -> Iterator[int]:
    for each in (width, _NARROWEST) if width == PHONE else (width,):
        page.set_viewport_size(_size(each))
        if page.evaluate(_OVERFLOWS):
            yield each
    page.set_viewport_size(_size(width))


def _barriers(page: Page) -> Iterator[str]:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        yield from (f"{scheme}: {each}" for each in _ask_axe(page))
    opener = page.locator("[popovertarget]").first
    if opener.count():
        opener.click()
        yield from (f"popover: {each}" for each in _ask_axe(page))


def _ask_axe(page: Page) -> Iterator[str]:
    options = {"runOnly": list(_RULES), "resultTypes": ["violations"]}
    for found in _AXE.run(page, options=options).response["violations"]:
        for node in found["nodes"]:
            where = " ".join(map(str, node["target"]))
            yield f"{found['id']}: {where}: {node['failureSummary']}"
