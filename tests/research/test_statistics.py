"""The arithmetic of rates: against tables, by hand, and by simulation."""

import math
import random

import pytest

from graphs.research.statistics import clustered_interval, design_effect, rate, t_quantile, wilson

TABLE = {1: 12.7062, 2: 4.3027, 3: 3.1824, 4: 2.7764, 5: 2.5706, 9: 2.2622, 10: 2.2281, 30: 2.0423, 60: 2.0003}
TABLE |= {100: 1.9840, 120: 1.9799, 1000: 1.9623}


@pytest.mark.parametrize(("freedom", "value"), TABLE.items())
def test_the_t_quantile_agrees_with_the_printed_table(freedom: int, value: float) -> None:
    assert t_quantile(freedom) == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize(("confidence", "value"), [(0.90, 1.8125), (0.99, 3.1693)])
def test_the_t_quantile_agrees_with_the_table_at_other_levels(confidence: float, value: float) -> None:
    assert t_quantile(10, confidence) == pytest.approx(value, abs=5e-5)


def test_the_two_ways_to_the_t_quantile_meet() -> None:
    assert t_quantile(119) - t_quantile(120) == pytest.approx(t_quantile(118) - t_quantile(119), rel=0.03)


def test_a_t_quantile_without_freedom_is_an_error() -> None:
    with pytest.raises(ValueError, match="degree"):
        t_quantile(0)


def test_wilson_agrees_with_the_textbook_example() -> None:
    # 81 of 263 (Newcombe 1998, Statistics in Medicine 17, table I): 0.2553 to 0.3662 without continuity correction.
    assert wilson(81 / 263, 263, 1.959964) == pytest.approx((0.2553, 0.3662), abs=5e-5)


@pytest.mark.parametrize("p", [0.0, 1.0])
def test_wilson_stays_within_a_proportion(p: float) -> None:
    low, high = wilson(p, 12, 2.2)
    assert 0 <= low < high <= 1


def test_the_design_effect_is_as_computed_by_hand() -> None:
    # Two shots, 4 of 4 and 0 of 4: p = .5, V = 2/1 * (2^2 + 2^2) / 64 = .25, p(1-p)/n = .03125, so deff = 8.
    assert design_effect([(4, 4), (0, 4)]) == pytest.approx(8.0)
    # Four shots, 3 of 4 each: no difference between shots, so V = 0 and the effect is its least.
    assert design_effect([(3, 4)] * 4) == 1.0


def test_one_shot_alone_weighs_as_one_take() -> None:
    assert design_effect([(12, 30)]) == 30
    assert clustered_interval([(12, 30)]) == (0.0, 1.0)


def test_a_rate_where_all_takes_agree_is_still_uncertain() -> None:
    figure = rate((f"shot {n % 6}", True) for n in range(24))
    assert (figure.k, figure.n, figure.clusters, figure.n_eff, figure.rate, figure.high) == (24, 24, 6, 24, 1.0, 1.0)
    square = 2.570582**2
    assert figure.low == pytest.approx(24 / (24 + square), abs=1e-6)


def test_a_clustered_rate_is_as_computed_by_hand() -> None:
    # Ten shots of four takes, k_g = 4, 4, 3, 3, 2, 2, 1, 1, 0, 0: p = .5, sum((k_g - 2)^2) = 20,
    # V = 10/9 * 20 / 1600 = .0138889, p(1-p)/n = .00625, deff = 2.2222, n_eff = 18, t(9) = 2.262157.
    hits = (4, 4, 3, 3, 2, 2, 1, 1, 0, 0)
    figure = rate((str(shot), take < k) for shot, k in enumerate(hits) for take in range(4))
    square = 2.262157**2
    reach = 2.262157 * math.sqrt(0.25 / 18 + square / (4 * 18**2)) / (1 + square / 18)
    assert figure.n_eff == pytest.approx(18.0)
    assert (figure.low, figure.high) == pytest.approx((0.5 - reach, 0.5 + reach), abs=1e-6)
    assert figure.tentative


@pytest.mark.parametrize(
    ("shots", "told", "tentative"), [(10, False, True), (11, True, True), (30, True, True), (31, True, False)]
)
def test_a_rate_is_told_from_ten_effective_takes_and_firm_from_thirty(shots: int, told: bool, tentative: bool) -> None:
    # One take a shot: V has the factor G/(G-1), so n takes weigh as n - 1.
    figure = rate((str(n), n % 2 == 0) for n in range(shots))
    assert (figure.rate is not None, figure.low is not None, figure.tentative) == (told, told, tentative)


def test_nothing_judged_is_no_rate() -> None:
    figure = rate([])
    assert (figure.k, figure.n, figure.n_eff, figure.rate) == (0, 0, 0.0, None)


def test_the_interval_covers_the_truth_where_takes_of_a_shot_resemble_each_other() -> None:
    draw = random.Random(47)
    truth, likeness, runs = 0.6, 0.3, 600
    spread = (1 - likeness) / likeness
    covered = {"clustered": 0, "naive": 0}
    for _ in range(runs):
        counts = []
        for _ in range(15):
            own = draw.betavariate(truth * spread, (1 - truth) * spread)
            takes = draw.randint(2, 8)
            counts.append((sum(draw.random() < own for _ in range(takes)), takes))
        n = sum(m for _, m in counts)
        naive = wilson(sum(k for k, _ in counts) / n, n, 1.96)
        for name, (low, high) in (("clustered", clustered_interval(counts)), ("naive", naive)):
            covered[name] += low <= truth <= high
    assert covered["clustered"] / runs > 0.92
    assert covered["naive"] / runs < 0.85
