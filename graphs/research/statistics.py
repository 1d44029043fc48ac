"""Rates with honest intervals: the arithmetic alone. Which records enter a rate is in figures.py.

Takes of one shot resemble each other, so an interval that treats them as independent is too narrow: here they are
clustered by shot. Sources: E. B. Wilson, JASA 22 (1927) 209-212, for the form of the interval; N. Dean and M. Pagano,
Journal of Survey Statistics and Methodology 3 (2015) 484-503, for its use on an effective sample size.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from statistics import NormalDist
from typing import Any

CONFIDENCE = 0.95
COUNTS_ONLY_UNDER = 10.0  # effective takes
TENTATIVE_UNDER = 30.0
EXPANSION_FROM = 120  # degrees of freedom from which the expansion is exact to 1e-9


@dataclass(frozen=True, slots=True)
class Rate:
    """`k` of `n`, and how much they say. `n_eff` is what the `n` outcomes weigh as, `clusters` how many shots they
    come from. `rate`, `low` and `high` are fractions; None under COUNTS_ONLY_UNDER effective outcomes."""

    k: int
    n: int
    clusters: int
    n_eff: float
    rate: float | None
    low: float | None
    high: float | None
    tentative: bool

    def plain(self) -> dict[str, Any]:
        """As JSON, rounded to four places."""
        return {name: round(v, 4) if isinstance(v, float) else v for name, v in asdict(self).items()}


def rate(outcomes: Iterable[tuple[str, bool]]) -> Rate:
    """The rate of hits among (cluster, hit) pairs, with its 95 % interval, clustered."""
    tallies: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for cluster, hit in outcomes:
        tallies[cluster][0] += hit
        tallies[cluster][1] += 1
    counts = [(k, m) for k, m in tallies.values()]
    k, n = sum(c[0] for c in counts), sum(c[1] for c in counts)
    n_eff = round(n / design_effect(counts), 9) if n else 0.0
    if n_eff < COUNTS_ONLY_UNDER:
        return Rate(k, n, len(counts), n_eff, None, None, None, tentative=True)
    low, high = clustered_interval(counts)
    return Rate(k, n, len(counts), n_eff, k / n, low, high, tentative=n_eff < TENTATIVE_UNDER)


def design_effect(counts: Sequence[tuple[int, int]]) -> float:
    """How many clustered outcomes weigh as one, from (hits, outcomes) of each cluster. At least 1.

    With p = k/n and G clusters: deff = max(1, V / (p(1-p)/n)), V = G/(G-1) * sum((k_g - p m_g)^2) / n^2.
    One cluster alone cannot show how alike its outcomes are: all of them then weigh as one. Where all outcomes are
    the same, V and p(1-p) are both 0, and the effect is taken as 1.
    """
    n, clusters = sum(m for _, m in counts), len(counts)
    if clusters < 2:
        return max(1.0, float(n))
    p = sum(k for k, _ in counts) / n
    if p in (0.0, 1.0):
        return 1.0
    between = clusters / (clusters - 1) * sum((k - p * m) ** 2 for k, m in counts) / n**2
    return max(1.0, between / (p * (1 - p) / n))


def clustered_interval(counts: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """The 95 % interval of a rate from (hits, outcomes) of each cluster, as fractions: Wilson's form on the
    effective sample size with the t quantile on G - 1 degrees of freedom. (0, 1) from fewer than two clusters."""
    if len(counts) < 2:
        return 0.0, 1.0
    n = sum(m for _, m in counts)
    p = sum(k for k, _ in counts) / n
    return wilson(p, n / design_effect(counts), t_quantile(len(counts) - 1))


def wilson(p: float, n: float, quantile: float) -> tuple[float, float]:
    """Wilson's score interval of a proportion `p` seen in `n` outcomes, for a two-sided `quantile`."""
    square = quantile**2
    scale = 1 + square / n
    middle = (p + square / (2 * n)) / scale
    reach = quantile / scale * math.sqrt(p * (1 - p) / n + square / (4 * n**2))
    return max(0.0, middle - reach), min(1.0, middle + reach)


@cache
def t_quantile(freedom: int, confidence: float = CONFIDENCE) -> float:
    """The t that a Student variable with `freedom` degrees stays within, on both sides, with that probability.

    Abramowitz and Stegun: the finite series 26.7.3 and 26.7.4, inverted by halving, and 26.7.5 for many degrees.
    ValueError under one degree.
    """
    if freedom < 1:
        raise ValueError("a t quantile needs at least one degree of freedom")
    if freedom >= EXPANSION_FROM:
        return _t_expanded(freedom, confidence)
    low, high = 0.0, math.pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < confidence else (low, middle)
    return math.sqrt(freedom) * math.tan(low)


def _within(angle: float, freedom: int) -> float:
    """Probability of |T| < sqrt(freedom) * tan(angle), from the finite series."""
    cosine, odd = math.cos(angle), freedom % 2
    term, total = (cosine, cosine) if odd else (1.0, 1.0)
    for step in range(2 + odd, freedom - 1, 2):
        term *= cosine**2 * (step - 1) / step
        total += term
    if not odd:
        return math.sin(angle) * total
    return 2 / math.pi * (angle + (math.sin(angle) * total if freedom > 1 else 0.0))


def _t_expanded(freedom: int, confidence: float) -> float:
    """The quantile as the normal one with its Cornish-Fisher corrections."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    corrections: tuple[float, ...] = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(g / math.pow(freedom, power) for power, g in enumerate(corrections, start=1))
