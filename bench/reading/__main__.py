"""`python -m bench.reading`: the rules interpreter's score as tables.

`--part unseen --misses` shows what was read otherwise than labelled.
"""

import argparse
import json
import time
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.reading.score import Score, score_notes, score_requests
from bench.reading.sets import choose, context
from graphs.interpreters.rules import RulesInterpreter


def read_requests(reader: RulesInterpreter, examples: list[dict[str, Any]]) -> Score:
    """The score of a reader on labelled requests."""
    return score_requests((e, reader.read_message_sync(e["text"], context(e)).message.stated()) for e in examples)


def read_notes(reader: RulesInterpreter, examples: list[dict[str, Any]]) -> Score:
    """The score of a reader on labelled notes."""
    return score_notes((e, [i.stated() for i in reader.read_note_sync(e["text"], context(e)).items]) for e in examples)


def _table(title: str, scored: Score) -> Table:
    table = Table(title=f"{title}: macro F1 {scored.macro_f1:.3f}")
    for name in ("field", "labels", "precision", "recall", "F1"):
        table.add_column(name, justify="left" if name == "field" else "right")
    for name, count in sorted(scored.fields.items()):
        table.add_row(name, str(count.labels), f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}")
    return table


def _per_message(reader: RulesInterpreter, examples: list[dict[str, Any]]) -> float:
    """Median milliseconds to read one message."""
    took = []
    for example in examples:
        start = time.perf_counter()
        reader.read_message_sync(example["text"], context(example))
        took.append((time.perf_counter() - start) * 1000)
    return sorted(took)[len(took) // 2]


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(prog="python -m bench.reading")
    options.add_argument("--part", default="all", help="all, seen, unseen, or a set of tests/reading by its name")
    options.add_argument("--misses", action="store_true")
    options.add_argument("--lang")
    chosen = options.parse_args()
    console = Console()
    reader = RulesInterpreter()
    for title, score, name in (("Requests", read_requests, "requests"), ("Notes", read_notes, "notes")):
        examples = [e for e in choose(name, chosen.part) if chosen.lang in (None, e["lang"])]
        if not examples:
            continue
        scored = score(reader, examples)
        if chosen.misses:
            for key, text, expect, read in scored.misses:
                console.print(key, text, markup=False, highlight=False)
                console.print("   labelled", json.dumps(expect, ensure_ascii=False), markup=False, highlight=False)
                console.print("   read    ", json.dumps(read, ensure_ascii=False), markup=False, highlight=False)
        console.print(_table(f"{title}, {chosen.part}, {len(examples)}", scored))
        console.print(f"p50 {_per_message(reader, examples):.2f} ms a message as a request")


if __name__ == "__main__":
    main()
