"""Files: found by their slug, written once and whole, never replaced."""

import errno
import os
from pathlib import Path

import pytest
from disks import refuse, tree

from pelican_aireport.articles.files import find_articles, find_slugs, publish
from pelican_aireport.errors import PublishError
from pelican_aireport.model import Counts, Draft, Picture

SLUG = "ai_20260908_20260908"
DRAFT = Draft(
    slug=SLUG,
    markdown="---\nslug: ai_20260908_20260908\n---\n\n## 简要部分\n",
    pictures=(
        Picture(name="wordcloud_ai.png", content=b"\x89PNG"),
        Picture(name="wordcloud_ai.svg", content=b"<svg/>"),
    ),
    counts=Counts(fetched=0, kept=0),
)


def test_a_draft_is_published_with_its_pictures(tmp_path: Path) -> None:
    article = publish(DRAFT, tmp_path)

    assert article == tmp_path / f"{SLUG}.md"
    assert tree(tmp_path) == {
        f"{SLUG}.md": DRAFT.markdown.encode(),
        "wordcloud_ai.png": b"\x89PNG",
        "wordcloud_ai.svg": b"<svg/>",
    }


def test_the_article_appears_last(tmp_path: Path) -> None:
    """Where a picture cannot be written there is no article that wants it."""
    (tmp_path / "wordcloud_ai.svg").symlink_to(tmp_path / "nowhere")

    with pytest.raises(PublishError):
        publish(DRAFT, tmp_path)
    assert tree(tmp_path) == {"wordcloud_ai.png": b"\x89PNG"}


def test_an_interrupted_run_is_completed(tmp_path: Path) -> None:
    """A picture that is there already with the same bytes is not touched."""
    picture = tmp_path / "wordcloud_ai.png"
    picture.write_bytes(b"\x89PNG")
    os.utime(picture, ns=(1, 1))

    publish(DRAFT, tmp_path)
    assert (picture.stat().st_mtime_ns, tree(tmp_path)) == (
        1,
        {
            f"{SLUG}.md": DRAFT.markdown.encode(),
            "wordcloud_ai.png": b"\x89PNG",
            "wordcloud_ai.svg": b"<svg/>",
        },
    )


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "none"])
def test_another_picture_of_the_name_is_kept_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """The new article shows its own cloud, and no file of the author is lost."""
    if not links:
        monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    old = {
        "wordcloud_ai.old.png": b"the first",
        "wordcloud_ai.old3.png": b"the third",
        "wordcloud_ai.png": b"the author's",
    }
    for name, content in old.items():
        (tmp_path / name).write_bytes(content)

    publish(DRAFT, tmp_path)
    assert tree(tmp_path) == {
        f"{SLUG}.md": DRAFT.markdown.encode(),
        "wordcloud_ai.old.png": b"the first",
        "wordcloud_ai.old2.png": b"the author's",
        "wordcloud_ai.old3.png": b"the third",
        "wordcloud_ai.png": b"\x89PNG",
        "wordcloud_ai.svg": b"<svg/>",
    }


def test_a_folder_in_a_pictures_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "wordcloud_ai.png").mkdir()
    with pytest.raises(PublishError, match=r"wordcloud_ai\.png could not be written"):
        publish(DRAFT, tmp_path)


