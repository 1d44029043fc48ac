"""Measurements, as ratios in one run: `make bench`. See docs/performance.md."""
