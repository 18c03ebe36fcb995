"""Links and fragments inside the large site lead somewhere, served or from the disk."""

import shutil
from pathlib import Path

import pytest
from browsing.built import LargeSite
from browsing.kinds import list_pages
from browsing.links import check_links


def test_no_link_of_the_served_site_is_broken(large_site: LargeSite) -> None:
    """Feeds, pictures, style sheets and fragments too."""
    names = list_pages(large_site.output)
    report = check_links(large_site.output, names, large_site.url)
    assert (report.broken, report.files > 5_000, report.fragments > 3_000) == (
        set(),
        True,
        True,
    ), (report.files, report.fragments)


def test_no_link_is_broken_where_the_folder_is_opened_from_the_disk(
    large_site: LargeSite,
) -> None:
    """Every link names a file: nobody looks for index.html there."""
    names = list_pages(large_site.relative_output)
    report = check_links(large_site.relative_output, names, None)
    assert (report.broken, report.files > 5_000, report.fragments > 3_000) == (
        set(),
        True,
        True,
    ), (report.files, report.fragments)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        pytest.param("none.html", "http://127.0.0.1:8000", id="no file"),
        pytest.param(
            "http://127.0.0.1:8000/none/", "http://127.0.0.1:8000", id="no page"
        ),
        pytest.param("#none", "http://127.0.0.1:8000", id="no fragment"),
        pytest.param("404.html#none", "http://127.0.0.1:8000", id="none elsewhere"),
        pytest.param("about/", None, id="a folder from the disk"),
        pytest.param("/about/index.html", None, id="the root of the disk"),
        pytest.param("javascript:void(0)", None, id="a script"),
    ],
)
def test_a_broken_link_is_found(
    large_site: LargeSite, tmp_path: Path, link: str, url: str | None
) -> None:
    for name in ("404.html", "about"):
        source = large_site.relative_output / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    page = f'<!doctype html><title>x</title><a href="{link}">x</a>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    report = check_links(tmp_path, ("index.html", "404.html"), url)
    broken = {each for each in report.broken if each[0] == "index.html"}
    assert broken == {("index.html", link)}
