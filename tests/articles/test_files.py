"""Files: found by their slug, written once and whole, never replaced."""

import errno
import os
import stat
from pathlib import Path

import pytest

from pelican_aireport.articles.files import find_slugs, publish, write_new
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


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _refuse(code: int) -> object:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return refuse


def test_a_file_appears_with_its_content_and_nothing_beside_it(tmp_path: Path) -> None:
    write_new(tmp_path / "2026" / "09" / "a.md", "报告".encode())

    assert _tree(tmp_path) == {"2026/09/a.md": "报告".encode()}


def test_a_file_is_readable_for_a_web_server(tmp_path: Path) -> None:
    write_new(tmp_path / "a.md", b"")

    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("has_links", [True, False], ids=["links", "no-links"])
def test_an_existing_file_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", _refuse(errno.EPERM))
    (tmp_path / "a.md").write_bytes(b"the author's")

    with pytest.raises(PublishError, match=r"^a\.md exists already; delete it"):
        write_new(tmp_path / "a.md", b"ours")
    assert _tree(tmp_path) == {"a.md": b"the author's"}


def test_a_link_of_the_author_is_not_followed(tmp_path: Path) -> None:
    """Also where it leads nowhere yet."""
    (tmp_path / "a.md").symlink_to(tmp_path / "elsewhere.md")

    with pytest.raises(PublishError):
        write_new(tmp_path / "a.md", b"ours")
    assert _tree(tmp_path) == {}


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP, errno.EMLINK])
def test_a_file_system_without_hard_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(os, "link", _refuse(code))

    write_new(tmp_path / "a.md", b"ours")
    assert _tree(tmp_path) == {"a.md": b"ours"}


@pytest.mark.parametrize("has_links", [True, False], ids=["links", "no-links"])
def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    calls: list[int] = []
    fsync = os.fsync

    def fill_up(descriptor: int) -> None:
        calls.append(descriptor)
        if has_links or len(calls) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fill_up)
    if not has_links:
        monkeypatch.setattr(os, "link", _refuse(errno.EPERM))

    with pytest.raises(
        PublishError,
        match=r"^a\.md could not be written: No space left on device; check",
    ):
        write_new(tmp_path / "a.md", b"ours")
    assert _tree(tmp_path) == {}


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "2026").write_bytes(b"a file")

    with pytest.raises(PublishError, match=r"^a\.md could not be written: "):
        write_new(tmp_path / "2026" / "a.md", b"ours")


def test_a_folder_that_cannot_be_synced_still_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network file systems sync files, but no folders."""
    fsync = os.fsync

    def sync_files_only(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", sync_files_only)

    write_new(tmp_path / "a.md", b"ours")
    assert _tree(tmp_path) == {"a.md": b"ours"}


def test_a_draft_is_published_with_its_pictures(tmp_path: Path) -> None:
    article = publish(DRAFT, tmp_path)

    assert article == tmp_path / f"{SLUG}.md"
    assert _tree(tmp_path) == {
        f"{SLUG}.md": DRAFT.markdown.encode(),
        "wordcloud_ai.png": b"\x89PNG",
        "wordcloud_ai.svg": b"<svg/>",
    }


def test_the_article_appears_last(tmp_path: Path) -> None:
    """Where a picture cannot be written there is no article that wants it."""
    (tmp_path / "wordcloud_ai.svg").symlink_to(tmp_path / "nowhere")

    with pytest.raises(PublishError):
        publish(DRAFT, tmp_path)
    assert _tree(tmp_path) == {"wordcloud_ai.png": b"\x89PNG"}


def test_an_interrupted_run_is_completed(tmp_path: Path) -> None:
    """A picture that is there already with the same bytes is not touched."""
    picture = tmp_path / "wordcloud_ai.png"
    picture.write_bytes(b"\x89PNG")
    os.utime(picture, ns=(1, 1))

    publish(DRAFT, tmp_path)
    assert (picture.stat().st_mtime_ns, _tree(tmp_path)) == (
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
        monkeypatch.setattr(os, "link", _refuse(errno.EPERM))
    old = {
        "wordcloud_ai.old.png": b"the first",
        "wordcloud_ai.old3.png": b"the third",
        "wordcloud_ai.png": b"the author's",
    }
    for name, content in old.items():
        (tmp_path / name).write_bytes(content)

    publish(DRAFT, tmp_path)
    assert _tree(tmp_path) == {
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
    before = _tree(tmp_path)

    with pytest.raises(PublishError):
        publish(DRAFT, tmp_path)
    assert _tree(tmp_path) == before


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
    monkeypatch.setattr(Path, "open", _refuse(errno.EACCES))

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
