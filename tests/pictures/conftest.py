"""Terms to draw: Chinese and English, long and short."""

import pytest

from pelican_aireport.model import Term

NAMES = ["Pinnace Coder 1.1", "Fennwick", "HuaixuDB", "$KSTL", "Apache 2.0", "Bracken"]
WORDS = ["许可证", "维护者", "传闻", "算力", "论文", "上下文", "智能体", "公告", "现货"]
LONGER = ["服务提供者", "征求意见", "预训练", "市销率", "贡献者", "配置文件", "注意力"]


@pytest.fixture(scope="session")
def terms() -> tuple[Term, ...]:
    """Return eighty terms of falling weight."""
    texts = [*NAMES, *WORDS, *LONGER]
    texts += [f"{word}{n}" for n in range(1, 4) for word in (*WORDS, "term", *LONGER)]
    texts += [f"word{n}" for n in range(80)]
    return tuple(
        Term(text=text, weight=round(60 / (1 + n / 9), 1))
        for n, text in enumerate(texts[:80])
    )
