"""Lines are found by their beginnings as if one had read all of them."""

import re
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.language import segmenter
from pelican_aireport.language.sorted_lines import index_lines

LINES = st.lists(
    st.text("ab\u4e00\u4e01 ", min_size=1, max_size=5).map(str.encode), min_size=1
)
LATIN = re.compile(rb"[^ ]*[A-Za-z0-9+#&\xce]")
STARTS = st.text("ab\u4e00\u4e01", max_size=3).map(str.encode)


@pytest.mark.parametrize("step", [1, 7, 1024])
@given(lines=LINES, start=STARTS)
def test_all_lines_with_a_start_are_found(
    step: int, lines: list[bytes], start: bytes
) -> None:
    lines = sorted(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pelican_aireport.language.sorted_lines._STEP", step)
        found = list(index_lines(b"\n".join(lines)).find(start))

    assert found == [line for line in lines if line.startswith(start)]


def test_all_words_of_jieba_are_found() -> None:
    """But a few with Latin letters at the head of its file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - it warns when it is imported

    with jieba.Tokenizer().get_dict_file() as file:
        content = file.read()
    lines = content.splitlines()
    words = index_lines(segmenter._sorted(content))
    starts = ((line, line.partition(b" ")[0] + b" ") for line in lines)
    missed = [line for line, start in starts if list(words.find(start)) != [line]]

    assert len(lines) > 340_000
    assert [line for line in missed if not LATIN.match(line)] == []
