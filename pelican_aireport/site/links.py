"""Links to pages of the site; pure."""

__all__ = ["link"]


def link(url: str, site: str) -> str:
    """Return the address of a page of the site.

    Args:
        url: Relative to the site's root; empty is the home page.
        site: ``SITEURL``. Where it is relative, the page may be opened from the
            disk, where no server finds a folder's index: the link names it.
    """
    is_folder = not url or url.endswith("/")
    return f"{site}/{url}" + (
        "index.html" if site.startswith(".") and is_folder else ""
    )
