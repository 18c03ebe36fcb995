"""A drafting run: what is due, fetched, told, composed and published."""
