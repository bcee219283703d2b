"""Decomposition: bars as long as the parts, which add up to the difference above them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.figures.made_up import made_up
from weisim.analysis.decomposition import decomposition as found_decomposition
from weisim.analysis.decomposition import part_names
from weisim.figures.decomposition import decomposition
from weisim.results.inquiry import Inquiry

PLANS = ("steady-support", "stop-month-12", "no-support")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_bars_are_the_parts_and_add_up(language: str) -> None:
    results = made_up(*PLANS)
    results = replace(results, inquiry=Inquiry("test", ("", ""), ("", ""), PLANS[0], ("initiatives_alive",)))
    finding = found_decomposition(results)
    axes = decomposition(finding, results, language).axes[0]
    drawn = [patch.get_width() for patch in axes.patches]
    for row, part in enumerate(finding.parts):
        total, *parts = drawn[5 * row : 5 * row + 5]
        assert total == part.total.amount
        assert parts == [one.amount for one in (part.births, part.survival, part.reached, part.timing)]
        assert sum(parts) == pytest.approx(total)
    told = [text.get_text().replace("\n", " ") for text in axes.texts]
    assert all(told.count(name) == 2 for name in part_names(language))
    assert finding.title("no-support", language) in told
