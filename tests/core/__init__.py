"""Nouns and pure functions of the core."""
