"""cfrdiff."""
