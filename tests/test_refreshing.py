"""The command that refreshes: edits stay, news arrive, what cannot be is refused."""

import json
import shutil
from pathlib import Path

import pytest
from disks import tree
from sites import Site, make_site, tweet_line

from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.cli import main
from pelican_aireport.pictures.fonts import font_path

SLUG = "ai_20260907_20260907"
PNG, SVG = f"wordcloud_{SLUG}.png", f"wordcloud_{SLUG}.svg"
TOPIC = """
AIREPORT_TOPICS = {"ai": {"source": "jsonl", "query": {"path": "t.jsonl"}}}
AIREPORT_WINDOW = "2026-09-07"
"""
TEXTS = (
    "Larkspur 3 今天发布，推理价格下降 50%，上下文 400K",
    "Tarn 2 跑分比上一代高 12%，功耗不变，十月发货",
    "据传 Brindle 4 可能推迟到第四季度，良率只有 60%",
    "Fennwick 开源语音模型 Fennwick Voice，参数 7B",
)
MORE = (
    "Corvane 收购 Pinnace Labs，作价 12 亿美元，年底完成交割",
    "Kestreline 云服务涨价 15%，下周一起对新客户生效",
)
FONT = font_path(None).with_name("NotoSerifSC-Regular.otf")
Said = pytest.CaptureFixture[str]


