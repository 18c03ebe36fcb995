"""Which pages a theme has, so that its other pages link to no others."""

from functools import cache
from typing import Any

from jinja2 import TemplateNotFound

__all__ = ["offer_templates"]


def offer_templates(generator: Any) -> None:
    """Give templates ``has_template("search.html")``; a handler of ``generator_init``.

    A page without a template is not written.
    """

    @cache
    def has_template(name: str) -> bool:
        try:
            generator.env.get_template(name)
        except TemplateNotFound:
            return False
        return True

    # A site's own function of that name stays.
    generator.env.globals.setdefault("has_template", has_template)
