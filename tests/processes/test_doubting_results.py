"""Doubting: what visible results do to trust, and what the suspicion of a path from above or of a cut does."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import begin, differing, do, dose, lived, renumber, street, told
from tests.living import columns as columns_of
from weisim.neighbourhood.model import Neighbourhood
from weisim.terms import Involvement, Stage


@pytest.fixture
def heard(here: Neighbourhood) -> Neighbourhood:
    """A street where everybody from the tenth door on has heard, and nobody talks at doors."""
    here.residents.involvement[10:] = Involvement.AWARE
    renumber(here, "doubting", talk=0.0, many=10.0 * 2500 / 60)
    return here


def after(here: Neighbourhood) -> np.ndarray:
    do(here, "doubting")
    return here.residents.trust.copy()


@pytest.mark.parametrize("working", [0, 1, 4, 10, 13])
def test_visible_results_win_trust_of_those_who_have_heard(heard: Neighbourhood, working: int) -> None:
    for row in range(15):
        begin(heard, [59 - row], output=0.5 if row < working else 0.49)
    heard.residents.active_neighbours[:] = 0
    trust = heard.residents.trust.copy()
    expected = trust + 0.001 * min(working / 10, 1) * (1 - trust)
    expected[:10] = trust[:10]
    assert after(heard) == pytest.approx(expected, abs=1e-15)


def test_contacts_who_take_part_and_results_add_up(heard: Neighbourhood) -> None:
    begin(heard, [59], output=1.0)
    heard.residents.active_neighbours[:] = 2
    trust = heard.residents.trust[10:].copy()
    assert after(heard)[10:] == pytest.approx(trust + (0.010 * 0.5 + 0.001 * 0.1) * (1 - trust), abs=1e-15)


def test_what_has_ended_shows_no_results() -> None:
    """An initiative that ended counts no more among those whose results are seen."""
    here = lived(told(street(600), {"ending.base_idea": 0.7, "ending.base_resident_initiative": 0.4}), 130)
    ended = here.initiatives.stage == Stage.ENDED
    assert ended.sum() > 3
    assert not here.initiatives.output[ended].any()


@pytest.mark.parametrize(("top_down", "cuts"), [(0.5, 0.0), (0.0, 0.8), (0.5, 0.8), (0.0, 0.0)])
@pytest.mark.parametrize("helped", [0.0, 1.0])
def test_suspicion_of_a_path_from_above_or_of_a_cut_costs_trust_while_help_is_given(
    heard: Neighbourhood, top_down: float, cuts: float, helped: float
) -> None:
    renumber(heard, "doubting", talk=0.0, seen=0.0, results=0.0, top_down=top_down, cuts=cuts)
    dose(heard, helped=helped)
    trust = heard.residents.trust.copy()
    expected = trust * (1 - 0.004 * max(top_down, cuts) * helped)
    expected[:10] = trust[:10]
    assert after(heard) == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize(("top_down", "cuts"), [(0.4, 0.0), (0.0, 0.4), (0.4, 0.4)])
def test_whoever_suspects_it_is_harder_to_win_at_the_door(here: Neighbourhood, top_down: float, cuts: float) -> None:
    renumber(here, "doubting", talk=1.0, talk_effect=0.2, suspicion=0.0, top_down=top_down, cuts=cuts)
    dose(here, informing=1.0, control=0.0)
    trust = here.residents.trust.copy()
    assert after(here) == pytest.approx(trust + 0.2 * (1 - top_down) * (1 - cuts) * (1 - trust), abs=1e-14)


@pytest.mark.parametrize("suspected", ["doubting.top_down", "doubting.cuts"])
def test_a_suspected_programme_is_trusted_less(suspected: str) -> None:
    usual, doubted = lived(street(600), 104), lived(told(street(600), {suspected: 0.8}), 104)
    informed = [here.residents.involvement > Involvement.UNAWARE for here in (usual, doubted)]
    assert doubted.residents.trust[informed[1]].mean() < usual.residents.trust[informed[0]].mean() - 0.05


def test_without_any_suspicion_nothing_of_it_is_felt(heard: Neighbourhood) -> None:
    renumber(heard, "doubting", talk=0.0, seen=0.0, results=0.0, suspicion=0.02)
    dose(heard, helped=1.0)
    before = columns_of(heard)
    do(heard, "doubting")
    assert not differing(before, columns_of(heard))
