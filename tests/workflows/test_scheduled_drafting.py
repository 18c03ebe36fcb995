"""Scheduled drafting: one pull request a day, and the author's commits stay."""

import json
import re
from pathlib import Path

import pytest
from workflows.scheduled import DAY, Repository, article, make_repository

BRANCH = f"report/{DAY}"
ONE, TWO = "content/reports/2026/09/ai.md", "content/reports/2026/09/chips.md"
CLOUD = "content/reports/2026/09/wordcloud_ai.svg"
DUE = {ONE: article("ai")}
MERGING = {"AUTO_MERGE": "true", "STATUS": "verified"}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return make_repository(tmp_path)


def close(repository: Repository, state: str) -> None:
    """Close all pull requests, as merged or not."""
    requests = [
        {
            **each,
            "state": state,
            "headRefOid": repository.git("rev-parse", each["headRefName"]).strip(),
        }
        for each in repository.requests
    ]
    repository.change(requests=requests)


def test_the_first_run_opens_one_pull_request_with_the_new_files_alone(
    repository: Repository,
) -> None:
    """Nothing else of the work tree, and nothing that git is to ignore."""
    due = {**DUE, CLOUD: "<svg/>", "content/reports/sample_1.md": article("sample")}
    due |= {"tweets.jsonl": "{}", "content/pages/x.md": "no report"}
    repository.describe_truly()
    done = repository.run(due)
    (request,) = repository.requests
    changed = repository.git("diff", "--name-only", "main", BRANCH).split()
    assert (done.draft_code, done.propose_code, done.gh, changed) == (
        0,
        0,
        ["pr create"],
        [ONE, CLOUD],
    )
    assert (request["headRefName"], request["title"]) == (BRANCH, f"Reports of {DAY}")
    assert "| 甲。 | [ann](https://x.com/ann/status/7) 12 赞 |" in request["body"]
    assert repository.git("log", "-1", "--format=%an", BRANCH) == (
        "github-actions[bot]\n"
    )


def test_a_second_run_adds_to_the_same_pull_request(repository: Repository) -> None:
    """What waits there is not due again; the description tells of both."""
    repository.describe_truly()
    repository.run(DUE)
    done = repository.run({**DUE, TWO: article("chips")})
    (request,) = repository.requests
    assert done.gh == ["pr edit 1"]
    assert repository.git("diff", "--name-only", "main", BRANCH).split() == [ONE, TWO]
    assert (request["body"].count("## ai"), request["body"].count("## chips")) == (1, 1)
    assert repository.git("rev-list", "--count", f"main..{BRANCH}") == "2\n"


def test_a_run_that_finds_nothing_due_changes_nothing(repository: Repository) -> None:
    repository.run(DUE)
    before = repository.git("rev-parse", BRANCH)
    done = repository.run(DUE)
    assert (done.draft_code, done.gh) == (0, [])
    assert repository.git("rev-parse", BRANCH) == before
    assert "::notice::Nothing is due." in done.log


def test_the_authors_commits_on_the_branch_survive(repository: Repository) -> None:
    """His words, the file that he renamed and the one that he deleted."""
    repository.describe_truly()
    repository.run({**DUE, CLOUD: "<svg/>"})
    edited = article("ai", said="乙")
    repository.write(BRANCH, ONE, edited)
    repository.write(BRANCH, CLOUD, None)
    theirs = repository.git("rev-parse", BRANCH).strip()
    done = repository.run({**DUE, TWO: article("chips")})
    files = repository.files(BRANCH)
    assert (files[ONE], CLOUD in files, TWO in files) == (edited, False, True)
    repository.git("merge-base", "--is-ancestor", theirs, BRANCH)
    assert done.gh == ["pr edit 1"]
    assert "| 乙。 |" in repository.requests[0]["body"]


def test_what_the_author_pushes_while_it_runs_survives(repository: Repository) -> None:
    """Our commit goes behind his, never over it; and nothing is merged unseen."""
    repository.run(DUE)
    edited = article("ai", said="丙")
    done = repository.run(
        {**DUE, TWO: article("chips")},
        before_push=lambda: repository.write(BRANCH, ONE, edited),
        variables=MERGING,
    )
    files = repository.files(BRANCH)
    assert (files[ONE], TWO in files, done.gh) == (edited, True, ["pr edit 1"])
    assert "moved since the check" in done.log


def test_an_article_that_is_there_by_now_is_left_as_it_is(
    repository: Repository,
) -> None:
    """The author wrote the day's report himself while the tweets were read."""
    repository.git("branch", BRANCH, "main")
    own = article("ai", said="丁")
    repository.write(BRANCH, ONE, own)
    repository.change(requests=[])
    # As if it had come after the first job looked: the waiting ones are not due.
    done = repository.run({TWO: article("chips"), ONE: article("ai")})
    assert (repository.files(BRANCH)[ONE], done.gh) == (own, ["pr create"])


