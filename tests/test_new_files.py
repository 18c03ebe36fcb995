"""Files that are written once: whole or not at all, and none replaced."""

import errno
import os
import stat
from pathlib import Path

import pytest
from disks import refuse, tree

from pelican_aireport.errors import PublishError
from pelican_aireport.new_files import write_new


def test_a_file_appears_with_its_content_and_nothing_beside_it(tmp_path: Path) -> None:
    write_new(tmp_path / "2026" / "09" / "a.md", "报告".encode())

    assert tree(tmp_path) == {"2026/09/a.md": "报告".encode()}


def test_a_file_is_readable_for_a_web_server(tmp_path: Path) -> None:
    write_new(tmp_path / "a.md", b"")

    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("has_links", [True, False], ids=["links", "no-links"])
def test_an_existing_file_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    (tmp_path / "a.md").write_bytes(b"the author's")

    with pytest.raises(PublishError, match=r"^a\.md exists already; delete it"):
        write_new(tmp_path / "a.md", b"ours")
    assert tree(tmp_path) == {"a.md": b"the author's"}


def test_a_link_of_the_author_is_not_followed(tmp_path: Path) -> None:
    """Also where it leads nowhere yet."""
    (tmp_path / "a.md").symlink_to(tmp_path / "elsewhere.md")

    with pytest.raises(PublishError):
        write_new(tmp_path / "a.md", b"ours")
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP, errno.EMLINK])
def test_a_file_system_without_hard_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(os, "link", refuse(code))

    write_new(tmp_path / "a.md", b"ours")
    assert tree(tmp_path) == {"a.md": b"ours"}


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
        monkeypatch.setattr(os, "link", refuse(errno.EPERM))

    with pytest.raises(
        PublishError,
        match=r"^a\.md could not be written: No space left on device; check",
    ):
        write_new(tmp_path / "a.md", b"ours")
    assert tree(tmp_path) == {}


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
    assert tree(tmp_path) == {"a.md": b"ours"}
