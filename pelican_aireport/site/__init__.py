"""What the site needs beyond one article: JSON, feeds, sitemap, page parts."""
