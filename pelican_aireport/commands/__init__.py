"""The commands of ``aireport``, a file each: its options and what it does."""
