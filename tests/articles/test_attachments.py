"""Pictures beside an article are linked, missing ones leave their words."""

from pathlib import Path

import pytest

from pelican_aireport.articles.attachments import (
    PictureFile,
    Placed,
    find_picture,
    place_pictures,
)
from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.report_view import CloudPicture

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    + (640).to_bytes(4, "big")
    + (360).to_bytes(4, "big")
)
BESIDE = {
    "a.png": PictureFile(name="a.png"),
    "wordcloud_x.png": PictureFile(name="wordcloud_x.png", width=640, height=360),
    "wordcloud_x.svg": PictureFile(name="wordcloud_x.svg"),
    "wordcloud_s.png": PictureFile(name="wordcloud_s.png"),
    "wordcloud_s.svg": PictureFile(name="wordcloud_s.svg", objection="a script"),
    "wordcloud_y.jpg": PictureFile(name="wordcloud_y.jpg"),
}


@pytest.mark.parametrize(
    ("markdown", "placed"),
    [
        pytest.param(
            "![“词”](a.png)",
            Placed(
                html='<p><img src="{attach}a.png" alt="“词”" loading="lazy"></p>\n',
                cloud=None,
                missing=(),
            ),
            id="beside the article",
        ),
        pytest.param(
            "![词云：&lt;甲&gt;](wordcloud_x.png)",
            Placed(
                html='<p><a class="wordcloud" href="{attach}wordcloud_x.svg">'
                '<img src="{attach}wordcloud_x.png" alt="词云：&lt;甲&gt;" '
                'width="640" height="360" loading="lazy"></a></p>\n',
                cloud=CloudPicture(
                    png="wordcloud_x.png",
                    svg="wordcloud_x.svg",
                    alt="词云：<甲>",
                    width=640,
                    height=360,
                ),
                missing=(),
            ),
            id="word cloud with its drawing",
        ),
        pytest.param(
            "![词云](wordcloud_y.jpg)",
            Placed(
                html='<p><img src="{attach}wordcloud_y.jpg" alt="词云" '
                'loading="lazy"></p>\n',
                cloud=CloudPicture(png="wordcloud_y.jpg", svg=None, alt="词云"),
                missing=(),
            ),
            id="word cloud without a drawing",
        ),
        pytest.param(
            "![甲 \"乙\"](wordcloud_z.png 't') ![](b.png)",
            Placed(
                html="<p><em>甲 &quot;乙&quot;</em> </p>\n",
                cloud=None,
                missing=("wordcloud_z.png", "b.png"),
            ),
            id="missing",
        ),
        pytest.param(
            "![甲]({attach}a.png)",
            Placed(
                html='<p><img src="{attach}a.png" alt="甲" loading="lazy"></p>\n',
                cloud=None,
                missing=(),
            ),
            id="written in Pelican's way",
        ),
        pytest.param(
            "![甲]({attach}../a.png) ![乙](x/a.png)",
            Placed(
                html="<p><em>甲</em> <em>乙</em></p>\n",
                cloud=None,
                missing=("%7Battach%7D../a.png", "x/a.png"),
            ),
            id="elsewhere on the disk",
        ),
        pytest.param(
            "![甲](https://a.b/c.png) ![乙](/images/d.png)",
            Placed(
                html='<p><img src="https://a.b/c.png" alt="甲" /> '
                '<img src="/images/d.png" alt="乙" /></p>\n',
                cloud=None,
                missing=(),
            ),
            id="at a full address",
        ),
        pytest.param(
            "![词云](wordcloud_s.png) ![乙](wordcloud_s.svg)",
            Placed(
                html='<p><img src="{attach}wordcloud_s.png" alt="词云" loading="lazy">'
                " <em>乙</em></p>\n",
                cloud=CloudPicture(png="wordcloud_s.png", svg=None, alt="词云"),
                missing=("wordcloud_s.svg (a script)", "wordcloud_s.svg (a script)"),
            ),
            id="drawing with a script",
        ),
        pytest.param(
            "[![甲](a.png)](https://a.b)",
            Placed(
                html='<p><a rel="nofollow noopener noreferrer" href="https://a.b">'
                '<img src="{attach}a.png" alt="甲" loading="lazy"></a></p>\n',
                cloud=None,
                missing=(),
            ),
            id="inside a link",
        ),
    ],
)
def test_pictures_are_placed(markdown: str, placed: Placed) -> None:
    assert place_pictures(render_html(markdown), BESIDE.get) == placed


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.png", PictureFile(name="a.png", width=640, height=360)),
        ("b.png", PictureFile(name="b.png")),
        ("c.svg", PictureFile(name="c.svg")),
        ("h.svg", PictureFile(name="h.svg", objection="no plain drawing: <script/>")),
        ("none.png", None),
        ("link.png", None),
        ("folder.png", None),
        ("d.txt", None),
        (".e.png", None),
        ("../a.png", None),
        ("f..png", None),
        ("", None),
    ],
)
def test_a_picture_is_a_plain_file_with_a_bare_name(
    tmp_path: Path, name: str, found: PictureFile | None
) -> None:
    for file, content in {
        "a.png": PNG,
        "b.png": b"",
        "c.svg": b"<svg/>",
        "h.svg": b"<script/>",
    }.items():
        (tmp_path / file).write_bytes(content)
    for file in ("d.txt", ".e.png", "f..png"):
        (tmp_path / file).write_bytes(PNG)
    (tmp_path / "link.png").symlink_to(tmp_path / "a.png")
    (tmp_path / "folder.png").mkdir()
    assert find_picture(tmp_path, name) == found