def _write_tweets(site: Site, *texts: str) -> None:
    lines = (tweet_line(number, text) for number, text in enumerate(texts, 1))
    (site.folder / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a site with one article, drafted from four tweets."""
    monkeypatch.chdir(tmp_path)
    site = make_site(tmp_path, TOPIC)
    _write_tweets(site, *TEXTS)
    assert main(["draft"]) == 0
    return site


def _article(site: Site) -> Path:
    return site.reports / "2026" / "09" / f"{SLUG}.md"


def _edit(path: Path, *changes: tuple[str, str]) -> str:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8", newline="\n")
    return text


def _body(path: Path) -> str:
    return parse_front_matter(path.read_text(encoding="utf-8")).body


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an article of the sample, drafted with five key points."""
    monkeypatch.chdir(tmp_path)
    site = make_site(
        tmp_path,
        'AIREPORT_TOPICS = {"s": {"source": "sample", "window": "2026-09-07"}}\n',
    )
    assert main(["draft", "-e", "AIREPORT_KEY_POINTS=5"]) == 0
    return site.reports / "2026" / "09" / "s_20260907_20260907.md"


def _points(path: Path) -> list[str]:
    """Return the key points without their numbers."""
    lines = _body(path).splitlines()
    return [line.partition(". ")[2] for line in lines if line[:1].isdigit()]


def test_edits_stay_and_new_claims_arrive(sample: Path, capsys: Said) -> None:
    """With the author's order and deletions, and the new text's own bookkeeping."""
    one, two, three, four, five = _points(sample)
    mine = two.replace("代码本周放出”。", "代码本周放出”。编者已核对论文。")
    _edit(
        sample,
        ("status: draft", "status: published  # 已审"),
        (f"1. {one}\n2. {two}\n3. {three}", f"1. {three}\n2. {mine}"),
    )
    assert main(["refresh", "S_20260907_20260907"]) == 0
    text = sample.read_text(encoding="utf-8")
    after = _points(sample)
    assert (after[:4], len(after), one in text) == ([three, mine, four, five], 9, False)
    assert [f"\n{n}. " in text for n in range(1, 11)] == [True] * 9 + [False]
    assert "status: published  # 已审\n" in text
    said = capsys.readouterr()
    assert "5 moved, 0 gone, 1 of yours kept" in said.out
    assert "it is published: what is new goes online" in said.err


def test_without_edits_a_refresh_is_a_new_draft(site: Site) -> None:
    path = _article(site)
    _write_tweets(site, *TEXTS, *MORE)
    assert main(["refresh", SLUG]) == 0
    refreshed = tree(path.parent)
    shutil.rmtree(path.parent)
    assert main(["draft"]) == 0
    assert tree(path.parent) == refreshed


def test_a_second_refresh_has_nothing_new(site: Site, capsys: Said) -> None:
    path = _article(site)
    _edit(path, ("十月发货”。", "十月发货”。编者已核对跑分。"))
    _write_tweets(site, *TEXTS, *MORE)
    assert main(["refresh", SLUG]) == 0
    first = tree(site.folder)
    assert main(["refresh", SLUG]) == 0
    assert "nothing new; it stays as it is" in capsys.readouterr().out
    assert tree(site.folder) == first


def test_a_dry_run_shows_the_difference_and_changes_no_byte(
    site: Site, capsys: Said
) -> None:
    _write_tweets(site, *TEXTS, *MORE)
    before = tree(site.folder)
    assert main(["refresh", SLUG, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert (
        f"--- {SLUG}.md\n+++ {SLUG}.md (refreshed)\n" in said,
        tree(site.folder),
    ) == (
        True,
        before,
    )
    assert "+- **Pinnace Labs**" in said
    assert "would be refreshed" in said


def test_an_overview_in_other_words_gets_no_second_one_beside_it(
    site: Site, capsys: Said
) -> None:
    """Although the new one rests on other tweets: a report counts itself once."""
    path = _article(site)
    overview = next(x for x in _body(path).splitlines() if x.startswith("本期入选"))
    mine = f"今天 4 条推文，最要紧的是 Brindle 4。{overview[overview.index('[^') :]}"
    _edit(path, (overview, mine))
    _write_tweets(site, *TEXTS, *MORE, "Larkspur 3 的推理价格真的下降 50%，实测属实")
    assert main(["refresh", SLUG]) == 1
    assert "1 in conflict" in capsys.readouterr().out
    assert (mine in _body(path), "本期入选" in _body(path)) == (True, False)
    marked = path.with_name(f"{path.name}.new").read_text(encoding="utf-8")
    assert "=======\n本期入选 7 条推文" in marked


def test_a_dry_run_shows_conflicts_with_both_versions(site: Site, capsys: Said) -> None:
    path = _article(site)
    _edit(path, ("本期入选 4 条推文", "今天只有 4 条推文"))
    _write_tweets(site, *TEXTS, *MORE)
    before = tree(site.reports)
    assert main(["refresh", SLUG, "--dry-run"]) == 1
    said = capsys.readouterr().out
    assert tree(site.reports) == before
    assert (
        f"--- {SLUG}.md (refreshed)\n+++ {SLUG}.md.new\n" in said,
        "\n+<<<<<<< 你的文字\n 今天只有 4 条推文" in said,
        "\n+=======\n+本期入选 " in said,
    ) == (True, True, True)


def test_json_tells_the_same_to_programs(site: Site, capsys: Said) -> None:
    _write_tweets(site, *TEXTS, *MORE)
    capsys.readouterr()
    assert main(["refresh", SLUG, "--json", "--dry-run"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told.pop("diff").startswith(f"--- {SLUG}.md\n")
    assert told == {
        "schema": 1,
        "exit_code": 0,
        "slug": SLUG,
        "file": str(_article(site)),
        "changed": True,
        "claims": {
            "new": 1,
            "changed": 1,
            "moved": 0,
            "evidence": 0,
            "gone": 1,
            "kept": 0,
            "conflicts": 0,
        },
        "marked": None,
        "pictures_drawn": [PNG, SVG],
        "pictures_kept": [],
    }


CLOUDS = [
    pytest.param('AIREPORT_STOP_WORDS=["human"]', id="stop words"),
    pytest.param('AIREPORT_DICTIONARY=["全球产能"]', id="dictionary"),
    pytest.param("AIREPORT_CLOUD_WORDS=20", id="words"),
    pytest.param("AIREPORT_CLOUD_SIZE=[600, 600]", id="size"),
    pytest.param(
        'AIREPORT_CLOUD_PALETTE={"light": ["#7a0000"], "dark": ["#ff9c9c"]}',
        id="palette",
    ),
    pytest.param(f"AIREPORT_FONT={json.dumps(str(FONT))}", id="font"),
]


@pytest.mark.parametrize("setting", CLOUDS)
def test_other_settings_of_the_cloud_draw_it_anew_and_nothing_else(
    setting: str, sample: Path, capsys: Said
) -> None:
    """As a dry run says before; once it is done there is nothing more to do."""
    refresh = ["refresh", str(sample), "-e", "AIREPORT_KEY_POINTS=5", setting]
    before, opened = tree(sample.parent), sample.stat()
    capsys.readouterr()
    assert main([*refresh, "--dry-run"]) == 0
    assert tree(sample.parent) == before
    assert main(refresh) == 0
    after = tree(sample.parent)
    assert [Path(name).suffix for name in after if after[name] != before[name]] == [
        ".png",
        ".svg",
    ]
    assert main(refresh) == 0
    assert (tree(sample.parent), sample.stat().st_ino) == (after, opened.st_ino)
    assert capsys.readouterr().out.splitlines() == [
        f"{sample.name}: the word cloud would be drawn anew; the text stays as it is",
        f"{sample.name}: the word cloud is drawn anew; the text stays as it is",
        f"{sample.name}: nothing new; it stays as it is",
    ]


def test_a_cloud_is_drawn_as_a_new_article_would_have_it(site: Site) -> None:
    path = _article(site)
    site.configure(f"{TOPIC}\nAIREPORT_CLOUD_SIZE = (600, 600)\n")
    assert main(["refresh", SLUG]) == 0
    refreshed = tree(path.parent)
    shutil.rmtree(path.parent)
    assert main(["draft"]) == 0
    assert tree(path.parent) == refreshed


@pytest.mark.parametrize("name", [PNG, SVG])
def test_other_settings_do_not_replace_a_picture_of_the_author(
    name: str, site: Site, capsys: Said
) -> None:
    """Which is said, in a dry run as well."""
    path = _article(site)
    path.with_name(name).write_bytes(b"mine")
    before = tree(site.reports)
    site.configure(f"{TOPIC}\nAIREPORT_CLOUD_SIZE = (600, 600)\n")
    capsys.readouterr()
    codes = [main(["refresh", SLUG, *more]) for more in (["--dry-run"], [])]
    said = capsys.readouterr()
    assert (codes, tree(site.reports)) == ([0, 0], before)
    assert said.out == f"{SLUG}.md: nothing new; it stays as it is\n" * 2
    kept = [
        f"{SLUG}.md: {each} was not generated; it stays as it is\n"
        for each in (PNG, SVG)
    ]
    assert said.err == "".join(kept) * 2


def test_a_refreshed_text_says_that_its_cloud_is_drawn_anew(
    site: Site, capsys: Said
) -> None:
    assert _article(site).is_file()
    _write_tweets(site, *TEXTS, *MORE)
    capsys.readouterr()
    assert main(["refresh", SLUG]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[1:] == [f"{SLUG}.md: the word cloud is drawn anew"]


def test_a_conflict_keeps_the_authors_text_and_marks_both(
    site: Site, capsys: Said
) -> None:
    path = _article(site)
    counted = next(x for x in _body(path).splitlines() if "本期入选 4 条" in x)
    mine = counted.replace("本期入选 4 条推文", "今天只有 4 条推文")
    _edit(path, (counted, mine))
    _write_tweets(site, *TEXTS, *MORE)
    assert main(["refresh", SLUG]) == 1
    marked = path.with_name(f"{SLUG}.md.new")
    assert mine in _body(path)
    assert "<<<<<<<" not in _body(path)
    assert (
        f"<<<<<<< 你的文字\n{mine}\n||||||| 生成时的原文\n{counted}\n=======\n"
        f"{counted[:5]}" in marked.read_text(encoding="utf-8")
    )
    assert f"{marked} has both between" in capsys.readouterr().err
    # the conflict was told; what the author left is his from now on
    assert main(["refresh", SLUG]) == 0
    assert "of an earlier refresh is still there" in capsys.readouterr().err
    marked.unlink()
    assert main(["refresh", SLUG]) == 0
    assert capsys.readouterr().err == ""


def test_what_the_author_wrote_into_marked_conflicts_is_kept(site: Site) -> None:
    path = _article(site)
    marked = path.with_name(f"{SLUG}.md.new")
    marked.write_text("我在这里写到一半", encoding="utf-8")
    _edit(path, ("本期入选 4 条推文", "今天只有 4 条推文"))
    _write_tweets(site, *TEXTS, *MORE)
    assert main(["refresh", SLUG]) == 1
    aside = path.with_name(f"{SLUG}.md.old.new")
    assert aside.read_text(encoding="utf-8") == "我在这里写到一半"


def test_marked_conflicts_are_never_published(site: Site) -> None:
    """Neither as a page nor as a file, nor where a page links to them."""
    path = _article(site)
    site.configure(f'{TOPIC}\nSTATIC_PATHS = ["reports", "pages"]\n')
    for name in (f"{SLUG}.md.new", f"{SLUG}.md.old.new", "X.MARKDOWN.new"):
        path.with_name(name).write_text("秘密冲突", encoding="utf-8")
    links = [
        f"[x]({{{kind}}}/reports/2026/09/{SLUG}.md.new{tail})"
        for kind in ("attach", "static", "filename")
        for tail in ("", "#a", "?b", "/")
    ]
    page = site.folder / "content" / "pages" / "p.md"
    page.parent.mkdir()
    page.write_text("Title: P\n\n" + " ".join(links), encoding="utf-8")
    _edit(path, ("## 词云分析", f"[冲突]({{attach}}{SLUG}.md.new)\n\n## 词云分析"))
    done = site.build("content")
    assert done.returncode == 0, done.stderr
    published = tree(site.output)
    assert [name for name in published if "new" in name.lower()] == []
    assert [name for name, b in published.items() if "秘密冲突".encode() in b] == []


@pytest.mark.parametrize("has_mark", [True, False], ids=["mark", "no mark"])
def test_line_ends_and_byte_order_mark_stay(site: Site, *, has_mark: bool) -> None:
    path = _article(site)
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    mark = "\ufeff" if has_mark else ""
    path.write_text(mark + text, encoding="utf-8", newline="")
    _write_tweets(site, *TEXTS, *MORE)
    assert main(["refresh", SLUG]) == 0
    content = path.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.startswith(b"\xef\xbb\xbf") == has_mark
    assert b"Pinnace Labs" in content


def test_an_article_is_refreshed_where_the_author_has_it(site: Site) -> None:
    """Renamed, moved, with another slug and skipped: named by slug or by file."""
    moved = site.reports / "精选" / "我的稿子.md"
    moved.parent.mkdir()
    _article(site).rename(moved)
    _edit(moved, (f"slug: {SLUG}", "slug: My-Report"), ("draft", "skip"))
    _write_tweets(site, *TEXTS, *MORE[:1])
    assert main(["refresh", "my-report"]) == 0
    _write_tweets(site, *TEXTS, *MORE)
    assert main(["refresh", str(moved)]) == 0
    text = moved.read_text(encoding="utf-8")
    assert ("slug: My-Report\n" in text, "status: skip\n" in text) == (True, True)
    assert "Kestreline" in text
    assert not _article(site).exists()


def test_what_was_generated_is_found_out_again(site: Site, capsys: Said) -> None:
    """From the same tweets, by the hash that the article holds."""
    path = _article(site)
    mine = _edit(path, ("十月发货”。", "十月发货”。编者已核对跑分。"))
    shutil.rmtree(site.folder / ".aireport")
    assert main(["refresh", SLUG]) == 0
    assert "nothing new" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == mine


def test_without_a_base_nothing_is_merged(site: Site, capsys: Said) -> None:
    path = _article(site)
    _write_tweets(site, *TEXTS, *MORE)
    shutil.rmtree(site.folder / ".aireport" / "drafts")
    before = tree(site.reports)
    assert main(["refresh", SLUG]) == 1
    said = capsys.readouterr().err
    assert (
        f"{path.name} cannot be refreshed" in said,
        "delete the article" in said,
    ) == (
        True,
        True,
    )
    assert tree(site.reports) == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param(
            [("  body: sha256:", "  was: sha256:")],
            "does not say what was generated",
            id="no hash",
        ),
        pytest.param([("topic: ai", "topic: aii")], "did you mean ai?", id="no topic"),
        pytest.param(
            [("body: sha256:", "body: sha256:0")], "cannot be refreshed", id="no base"
        ),
        pytest.param(
            [("---\ntitle", "title")], "no front matter", id="no front matter"
        ),
        pytest.param(
            [("+08:00", "+02:00")], "drafted in the zone of +0200", id="other time zone"
        ),
    ],
)
def test_what_cannot_be_refreshed_is_left_and_said(
    changes: list[tuple[str, str]], words: str, site: Site, capsys: Said
) -> None:
    path = _article(site)
    _edit(path, *changes)
    before = tree(site.reports)
    assert main(["refresh", str(path)]) == 1
    assert words in capsys.readouterr().err
    assert tree(site.reports) == before


def test_an_unknown_slug_is_told_with_the_nearest(site: Site, capsys: Said) -> None:
    assert site.reports.is_dir()
    assert main(["refresh", "ai_20260907"]) == 1
    assert f"did you mean {SLUG}?" in capsys.readouterr().err


def test_a_slug_of_two_files_is_not_guessed(site: Site, capsys: Said) -> None:
    path = _article(site)
    shutil.copy(path, path.with_name("zweite.md"))
    assert main(["refresh", SLUG]) == 1
    assert "several files have this slug" in capsys.readouterr().err
    assert main(["refresh", str(path)]) == 0


def test_a_change_while_it_drafts_is_not_lost(
    site: Site, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _article(site)
    _write_tweets(site, *TEXTS, *MORE)

    def write_meanwhile(_: object) -> None:
        path.write_text("我刚刚改过", encoding="utf-8")

    monkeypatch.setattr(
        "pelican_aireport.refreshing.refresh.write_pictures", write_meanwhile
    )
    assert main(["refresh", SLUG]) == 1
    assert "was changed in the meantime" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "我刚刚改过"
