"""From the tweets of a window to ranked clusters; pure."""
