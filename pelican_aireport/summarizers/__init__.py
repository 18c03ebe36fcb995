"""From clusters to a digest."""
