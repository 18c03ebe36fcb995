"""Which pages a theme has, so that its other pages name no others."""

from functools import cache
from typing import Any

from jinja2 import TemplateNotFound

from pelican_aireport.site.discovery import OPENSEARCH, is_absolute

__all__ = ["offer_templates"]

_SEARCH = "search.html"


def offer_templates(generator: Any) -> None:
    """Give templates ``has_template("search.html")`` and ``opensearch``.

    A handler of ``generator_init``. A page without a template is not written;
    ``opensearch`` is the address of the search's description, empty where the theme has
    no search or the site no address.
    """

    @cache
    def has_template(name: str) -> bool:
        try:
            generator.env.get_template(name)
        except TemplateNotFound:
            return False
        return True

    is_found = is_absolute(generator.settings["SITEURL"]) and has_template(_SEARCH)
    # What a site gives its templates under these names stays.
    generator.env.globals.setdefault("has_template", has_template)
    generator.env.globals.setdefault("opensearch", OPENSEARCH if is_found else "")
