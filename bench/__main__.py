"""`make bench`: every measurement in one run, as a table and as one JSON line. Machines are noisy: ratios count."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.measures import MEASURES, Measured


def main() -> None:
    """Run all measures, or those named on the command line."""
    wanted = sys.argv[1:] or list(MEASURES)
    found: list[Measured] = []
    console = Console(stderr=True)
    for name in wanted:
        console.print(f"measuring: {name} ...")
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            found += asyncio.run(MEASURES[name](Path(folder)))
    table = Table("what", "measured", "wanted", "holds")
    for each in found:
        table.add_row(each.what, each.told, each.wanted, "yes" if each.holds else "no")
    console.print(table)
    sys.stdout.write(json.dumps({each.what: {"value": each.value, "holds": each.holds} for each in found}) + "\n")


if __name__ == "__main__":
    main()
