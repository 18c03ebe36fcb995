# What goes online: renders what is there and drafts nothing.

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *

# Of Netlify's addresses, URL is the site's and DEPLOY_PRIME_URL a preview's own.
names = ["SITEURL", "DEPLOY_PRIME_URL", "URL"]
if os.environ.get("CONTEXT") == "production":
    names.remove("DEPLOY_PRIME_URL")
found = (os.environ[name] for name in names if os.environ.get(name))
SITEURL = next(found, "").rstrip("/")
RELATIVE_URLS = False

AIREPORT_DRAFTING = False
# Netlify says where it builds: a draft is seen in the preview of a pull request only.
if os.environ.get("CONTEXT") != "deploy-preview":
    DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = ""
    DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""
