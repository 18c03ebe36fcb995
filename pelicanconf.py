# The demo site: sample reports, no key, no network. Copy it and change the topic.

SITENAME = "AI 推特日报"
SITEDESCRIPTION = "每天一篇：AI 圈在推特上谈了什么，每条结论都附上所依据的推文。"
SITEURL = ""
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
        "status": "published",
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

# Every page is a folder's index. Links name the file, so that output/ can be opened
# from the disk and from any path of a server; publishconf.py shortens them.
RELATIVE_URLS = True
ARTICLE_URL = ARTICLE_LANG_URL = "reports/{slug}/index.html"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "reports/{slug}/index.html"
DRAFT_URL = DRAFT_LANG_URL = "drafts/{slug}/index.html"
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = "drafts/{slug}/index.html"
PAGE_URL = PAGE_LANG_URL = "{slug}/index.html"
PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = "{slug}/index.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "topics/{slug}/index.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_SAVE_AS = ""
MONTH_ARCHIVE_URL = MONTH_ARCHIVE_SAVE_AS = "archives/{date:%Y}/{date:%m}/index.html"
DIRECT_TEMPLATES = ["index", "archives", "categories", "tags", "404"]
INDEX_URL = "index.html"
ARCHIVES_URL = ARCHIVES_SAVE_AS = "archives/index.html"
CATEGORIES_URL = CATEGORIES_SAVE_AS = "topics/index.html"
TAGS_URL = TAGS_SAVE_AS = "tags/index.html"
MENUITEMS = [("关于", "about/index.html")]

DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"index": None, "category": None, "tag": None}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/index.html", "{base_name}/page/{number}/index.html"),
]

FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = "feeds/all.rss.xml"
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = False
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

# Titles and summaries are text; only a sanitised body goes into a page as HTML.
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
