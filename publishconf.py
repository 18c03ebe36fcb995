# What goes online: renders what is there and drafts nothing.

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *

# Netlify says where it builds, and the addresses: the site's and this deploy's own.
context = os.environ.get("CONTEXT")
places = ("URL",) if context == "production" else ("DEPLOY_PRIME_URL", "URL")
found = (os.environ.get(place) for place in ("SITEURL", *places))
SITEURL = next(filter(None, found), "").rstrip("/")
RELATIVE_URLS = False
# Production's, also in a preview: by it readers of the feeds know what they have read.
known = (os.environ.get(place) for place in ("SITEURL", "URL"))
FEED_DOMAIN = next(filter(None, known), SITEURL).rstrip("/")

AIREPORT_DRAFTING = False
# A draft is seen in the preview of a pull request only, as is what each claim rests on.
if context == "deploy-preview":
    AIREPORT_AUTHOR_STRIP = "all"
else:
    AIREPORT_AUTHOR_STRIP = "drafts"
    DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = ""
    DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""
