"""Sobol: two dots an assumption, alone and with others, where analysis found them."""

from __future__ import annotations

import pytest

from tests.analysis.made_futures import played
from tests.analysis.test_sobol import bases, ishigami
from weisim.analysis.sobol import sobol
from weisim.figures.sobol import sobol as drawn


@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_parts_of_each_assumption_are_drawn(language: str) -> None:
    results = played(bases(16), {"stay": lambda v, f, r: ishigami(v) + 0.1 * ((f + r) % 3)}, 2)
    found = sobol(results)
    (axes,) = drawn(found, results, language).axes
    places = {marker: [] for marker in "os"}
    for one in axes.get_lines():
        if one.get_marker() in places:
            places[one.get_marker()].append(float(one.get_xdata()[0]))
    assert places["o"] == [part.total for part in found.parts]
    assert places["s"] == [part.first for part in found.parts]
    assert [found.luck, found.luck] in [list(one.get_xdata()) for one in axes.get_lines()]
    low, high = axes.get_xlim()
    assert low <= min(part.first - part.first_half_width for part in found.parts)
    assert high >= max(part.high for part in found.parts)
