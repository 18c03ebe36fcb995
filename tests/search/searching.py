"""What a reader does on the page of the search, and sees there."""

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, expect

__all__ = ["Hit", "await_answer", "hits_of", "read_on", "type_query"]

_READ_ON = """async () => {
  const [said, more] = document.querySelectorAll("#more, #said");
  while (!more.hidden) {
    more.click();
    while (said.textContent === said.dataset.loading) await new Promise(setTimeout);
  }
}"""


class Hit(NamedTuple):
    """What is shown as found: where, and the text."""

    slug: str
    text: str


def type_query(page: Page, query: str) -> None:
    """Type words with the keyboard, send them, and wait for the answer."""
    field = page.get_by_role("searchbox")
    field.fill("")
    field.press_sequentially(query)
    field.press("Enter")
    await_answer(page)


def await_answer(page: Page) -> None:
    """Wait until the page has stopped searching."""
    loading = page.locator("#said").get_attribute("data-loading")
    assert loading
    expect(page.locator("#said")).not_to_have_text(loading)


def hits_of(page: Page) -> list[Hit]:
    """Return what is shown, in its order."""
    found = page.locator("#hits li a").evaluate_all(
        "links => links.map(link => [link.href, link.textContent])"
    )
    return [Hit(_slug(url), text) for url, text in found]


def read_on(page: Page) -> list[Hit]:
    """Press the button for more to the end, and return all that is found."""
    page.evaluate(_READ_ON)
    return hits_of(page)


def _slug(url: str) -> str:
    return unquote(urlsplit(url).path).strip("/").split("/")[-1]
