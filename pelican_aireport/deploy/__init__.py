"""The last look at a built site before it goes online."""
