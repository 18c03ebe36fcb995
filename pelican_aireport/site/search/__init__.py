"""The search of the site: an index of our own, made at build time, read by piece."""

from pelican_aireport.site.search.files import list_search_files
from pelican_aireport.site.search.form import list_search_pages

__all__ = ["list_search_files", "list_search_pages"]
