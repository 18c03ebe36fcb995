"""An author's life with the tool: what he does to his articles, in any order.

A state machine for Hypothesis. It knows what every file of the author must hold, and
which of his words must be where; after each step it looks whether they are.
"""

import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import (
    ExitStack,
    contextmanager,
    redirect_stderr,
    redirect_stdout,
)
from io import StringIO
from pathlib import Path
from typing import ClassVar
from unittest import mock

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from pelican import Pelican
from pelican.settings import read_settings
from sites import make_site, tweet_line

from pelican_aireport.articles.blocks import Block, split_blocks
from pelican_aireport.articles.files import find_articles
from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.articles.metadata import read_slug
from pelican_aireport.cli import main

__all__ = ["AuthorLife"]

_DAYS = (7, 8, 9)
_NAMES = ("Larkspur", "Tarn", "Kestrel")
"""Few, so that several tweets of a day are about one thing."""
_SETTINGS = """
AIREPORT_TOPICS = {{"ai": {{
    "title": "AI 日报", "source": "jsonl", "query": {{"path": "tweets.jsonl"}},
    "window": ["2026-09-07", "2026-09-08", "2026-09-09"], "key_points": {points},
}}}}
TIMEZONE = {zone!r}
"""
_ZONES = ("Asia/Shanghai", "Asia/Singapore")
"""Other names of one time: the days stay what they are."""


_MOST_TWEETS = 60
_PERCENT = re.compile(r"下降 \d+%")


def _line(number: int, day: int, likes: int) -> str:
    name = _NAMES[number % len(_NAMES)]
    text = (
        f"{name} 发布第 {number} 版模型，推理价格下降 {10 + number}%，"
        f"上下文 {number + 1} 万 token"
    )
    moment = f"2026-09-0{day}T12:{number % 60:02}:00+08:00"
    return tweet_line(number, text, created_at=moment, likes=likes)


class _Killed(BaseException):
    """The process is gone: nothing it does from here on reaches the disk."""


