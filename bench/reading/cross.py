"""`python -m bench.reading.cross`: how the weights do on authors that they never saw, author by author.

For each set a model is learned from all the others and asked for the labels of that one. Takes some minutes.
"""

import argparse

from rich.console import Console
from rich.table import Table

from bench.reading.material import Sample, change_samples, kind_samples, note_samples, said_samples, thing_samples
from bench.reading.score import Count, tally
from bench.reading.sets import sets
from bench.reading.train import EACH, STRENGTH, learn, packed
from graphs.interpreters.rules.learned.weights import MODELS, Weights, unpacked
from graphs.interpreters.rules.revisions import LIKELY
from graphs.interpreters.rules.weighing import ENOUGH

_SETS = {"kind": ("requests", "kinds"), "thing": ("requests",), "change": ("requests",), "aspect": ("notes",)}


def samples_of(model: str, without: frozenset[str]) -> list[Sample]:
    """What a model learns from where the sets named `without` are left out."""
    if model == "said":
        return said_samples(without, _learned("aspect", without))
    makers = {"kind": kind_samples, "aspect": note_samples, "thing": thing_samples, "change": change_samples}
    return makers[model](without)


def score(model: str, name: str) -> Count:
    """Labels of the set `name` that the model, learned from all others, gives rightly, wrongly and not at all."""
    others = frozenset(n for what in ("requests", "notes", "kinds") for n in sets(what)) - {name}
    learned = _learned(model, frozenset({name}))
    count = Count()
    for sample in samples_of(model, others):
        tally(count, list(sample.labels), _labels(model, learned, sample), loose=False)
    return count


def _learned(model: str, without: frozenset[str]) -> Weights:
    made = learn(samples_of(model, without), STRENGTH[model], each=model in EACH)
    return unpacked(model, packed(model, made))


def _labels(model: str, learned: Weights, sample: Sample) -> list[str]:
    if model not in EACH:
        shares = learned.shares(sample.marks)
        return [max(shares, key=lambda label: shares[label])]
    least = ENOUGH if model == "aspect" else LIKELY
    chances = learned.chances(sample.marks)
    return [label for label, chance in chances.items() if chance >= least]


def main() -> None:
    """Print one table a model."""
    options = argparse.ArgumentParser(prog="python -m bench.reading.cross")
    options.add_argument("--model", choices=MODELS, action="append")
    chosen = options.parse_args()
    for model in chosen.model or MODELS:
        table = Table("set", "labels", "F1", title=f"{model}, learned from the other authors")
        for name in sorted({n for what in _SETS.get(model, ("notes",)) for n in sets(what)}):
            count = score(model, name)
            if count.labels:
                table.add_row(name, str(count.labels), f"{count.f1:.3f}")
        Console().print(table)


if __name__ == "__main__":
    main()
