"""Articles: names of sections, Markdown written and read back, files."""
