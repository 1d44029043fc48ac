"""Linear models over the marks of a text: loaded once, summed quickly. They are trained in bench/reading/train.py."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

FILE = "learned.npz"
MODELS = ("kind", "aspect", "said", "thing", "change", "steer", "cue")
_MOST = 100_000  # marks of a model that are remembered


class Places(dict[str, int]):
    """Which row a mark has. What was asked for is remembered, so that hardly a mark is hashed twice."""

    def __init__(self, keys: Sequence[int]) -> None:
        super().__init__()
        self.keyed = {key: row for row, key in enumerate(keys)}

    def __missing__(self, mark: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        row = self.keyed.get(hashed(mark), len(self.keyed))
        self[mark] = row
        return row


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """One model: for each mark a row of whole numbers, one for each label, in units of `unit`.

    The last row holds zeros: it is that of all marks which weigh nothing.
    """

    labels: tuple[str, ...]
    places: Places
    rows: npt.NDArray[np.int32]
    unit: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    def sums(self, marks: Iterable[str]) -> npt.NDArray[np.float32]:
        """For each label the sum of the weights of a text's marks, each counted once; unknown marks weigh nothing."""
        [sums] = self._sums([marks])
        return np.asarray(sums, dtype=np.float32)

    def shares(self, marks: Iterable[str]) -> dict[str, float]:
        """How likely each label is where exactly one fits. They add up to one."""
        return self.shares_of_each([marks])[0]

    def shares_of_each(self, texts: Iterable[Iterable[str]]) -> list[dict[str, float]]:
        """The shares of several texts, looked up at once."""
        sums = self._sums(texts)
        grown = np.exp(sums - sums.max(axis=1, keepdims=True))
        shares = (grown / grown.sum(axis=1, keepdims=True)).tolist()
        return [dict(zip(self.labels, each, strict=True)) for each in shares]

    def chances(self, marks: Iterable[str]) -> dict[str, float]:
        """How likely each label is, each by itself."""
        return self.chances_of_each([marks])[0]

    def chances_of_each(self, texts: Iterable[Iterable[str]]) -> list[dict[str, float]]:
        """The chances of several texts, looked up at once."""
        chances = (1 / (1 + np.exp(-self._sums(texts)))).tolist()
        return [dict(zip(self.labels, each, strict=True)) for each in chances]

    def _sums(self, texts: Iterable[Iterable[str]]) -> npt.NDArray[np.float32]:
        """One row of sums for each text."""
        nothing = len(self.rows) - 1
        places: list[int] = []
        starts: list[int] = []
        for marks in texts:
            starts.append(len(places))
            places.append(nothing)  # so that a text without marks has its sum
            places.extend(map(self.places.__getitem__, set(marks)))
        if not starts:
            return np.zeros((0, len(self.labels)), np.float32)
        taken = self.rows.take(places, axis=0)
        total = np.add.reduceat(taken, starts, axis=0) if len(starts) > 1 else np.add.reduce(taken)[None]
        return np.asarray(total * self.unit + self.bias, dtype=np.float32)


def hashed(mark: str) -> int:
    """A mark's place-independent number, 32 bits."""
    return crc32(mark.encode("utf-8", "surrogatepass"))


@cache
def weights(name: str) -> Weights:
    """One of MODELS."""
    with as_file(files("graphs.interpreters.rules") / "data" / FILE) as path, np.load(path, allow_pickle=False) as kept:
        return unpacked(name, kept)


@cache
def words_that_tell(code: str) -> frozenset[str]:
    """Words that only the language `code` has among its terms."""
    with as_file(files("graphs.interpreters.rules") / "data" / FILE) as path, np.load(path, allow_pickle=False) as kept:
        return frozenset(kept[f"words.{code}"].tolist())


def unpacked(name: str, arrays: Mapping[str, npt.NDArray[Any]]) -> Weights:
    """A model from the arrays of the file: `{name}.keys`, sorted, and beside them its rows, units, bias and labels."""
    rows = arrays[f"{name}.rows"].astype(np.int32)
    return Weights(
        labels=tuple(arrays[f"{name}.labels"].tolist()),
        places=Places(arrays[f"{name}.keys"].tolist()),
        rows=np.concatenate([rows, np.zeros((1, rows.shape[1]), np.int32)]),
        unit=arrays[f"{name}.unit"],
        bias=arrays[f"{name}.bias"],
    )
