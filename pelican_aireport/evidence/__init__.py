"""Checks that every claim is covered by the tweets it cites; pure."""
