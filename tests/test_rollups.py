"""Weekly reports: drafted after their days, from what the daily articles say."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from loopback.server import LoopbackX
from loopback.web_pages import Post
from sites import make_site

from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.drafting.run import Outcome, draft_due
from pelican_aireport.errors import BlockedError
from pelican_aireport.selection.windows import slug_of, window_of_days
from pelican_aireport.settings import parse_settings
from pelican_aireport.sources.snapshots import Snapshot, Start, find_folder

DAYS = [f"2026-09-{day:02}" for day in range(7, 14)]
TOPIC = {"source": "sample", "window": DAYS, "period": ["day", "week"]}
WEEKLY = "sample_20260907_20260913"
NOW = datetime(2026, 9, 15, 9, tzinfo=UTC)


def _draft(
    folder: Path,
    topic: Mapping[str, object] = TOPIC,
    now: datetime = NOW,
    **site: object,
) -> tuple[Outcome, ...]:
    values = {
        "PATH": str(folder / "content"),
        "TIMEZONE": "Asia/Shanghai",
        "AIREPORT_TOPICS": {"sample": topic},
        **site,
    }
    settings = parse_settings(values, base=folder)
    return draft_due(settings, environ={}, now=lambda: now)


def _path(folder: Path, slug: str = WEEKLY) -> Path:
    return folder / "content" / "reports" / "2026" / "09" / f"{slug}.md"


def _read(folder: Path, slug: str = WEEKLY) -> str:
    return _path(folder, slug).read_text(encoding="utf-8")


def _claims(article: str) -> str:
    """Return what an article says, without front matter and footnotes."""
    return parse_front_matter(article).body.partition("\n[^")[0]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with seven daily articles and their weekly one."""
    folder = tmp_path_factory.mktemp("rollup")
    slugs = [outcome.slug for outcome in _draft(folder)]
    days = [day.replace("-", "") for day in DAYS]
    assert slugs == [*(f"sample_{day}_{day}" for day in days), WEEKLY]
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """Return a copy in which the weekly article is due again."""
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy)
    _path(copy).unlink()
    return copy


def _edit(folder: Path, day: str, pattern: str, text: str) -> None:
    """Change the one place of a daily article that a pattern finds."""
    path = _path(folder, f"sample_{day}_{day}")
    old = path.read_text(encoding="utf-8")
    new, count = re.subn(pattern, text, old, flags=re.MULTILINE)
    assert count == 1
    path.write_text(new, encoding="utf-8")


def test_a_weekly_report_says_what_it_is_and_was_made_from(whole: Path) -> None:
    article = _read(whole)
    made = parse_front_matter(article).values["aireport"]
    assert isinstance(made, dict)
    window = "2026-09-07T00:00:00+08:00/2026-09-14T00:00:00+08:00"
    assert (made["window"], made["period"]) == (window, "week")
    kept = made["tweets"]["kept"]
    assert f"这份周报根据本周的 7 篇日报和入选的 {kept} 条推文整理而成。" in article


def test_daily_reports_say_nothing_of_periods(whole: Path) -> None:
    assert "period" not in _read(whole, "sample_20260907_20260907")


def test_a_report_that_is_there_is_not_due(whole: Path) -> None:
    assert _draft(whole) == ()


def test_the_same_articles_give_the_same_bytes(whole: Path, folder: Path) -> None:
    (outcome,) = _draft(folder)
    assert (outcome.slug, outcome.error) == (WEEKLY, None)
    assert _read(folder) == _read(whole)


def test_a_matter_of_several_days_is_told_once_by_the_last(whole: Path) -> None:
    """The rumour of the 8th was confirmed on the 9th."""
    said = _claims(_read(whole))
    (point,) = [line for line in said.splitlines() if "18.4 亿美元" in line]
    assert "周二的传闻坐实" in point
    assert "9 月 8 日的日报也谈到此事。" in point
    assert "Kestreline Cloud 正洽购" not in said


