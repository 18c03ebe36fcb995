"""The READMEs say what the code does."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from pelican_aireport.settings import (
    SITE_KEYS,
    TOPIC_KEYS,
    TopicSettings,
    parse_settings,
)

ROOT = Path(__file__).resolve().parents[1]
READMES = [
    pytest.param(ROOT / "README.md", id="English"),
    pytest.param(ROOT / "README.zh-CN.md", id="Chinese"),
]
_PICTURE = re.compile(r"(?:]\(|src=\")([\w/-]+\.png)")
_ROW = re.compile(r"^\| `(AIREPORT_\w+)` \| (.+?) \| .+ \|$", re.MULTILINE)


def _defaults() -> dict[str, object]:
    settings = parse_settings({"PATH": "/content"}, base=Path("/site"))
    default = TopicSettings(name="t", title="T")
    topic = {field.name: getattr(default, field.name) for field in fields(default)}
    shown = {
        "window": default.window[0].value,  # type: ignore[union-attr]
        "period": default.period[0].value,
        "status": default.status.value,
    }
    site: dict[str, object] = {
        "topics": dict.fromkeys(settings.topics),
        "drafting": settings.drafting,
        "path": settings.reports.name,
        "state": settings.state.name,
        "snapshot_days": settings.snapshot_days,
        "author_strip": settings.author_strip.value,
        "edit_url": settings.edit_url,
        "on_failure": settings.on_failure.value,
        "executor": settings.executor,
    }
    plain = {
        key: dict(value) if hasattr(value, "items") else value
        for key, value in {**topic, **shown}.items()
    }
    return {
        f"AIREPORT_{key.upper()}": ([] if value == () else value)
        for key, value in {**plain, **site}.items()
        if key in TOPIC_KEYS or key in SITE_KEYS
    }


@pytest.mark.parametrize("readme", READMES)
def test_settings_tables_name_every_key_with_its_default(readme: Path) -> None:
    """Neither a key nor a default can change without the tables."""
    rows = dict(_ROW.findall(readme.read_text(encoding="utf-8")))
    expected = {
        key: {"none", "无"} if value is None else {f"`{value!r}`".replace("'", '"')}
        for key, value in _defaults().items()
    }
    assert sorted(rows) == sorted(expected)
    assert {key for key, text in rows.items() if text not in expected[key]} == set()


@pytest.mark.parametrize("readme", READMES)
def test_both_readmes_show_the_same_commands(readme: Path) -> None:
    """The two commands are the same in both languages, and all lines are settings."""
    text = readme.read_text(encoding="utf-8")
    assert "make html" in text
    assert "make test" in text
    code = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    values: dict[str, object] = {}
    for block in code:
        exec(block, values)  # noqa: S102 - the README's own lines
    del values["__builtins__"]
    topics = parse_settings({**values, "PATH": "/content"}, base=Path("/site")).topics
    assert [topic.name for topic in topics] == ["twitter_ai"]
    assert topics[0].model == "deepseek/deepseek-chat"


def test_both_readmes_show_the_same_pictures_none_of_them_large() -> None:
    english, chinese = (
        _PICTURE.findall((ROOT / name).read_text(encoding="utf-8"))
        for name in ("README.md", "README.zh-CN.md")
    )
    sizes = {name: (ROOT / name).stat().st_size for name in english}
    assert english == chinese
    assert len(sizes) == 5
    assert {name: size for name, size in sizes.items() if size > 120_000} == {}


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize(
    "key",
    ["ALIASES", "FONT", "DICTIONARY", "STOP_WORDS"]
    + [f"CLOUD_{each}" for each in ("SIZE", "PALETTE", "WORDS")],
)
def test_what_shapes_the_cloud_is_shown_by_a_picture(readme: Path, key: str) -> None:
    """Its row leads to a section that has one."""
    text = (ROOT / "docs" / "word-cloud.md").read_text(encoding="utf-8")
    sections = {
        re.sub(r"\W+", "-", title.lower()): rest
        for title, _, rest in (
            each.partition("\n")
            for each in re.split(r"^##+ ", text, flags=re.MULTILINE)
        )
    }
    row = re.search(
        rf"^\| `AIREPORT_{key}` .+docs/word-cloud\.md#([\w-]+)\)",
        readme.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert row is not None
    (picture,) = re.findall(r"pictures/[\w-]+\.png", sections[row[1]])
    assert (ROOT / "docs" / picture).exists()
