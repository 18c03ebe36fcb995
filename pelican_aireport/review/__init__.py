"""The checks of articles that their authors may have edited."""
