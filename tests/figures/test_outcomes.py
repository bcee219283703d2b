"""Outcomes: counts in words above bars of the same scale."""

from __future__ import annotations

import pytest
from matplotlib.patches import Rectangle

from tests.figures.made_up import TITLES, made_up
from weisim.analysis.outcome import outcomes as found_outcomes
from weisim.figures.outcomes import outcomes


def test_every_count_is_written_and_every_bar_is_its_share() -> None:
    results = made_up()
    found = [found_outcomes(results, scenario) for scenario in results.scenarios]
    figure = outcomes(found, results, "nl")
    for column, axes in enumerate(figure.axes):
        shares = [one.shares[column] for one in found]
        counts = [text.get_text() for text in axes.texts if " van " in text.get_text()]
        assert counts == [f"{share.count} van {share.of}" for share in shares]
        bars = [patch.get_width() for patch in axes.patches if isinstance(patch, Rectangle)]
        assert bars == pytest.approx([share.share for share in shares])
        assert axes.get_xlim() == (0, 1)


@pytest.mark.parametrize(
    ("language", "heads"),
    [("nl", ("mislukt", "deels gelukt", "gelukt")), ("en", ("failure", "partial success", "success"))],
)
def test_classes_are_told_in_words_with_the_counts_they_stand_for(language: str, heads: tuple[str, ...]) -> None:
    results = made_up("steady-support", "no-support")
    found = [found_outcomes(results, scenario) for scenario in results.scenarios]
    figure = outcomes(found, results, language)
    titles = [axes.get_title(loc="left").replace("\n", " ").lower() for axes in figure.axes]
    assert all(title.startswith(head) for title, head in zip(titles, heads, strict=True))
    assert ["1" in titles[0], "2" in titles[1] and "5" in titles[1], "6" in titles[2]] == [True] * 3


def test_every_plan_is_named_once() -> None:
    results = made_up()
    figure = outcomes([found_outcomes(results, scenario) for scenario in results.scenarios], results, "en")
    names = [text.get_text().replace("\n", " ") for axes in figure.axes for text in axes.texts]
    assert all(names.count(english) == 1 for _, english in TITLES.values())


def test_a_picture_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one scenario"):
        outcomes([], made_up("no-support"))