@contextmanager
def _dying(after: int) -> Iterator[None]:
    """Let the process die at the so-many-th change of a name on the disk."""
    left = after

    def die(change: Callable[..., object]) -> Callable[..., object]:
        def changed(*arguments: object, **keywords: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise _Killed
            return change(*arguments, **keywords)

        return changed

    names = ("link", "replace", "rename", "unlink", "fsync", "mkdir")
    with ExitStack() as patched:
        for name in names:
            change = die(getattr(os, name))
            patched.enter_context(mock.patch.object(os, name, change))
        try:
            yield
        except _Killed:
            AuthorLife.happened["killed"] += 1


class AuthorLife(RuleBasedStateMachine):
    """Edits, renames, moves, deletions, builds, refreshes and kills."""

    happened: ClassVar[Counter[str]] = Counter()
    """What happened in all lives so far, so that a run can tell that much did."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="author-life-"))
        self.site = make_site(self.folder)
        self.files: dict[Path, bytes] = {}
        """What the author's folder must hold."""
        self.words: dict[str, set[str]] = {}
        """By slug, words of the author that must be in his article."""
        self.gone: dict[str, set[str]] = {}
        """By slug, texts that he deleted and that must not come back."""
        self.count = 0
        self.tweets: list[tuple[int, int]] = []
        """Day and likes of each tweet, by its number."""
        self.points, self.zone = 10, _ZONES[0]

    def teardown(self) -> None:
        """Let everything settle: one run completes it, another changes nothing."""
        self._configure()
        self._draft()
        self._build()
        before = self._read()
        self._draft()
        self._build()
        shutil.rmtree(self.folder, ignore_errors=True)
        assert self._slugs(before) == {f"ai_2026090{day}_2026090{day}" for day in _DAYS}
        assert self._parts == []

    # What the world does.

    @initialize()
    def begin(self) -> None:
        """Begin with some tweets a day."""
        for day in _DAYS:
            self._tweet(day, 6)
        self._configure()

    @rule(day=st.sampled_from(_DAYS), more=st.integers(1, 4))
    def tweets_come_in(self, day: int, more: int) -> None:
        """Add tweets to a day, whether or not it has its article."""
        if len(self.tweets) < _MOST_TWEETS:
            self._tweet(day, more)

    @rule(number=st.integers(0, _MOST_TWEETS), likes=st.integers(0, 5_000))
    def a_tweet_is_liked(self, number: int, likes: int) -> None:
        """Let a tweet become another's better: the reports will quote it."""
        number %= len(self.tweets)
        self.tweets[number] = (self.tweets[number][0], likes)
        self._write_tweets()

    @rule(points=st.integers(1, 10), zone=st.sampled_from(_ZONES))
    def settings_change(self, points: int, zone: str) -> None:
        """Change what reports are made from."""
        self.points, self.zone = points, zone
        self._configure()

    @rule(what=st.sampled_from(["", "drafts", *[None] * 8]))
    def state_is_deleted(self, what: str | None) -> None:
        """Delete the state, or what was generated; seldom, as nothing merges then."""
        if what is None:
            return
        shutil.rmtree(self.folder / ".aireport" / what, ignore_errors=True)

    # What the tool does.

    @rule()
    def draft(self) -> None:
        """Draft what is due: every day without an article gets one."""
        self._draft()
        assert self._slugs(self.files) >= {
            f"ai_2026090{day}_2026090{day}" for day in _DAYS
        }

    @rule()
    def build(self) -> None:
        """Build the site, which drafts as well."""
        self._build()

    @rule(after=st.integers(0, 12))
    def draft_is_killed(self, after: int) -> None:
        """Kill a run: what is there is whole."""
        with _dying(after):
            self._run("draft")
        self._take_in_new()

    @precondition(lambda self: self.files)
    @rule(number=st.integers(0, 9), likes=st.permutations(range(6)))
    def refresh(self, number: int, likes: list[int]) -> None:
        """Refresh an article: the author's words stay, what he deleted stays away."""
        path, slug = self._pick(number)
        self._like_tweets_of(slug, likes)
        self._run("refresh", slug)
        self._take_in_refreshed(path, slug)
        settled = path.read_bytes()
        self._run("refresh", slug)
        assert path.read_bytes() == settled

    @precondition(lambda self: self.files)
    @rule(number=st.integers(0, 9), after=st.integers(0, 12))
    def refresh_is_killed(self, number: int, after: int) -> None:
        """Kill a refresh: the article is the old one or the new one."""
        path, slug = self._pick(number)
        with _dying(after):
            self._run("refresh", slug)
        self._take_in_refreshed(path, slug)

    @precondition(lambda self: self.files)
    @rule(number=st.integers(0, 9))
    def refresh_is_only_tried(self, number: int) -> None:
        """Look at what a refresh would do: nothing changes."""
        self._run("refresh", self._pick(number)[1], "--dry-run")

    # What the author does.

    @precondition(lambda self: self.files)
    @rule(number=st.integers(0, 9), place=st.integers(0, 30))
    def adds_to_a_claim(self, number: int, place: int) -> None:
        """Write a sentence behind a claim's own."""

        def add(block: Block) -> str:
            head, mark, notes = block.text.partition("[^")
            return f"{head}{self._word(number)}。{mark}{notes}"

        self._edit_block(number, place, add)

    @precondition(lambda self: self.files)
    @rule(number=st.integers(0, 9), place=st.integers(0, 30))
    def rewrites_a_claim(self, number: int, place: int) -> None:
        """Say a claim in other words, and nothing that he wrote into it before."""
        _, slug = self._pick(number)

        def rewrite(block: Block) -> str:
            self._take_back(slug, block.text)
            head, mark, notes = block.text.partition("[^")
            marker = head[: len(head) - len(head.lstrip("-0123456789. "))]
            return f"{marker}{self._word(number)}{mark}{notes}"

        self._edit_block(number, place, rewrite)

    @precondition(lambda self: self.files)
    @rule(number=st.integers(0, 9), place=st.integers(0, 30))
    def corrects_a_figure(self, number: int, place: int) -> None:
        """Write another figure into a claim."""
        _, slug = self._pick(number)

        def correct(block: Block) -> str:
            found = _PERCENT.search(block.text)
            if found is None:
                return block.text
            self._take_back(slug, found[0])
            self.count += 1
            mine = f"下降 {1000 + self.count}%"
            self.words[slug].add(mine)
            return block.text.replace(found[0], mine, 1)

        self._edit_block(number, place, correct)

    @precondition(lambda self: self.files)
    @rule(number=st.integers(0, 9), place=st.integers(0, 30))
    def deletes_a_claim(self, number: int, place: int) -> None:
        """Delete a claim with all that he wrote into it."""
        _, slug = self._pick(number)

        def delete(block: Block) -> str:
            self._take_back(slug, block.text)
            self.gone[slug].add(block.text.lstrip("-0123456789. "))
            return ""

        self._edit_block(number, place, delete)

    @precondition(lambda self: self.files)
    @rule(number=st.integers(0, 9), place=st.integers(0, 30))
    def adds_a_paragraph(self, number: int, place: int) -> None:
        """Write a paragraph of his own below something."""
        self._edit_block(
            number, place, lambda block: f"{block.text}\n\n{self._word(number)}。"
        )

    @precondition(lambda self: self.files)
    @rule(number=st.integers(0, 9), line=st.sampled_from(["title", "another"]))
    def edits_the_front_matter(self, number: int, line: str) -> None:
        """Give a title, a key of his own, a comment."""
        path, slug = self._pick(number)
        lines = path.read_bytes().decode().split("\n")
        if line == "title":
            at = next(n for n, each in enumerate(lines) if each.startswith("title:"))
            self._take_back(slug, lines[at])
            lines[at] = f"title: {self._word(number)}"
        elif not any(each.startswith("mood:") for each in lines):
            lines.insert(1, f"mood: {self._word(number)}")
        else:
            lines.insert(1, f"# {self._word(number)}")
        self._write(path, "\n".join(lines))

    @precondition(lambda self: self.files)
    @rule(
        number=st.integers(0, 9),
        status=st.sampled_from(["published", "draft", "hidden", "skip"]),
    )
    def sets_the_status(self, number: int, status: str) -> None:
        """Publish it, take it back, keep the day away."""
        path, _ = self._pick(number)
        lines = path.read_bytes().decode().split("\n")
        at = next(n for n, each in enumerate(lines) if each.startswith("status:"))
        lines[at] = f"status: {status}"
        self._write(path, "\n".join(lines))

    @precondition(lambda self: self.files)
    @rule(number=st.integers(0, 9), folder=st.sampled_from([".", "2026/09", "好文"]))
    def moves_an_article(self, number: int, folder: str) -> None:
        """Give an article another name in some folder; its slug line stays."""
        path, _ = self._pick(number)
        self.count += 1
        there = self.site.reports / folder / f"文章{self.count}.md"
        there.parent.mkdir(parents=True, exist_ok=True)
        path.rename(there)
        self.files[there] = self.files.pop(path)

    @precondition(lambda self: self.files)
    @rule(number=st.integers(0, 9))
    def writes_the_slug_in_capitals(self, number: int) -> None:
        """Change the case of the slug: it names the same report."""
        path, slug = self._pick(number)
        text = (
            path.read_bytes().decode().replace(f"slug: {slug}", f"slug: {slug.upper()}")
        )
        self._write(path, text)

    @precondition(lambda self: self.files)
    @rule(number=st.integers(0, 9))
    def deletes_an_article(self, number: int) -> None:
        """Delete an article, which is how it is drafted again."""
        path, slug = self._pick(number)
        path.unlink()
        del self.files[path], self.words[slug], self.gone[slug]

    @rule()
    def deletes_the_pictures(self) -> None:
        """Delete every picture."""
        for picture in self.site.reports.rglob("wordcloud_*"):
            picture.unlink()

    # What must hold.

    @invariant()
    def nothing_of_the_author_is_lost(self) -> None:
        """Look at every article: its bytes are what they must be."""
        self.happened["steps"] += 1
        assert self._read() == self.files

    def _configure(self) -> None:
        self.site.configure(_SETTINGS.format(points=self.points, zone=self.zone))

    def _tweet(self, day: int, more: int) -> None:
        for _ in range(more):
            self.tweets.append((day, 10 * len(self.tweets)))
        self._write_tweets()

    def _like_tweets_of(self, slug: str, likes: list[int]) -> None:
        """Change the likes of a report's own tweets, the first ones first."""
        mine = [n for n, (day, _) in enumerate(self.tweets) if slug[9:11] == f"0{day}"]
        for number, count in zip(mine, likes, strict=False):
            self.tweets[number] = (self.tweets[number][0], 1_000 * count)
        self._write_tweets()

    def _write_tweets(self) -> None:
        lines = "\n".join(
            _line(number, day, likes) for number, (day, likes) in enumerate(self.tweets)
        )
        (self.folder / "tweets.jsonl").write_text(lines, encoding="utf-8")

    def _run(self, command: str, *arguments: str) -> None:
        conf = str(self.folder / "pelicanconf.py")
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            code = main([command, *arguments, "-s", conf])
        assert code in (0, 1, 75)
        self.happened[f"{command}: exit {code}"] += 1

    def _draft(self) -> None:
        self._run("draft")
        self._take_in_new()

    def _build(self) -> None:
        settings = read_settings(str(self.folder / "pelicanconf.py"))
        with mock.patch.object(sys, "argv", ["pelican"]), redirect_stdout(StringIO()):
            Pelican(settings).run()
        self._take_in_new()

    def _take_in_new(self) -> None:
        for path in find_articles(self.site.reports):
            if path not in self.files:
                self.files[path] = path.read_bytes()
                slug = self._slug(path, self.files[path])
                assert slug not in self.words, f"{slug} was drafted twice"
                self.words[slug], self.gone[slug] = set(), set()

    def _take_in_refreshed(self, path: Path, slug: str) -> None:
        was, now = self.files[path].decode(), path.read_bytes().decode()
        assert [word for word in self.words[slug] if word not in now] == []
        back = [text for text in self.gone[slug] if text in now and text not in was]
        assert back == []
        status = [line for line in was.split("\n") if line.startswith("status:")]
        assert status == [
            line for line in now.split("\n") if line.startswith("status:")
        ]
        self.happened["changed by a refresh"] += was != now
        marked = path.with_name(f"{path.name}.new")
        self.happened["conflicts"] += marked.exists()
        marked.unlink(missing_ok=True)
        self.files[path] = path.read_bytes()

    def _pick(self, number: int) -> tuple[Path, str]:
        paths = sorted(self.files)
        path = paths[number % len(paths)]
        return path, self._slug(path, self.files[path])

    def _word(self, number: int) -> str:
        self.count += 1
        word = f"作者的话{self.count}号"
        self.words[self._pick(number)[1]].add(word)
        return word

    def _take_back(self, slug: str, text: str) -> None:
        """Forget the words that a text holds: the author deletes it."""
        self.words[slug] -= {word for word in self.words[slug] if word in text}

    def _edit_block(
        self, number: int, place: int, change: Callable[[Block], str]
    ) -> None:
        path, _ = self._pick(number)
        text = path.read_bytes().decode()
        body = parse_front_matter(text).body
        blocks = split_blocks(body)
        claims = [block for block in blocks if block.claims]
        if not claims:
            return
        chosen = claims[place % len(claims)]
        parts = [
            (change(block) if block is chosen else block.text) + block.gap
            for block in blocks
        ]
        self._write(path, text[: len(text) - len(body)] + "".join(parts))

    def _write(self, path: Path, text: str) -> None:
        path.write_bytes(text.encode())
        self.files[path] = path.read_bytes()

    def _read(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in find_articles(self.site.reports)}

    def _slug(self, path: Path, content: bytes) -> str:
        return read_slug(parse_front_matter(content.decode()).values, path.stem)

    def _slugs(self, files: dict[Path, bytes]) -> set[str]:
        return {self._slug(path, content) for path, content in files.items()}

    @property
    def _parts(self) -> list[Path]:
        published = self.site.output.rglob("*") if self.site.output.is_dir() else ()
        return [path for path in published if path.suffix in (".part", ".new", ".md")]
