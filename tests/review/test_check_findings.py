"""What ``aireport check`` finds: a broken article for each finding, line by line."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sites import Site, make_site, tweet_line

from pelican_aireport.articles.generated import keep_generated
from pelican_aireport.cli import main
from pelican_aireport.review.checking import check_articles
from pelican_aireport.review.files import choose_articles
from pelican_aireport.settings import Settings, parse_settings
