"""`python -m bench.reading.train`: learns the reader's weights from the labelled sets and writes them.

The same sets and the same data files give the same weights. The unseen sets teach nothing. How well authors are
read whom the weights never saw is measured by `python -m bench.reading.cross`.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bench.reading.material import (
    Sample,
    change_samples,
    cue_samples,
    kind_samples,
    note_samples,
    said_samples,
    steer_samples,
    thing_samples,
)
from bench.reading.sets import UNSEEN
from graphs.interpreters.rules.language import codes, own_words
from graphs.interpreters.rules.learned.weights import FILE, hashed, unpacked

if TYPE_CHECKING:  # scipy and scikit-learn take seconds to import: where they are used
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

FOLDER = Path(__file__).resolve().parents[2] / "graphs" / "interpreters" / "rules" / "data"
FEWEST = 2  # messages that a mark has to stand in
PIECE = 0.3  # how much a piece of a word counts beside a whole one
EACH = ("aspect", "change", "steer")  # models whose texts may have several labels, or none
STRENGTH = {
    "kind": 0.5,
    "aspect": 0.3,
    "said": 0.3,
    "thing": 0.3,
    "change": 0.5,
    "steer": 1.5,
    "cue": 0.3,
}  # inverse of the penalty (C)


class Learned(NamedTuple):
    """One model before it is packed: marks x labels in `coefficients`, one more for each label in `bias`."""

    labels: tuple[str, ...]
    marks: tuple[str, ...]
    coefficients: npt.NDArray[np.float64]
    bias: npt.NDArray[np.float64]


def learn(samples: Sequence[Sample], strength: float, *, each: bool) -> Learned:
    """Weights for samples; `each`: a sample may have several labels or none, each judged by itself."""
    counted = Counter(mark for sample in samples for mark in set(sample.marks))
    marks = tuple(sorted(mark for mark, n in counted.items() if n >= FEWEST))
    matrix = _matrix(samples, {mark: i for i, mark in enumerate(marks)})
    scale = np.array([_worth(mark) for mark in marks])
    worth = [sample.weight for sample in samples]
    labels = tuple(sorted({label for sample in samples for label in sample.labels}))
    if each:
        told = np.array([[label in s.labels for label in labels] for s in samples])
        fits = [_fit(matrix, told[:, i], worth, strength, "liblinear") for i in range(len(labels))]
        rows, bias = np.stack([f.coef_[0] for f in fits]), np.array([f.intercept_[0] for f in fits])
    else:
        fit = _fit(matrix, [s.labels[0] for s in samples], worth, strength, "lbfgs")
        rows, bias, labels = fit.coef_, fit.intercept_, tuple(fit.classes_.tolist())
        if len(labels) == 2:  # one row for both: half of it speaks for the second, half against the first
            rows, bias = np.concatenate([-rows, rows]) / 2, np.concatenate([-bias, bias]) / 2
    return Learned(labels, marks, rows.T * scale[:, None], bias)


def _fit(matrix: "csr_matrix", labels: Any, worth: list[float], strength: float, solver: str) -> "LogisticRegression":
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, solver=solver, max_iter=500, random_state=0)
    return model.fit(matrix, labels, sample_weight=worth)


def _worth(mark: str) -> float:
    return PIECE if mark.startswith("c ") else 1.0


def _matrix(samples: Sequence[Sample], places: dict[str, int]) -> "csr_matrix":
    from scipy.sparse import csr_matrix

    rows, columns, values = [], [], []
    for row, sample in enumerate(samples):
        for mark in set(sample.marks):
            if mark in places:
                rows.append(row)
                columns.append(places[mark])
                values.append(_worth(mark))
    return csr_matrix((values, (rows, columns)), shape=(len(samples), len(places)))


def packed(name: str, learned: Learned) -> dict[str, npt.NDArray[Any]]:
    """A model as the arrays of the file, its weights in steps of the largest's 127th. Marks that weigh nothing go."""
    unit = np.abs(learned.coefficients).max(axis=0) / 127
    rows = np.rint(learned.coefficients / unit).astype(np.int8)
    kept = np.flatnonzero(rows.any(axis=1))
    keys = np.array([hashed(learned.marks[i]) for i in kept], dtype=np.uint32)
    order = np.argsort(keys, kind="stable")
    return {
        f"{name}.labels": np.array(learned.labels),
        f"{name}.keys": keys[order],
        f"{name}.rows": rows[kept][order],
        f"{name}.unit": unit.astype(np.float32),
        f"{name}.bias": learned.bias.astype(np.float32),
    }


def train(without: frozenset[str]) -> dict[str, npt.NDArray[Any]]:
    """All models as the arrays of the file, learned from all sets but those named."""
    samples = {
        "kind": kind_samples(without),
        "aspect": note_samples(without),
        "thing": thing_samples(without),
        "change": change_samples(without),
        "cue": cue_samples(without),
    }
    arrays: dict[str, npt.NDArray[Any]] = {}
    for name, given in samples.items():
        arrays |= packed(name, learn(given, STRENGTH[name], each=name in EACH))
    said = said_samples(without, unpacked("aspect", arrays))
    arrays |= packed("steer", steering_sentences(without))
    return arrays | packed("said", learn(said, STRENGTH["said"], each=False))


def steering_sentences(without: frozenset[str]) -> Learned:
    """Learned twice: the first tells which sentence of an attempt the second learns from."""
    first = learn(steer_samples(without, None), STRENGTH["steer"], each=True)
    samples = steer_samples(without, unpacked("steer", packed("steer", first)))
    return learn(samples, STRENGTH["steer"], each=True)


def main() -> None:
    """Learn and write."""
    words = {f"words.{code}": np.array(own_words(code), dtype=np.str_) for code in codes()}
    np.savez_compressed(FOLDER / FILE, **words, **train(UNSEEN))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
