"""Measures how well an interpreter reads, against the project's own labelled set in tests/reading."""
