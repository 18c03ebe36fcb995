"""A Pelican plugin: a day of tweets becomes a report in which claims cite tweets."""
