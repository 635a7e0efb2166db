"""Pages of suggestions."""
