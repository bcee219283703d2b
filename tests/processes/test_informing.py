"""Informing: how far outreach comes."""

from __future__ import annotations

import pytest

from tests.living import columns, differing, do, dose
from weisim.neighbourhood.model import Neighbourhood


@pytest.mark.parametrize("strength", [0.0, 2 / 3, 1.0, 4 / 3])
def test_the_news_reaches_a_share_of_doors(here: Neighbourhood, strength: float) -> None:
    dose(here, informing=strength)
    do(here, "informing")
    assert here.programme.reach[0] == 0.018 * strength


def test_nobody_hears_yet(here: Neighbourhood) -> None:
    dose(here, informing=1.0)
    before = columns(here)
    do(here, "informing")
    assert differing(before, columns(here)) == {"programme.reach"}