@pytest.mark.parametrize(
    ("code", "step", "kind"),
    [
        pytest.param(75, 0, "warning", id="try later"),
        pytest.param(1, 1, "error", id="a person must act"),
    ],
)
def test_a_failure_is_red_only_where_a_person_must_act(
    repository: Repository, code: int, step: int, kind: str
) -> None:
    """And holds back no other report."""
    failed = [
        {"topic": "chips", "slug": "chips_1", "drafted": False, "error": "no\n::x::"}
    ]
    done = repository.run(DUE, code=code, failed=failed)
    assert (done.draft_code, done.gh) == (step, ["pr create"])
    assert f"::{kind}::chips_1: no%0A::x::\n" in done.log
    again = repository.run(code=code, failed=failed)
    assert (again.draft_code, again.gh) == (step, [])


@pytest.mark.parametrize("code", [0, 1, 2, -9])
def test_a_crash_is_red(repository: Repository, code: int) -> None:
    """Whatever exit code it has, an answer that is no JSON is none."""
    done = repository.run(code=code, stdout="Traceback")
    assert (done.draft_code, done.gh) == (1, [])


def test_a_command_refused_by_its_settings_says_why(repository: Repository) -> None:
    told = json.dumps({"exit_code": 1, "problems": ["AIREPORT_WINDOW: wrong"]})
    done = repository.run(code=1, stdout=told)
    assert (done.draft_code, "::error::AIREPORT_WINDOW: wrong" in done.log) == (1, True)


def test_words_of_services_and_articles_are_no_commands_to_the_runner(
    repository: Repository,
) -> None:
    """They stand between two marks that nobody can guess."""
    said = "::set-output name=checked::true"
    done = repository.run(DUE, stderr=said)
    silent = r"::stop-commands::([0-9a-f]{32})\n.*?\n::\1::\n"
    heard = re.sub(silent, "", done.log, flags=re.DOTALL)
    assert (done.log.count(said), said in heard + done.errors) == (2, False)


def test_inputs_reach_the_command_as_arguments(repository: Repository) -> None:
    inputs = {"FROM": "2026-09-01", "TO": "2026-09-02", "TOPIC": "ai"}
    done = repository.run(variables={**inputs, "STATUS": "draft"})
    assert done.aireport == [
        [
            *("draft", "--json", "--from", "2026-09-01", "--to", "2026-09-02"),
            *("--topic", "ai", "-e", 'AIREPORT_STATUS="draft"'),
        ]
    ]


@pytest.mark.parametrize(
    "variables",
    [
        pytest.param({"FROM": "yesterday"}, id="from"),
        pytest.param({"TO": "--help"}, id="to"),
        pytest.param({"TOPIC": "$(id)"}, id="topic"),
        pytest.param({"STATUS": "live"}, id="status"),
    ],
)
def test_a_wrong_input_drafts_nothing(
    repository: Repository, variables: dict[str, str]
) -> None:
    done = repository.run(DUE, variables=variables)
    assert (done.draft_code, done.aireport, done.gh) == (1, [], [])


def test_a_closed_pull_request_ends_the_day(repository: Repository) -> None:
    """Until its branch is deleted."""
    repository.run(DUE)
    close(repository, "CLOSED")
    done = repository.run({**DUE, TWO: article("chips")})
    assert (done.aireport, done.gh, len(repository.requests)) == ([], [], 1)
    repository.git("branch", "-D", BRANCH)
    assert repository.run(DUE).gh == ["pr create"]


def test_what_was_merged_does_not_count_as_new_again(repository: Repository) -> None:
    """A second batch of the day gets a pull request of its own, with itself alone."""
    repository.describe_truly()
    repository.run(DUE)
    repository.write("main", ONE, repository.files(BRANCH)[ONE])
    close(repository, "MERGED")
    done = repository.run({**DUE, TWO: article("chips")})
    assert done.gh == ["pr create"]
    body = repository.requests[1]["body"]
    assert (body.count("## ai"), body.count("## chips")) == (0, 1)


@pytest.mark.parametrize(
    ("since", "waits"),
    [
        pytest.param(article("ai", said="戊"), [TWO], id="changed"),
        pytest.param(None, [ONE, TWO], id="deleted, to be drafted anew"),
    ],
)
def test_what_became_of_merged_articles_on_main_is_where_the_day_goes_on(
    repository: Repository, since: str | None, waits: list[str]
) -> None:
    """Also where they were squashed, so that git sees two additions of one file."""
    repository.run(DUE)
    repository.write("main", ONE, article("ai"))
    close(repository, "MERGED")
    repository.write("main", ONE, since)
    done = repository.run({**DUE, TWO: article("chips")})
    changed = repository.git("diff", "--name-only", "main", BRANCH).split()
    assert (changed, done.gh) == (waits, ["pr create"])


def test_commits_that_came_after_the_merge_are_not_lost(
    repository: Repository,
) -> None:
    """Where they do not go together with main, their author is told."""
    own = "content/reports/own.md"
    repository.run(DUE)
    repository.write("main", ONE, article("ai"))
    close(repository, "MERGED")
    repository.write(BRANCH, own, article("own"))
    first = repository.run({**DUE, TWO: article("chips")})
    assert (first.gh, own in repository.files(BRANCH)) == (["pr create"], True)
    requests = [{**each, "state": "MERGED"} for each in repository.requests]
    repository.change(requests=requests)
    repository.write("main", own, article("own", said="己"))
    second = repository.run({**DUE, "content/reports/third.md": article("third")})
    told = f"::error::{BRANCH} does not go together with main: "
    assert (second.propose_code, second.gh, told in second.log) == (1, [], True)


