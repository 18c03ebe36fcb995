"""The segmenter: jieba's dictionary and ours, and nothing shared with others."""

import subprocess
import sys
from pathlib import Path

import pytest

from pelican_aireport.language import segmenter
from pelican_aireport.language.segmenter import WordClass


@pytest.mark.filterwarnings("ignore")
def test_the_dictionary_is_the_one_that_jieba_reads() -> None:
    """Our own reading of jieba's file gives what jieba's gives."""
    import jieba

    tokenizer = jieba.Tokenizer()
    expected, _ = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    ours = segmenter._lexicon().tokenizer.FREQ
    terms = segmenter._field_terms()

    assert {k: v for k, v in ours.items() if k in expected and k not in terms} == {
        k: v for k, v in expected.items() if k not in terms
    }


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
    """Each line of the dictionary is what the segmenter returns for it."""
    terms = segmenter._field_terms()

    assert {t: segmenter.segment(t) for t in terms} == {t: [t] for t in terms}


def test_segmenting_is_silent_and_writes_no_shared_file(tmp_path: Path) -> None:
    """With warnings as errors and a fresh temporary folder, nothing is left."""
    program = (
        "from pelican_aireport.language.segmenter import segment;"
        "print(*segment('\\u5927\\u8bed\\u8a00\\u6a21\\u578b'), sep='|')"
    )
    environment = {
        "TMPDIR": str(tmp_path),
        "PYTHONPATH": ":".join(sys.path),
        # jieba's warnings come when it is compiled, so nothing compiled is found.
        "PYTHONPYCACHEPREFIX": str(tmp_path / "absent"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert (done.stdout, done.stderr) == ("大语言模型\n", "")
    assert list(tmp_path.iterdir()) == []
