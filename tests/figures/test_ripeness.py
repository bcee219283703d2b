"""Ripeness: what lasted in each part of the tested output, how many lie behind it, and both answers of the test."""

from __future__ import annotations

import pytest

from tests.analysis.made_tested import fates, played_with
from weisim.analysis.ripeness import ripeness
from weisim.figures import style
from weisim.figures.ripeness import TO_PASS
from weisim.figures.ripeness import ripeness as picture
from weisim.neighbourhood.carrying import TEST_OUTPUT

OUTPUTS = [0.05 * place for place in range(1, 20)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_was_found_is_what_is_drawn(language: str) -> None:
    plans = {
        "stop": [fates(OUTPUTS, [None if (place * seed) % 3 else 40 for place in range(19)]) for seed in range(1, 9)]
    }
    results = played_with(plans)
    found = ripeness(results)
    figure = picture(found, results, language)
    curve, beside = figure.axes
    lines = [(list(map(float, one.get_xdata())), list(map(float, one.get_ydata()))) for one in curve.get_lines()]
    for one in found.bins:
        assert ([one.output], [one.share]) in lines
        assert ([one.output, one.output], list(one.interval)) in lines
    assert any(ends == [found.every.share, found.every.share] for _, ends in lines)
    told = [text.get_text() for text in curve.texts]
    for one in found.bins:
        assert str(one.groups) in told
    heights = [bar.get_height() for bar in beside.patches]
    assert heights == [found.failed.share, found.passed.share]
    assert style.svg(figure) == style.svg(picture(found, results, language))


def test_without_any_that_failed_it_can_be_drawn() -> None:
    results = played_with({"stop": [fates([0.9], [None])] * 3})
    style.svg(picture(ripeness(results), results, "nl"))


def test_the_line_to_pass_is_that_of_the_model() -> None:
    assert TO_PASS == TEST_OUTPUT
