# The demo site: sample reports, no key, no network. Copy it and change the topic.

SITENAME = "AI 推特日报"
SITEDESCRIPTION = "每天一篇：AI 圈在推特上谈了什么，每条结论都附上所依据的推文。"
# The address of `make serve`: only feeds and the sitemap use it, see RELATIVE_URLS.
SITEURL = "http://127.0.0.1:8000"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-cn"

PATH = "content"
THEME = "theme"
PLUGINS = ["pelican_aireport"]

# The tweets are invented and belong to these seven days. A topic of your own:
# {"twitter_ai": {"title": "推特日报", "source": "jsonl", "query": {"path": "tweets"}}}
AIREPORT_TOPICS = {
    "sample": {
        "title": "AI 推特日报（示例）",
        "source": "sample",
        "window": [
            "2026-09-07",
            "2026-09-08",
            "2026-09-09",
            "2026-09-10",
            "2026-09-11",
            "2026-09-12",
            "2026-09-13",
        ],
        "period": ["day", "week"],
        "status": "published",
        # Names of one thing, in its preferred form; entities.toml has the real ones.
        "aliases": {
            "青鸾智能": {
                "kind": "company",
                "names": ["青鸾", "Qingluan AI", "Qingluan"],
            },
            "Lumenforge": {"kind": "company", "names": ["$LMFG"]},
            "Corvane": {"kind": "company", "names": ["$CRVN"]},
            "岱岩": {"kind": "company", "names": ["岱岩半导体", "Daiyan", "$DYSM"]},
            "Kestreline": {"kind": "company", "names": ["Kestreline Cloud", "$KSTL"]},
            "Pinnace": {"kind": "company", "names": ["Pinnace Labs"]},
            "槐序数据": {"kind": "company", "names": ["Huaixu Data"]},
            "澜屿智能": {"kind": "company", "names": ["澜屿", "Lanyu"]},
            "Brackenfield": {"kind": "company", "names": ["Brackenfield Robotics"]},
            "Parapet": {"kind": "company", "names": ["Parapet Institute"]},
            "Tarsholt": {"kind": "company", "names": ["Tarsholt 载板厂"]},
            "Qingluan 3.5": {"kind": "product", "names": ["青鸾 3.5", "青鸾3.5"]},
            "Lumen-2-Max": {"kind": "product", "names": []},
            "Pinnace Coder": {"kind": "product", "names": ["Pinnace Coder 1.1"]},
            "HuaixuDB": {"kind": "product", "names": ["HuaixuDB 4.1", "HuaixuDB 4.2"]},
            "OpenHX": {"kind": "product", "names": ["OpenHX 0.1"]},
            "澜屿视频 2": {"kind": "product", "names": ["Lanyu Video 2"]},
            "Bracken B2": {"kind": "product", "names": []},
            "岱岩 D9": {"kind": "product", "names": ["Daiyan D9", "D9"]},
            "Corvane C8": {"kind": "product", "names": ["C8"]},
            "Ines Halvorsen": {"kind": "person", "names": ["Halvorsen"]},
            "Larkcoin": {"kind": "ticker", "names": ["$LRKC"]},
            "稀疏账本注意力": {"kind": "topic", "names": ["Sparse Ledger Attention"]},
            "智能体新规": {
                "kind": "topic",
                "names": ["智能体服务管理办法", "草案第十五条"],
            },
        },
    },
}

ARTICLE_PATHS = ["reports"]
PAGE_PATHS = ["pages"]
# Pictures are published beside the report that shows them.
STATIC_PATHS: list[str] = []
DEFAULT_CATEGORY = "日报"
USE_FOLDER_AS_CATEGORY = False
ARTICLE_ORDER_BY = "reversed-date"
SLUGIFY_USE_UNICODE = True
# A report in another language is a report of its own, not a translation.
ARTICLE_TRANSLATION_ID = None
PAGE_TRANSLATION_ID = None

# Every page is a folder's index. The theme names the file where links are relative,
# so that output/ can be opened from the disk and from any path of a server.
RELATIVE_URLS = True
ARTICLE_URL = ARTICLE_LANG_URL = "reports/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "reports/{slug}/index.html"
DRAFT_URL = DRAFT_LANG_URL = "drafts/{slug}/"
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = "drafts/{slug}/index.html"
PAGE_URL = PAGE_LANG_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = "{slug}/index.html"
CATEGORY_URL = "topics/{slug}/"
CATEGORY_SAVE_AS = "topics/{slug}/index.html"
# What reports name has pages of its own below entities/; a site whose other articles
# have tags gives these a place: TAG_SAVE_AS = "tags/{slug}/index.html".
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = ""
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "archives", "categories", "404"]
INDEX_URL = ""
ARCHIVES_URL = "archives/"
ARCHIVES_SAVE_AS = "archives/index.html"
CATEGORIES_URL = "topics/"
CATEGORIES_SAVE_AS = "topics/index.html"
TAGS_URL = "tags/"
TAGS_SAVE_AS = ""
MENUITEMS = [("关于", "about/")]
# By the interface's language: the page that says how reports are made.
HOW_URLS = {"zh-CN": "how/", "en": "how-en/"}

# Home, archive and topics are one page each: the calendars lead to what is older.
DEFAULT_PAGINATION = False
PAGINATED_TEMPLATES = {"index": None, "category": None, "tag": 20}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

# The plugin writes the feeds, in full: see docs/data.md.
FEED_ALL_ATOM = None
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

# Titles and summaries are text; only a sanitised body goes into a page as HTML.
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
