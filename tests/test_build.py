"""Whole builds by real pelican: drafting, convergence, failure, safety."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from sites import Site, make_site, tweet_line

_TOPIC = """
AIREPORT_TOPICS = {"field": {
    "title": "行业日报", "source": "jsonl", "query": {"path": "tweets.jsonl"},
    "window": "2026-09-07", "status": "published",
    "aliases": {"Orbitra 2": {"kind": "product", "names": []}},
}}
"""

_STORIES = (
    "Orbitra 2 模型今天开源，参数 32B，上下文 256K，许可证 Apache 2.0",
    "Orbitra 2 is open: 32B parameters, 256K context, Apache 2.0 license",
    "试了 Orbitra 2，256K 上下文里找一句话，32B 的模型十次能找到九次",
    "$KELV 收涨 7.2%，市场押注 Kelvane 的芯片订单",
    "Kelvane 财报：营收 41 亿美元，同比增长 18%，$KELV 盘后再涨",
    "我认为智能体的瓶颈不在模型，在权限设计，没人愿意先谈这个",
    "Brindle Coder 0.9 发布，补全延迟降到 80 毫秒",
    "Brindle Coder 0.9 ships with 80 ms completions and a new sandbox",
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = make_site(tmp_path, _TOPIC)
    lines = [tweet_line(number, text) for number, text in enumerate(_STORIES)]
    (tmp_path / "tweets.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return made


def _article(site: Site) -> Path:
    return site.reports / "2026" / "09" / "field_20260907_20260907.md"


def test_a_build_drafts_what_is_due_and_renders_it(site: Site) -> None:
    """Article, pictures, page, JSON, feeds and sitemap come from one command."""
    result = site.build("--fatal", "warnings")
    assert result.returncode == 0, result.stdout + result.stderr
    slug = "field_20260907_20260907"
    assert sorted(site.files(site.reports)) == [
        f"2026/09/{slug}.md",
        f"2026/09/wordcloud_{slug}.png",
        f"2026/09/wordcloud_{slug}.svg",
    ]
    written = site.files(site.output)
    expected = {
        f"reports/{slug}/index.html",
        f"reports/{slug}/report.json",
        f"reports/{slug}/wordcloud_{slug}.png",
        f"reports/{slug}/wordcloud_{slug}.svg",
        "feeds/all.atom.xml",
        "feeds/all.rss.xml",
        "feeds/feed.json",
        "sitemap.xml",
        "index.html",
    }
    assert expected - set(written) == set()


def test_a_second_build_drafts_nothing_and_changes_nothing(site: Site) -> None:
    """Sources and output are the same bytes after any number of builds."""
    site.build()
    before = site.files(site.reports), site.files(site.output)
    stamps = {path: path.stat().st_mtime_ns for path in site.reports.rglob("*.*")}
    result = site.build()
    assert result.returncode == 0
    assert (site.files(site.reports), site.files(site.output)) == before
    assert {p: p.stat().st_mtime_ns for p in site.reports.rglob("*.*")} == stamps


def test_a_deleted_article_is_drafted_again_with_the_same_bytes(site: Site) -> None:
    """Hash seed and order of the input do not matter."""
    site.build()
    before = site.files(site.reports)
    for path in site.reports.rglob("*.*"):
        path.unlink()
    tweets = site.folder / "tweets.jsonl"
    lines = tweets.read_text(encoding="utf-8").splitlines()
    tweets.write_text("\n".join(reversed(lines)), encoding="utf-8")
    site.build(env={"PYTHONHASHSEED": "42"})
    assert site.files(site.reports) == before


@pytest.mark.parametrize(
    ("move", "edit"),
    [
        pytest.param("2026/09/renamed.md", "", id="renamed"),
        pytest.param("elsewhere/deep/field.md", "", id="moved"),
        pytest.param(
            "2026/09/field_20260907_20260907.md", "\n作者补的一句。\n", id="edited"
        ),
    ],
)
def test_an_author_may_rename_move_and_edit(site: Site, move: str, edit: str) -> None:
    """The slug line is the identity; nothing is written beside it."""
    site.build()
    text = _article(site).read_text(encoding="utf-8") + edit
    _article(site).unlink()
    target = site.reports / move
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    before = site.files(site.reports)
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    assert site.files(site.reports) == before
    page = site.output / "reports" / "field_20260907_20260907" / "index.html"
    assert edit.strip() in page.read_text(encoding="utf-8")


def test_skip_keeps_a_day_away(site: Site) -> None:
    """An article with status skip is neither shown nor drafted again."""
    site.build()
    text = _article(site).read_text(encoding="utf-8")
    _article(site).write_text(
        text.replace("status: published", "status: skip"), encoding="utf-8"
    )
    for path in (site.output / "reports").rglob("*.*"):
        path.unlink()
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout
    assert list((site.output / "reports").rglob("*.html")) == []


def test_every_claim_of_the_json_leads_to_a_tweet_it_quotes(site: Site) -> None:
    """The JSON follows the contract, and evidence resolves."""
    site.build()
    path = site.output / "reports" / "field_20260907_20260907" / "report.json"
    report = json.loads(path.read_text(encoding="utf-8"))
    sections = {**report["briefing"], **report["details"]}
    cited = {id_ for part in sections.values() for c in part for id_ in c["evidence"]}
    assert all(claim["evidence"] for part in sections.values() for claim in part)
    assert cited == set(report["tweets_cited"])
    texts = {f"t{number}": text for number, text in enumerate(_STORIES)}
    assert {
        id_: tweet["quote"] in texts[id_]
        for id_, tweet in report["tweets_cited"].items()
    } == dict.fromkeys(cited, True)
    assert report["tweets"] == {"fetched": 8, "kept": 8}
    assert report["window"] == {
        "start": "2026-09-07T00:00:00+08:00",
        "end": "2026-09-08T00:00:00+08:00",
    }
    assert (report["schema"], report["model"], report["cost_usd"]) == (1, None, None)
    assert report["entities"] == [
        {"name": "$KELV", "kind": "ticker"},
        {"name": "Orbitra 2", "kind": "product"},
        {"name": "Brindle Coder 0.9", "kind": None},
    ]
    assert report["lang"] == "zh-cn"
    weights = [term["weight"] for term in report["terms"]]
    assert weights == sorted(weights, reverse=True)
    assert 0 < len(weights) <= 80


def test_a_bad_line_costs_no_other(site: Site) -> None:
    """It is reported with its number and reason."""
    tweets = site.folder / "tweets.jsonl"
    text = tweets.read_text(encoding="utf-8")
    tweets.write_text(f'{text}\nnot json\n{{"id": "x"}}\n', encoding="utf-8")
    result = site.build()
    said = result.stdout + result.stderr
    assert result.returncode == 0
    assert "tweets.jsonl:9" in said
    assert "tweets.jsonl:10" in said
    assert _article(site).exists()


def test_all_configuration_problems_are_told_at_once(site: Site) -> None:
    """Each names the key, the value and the way out; the site is still built."""
    site.configure(
        'AIREPORT_WINDOWS = "today"\n'
        'AIREPORT_LANGUAGE = "fr"\n'
        'AIREPORT_TOPICS = {"Feld!": {"titel": "x", "source": "jsonl"}}\n'
    )
    result = site.build()
    said = result.stdout + result.stderr
    assert result.returncode == 0
    for part in (
        "AIREPORT_WINDOWS is no setting; did you mean AIREPORT_WINDOW?",
        "AIREPORT_LANGUAGE: 'fr'",
        "AIREPORT_TOPICS['Feld!']",
        "'titel' is no key of a topic",
    ):
        assert part in said
    assert site.build("--fatal", "errors").returncode == 1
    assert (site.output / "index.html").exists()


@pytest.mark.parametrize(
    ("policy", "code"),
    [pytest.param("keep", 0, id="keep"), pytest.param("fail", 1, id="fail")],
)
def test_a_window_without_tweets_follows_the_policy(
    site: Site, policy: str, code: int
) -> None:
    """No report is made of nothing, and the message says what to check."""
    topic = _TOPIC.replace('"2026-09-07"', '["2026-09-07", "2026-10-01"]')
    site.configure(f'{topic}\nAIREPORT_ON_FAILURE = "{policy}"\n')
    result = site.build()
    said = result.stdout + result.stderr
    assert result.returncode == code
    assert "field_20261001_20261001 was not drafted" in said
    assert "the source holds 8 tweets from 2026-09-07 12:00+08:00" in said
    assert _article(site).exists()
    assert not list(site.reports.rglob("*20261001*"))


@pytest.mark.parametrize(
    ("setting", "named"),
    [
        pytest.param("AIREPORT_KEY_POINTS = 0", "AIREPORT_KEY_POINTS", id="settings"),
        pytest.param('AIREPORT_STATE = "tweets.jsonl/x"', "AIREPORT_STATE", id="state"),
    ],
)
def test_what_stops_all_drafting_follows_the_policy(
    site: Site, setting: str, named: str
) -> None:
    """A scheduled build must not look well while no report is made."""
    site.configure(f"{_TOPIC}\n{setting}\n")
    assert site.build().returncode == 0
    site.configure(f'{_TOPIC}\n{setting}\nAIREPORT_ON_FAILURE = "fail"\n')
    result = site.build()
    assert result.returncode == 1
    assert named in result.stdout + result.stderr
    assert site.files(site.reports) == {}


def test_a_foreign_source_without_network_costs_no_other_topic(site: Site) -> None:
    """Its own error is told under its own name."""
    other = '"down": {"source": "down:Source", "window": "2026-09-07"}, "field": {'
    site.configure(_TOPIC.replace('"field": {', other, 1))
    (site.folder / "down.py").write_text(
        "class Source:\n"
        "    def __init__(self, **_): pass\n"
        "    def fetch(self, window): raise ConnectionError('no route')\n",
        encoding="utf-8",
    )
    result = site.build(env={"PYTHONPATH": str(site.folder)})
    said = " ".join((result.stdout + result.stderr).split())
    assert "down_20260907_20260907 was not drafted: the source failed: no route" in said
    assert _article(site).exists()


def test_a_topic_without_a_source_drafts_nothing(site: Site) -> None:
    """The sample is never shown unless it is asked for."""
    site.configure('AIREPORT_TOPICS = {"field": {"title": "行业日报"}}\n')
    assert site.build("--fatal", "warnings").returncode == 0
    assert site.files(site.reports) == {}


def test_drafts_are_shown_locally_and_never_in_production(site: Site) -> None:
    """A draft has its page under drafts/; with DRAFT_SAVE_AS off it leaves nothing."""
    site.configure(_TOPIC.replace('"published"', '"draft"'))
    assert site.build("--fatal", "errors").returncode == 0
    slug = "field_20260907_20260907"
    assert (site.output / "drafts" / slug / "index.html").exists()
    assert (site.output / "drafts" / slug / "report.json").exists()
    assert slug not in (site.output / "sitemap.xml").read_text(encoding="utf-8")
    site.configure('DRAFT_SAVE_AS = ""\nAIREPORT_DRAFTING = False\n')
    production = site.build("--fatal", "errors", "-o", "production")
    assert production.returncode == 0, production.stdout
    written = site.files(site.folder / "production")
    assert [name for name in written if slug in name] == []
    assert [name for name, data in written.items() if slug.encode() in data] == []


_ARTICLE = "content/reports/2026/09/field_20260907_20260907.md"
_PAGE = "output/drafts/field_20260907_20260907/index.html"


@pytest.mark.parametrize(
    ("status", "options", "places"),
    [
        pytest.param(
            "draft", [], [f"{_ARTICLE}; its page, once built: {_PAGE}"], id="draft"
        ),
        pytest.param(
            "draft", ["-e", 'DRAFT_SAVE_AS=""'], [_ARTICLE], id="no pages of drafts"
        ),
        pytest.param("published", [], [_ARTICLE], id="published"),
        pytest.param("draft", ["-q"], [], id="quiet"),
    ],
)
def test_a_build_tells_where_what_it_drafted_is(
    status: str, options: list[str], places: list[str], site: Site
) -> None:
    """Though it logs warnings alone, and ends at one; the next has nothing to tell."""
    site.configure(_TOPIC.replace("published", status))
    builds = [site.build("--fatal", "warnings", *options) for _ in range(2)]
    assert [build.returncode for build in builds] == [0, 0]
    said = [
        [line for line in build.stdout.splitlines() if line.startswith("aireport:")]
        for build in builds
    ]
    assert said == [[f"aireport: drafted {place}" for place in places], []]


def test_the_page_of_a_draft_is_where_a_build_says(site: Site) -> None:
    site.configure(_TOPIC.replace("published", "draft"))
    said = site.build().stdout
    (page,) = (line for line in said.splitlines() if ": output/" in line)
    assert (site.folder / page.rpartition(": ")[2]).is_file()


def test_a_build_with_nothing_due_imports_no_heavy_library(site: Site) -> None:
    """jieba, wordcloud, numpy and their like are paid for by drafting alone."""
    site.build()
    probe = (
        "import sys, pelican; pelican.main([]);"
        "print([m for m in ('jieba', 'opencc', 'wordcloud', 'numpy', 'matplotlib',"
        " 'litellm', 'twikit', 'bs4', 'PIL.ImageFont') if m in sys.modules])"
    )
    (site.folder / "probe.py").write_text(probe, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "probe.py"],
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip().splitlines()[-1] == "[]"


def test_a_font_that_is_none_is_an_error_with_the_way_out(site: Site) -> None:
    """A person must act, so --fatal errors ends the build."""
    site.configure(f'{_TOPIC}\nAIREPORT_FONT = "fonts/none.otf"\n')
    result = site.build()
    said = result.stdout + result.stderr
    assert result.returncode == 0
    assert "AIREPORT_FONT" in said
    assert "none.otf" in said
    assert site.files(site.reports) == {}
    assert site.build("--fatal", "errors").returncode == 1


def test_the_log_tells_why_each_tweet_was_left_out(site: Site) -> None:
    """In debug mode, with the reason and what gave it away."""
    tweets = site.folder / "tweets.jsonl"
    text = tweets.read_text(encoding="utf-8")
    ad = tweet_line(59, "开源课程限时优惠，今晚截止，名额只有二十个")
    tweets.write_text(f"{text}\n{ad}\n", encoding="utf-8")
    result = site.build("--debug")
    said = " ".join((result.stdout + result.stderr).split())
    assert "t59 by @author_59 left out: ads (限时优惠)" in said


def test_paths_start_from_the_settings_file(site: Site) -> None:
    """Wherever pelican is called, and whatever -e overrides."""
    topics = {
        "field": {
            "title": "行业日报",
            "source": "jsonl",
            "query": {"path": "tweets.jsonl"},
            "window": "2026-09-07",
        }
    }
    elsewhere = Site(site.folder / "content")
    result = elsewhere.build(
        "-s", "../pelicanconf.py", "-e", f"AIREPORT_TOPICS={json.dumps(topics)}"
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert _article(site).exists()
    assert (site.folder / ".aireport").is_dir()


def test_print_settings_touches_nothing(site: Site) -> None:
    """Asking pelican for its settings drafts no report."""
    assert site.build("--print-settings", "SITENAME").returncode == 0
    assert site.files(site.reports) == {}


def test_another_build_that_drafts_is_waited_for_by_nobody(site: Site) -> None:
    """While the lock is held, what is there is rendered and nothing is drafted."""
    state = site.folder / ".aireport"
    state.mkdir()
    with FileLock(state / "lock"):
        result = site.build()
    assert result.returncode == 0
    said = result.stdout + result.stderr
    assert f"another run is drafting and holds {state / 'lock'}; run again" in said
    assert site.files(site.reports) == {}
