"""A refresh: an article drafted again and merged with its author's words."""