def test_publishing_twice_changes_nothing(tmp_path: Path) -> None:
    publish(DRAFT, tmp_path)
    before = tree(tmp_path)

    with pytest.raises(PublishError):
        publish(DRAFT, tmp_path)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "content", "slug"),
    [
        pytest.param("a.md", "---\nslug: ai_1\n---\n", "ai_1", id="slug-line"),
        pytest.param("a.md", "---\ntitle: x\nslug: ai_1\n---\n", "ai_1", id="later"),
        pytest.param("a.md", '---\nslug: "ai_1"\n---\n', "ai_1", id="double-quotes"),
        pytest.param("a.md", "---\nslug: 'ai_1'\n---\n", "ai_1", id="single-quotes"),
        pytest.param("a.md", "---\nslug: ai_1 # x\n---\n", "ai_1", id="comment"),
        pytest.param("a.md", "---\nSlug: AI_1\n---\n", "ai_1", id="upper-case"),
        pytest.param("a.md", "\ufeff---\nslug: ai_1\n---\n", "ai_1", id="bom"),
        pytest.param("a.md", "---\r\nslug: ai_1\r\n---\r\n", "ai_1", id="crlf"),
        pytest.param("a.md", "\n---\nslug: ai_1\n---\n", "ai_1", id="blank-line-first"),
        pytest.param("2026/10/a.md", "---\nslug: ai_1\n---\n", "ai_1", id="moved"),
        pytest.param("a.markdown", "---\nslug: ai_1\n---\n", "ai_1", id="markdown"),
        pytest.param("A.MD", "---\nslug: ai_1\n---\n", "ai_1", id="suffix-case"),
        pytest.param("Ai_1.md", "no front matter", "ai_1", id="by-name"),
        pytest.param("ai_1.md", "---\ntitle: x\n---\n", "ai_1", id="no-slug"),
        pytest.param("ai_1.md", "---\nslug:\ntitle: x\n---\n", "ai_1", id="empty-slug"),
        pytest.param("ai_1.md", "", "ai_1", id="empty-file"),
        pytest.param("ai_1.md", "---\nx: y\n---\nslug: b\n", "ai_1", id="in-the-body"),
        pytest.param("ai_1.md", "a\n---\nslug: b\n---\n", "ai_1", id="after-a-rule"),
        pytest.param(
            "ai_1.md", "---\nx:\n  slug: b\n---\n", "ai_1", id="slug-of-something-else"
        ),
        pytest.param("a.md", '---\n"slug": ai_1\n---\n', "ai_1", id="quoted-key"),
        pytest.param("a.md", "---\nslug : ai_1\n---\n", "ai_1", id="space-before"),
        pytest.param("a.md", "---\nslug:\n  ai_1\n---\n", "ai_1", id="next-line"),
        pytest.param("a.md", "---\nslug: >-\n  ai_1\n---\n", "ai_1", id="folded"),
        pytest.param("a.md", "---\n{slug: ai_1}\n---\n", "ai_1", id="flow"),
        pytest.param("a.md", "---\nslug: ai 1\n---\n", "ai-1", id="no-plain-slug"),
    ],
)
def test_an_article_is_known_by_its_slug(
    tmp_path: Path, name: str, content: str, slug: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())

    assert find_slugs(tmp_path) == {slug}


def test_a_file_that_cannot_be_read_counts_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ai_1.md").write_bytes(b"---\nslug: other\n---\n")
    monkeypatch.setattr(Path, "open", refuse(errno.EACCES))

    assert find_slugs(tmp_path) == {"ai_1"}


def test_bytes_that_are_no_text_cost_no_other_article(tmp_path: Path) -> None:
    (tmp_path / "ai_1.md").write_bytes(b"\xff\xfe\x00---\nslug: x\n")
    (tmp_path / "b.md").write_bytes(b"---\ntitle: \xff\nslug: ai_2\n---\n")

    assert find_slugs(tmp_path) == {"ai_1", "ai_2"}


def test_what_is_no_article_has_no_slug(tmp_path: Path) -> None:
    (tmp_path / "wordcloud_x.png").write_bytes(b"")
    (tmp_path / ".a.part").write_bytes(b"---\nslug: x\n---\n")
    (tmp_path / "folder.md").mkdir()

    assert find_slugs(tmp_path) == frozenset()


def test_a_folder_that_is_not_there_holds_no_slugs(tmp_path: Path) -> None:
    assert find_slugs(tmp_path / "reports") == frozenset()


def test_articles_behind_a_link_to_a_folder_are_found_once(tmp_path: Path) -> None:
    """Pelican builds them as well; a link that leads back ends nowhere."""
    reports, elsewhere = tmp_path / "reports", tmp_path / "elsewhere"
    for folder in (reports, elsewhere):
        folder.mkdir()
    (elsewhere / "a.md").write_text("---\nslug: a\n---\n", encoding="utf-8")
    (reports / "2026").symlink_to(elsewhere)
    (reports / "2027").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(reports)
    assert find_articles(reports) == (reports / "2026" / "a.md",)
    assert find_slugs(reports) == {"a"}
