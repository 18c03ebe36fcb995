"""The colours of words, for light and dark pages. Pure.

Each is at least 4.5 times as bright or dark as its background; a test measures it.
"""

__all__ = ["DARK", "DARK_PAGE", "LIGHT", "LIGHT_PAGE"]

LIGHT_PAGE = "#ffffff"
DARK_PAGE = "#111827"

LIGHT = ("#1e3a8a", "#1d4ed8", "#0f766e", "#6d28d9", "#9a3412", "#374151")
DARK = ("#93c5fd", "#60a5fa", "#5eead4", "#c4b5fd", "#fdba74", "#d1d5db")
