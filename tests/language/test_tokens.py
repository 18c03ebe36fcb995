"""Tokens: what a segmenter would tear apart stays whole."""

import pytest

from pelican_aireport.language.tokens import Token, TokenKind, content_words, tokenize


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Claude Opus 4.5 is out", "Claude Opus 4.5", id="version"),
        pytest.param("try Gemini 3 Pro now", "Gemini 3 Pro", id="after-version"),
        pytest.param("用 GPT-5.1-Codex-Max 写", "GPT-5.1-Codex-Max", id="hyphens"),
        pytest.param("Nano Banana Pro 画图", "Nano Banana Pro", id="tail"),
        pytest.param("Qwen3-VL支持中文", "Qwen3-VL", id="next-to-chinese"),
        pytest.param("the GPT-5 mini model", "GPT-5 mini", id="small-size"),
        pytest.param("OpenAI CEO Sam Altman", "Sam Altman", id="after-a-title"),
        pytest.param("The Llama 4 Scout", "Llama 4 Scout", id="after-an-article"),
        pytest.param("Building Claude Code apps", "Claude Code", id="after-a-verb"),
        pytest.param("run Llama 3.3 70B at home", "Llama 3.3 70B", id="size-of-model"),
        pytest.param("a used RTX 5090 Ti", "RTX 5090 Ti", id="graphics-card"),
        pytest.param("SWE-bench is done", "SWE-bench", id="benchmark"),
        pytest.param("ElevenLabs v3 whispers", "ElevenLabs v3", id="small-v"),
        pytest.param("their Vite-based shop", "Vite", id="before-an-adjective"),
        pytest.param("at NeurIPS 2025 now", "NeurIPS 2025", id="conference"),
        pytest.param("they landed New Glenn", "New Glenn", id="common-beginning"),
        pytest.param("Tarn 8 Elite Gen 5 runs", "Tarn 8 Elite Gen 5", id="five-parts"),
        pytest.param("the California SB 7 bill", "SB 7", id="act"),
        pytest.param("with Ana de Armas now", "Ana de Armas", id="particle"),
        pytest.param("Guido van der Tarn", "Guido van der Tarn", id="particles"),
        pytest.param("用 Claude 4 分析财报", "Claude 4", id="no-minutes"),
        pytest.param("on Larkspur 10.3p1 now", "Larkspur 10.3p1", id="patch"),
        pytest.param("on Larkspur 3.x now", "Larkspur 3.x", id="any-minor-version"),
        pytest.param("比 Kimi 3 月活高", "Kimi 3", id="no-month"),
        pytest.param("Mayor Ana Tarn of Bree", "Ana Tarn", id="after-an-office"),
    ],
)
def test_a_name_stays_whole(text: str, name: str) -> None:
    """Parts and versions of a name are one token, and nothing else joins it."""
    assert Token(name, TokenKind.NAME) in tokenize(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Notably, Larkspur is late", id="adverb"),
        pytest.param("out on Jan 14", id="date"),
        pytest.param("JUST IN: THE STAR FELL", id="shouting"),
        pytest.param("Larkspur 70B", id="amount"),
        pytest.param("Larkspur 4 分钟", id="minutes"),
        pytest.param("Larkspur 3 月之前会发布", id="month"),
        pytest.param("Larkspur 3 日活动开始", id="day-of-a-month"),
        pytest.param("Larkspur 3 天使用量翻倍", id="days"),
        pytest.param("Larkspur 3 天才写完", id="days-until"),
        pytest.param("Larkspur 3 个人离职", id="people"),
        pytest.param("Larkspur 2 分发给", id="points"),
        pytest.param("4-of-7 is enough", id="count"),
        pytest.param("an AI-driven shop", id="adjective"),
    ],
)
def test_nothing_else_is_a_long_name(text: str) -> None:
    """No version is a date or an amount, and no word in capitals a name by itself."""
    names = [t.text for t in tokenize(text) if t.kind is TokenKind.NAME]

    assert [name for name in names if name not in ("Larkspur", "Jan")] == []


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("", (), id="empty"),
        pytest.param("https://t.co/a1b2 @ana a@b.co", (), id="addresses"),
        pytest.param("$NVDA", (Token("$NVDA", TokenKind.CASHTAG),), id="cashtag"),
        pytest.param("#具身智能", (Token("#具身智能", TokenKind.HASHTAG),), id="tag"),
        pytest.param("10 万亿", (Token("10 万亿", TokenKind.NUMBER),), id="number-zh"),
        pytest.param("6.6 GW", (Token("6.6 GW", TokenKind.NUMBER),), id="power"),
        pytest.param("685B", (Token("685B", TokenKind.NUMBER),), id="number-unit"),
        pytest.param("$1.2B", (Token("$1.2B", TokenKind.NUMBER),), id="number-money"),
        pytest.param("500 马力", (Token("500 马力", TokenKind.NUMBER),), id="horses"),
        pytest.param("1.6Tbps", (Token("1.6Tbps", TokenKind.NUMBER),), id="bandwidth"),
        pytest.param("20μs", (Token("20μs", TokenKind.NUMBER),), id="microseconds"),
        pytest.param(
            "2号文件",
            (
                Token("2", TokenKind.NUMBER),
                Token("号", TokenKind.WORD),
                Token("文件", TokenKind.WORD),
            ),
            id="no-unit",
        ),
        pytest.param("11.7％", (Token("11.7%", TokenKind.NUMBER),), id="full-width"),
        pytest.param(
            "THIS IS HUGE",
            (
                Token("THIS", TokenKind.LATIN),
                Token("IS", TokenKind.LATIN),
                Token("HUGE", TokenKind.LATIN),
            ),
            id="shouting",
        ),
        pytest.param(
            "具身智能与大语言模型",
            (
                Token("具身智能", TokenKind.WORD),
                Token("与", TokenKind.WORD),
                Token("大语言模型", TokenKind.WORD),
            ),
            id="terms-of-the-field",
        ),
    ],
)
def test_a_text_is_cut_in_its_order(text: str, tokens: tuple[Token, ...]) -> None:
    """Every token has its kind; addresses and handles give none."""
    assert tokenize(text) == tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("The 3 of us", (), id="nothing"),
        pytest.param("RT 转发 https://x.com/a 的 了", (), id="platform"),
        pytest.param("GPU 涨价 11.7%", ("gpu", "涨价", "11.7%"), id="mixed"),
        pytest.param("A 轮 A轮", ("a轮", "a轮"), id="round"),
        pytest.param("方案 B 轮流", ("方案", "轮流"), id="by-turns"),
        pytest.param("1.4s 5000mAh", ("1.4s", "5000mah"), id="units"),
        pytest.param("0.15mm 30°C", ("0.15mm", "30°c"), id="small-units"),
        pytest.param(r"Pose:\nSetting", ("pose", "setting"), id="broken-lines"),
        pytest.param("the agents and an agent", ("agent", "agent"), id="plural"),
        pytest.param("#具身智能", ("具身智能",), id="hashtag"),
        pytest.param(
            "Claude Opus 4.5", ("claude opus 4.5", "claude", "opus"), id="name"
        ),
    ],
)
def test_content_words_say_what_a_text_is_about(
    text: str, words: tuple[str, ...]
) -> None:
    """Function words, single characters and bare numbers are left out."""
    assert content_words(text) == words
