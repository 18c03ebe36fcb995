"""A file is replaced whole or not at all, and never when it has changed."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from disks import refuse, tree

from pelican_aireport.errors import PublishError
from pelican_aireport.replaced_files import replace_file


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o600)
    replace_file(path, b"new", expected=b"old")
    assert (tree(tmp_path), path.stat().st_mode & 0o777) == ({"a.md": b"new"}, 0o600)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    place, link = tmp_path / "place.md", tmp_path / "link.md"
    place.write_bytes(b"old")
    link.symlink_to(place)
    replace_file(link, b"new", expected=b"old")
    assert (link.is_symlink(), place.read_bytes()) == (True, b"new")


def test_a_file_that_has_changed_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"mine")
    with pytest.raises(PublishError, match="was changed in the meantime"):
        replace_file(path, b"new", expected=b"old")
    assert tree(tmp_path) == {"a.md": b"mine"}


def test_a_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(PublishError):
        replace_file(tmp_path / "a.md", b"new", expected=b"old")
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_refuses_leaves_the_old_file(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, call, refuse(errno.ENOSPC))
    with pytest.raises(PublishError, match="free space"):
        replace_file(path, b"new", expected=b"old")
    monkeypatch.undo()
    assert tree(tmp_path) == {"a.md": b"old"}


KILLED = """
import os, signal, sys
from pathlib import Path
from pelican_aireport.replaced_files import replace_file
seen = 0
def watch(event, args):
    global seen
    if event.split(".")[0] in ("os", "open", "shutil", "tempfile"):
        seen += 1
        if seen == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
path = Path(sys.argv[1])
sys.addaudithook(watch)
replace_file(path, b"new" * 9999, expected=b"old" * 9999)
"""


def test_a_kill_at_any_call_leaves_one_of_both_whole(tmp_path: Path) -> None:
    """Before each call of the system that Python tells of."""
    path, found = tmp_path / "a.md", []
    for call in range(1, 40):
        path.write_bytes(b"old" * 9999)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, path, str(call)], check=False
        )
        found.append(path.read_bytes()[:3])
        assert path.read_bytes() in (b"old" * 9999, b"new" * 9999)
        assert all(name.endswith((".md", ".part")) for name in tree(tmp_path))
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
    assert (found[0], found[-1], len(found) > 4) == (b"old", b"new", True)
