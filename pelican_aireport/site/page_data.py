"""What a page says of itself to programs, in the words of schema.org; pure.

Addresses are absolute or not there at all: a site that is opened from the disk has
none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from pelican_aireport.articles.corrections import Correction
from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.site.addresses import SEARCH
from pelican_aireport.site.ai_mark import find_mark

__all__ = [
    "Place",
    "describe_article",
    "describe_home",
    "describe_page",
    "find_modified",
    "make_place",
]

_INDEX = "index.html"
_CONTEXT = "https://schema.org"
_HEADLINE = 110
"""Characters that search engines show of a headline at most."""
_CITATIONS = 10

_Data = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page stands, and the site that it belongs to."""

    site: str
    """The site's address without a slash at its end; empty where it has none."""
    path: str
    """The page's, relative to the site's root, as it stands in a link."""
    site_name: str
    lang: str

    @property
    def url(self) -> str:
        """The page's own address; empty where the site has none."""
        return self.site and f"{self.site}/{self.path}"


def make_place(file: str, *, site: str, site_name: str, lang: str) -> Place:
    """Make the place of a page from the file that it is written to.

    Args:
        file: Relative to the output folder.
        site: ``SITEURL`` as templates see it: absolute, relative or empty.
        site_name: ``SITENAME``.
        lang: The page's language.
    """
    path = quote(file.replace("\\", "/"))
    is_index = path == _INDEX or path.endswith(f"/{_INDEX}")
    return Place(
        site=site.rstrip("/") if urlsplit(site).netloc else "",
        path=path.removesuffix(_INDEX) if is_index else path,
        site_name=str(site_name),
        lang=lang,
    )


def find_modified(article: Any) -> str | None:
    """Find when an article was changed last, by its own word; ``None``: never."""
    modified: Any = getattr(article, "modified", None)
    report: ArticleReport | None = getattr(article, "report", None)
    corrected = report.corrections[0].date if report and report.corrections else None
    day = (modified or article.date).date()
    if corrected is not None and corrected > day:
        return corrected.isoformat()
    return str(modified.isoformat()) if modified else None


def describe_article(article: Any, place: Place) -> _Data:
    """Describe an article, a report or any other."""
    report: ArticleReport | None = getattr(article, "report", None)
    title = report.title if report else str(article.title)
    summary = report.summary if report else _plain(article.summary)
    published = article.date.isoformat()
    data = {
        "@type": "NewsArticle" if report else "Article",
        "headline": title[:_HEADLINE],
        "description": summary,
        "datePublished": published,
        "dateModified": find_modified(article) or published,
        "inLanguage": place.lang,
        "url": place.url,
        "mainEntityOfPage": place.url,
        "image": _image(article, place),
        "author": _authors(article, report, place),
        "publisher": _publisher(place),
        "isPartOf": _site(place),
        **(_describe_report(report) if report else {}),
    }
    category = article.category
    steps = ((str(category), category.url), (title, article.url))
    return _graph(data, _breadcrumbs(steps, place))


def describe_home(place: Place, *, description: str, can_search: bool) -> _Data:
    """Describe the site on its home page, and how it is searched."""
    target = f"{place.site}/{SEARCH}?q={{search_term_string}}"
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": target},
        "query-input": "required name=search_term_string",
    }
    return _graph(
        {
            **_site(place),
            "description": description,
            "inLanguage": place.lang,
            "publisher": _publisher(place),
            "potentialAction": action if place.site and can_search else None,
        }
    )


def describe_page(name: str, place: Place, *, description: str, kind: str) -> _Data:
    """Describe any other page, such as a list.

    Args:
        name: Its heading, as HTML or text.
        place: Where it stands.
        description: As HTML or text.
        kind: ``CollectionPage``, ``WebPage`` or another type of schema.org.
    """
    title = _plain(name)
    data = {
        "@type": _plain(kind),
        "name": title,
        "description": _plain(description),
        "inLanguage": place.lang,
        "url": place.url,
        "isPartOf": _site(place),
    }
    return _graph(data, _breadcrumbs(((title, place.path),), place))


def _describe_report(report: ArticleReport) -> _Data:
    mark = find_mark(report)
    return {
        "digitalSourceType": mark and mark.source_type,
        "citation": [*_cited(report)][:_CITATIONS],
        "correction": [_correction(each) for each in report.corrections],
    }


def _cited(report: ArticleReport) -> Iterator[str]:
    for quotation in report.outline.quotations:
        if quotation.url and quotation.url.startswith(("https://", "http://")):
            yield quotation.url


def _correction(correction: Correction) -> _Data:
    return _known(
        {
            "@type": "CorrectionComment",
            "text": correction.text,
            "datePublished": correction.date and correction.date.isoformat(),
        }
    )


def _image(article: Any, place: Place) -> _Data | None:
    card = getattr(article, "card", None)
    if card is None or not place.site:
        return None
    return {
        "@type": "ImageObject",
        "url": f"{place.site}/{card.url}",
        "width": card.width,
        "height": card.height,
    }


def _authors(article: Any, report: ArticleReport | None, place: Place) -> object:
    # What a machine made is the site's; a person is named for what is his.
    is_own = report is None or report.by_author
    names = [str(each) for each in getattr(article, "authors", ())] if is_own else []
    people = [{"@type": "Person", "name": name} for name in names]
    return people or _publisher(place)


def _publisher(place: Place) -> _Data:
    return {
        "@type": "Organization",
        "name": place.site_name,
        **({"url": f"{place.site}/"} if place.site else {}),
    }


def _site(place: Place) -> _Data:
    return {**_publisher(place), "@type": "WebSite"}


def _breadcrumbs(steps: tuple[tuple[str, str], ...], place: Place) -> _Data | None:
    if not place.site:
        return None
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": name,
            # What is written for a link already stays as it is.
            "item": f"{place.site}/{quote(path, safe='/%')}",
        }
        for position, (name, path) in enumerate(((place.site_name, ""), *steps), 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _graph(*described: _Data | None) -> _Data:
    nodes = [_known(each) for each in described if each]
    return {"@context": _CONTEXT, "@graph": nodes}


def _known(data: _Data) -> _Data:
    """Leave out what is not there."""
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def _plain(text: object) -> str:
    # What a template has printed is markup; Pelican's own summary is a piece of HTML.
    return Markup(str(text)).striptags()  # noqa: S704