def test_an_authors_words_go_into_the_weekly_report(folder: Path) -> None:
    words = "Kestreline 花 18.4 亿美元买下 Fennwick，开源承诺写进了合同。"
    _edit(folder, "20260909", r"：文绮｜.*?(?=\[\^)", f"：{words}")
    _draft(folder)
    said = _claims(_read(folder))
    assert words in said
    assert "周二的传闻坐实" not in said


def test_what_an_author_deleted_does_not_come_back(folder: Path) -> None:
    """Though its tweets are still there."""
    _edit(folder, "20260912", r"^\d\. \*\*Bracken B2\*\*.*\n", "")
    _draft(folder)
    article = _read(folder)
    assert "Correction to our Monday post" not in _claims(article)
    assert "Bracken B2" in article


def test_a_claim_whose_footnote_leads_nowhere_is_left_out(folder: Path) -> None:
    _edit(folder, "20260912", r"(Correction to our Monday.*?)\[\^\d+\]", r"\1[^404]")
    _draft(folder)
    assert "Correction to our Monday post" not in _claims(_read(folder))


def test_a_deleted_day_is_drafted_again_before_its_week(folder: Path) -> None:
    _path(folder, "sample_20260909_20260909").unlink()
    slugs = [outcome.slug for outcome in _draft(folder)]
    assert slugs == ["sample_20260909_20260909", WEEKLY]
    assert "7 篇日报" in _read(folder)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(None, "published", id="as-generated"),
        pytest.param(
            "Kestreline 花 99.9 亿美元买下 Fennwick。", "draft", id="not-covered"
        ),
    ],
)
def test_words_that_no_tweet_covers_are_not_verified(
    words: str | None, status: str, folder: Path
) -> None:
    """An author may write them; an automatic rule may not publish them."""
    if words:
        _edit(folder, "20260909", r"：文绮｜.*?(?=\[\^)", f"：{words}")
    _draft(folder, {**TOPIC, "status": "verified"})
    assert parse_front_matter(_read(folder)).values["status"] == status


@pytest.mark.parametrize("period", ["week", ["week"]])
def test_without_daily_articles_the_week_is_quoted(
    period: object, tmp_path: Path
) -> None:
    (outcome,) = _draft(tmp_path, {**TOPIC, "period": period, "key_points": 3})
    assert (outcome.slug, outcome.error) == (WEEKLY, None)
    said = _claims(_read(tmp_path))
    assert "本期入选" in said
    assert said.count("写道：") >= 3


def test_a_limit_of_tweets_costs_no_claim(whole: Path, folder: Path) -> None:
    """What the daily articles cite is kept beside the strongest."""
    _draft(folder, {**TOPIC, "max_tweets": 1})
    texts = re.findall(r"^\d+\. (.*?)\[\^", _claims(_read(folder)), re.MULTILINE)
    assert len(texts) == 10
    assert texts[0] in _claims(_read(whole))


def test_a_month_is_made_from_days_and_not_from_weeks(folder: Path) -> None:
    _draft(folder)
    later = datetime(2026, 10, 1, 4, tzinfo=UTC)
    (outcome,) = _draft(folder, {**TOPIC, "period": "month"}, later)
    assert outcome.slug == "sample_20260901_20260930"
    article = _read(folder, "sample_20260901_20260930")
    assert "这份月报根据本月的 7 篇日报和入选的" in article


def test_a_build_shows_the_week_and_is_the_same_with_any_hash_seed(
    tmp_path: Path,
) -> None:
    """The week and its last day end in the same second: the day goes first."""
    topic = {**TOPIC, "window": DAYS[5:], "status": "published"}
    lines = f"AIREPORT_TOPICS = {{'sample': {topic!r}}}\n"
    outputs = []
    for seed in ("0", "1", "2"):
        site = make_site(tmp_path / seed, lines)
        result = site.build(
            "content", "--fatal", "errors", env={"PYTHONHASHSEED": seed}
        )
        assert result.returncode == 0, result.stderr
        outputs.append(site.files(site.output))
    first = outputs[0]
    page = first[f"reports/{WEEKLY}/index.html"].decode()
    assert '<span class="badge badge-period">周报</span>' in page
    assert "这份周报的来历" in page
    assert ">9 月 7 日 — 9 月 13 日</time>" in page
    assert b'"period": "week"' in first[f"reports/{WEEKLY}/report.json"]
    home = first["index.html"].decode()
    order = [home.index("sample_20260913_20260913"), home.index(WEEKLY)]
    assert order == sorted(order)
    assert [name for name in first if outputs[1][name] != first[name]] == []
    assert [name for name in first if outputs[2][name] != first[name]] == []


