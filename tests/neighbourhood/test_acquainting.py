"""Acquainting: sparse ties with a skewed degree, clustering, distance between homes and likeness."""

from __future__ import annotations

import numpy as np
import pytest

from tests.living import settled, story, street, ties_told, told
from weisim.neighbourhood.model import Neighbourhood


@pytest.fixture(scope="module")
def gool() -> Neighbourhood:
    return settled(story("steady-support"), 1)


def clustering(here: Neighbourhood) -> float:
    """Mean over residents with two contacts or more of the share of pairs of contacts who know each other."""
    contacts = [set(here.ties.contacts(row).tolist()) for row in range(len(here.residents))]
    shares = [
        sum(len(contacts[one] & mine) for one in mine) / (len(mine) * (len(mine) - 1))
        for mine in contacts
        if len(mine) > 1
    ]
    return float(np.mean(shares))


def test_as_checked_in_the_specification(gool: Neighbourhood) -> None:
    """2,555 residents: mean degree 7.97, sd 4.5, most 32, 1.3 % without ties, clustering .28."""
    degree = gool.ties.degree
    assert len(degree) == 2555
    assert degree.mean() == pytest.approx(8.0, abs=0.2)
    assert degree.std() == pytest.approx(4.5, abs=1.0)
    assert 20 <= degree.max() <= 60
    assert (degree == 0).mean() == pytest.approx(0.013, abs=0.012)
    assert clustering(gool) == pytest.approx(0.28, abs=0.06)
    assert np.mean((degree - degree.mean()) ** 3) > 0, "skewed: a few know very many"


def test_housemates_know_each_other_best(gool: Neighbourhood) -> None:
    household, ties = gool.residents.household, ties_told(gool.ties)
    same = household[ties[:, 0].astype(int)] == household[ties[:, 1].astype(int)]
    sizes = np.bincount(household)
    assert same.sum() == (sizes * (sizes - 1)).sum()
    assert (ties[same, 2] == 1.0).all()
    assert (ties[~same, 2] >= 0.1).all()
    assert (ties[~same, 2] <= 0.5).all()


def test_contacts_live_near_and_are_alike(gool: Neighbourhood) -> None:
    who, ties = gool.residents, ties_told(gool.ties)
    row, other = ties[:, 0].astype(int), ties[:, 1].astype(int)
    apart = np.abs(who.household[row] - who.household[other])
    outside = apart > 0
    shuffled = np.random.default_rng(1).permutation(other)
    assert np.median(apart[outside]) < 40
    assert np.median(apart[outside]) < np.median(np.abs(who.household[row] - who.household[shuffled])) / 5

    def alike(one: np.ndarray, two: np.ndarray) -> float:
        return float(((who.education[one] == who.education[two]) & (who.age_group[one] == who.age_group[two])).mean())

    assert alike(row[outside], other[outside]) > 1.1 * alike(row[outside], shuffled[outside])


@pytest.mark.parametrize(("key", "low", "high"), [("settling.degree", 4.0, 14.0)])
def test_the_number_of_contacts_is_what_was_asked(key: str, low: float, high: float) -> None:
    for degree in (low, high):
        assert settled(told(street(1500), {key: degree})).ties.degree.mean() == pytest.approx(degree, rel=0.04)


def test_closure_makes_friends_of_friends() -> None:
    open_street, closed = (settled(told(street(1500), {"settling.closure": share})) for share in (0.2, 0.6))
    assert clustering(closed) > clustering(open_street) + 0.05


def test_without_likeness_contacts_are_less_alike() -> None:
    def alike(homophily: float) -> float:
        here = settled(told(street(1500), {"settling.homophily": homophily, "settling.closure": 0.2}))
        ties = ties_told(here.ties)
        education = here.residents.education
        outside = ties[:, 2] < 1.0
        return float((education[ties[outside, 0].astype(int)] == education[ties[outside, 1].astype(int)]).mean())

    assert alike(2.0) > alike(0.0) + 0.03


def test_no_ties_at_all_can_be_asked_for() -> None:
    assert not settled(told(street(200), {"settling.ties": False})).ties.degree.any()


def test_ties_belong_to_the_seed() -> None:
    assert (
        ties_told(settled(street(200), 1).ties).tobytes()
        == ties_told(settled(street(200, "no-support"), 1).ties).tobytes()
    )
    assert ties_told(settled(street(200), 1).ties).tobytes() != ties_told(settled(street(200), 2).ties).tobytes()
