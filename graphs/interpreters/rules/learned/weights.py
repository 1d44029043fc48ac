"""Linear models over the marks of a text: loaded once, summed quickly. They are trained in bench/reading/train.py."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

FILE = "learned.npz"
MODELS = ("kind", "aspect", "said", "thing", "change")


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """One model: for each mark (by its hash) a row of whole numbers, one for each label, in units of `unit`."""

    labels: tuple[str, ...]
    places: dict[int, int]
    rows: npt.NDArray[np.int8]
    unit: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]

    def sums(self, marks: Iterable[str]) -> npt.NDArray[np.float32]:
        """For each label the sum of the weights of a text's marks, each counted once; unknown marks weigh nothing."""
        known = [place for mark in set(marks) if (place := self.places.get(hashed(mark))) is not None]
        total = self.rows[known].sum(axis=0, dtype=np.int32) if known else np.zeros(len(self.labels), np.int32)
        return np.asarray(total * self.unit + self.bias, dtype=np.float32)

    def shares(self, marks: Iterable[str]) -> dict[str, float]:
        """How likely each label is where exactly one fits. They add up to one."""
        sums = self.sums(marks)
        grown = np.exp(sums - sums.max())
        return dict(zip(self.labels, (grown / grown.sum()).tolist(), strict=True))

    def chances(self, marks: Iterable[str]) -> dict[str, float]:
        """How likely each label is, each by itself."""
        return dict(zip(self.labels, (1 / (1 + np.exp(-self.sums(marks)))).tolist(), strict=True))


@lru_cache(maxsize=65_536)
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
    keys = arrays[f"{name}.keys"].tolist()
    return Weights(
        labels=tuple(arrays[f"{name}.labels"].tolist()),
        places=dict(zip(keys, range(len(keys)), strict=True)),
        rows=arrays[f"{name}.rows"],
        unit=arrays[f"{name}.unit"],
        bias=arrays[f"{name}.bias"],
    )