LISTS = "ListLatestTweetsTimeline"
POSTS = tuple(
    Post(
        created_at=datetime(2026, 9, 13, 20, tzinfo=UTC) - timedelta(hours=number),
        author=f"author_{number % 9}",
        text=f"Larkspur 3.{number} is out with a window of {number} million tokens",
        number=number,
        likes=number,
    )
    for number in range(180)
)
DraftX = Callable[..., tuple[Outcome, ...]]


@pytest.fixture
def x(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackX]:
    with LoopbackX(timeline=POSTS) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.ca_file))
        yield server


@pytest.fixture
def draft_x(x: LoopbackX, tmp_path: Path) -> DraftX:
    shared = {"source": "x", "query": {"list": 7}, "proxy": x.proxy, "window": DAYS}

    def run(**topic: object) -> tuple[Outcome, ...]:
        values = {
            "PATH": str(tmp_path / "content"),
            "AIREPORT_TOPICS": {"t": {**shared, **topic}},
        }
        settings = parse_settings(values, base=tmp_path)
        return draft_due(settings, environ=x.environ, now=lambda: NOW)

    return run


def test_a_week_is_made_from_what_was_kept_of_its_days(
    x: LoopbackX, draft_x: DraftX
) -> None:
    """X is asked for none of it again."""
    draft_x(period="day")
    asked = len(x.requests)
    (outcome,) = draft_x(period="week")
    assert (outcome.slug, outcome.error) == ("t_20260907_20260913", None)
    assert outcome.draft is not None
    assert (outcome.draft.counts.fetched, len(x.requests)) == (168 - 3, asked)


def test_a_week_of_which_a_day_lacks_tweets_waits(
    x: LoopbackX, draft_x: DraftX
) -> None:
    x.limits[LISTS] = (2, datetime.now(UTC) + timedelta(minutes=10))
    (outcome,) = draft_x(period="week")
    assert isinstance(outcome.error, BlockedError)
    assert "days lack tweets, the first of them 2026-09-0" in str(outcome.error)
    assert outcome.error.retry_at == x.limits[LISTS][1].replace(microsecond=0)


@pytest.mark.parametrize(
    ("topic", "kept"),
    [
        pytest.param({"period": "day"}, [], id="days-alone"),
        pytest.param(
            {"period": ["day", "week"]}, [5, 7, 8], id="the-last-week-is-still-due"
        ),
        pytest.param(
            {"period": ["day", "week"], "window": "2026-09-30"},
            [7, 8],
            id="nothing-is-due",
        ),
        pytest.param({"period": "month"}, [5, 7, 8, 20], id="months"),
    ],
)
def test_the_days_of_a_week_that_goes_on_are_kept(
    topic: Mapping[str, object], kept: list[int], tmp_path: Path
) -> None:
    """However soon snapshots are deleted: on a Saturday, after one day."""
    zone = ZoneInfo("Asia/Shanghai")
    state = tmp_path / ".aireport"
    days = [date(2026, 8, 20), *(date(2026, 9, day) for day in (5, 7, 8))]
    for day in days:
        window = window_of_days(day, day, zone)
        slug = slug_of("sample", window, zone)
        start = Start(topic="sample", slug=slug, source="x", window=window, query={})
        Snapshot(find_folder(state, start)).write_start(start)
    saturday = datetime(2026, 9, 12, 4, tzinfo=UTC)
    topic = {"source": "sample", "window": "yesterday", **topic}
    _draft(tmp_path, topic, saturday, AIREPORT_SNAPSHOT_DAYS=1)
    folders = (state / "snapshots").glob("sample/*")
    assert sorted(int(folder.name[-2:]) for folder in folders) == kept
