"""The segmenter: jieba's dictionary and ours, and nothing shared with others."""

import marshal
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.language import segmenter
from pelican_aireport.language.segmenter import WordClass, is_known_word, is_word

FILES = ("dictionary.txt", "names.txt")
"""The words that are ours: terms and names."""


@pytest.fixture(scope="module")
def jieba_cut() -> Callable[[str], list[str]]:
    """Return jieba's own segmentation, with its whole dictionary and our terms."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - it warns when it is imported

        tokenizer = jieba.Tokenizer()
        frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    for term in _own_words():
        for length in range(1, len(term)):
            frequencies.setdefault(term[:length], 0)
        frequencies[term] = max(frequencies.get(term, 0), segmenter._TERM_FREQUENCY)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, total, True

    def cut(text: str) -> list[str]:
        return list(tokenizer.cut(text))

    return cut


def _own_words() -> list[str]:
    return [
        word for file in FILES for word in segmenter._read_own(file).decode().split()
    ]


@pytest.mark.parametrize("file", FILES)
def test_own_words_are_found_by_halving(file: str) -> None:
    """Sorted, and each once."""
    words = segmenter._read_own(file).splitlines()

    assert words == sorted(set(words))


def test_no_name_is_a_term_too() -> None:
    """A name stands apart from the words beside it, a term may join them."""
    terms, names = (set(segmenter._read_own(file).splitlines()) for file in FILES)
    assert terms & names == set()


def test_the_total_of_jieba_s_dictionary_is_its_own() -> None:
    """Known beforehand, or added up: another dictionary has another one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - it warns when it is imported

        tokenizer = jieba.Tokenizer()
        _, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        with tokenizer.get_dict_file() as file:
            content = file.read()
    assert segmenter._TOTALS.get(len(content), total) == total
    assert segmenter._count_total(content) == total


def test_a_dictionary_read_in_parts_cuts_like_the_whole(
    jieba_cut: Callable[[str], list[str]],
) -> None:
    """Every run of characters of the sample is cut as jieba cuts it."""
    folder = files("pelican_aireport") / "data" / "sample"
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in folder.iterdir()
        if path.name.endswith(".jsonl")
    )
    runs = sorted(set(re.findall("[\u4e00-\u9fff]+", text)))

    assert [segmenter.segment(run) for run in runs] == [jieba_cut(run) for run in runs]


@given(text=st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF)))
def test_any_characters_are_cut_like_by_the_whole_dictionary(
    jieba_cut: Callable[[str], list[str]], text: str
) -> None:
    """So are those that form no sentence."""
    assert segmenter.segment(text) == jieba_cut(text)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("模型", WordClass.NOUN, id="noun"),
        pytest.param("具身智能", WordClass.NOUN, id="term-of-the-field"),
        pytest.param("芯岸", WordClass.NOUN, id="unknown"),
        pytest.param("发布", WordClass.VERB, id="verb"),
        pytest.param("精致", WordClass.VERB, id="adjective"),
        pytest.param("什么", WordClass.FUNCTION, id="pronoun"),
        pytest.param("六笔", WordClass.FUNCTION, id="unknown-numeral"),
    ],
)
def test_a_word_has_the_class_of_the_dictionary(word: str, expected: WordClass) -> None:
    """What the dictionary does not know is a noun, unless it starts otherwise."""
    assert segmenter.word_class(word) == expected


def test_a_term_of_the_field_is_one_word() -> None:
    """Each line of the two lists is what the segmenter returns for it."""
    terms = _own_words()

    assert {t: segmenter.segment(t) for t in terms} == {t: [t] for t in terms}


def _pythons() -> Iterator[str]:
    """Yield this Python, and those of other versions that run on this machine."""
    yield sys.executable
    pyenv = sorted(Path.home().glob(".pyenv/versions/3.1[1-9].*/bin/python"))
    found = (shutil.which(f"python3.{minor}") for minor in range(11, 20))
    for python in dict.fromkeys([*map(str, pyenv), *filter(None, found)]):
        asked = [python, "-c", "import sys; print(sys.version_info[:2])"]
        done = subprocess.run(asked, capture_output=True, check=False, text=True)
        if done.returncode == 0 and done.stdout.strip() != str(sys.version_info[:2]):
            yield python


@pytest.mark.parametrize("python", list(_pythons()))
def test_segmenting_is_silent_and_shares_no_file(python: str, tmp_path: Path) -> None:
    """With warnings as errors; what lies where jieba's cache would is not read."""
    planted = tmp_path / "jieba.cache"
    planted.write_bytes(marshal.dumps(({"语言模": 10**6}, 1)))
    before = planted.read_bytes()
    program = (
        "from pelican_aireport.language.segmenter import segment;"
        "print(*segment('\\u5927\\u8bed\\u8a00\\u6a21\\u578b'), sep='|')"
    )
    packages = [find_spec(name) for name in ("pelican_aireport", "jieba")]
    folders = [str(Path(p.origin).parents[1]) for p in packages if p and p.origin]
    environment = {
        "TMPDIR": str(tmp_path),
        "PYTHONPATH": ":".join(folders),
        # jieba's warnings come when it is compiled, so nothing compiled is found.
        "PYTHONPYCACHEPREFIX": str(tmp_path / "absent"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [python, "-W", "error", "-c", program],
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert (done.stdout, done.stderr) == ("大语言模型\n", "")
    assert ([*tmp_path.iterdir()], planted.read_bytes()) == ([planted], before)


@pytest.mark.parametrize(
    ("word", "is_known"),
    [
        pytest.param("公司", True, id="noun"),
        pytest.param("大模型", True, id="term-of-the-field"),
        pytest.param("北京", False, id="place"),
        pytest.param("岱岩", False, id="invented"),
        pytest.param("", False, id="empty"),
    ],
)
def test_a_known_word_is_in_the_dictionary_and_no_name(
    word: str, *, is_known: bool
) -> None:
    assert is_known_word(word) is is_known


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("公司", True, id="noun"),
        pytest.param("北京", True, id="place"),
        pytest.param("岱岩", False, id="invented"),
        pytest.param("公", True, id="character"),
        pytest.param("", False, id="empty"),
    ],
)
def test_a_word_is_in_the_dictionary_or_a_guess(word: str, *, expected: bool) -> None:
    assert is_word(word) is expected
