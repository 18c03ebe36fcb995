"""A site of some sixty reports and what it takes to look at it in a browser."""
