"""Persistence's edge: tables, checkpoints, clip files and migrations. Mapped classes never leave this room."""
