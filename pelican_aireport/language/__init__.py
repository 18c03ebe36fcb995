"""Words: tokens, stop words, entities; pure but for the bundled data."""
