"""Bonding: how initiatives take root and win standing."""

from __future__ import annotations

import pytest

from tests.living import begin, do, dose, settled, street
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Stage

TEAM = [0, 3, 7]


@pytest.mark.parametrize("community", [0.0, 1.0])
@pytest.mark.parametrize("rooted", [0.1, 0.9])
@pytest.mark.parametrize("residents", [60, 3000])
def test_roots_and_standing_follow_the_equations(community: float, rooted: float, residents: int) -> None:
    here = settled(street(residents))
    g = begin(here, TEAM, embeddedness=rooted, legitimacy=0.3, output=0.8)
    dose(here, community=community)
    do(here, "bonding")
    reach = min(1.0, 15 * here.ties.degree[TEAM].sum() / len(here.residents))
    roots = rooted + 0.03 * (reach * (0.4 + 0.6 * min(1.0, rooted + 0.2)) - rooted) + 0.010 * community * (1 - rooted)
    standing = 0.3 + 0.02 * 0.8 * here.initiatives.embeddedness[g] * 0.7 - 0.008 * 0.3
    assert here.initiatives.embeddedness[g] == pytest.approx(roots, abs=1e-15)
    assert here.initiatives.legitimacy[g] == pytest.approx(standing, abs=1e-15)
    assert reach == 1.0 or residents == 3000


def test_who_knows_nobody_roots_nothing(here: Neighbourhood) -> None:
    here.ties.degree[:] = 0
    g = begin(here, TEAM, embeddedness=0.0, output=1.0)
    for _ in range(50):
        do(here, "bonding")
    assert here.initiatives.embeddedness[g] == here.initiatives.legitimacy[g] == 0.0


def test_community_building_roots_even_them(here: Neighbourhood) -> None:
    here.ties.degree[:] = 0
    g = begin(here, TEAM, embeddedness=0.0)
    dose(here, community=1.0)
    do(here, "bonding")
    assert here.initiatives.embeddedness[g] == pytest.approx(0.010)


def test_standing_without_results_fades(here: Neighbourhood) -> None:
    g = begin(here, TEAM, legitimacy=0.5, output=0.0)
    ended = begin(here, [30], legitimacy=0.5, stage=Stage.ENDED)
    for _ in range(10):
        do(here, "bonding")
    assert here.initiatives.legitimacy[g] == pytest.approx(0.5 * (1 - 0.008) ** 10)
    assert here.initiatives.legitimacy[ended] == 0.5


def test_shares_stay_shares(here: Neighbourhood) -> None:
    g = begin(here, list(range(40)), output=1.0)
    dose(here, community=1.0)
    for _ in range(2000):
        do(here, "bonding")
        assert 0.0 <= here.initiatives.embeddedness[g] <= 1.0
        assert 0.0 <= here.initiatives.legitimacy[g] <= 1.0
    assert here.initiatives.legitimacy[g] > 0.6
