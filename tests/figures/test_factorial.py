"""Factorial: a number in every cell, a thick frame around the best, and a line where there is one lever."""

from __future__ import annotations

import pytest
from matplotlib.patches import Rectangle

from tests.analysis.made_futures import STRAIN
from tests.analysis.test_factorial import grid
from weisim.analysis.amounts import shown
from weisim.analysis.factorial import factorial
from weisim.figures.factorial import factorial as picture


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_cell_has_its_number_and_the_best_a_thick_frame(language: str) -> None:
    results = grid(lambda control, dose, luck: 10 - 5 * control + 4 * dose + luck)
    found = factorial(results)
    (axes,) = picture(found, results, language).axes
    told = [text.get_text() for text in axes.texts]
    for cell in found.cells:
        assert shown(cell.median, found.entry, language) in told
    frames = {
        (patch.get_x() + 0.47, patch.get_y() + 0.45): patch.get_linewidth()
        for patch in axes.patches
        if isinstance(patch, Rectangle)
    }
    thick = [place for place, width in frames.items() if width > 2]
    assert thick == [pytest.approx((0, 1))]


def test_darker_is_better_also_where_less_is_better() -> None:
    results = grid(lambda control, dose, luck: 0.1 + 0.5 * control - 0.1 * dose, entry=STRAIN)
    found = factorial(results)
    (axes,) = picture(found, results, "en").axes
    darkest = min(axes.patches, key=lambda patch: sum(patch.get_facecolor()[:3]))
    assert (darkest.get_x(), darkest.get_y()) == pytest.approx((-0.47, 1 - 0.45))
    assert found.best_cell.levers == (0.0, 0.5)


def test_one_lever_is_a_line() -> None:
    results = grid(lambda control, dose, luck: control + luck, dose=None)
    found = factorial(results)
    (axes,) = picture(found, results, "nl").axes
    dots = [one for one in axes.get_lines() if one.get_marker() == "o"]
    assert [float(one.get_ydata()[0]) for one in dots] == [cell.median for cell in found.cells]
    assert axes.get_xlabel() == "Regie"
