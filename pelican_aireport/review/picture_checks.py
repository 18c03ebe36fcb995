"""Which pictures of an article its page cannot show; reads the disk."""

from collections.abc import Iterator
from functools import partial

from pelican_aireport.articles.attachments import find_picture, place_pictures
from pelican_aireport.review.article import ReadArticle
from pelican_aireport.review.findings import Finding

__all__ = ["check_pictures"]


def check_pictures(article: ReadArticle) -> Iterator[Finding]:
    """Check that pictures lie beside the article, and that the cloud has its words."""
    if article.legacy or "<img" not in article.html:
        return
    placed = place_pictures(article.html, partial(find_picture, article.path.parent))
    for missing in placed.missing:
        yield Finding(
            path=article.path,
            line=_find_line(article, missing.partition(" (")[0]),
            code="picture",
            message=f"the picture {missing} cannot be shown",
            remedy="put it beside the article as a plain file and write its bare name",
        )
    if placed.cloud is not None and not placed.cloud.alt.strip():
        yield Finding(
            path=article.path,
            line=_find_line(article, placed.cloud.png),
            code="picture-words",
            message="the word cloud has no words for those who cannot see it",
            remedy="name its largest words between ![ and ]",
        )


def _find_line(article: ReadArticle, name: str) -> int:
    place = article.front.body.find(name)
    return article.front.line + article.front.body.count("\n", 0, max(0, place))
