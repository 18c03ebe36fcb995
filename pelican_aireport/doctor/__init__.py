"""What keeps reports from being drafted, and what to do about it."""