def test_an_article_deleted_after_its_merge_is_drafted_anew(
    repository: Repository,
) -> None:
    """Even where the branch of that day still stands."""
    repository.run(DUE)
    repository.write("main", ONE, article("ai"))
    close(repository, "MERGED")
    repository.write("main", ONE, None)
    repository.environ["DAY"] = "2026-09-10"
    done = repository.run(DUE)
    assert ("ai: drafted" in done.log, done.gh) == (True, ["pr create"])


def test_yesterdays_open_pull_request_is_not_drafted_twice(
    repository: Repository,
) -> None:
    repository.run(DUE)
    repository.environ["DAY"] = "2026-09-10"
    done = repository.run({**DUE, TWO: article("chips")})
    assert done.gh == ["pr create"]
    changed = repository.git("diff", "--name-only", "main", "report/2026-09-10")
    assert changed.split() == [TWO]


def test_a_branch_gives_back_nothing_that_was_deleted_on_main_meanwhile(
    repository: Repository,
) -> None:
    """It began before, and adds only what is its own."""
    old = "content/reports/old.md"
    repository.run(DUE)
    repository.write("main", old, None)
    repository.environ["DAY"] = "2026-09-10"
    done = repository.run({**DUE, old: article("old")})
    assert ("old: drafted" in done.log, done.gh) == (True, ["pr create"])


def test_a_run_that_takes_too_long_hands_over_what_it_has(
    repository: Repository,
) -> None:
    """The job's own limit would take the articles with it, and what they cost."""
    repository.seconds = 60
    done = repository.run(DUE, variables={"MINUTES": "0.01"})
    assert (done.draft_code, done.gh) == (1, ["pr create"])
    assert "::error::aireport draft was stopped after 0.01 minutes" in done.log


def test_a_branch_that_never_got_its_pull_request_gets_it(
    repository: Repository,
) -> None:
    """Such as where the repository's settings do not allow it at first."""
    repository.change(create_code=1)
    refused = repository.run(DUE)
    repository.change(create_code=0)
    allowed = repository.run(DUE)
    assert (refused.propose_code, "::error::report/" in refused.log) == (1, True)
    assert (allowed.propose_code, allowed.gh) == (0, ["pr create"])


def test_a_forks_pull_request_of_the_same_name_is_left_alone(
    repository: Repository,
) -> None:
    theirs = {"number": 1, "headRefName": BRANCH, "state": "OPEN", "body": "theirs"}
    repository.change(requests=[{**theirs, "isCrossRepository": True}])
    done = repository.run(DUE, variables=MERGING)
    assert done.gh[0] == "pr create"
    assert [each["body"] == "theirs" for each in repository.requests] == [True, False]


def test_what_is_verified_and_checked_is_merged(repository: Repository) -> None:
    """At the commit that was checked, by GitHub, as soon as its own rules allow."""
    done = repository.run(DUE, variables=MERGING)
    head = repository.git("rev-parse", BRANCH).strip()
    assert done.gh == [
        "pr create",
        f"pr merge 1 --auto --squash --match-head-commit {head}",
    ]


@pytest.mark.parametrize(
    ("variables", "check", "status"),
    [
        pytest.param({"STATUS": "verified"}, 0, "published", id="not asked for"),
        pytest.param({**MERGING, "AUTO_MERGE": "yes"}, 0, "published", id="not true"),
        pytest.param({**MERGING, "STATUS": "published"}, 0, "published", id="rule"),
        pytest.param(MERGING, 1, "published", id="findings"),
        pytest.param(MERGING, 2, "published", id="no check"),
        pytest.param(MERGING, 0, "draft", id="a draft"),
        pytest.param(MERGING, 0, "skip", id="skipped"),
    ],
)
def test_anything_else_is_left_to_its_author(
    repository: Repository, variables: dict[str, str], check: int, status: str
) -> None:
    due = {ONE: article("ai", status=status), TWO: article("chips")}
    assert repository.run(due, check=check, variables=variables).gh == ["pr create"]


def test_a_branch_with_more_than_articles_is_left_to_its_author(
    repository: Repository,
) -> None:
    repository.run(DUE)
    repository.write(BRANCH, "pelicanconf.py", "PATH = 'content'\n# his\n")
    done = repository.run({**DUE, TWO: article("chips")}, variables=MERGING)
    assert (done.gh, "more than articles" in done.log) == (["pr edit 1"], True)


def test_a_merge_that_github_refuses_is_a_warning(repository: Repository) -> None:
    repository.change(merge_code=1)
    done = repository.run(DUE, variables=MERGING)
    assert (len(done.gh), "::warning::Pull request 1 was not merged" in done.log) == (
        2,
        True,
    )
