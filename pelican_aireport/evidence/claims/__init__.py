"""Checks of single claims against the tweets that they cite; pure."""
