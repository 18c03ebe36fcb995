"""Pictures: terms, word cloud, fonts."""
