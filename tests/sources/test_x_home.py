"""Where X's home page keeps what a transaction header is made from."""

import time

import pytest
from loopback.home_pages import LAYOUTS, home_page

from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.x_home import (
    HomePage,
    Layout,
    find_indices,
    find_query_ids,
    find_signing_script,
    parse_home_page,
)

CLIENT = "https://abs.twimg.com/responsive-web/client-web/"
WEB = "https://abs.twimg.com/x-web/x-web/"
LOGGED_OUT = f'<link href="{WEB}entry-client-logged-out-4f2a.js">'
ID = "AbCd_efGh-1234"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            'x={"main":"00","ondemand.s":"a1b2c3d"}',
            HomePage(
                layout=Layout.NAMED_CHUNKS,
                scripts=(f"{CLIENT}ondemand.s.a1b2c3da.js",),
                bundles=(),
            ),
            id="name beside hash",
        ),
        pytest.param(
            "n={7:'main',203:'ondemand.s'};h={7:'000000',203:'a1b2c3d4e5f60718'}"
            f'<script src="{CLIENT}main.7e-8f.js"></script>',
            HomePage(
                layout=Layout.NUMBERED_CHUNKS,
                scripts=(f"{CLIENT}ondemand.s.a1b2c3d4e5f60718a.js",),
                bundles=(f"{CLIENT}main.7e-8f.js",),
            ),
            id="name and hash by number",
        ),
        pytest.param(
            f'<script src="{WEB}a.js"></script><link href="{WEB}b.js"><i x="{WEB}a.js"',
            HomePage(
                layout=Layout.X_WEB,
                scripts=(f"{WEB}a.js", f"{WEB}b.js"),
                bundles=(f"{WEB}a.js", f"{WEB}b.js"),
            ),
            id="bundles, each once",
        ),
        pytest.param(
            f'<link href="{WEB}b.js"><i x="{WEB}a.js"><i x="{WEB}entry-client-4f.js">',
            HomePage(
                layout=Layout.X_WEB,
                scripts=(f"{WEB}entry-client-4f.js", f"{WEB}b.js", f"{WEB}a.js"),
                bundles=(f"{WEB}entry-client-4f.js", f"{WEB}b.js", f"{WEB}a.js"),
            ),
            id="the one that begins comes first",
        ),
        pytest.param(
            '{203:"ondemand.s",1203:"ffffff",203:"a1b2c3d"}' + LOGGED_OUT,
            HomePage(
                layout=Layout.NUMBERED_CHUNKS,
                scripts=(f"{CLIENT}ondemand.s.a1b2c3da.js",),
                bundles=(),
            ),
            id="a known script weighs more than a bundle for the logged out",
        ),
    ],
)
def test_a_layout_is_told_by_its_scripts(text: str, expected: HomePage) -> None:
    assert parse_home_page(text) == expected


@pytest.mark.parametrize(
    ("layout", "expected"), list(zip(LAYOUTS, Layout, strict=True)), ids=LAYOUTS
)
def test_the_loopback_s_pages_are_told_apart(layout: str, expected: Layout) -> None:
    assert parse_home_page(home_page(layout)).layout is expected


@pytest.mark.parametrize(
    ("text", "fault", "words"),
    [
        pytest.param(LOGGED_OUT, Fault.STALE_COOKIES, "logged out", id="logged out"),
        pytest.param("", Fault.UNKNOWN_LAYOUT, "0 characters", id="nothing"),
        pytest.param(
            '{203:"ondemand.s"}', Fault.UNKNOWN_LAYOUT, "18 char", id="no hash"
        ),
        pytest.param(
            '"ondemand.s":"../../x"', Fault.UNKNOWN_LAYOUT, "22 char", id="odd hash"
        ),
        pytest.param(
            '<script src="https://twimg.com.example/x-web/a.js">',
            Fault.UNKNOWN_LAYOUT,
            "without a known script",
            id="another host",
        ),
    ],
)
def test_a_page_that_is_no_use_is_told(text: str, fault: Fault, words: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_home_page(text)
    assert caught.value.fault is fault
    assert words in caught.value.detail


@pytest.mark.parametrize(
    ("bundle", "expected"),
    [
        pytest.param('import("./sign.o-XYZ.js")', f"{WEB}sign.o-XYZ.js", id="beside"),
        pytest.param(
            "a='assets/sign.o.4f.js'", f"{WEB}assets/sign.o.4f.js", id="below"
        ),
        pytest.param(
            'x"/x-web/sign.o-1.js"',
            "https://abs.twimg.com/x-web/sign.o-1.js",
            id="from the root",
        ),
        pytest.param("design.o-1.js", None, id="another word"),
        pytest.param("sign.o-1.css", None, id="no script"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_bundle_names_the_script(bundle: str, expected: str | None) -> None:
    assert find_signing_script(bundle, f"{WEB}entry.js") == expected


def test_a_bundle_of_megabytes_is_searched_in_no_time() -> None:
    """Also where it is one long word, as a picture in base64 is."""
    start = time.process_time()
    assert find_signing_script("a" * 2_000_000, f"{WEB}entry.js") is None
    assert time.process_time() - start < 2


def test_the_indices_stand_in_order() -> None:
    script = "p(w[2],16);p(e[12], 16);p(abc[7],  16);p(w[14],10);p(w[140], 16)"
    assert find_indices(script) == (2, 12, 7)


@pytest.mark.parametrize("script", ["", "(w[2], 16)"], ids=["none", "the row alone"])
def test_too_few_indices_are_a_layout_that_is_not_known(script: str) -> None:
    with pytest.raises(FetchError) as caught:
        find_indices(script)
    assert caught.value.fault is Fault.UNKNOWN_LAYOUT


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param(
            f'{{queryId:"{ID}",operationName:"UserTweets",operationType:"query"}}',
            {"UserTweets": ID},
            id="id first",
        ),
        pytest.param(
            f'{{operationName:"UserTweets",kind:"query",queryId:"{ID}"}}',
            {"UserTweets": ID},
            id="name first",
        ),
        pytest.param(
            f'{{queryId:"{ID}",operationName:"UserTweets"}},'
            f'{{queryId:"{ID[::-1]}",operationName:"SearchTimeline"}}',
            {"UserTweets": ID, "SearchTimeline": ID[::-1]},
            id="two",
        ),
        pytest.param(
            f'{{operationName:"UserTweets"}},{{queryId:"{ID}"}}',
            {},
            id="of two objects",
        ),
        pytest.param('{queryId:"x y",operationName:"UserTweets"}', {}, id="no id"),
    ],
)
def test_query_ids_are_found_in_either_order(
    script: str, expected: dict[str, str]
) -> None:
    assert find_query_ids(script) == expected
