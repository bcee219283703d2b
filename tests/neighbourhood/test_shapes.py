"""Shapes: tables of equally likely values have the spread they are named after."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from weisim.neighbourhood.shapes import VALUES, beta_values, log_normal_values, normal_values

SHARES = (np.arange(VALUES) + 0.5) / VALUES


def test_normal() -> None:
    assert normal_values() == pytest.approx(stats.norm.ppf(SHARES), abs=1e-9)


@pytest.mark.parametrize(("a", "b"), [(2.2, 2.8), (3.0, 2.5), (2.5, 3.0), (1.5, 4.0), (1.0, 1.0)])
def test_beta(a: float, b: float) -> None:
    assert beta_values(a, b) == pytest.approx(stats.beta.ppf(SHARES, a, b), abs=2e-4)


def test_log_normal_gives_the_hours_that_the_figures_ask_for() -> None:
    values = log_normal_values(0.48, 1.38)
    assert values == pytest.approx(stats.lognorm.ppf(SHARES, 1.38, scale=np.exp(0.48)), rel=1e-9)
    assert np.median(values) == pytest.approx(np.exp(0.48), rel=1e-3)


@pytest.mark.parametrize("values", [normal_values(), beta_values(2.2, 2.8), log_normal_values(0.48, 1.38)])
def test_a_larger_draw_gives_a_larger_value(values: np.ndarray) -> None:
    assert (np.diff(values) > 0).all()
    assert np.isfinite(values).all()
