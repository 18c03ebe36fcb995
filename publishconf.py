# What goes online: renders what is there and drafts nothing.

import os
import sys

sys.path.insert(0, os.curdir)
from pelicanconf import *

SITEURL = (os.environ.get("SITEURL") or os.environ.get("URL") or "").rstrip("/")
RELATIVE_URLS = False

AIREPORT_DRAFTING = False
# Netlify says where it builds: a draft is seen in the preview of a pull request only.
if os.environ.get("CONTEXT") != "deploy-preview":
    DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = ""
    DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""

# A server answers a folder's address with its index.
for _name in [name for name in globals() if name.endswith("_URL")]:
    globals()[_name] = globals()[_name].removesuffix("index.html")
MENUITEMS = [(title, url.removesuffix("index.html")) for title, url in MENUITEMS]
PAGINATION_PATTERNS = [
    (first, url.removesuffix("index.html"), save_as)
    for first, url, save_as in PAGINATION_PATTERNS
]
