"""Real builds compile the theme's templates once."""

from pathlib import Path

from sites import make_site

_SETTINGS = """
AIREPORT_TOPICS = {"ai": {"source": "sample", "window": "2026-09-08"}}
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
"""


def test_the_second_build_writes_the_same_pages_and_compiles_nothing(
    tmp_path: Path,
) -> None:
    """What the first one compiled lies below the state, and nobody touches it again."""
    site = make_site(tmp_path / "site", _SETTINGS)
    folder = site.folder / ".aireport" / "templates"

    def build() -> tuple[dict[str, bytes], dict[str, int]]:
        result = site.build("--fatal", "errors")
        assert result.returncode == 0, result.stdout + result.stderr
        written = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
        return site.files(site.output), written

    first = build()
    assert len(first[1]) > 20
    assert build() == first
