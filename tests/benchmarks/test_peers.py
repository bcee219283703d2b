"""Peers: the essence in C and in Mesa objects is one and the same task, or a ratio between them would mean nothing."""

from __future__ import annotations

import numpy as np
import pytest

import workload
from objects import Neighbourhood
from reference import Reference, compiler

RESIDENTS, WEEKS, SEED = 1500, 104, 3


@pytest.fixture(scope="module")
def street() -> workload.Street:
    return workload.make_street(RESIDENTS)


@pytest.fixture(scope="module")
def objects(street: workload.Street) -> Neighbourhood:
    neighbourhood = Neighbourhood(street, SEED)
    for _ in range(WEEKS):
        neighbourhood.step()
    return neighbourhood


@pytest.fixture(scope="module")
def reference(street: workload.Street) -> Reference:
    if compiler() is None:
        pytest.skip("no C compiler on this computer; the product needs none")
    played = Reference(street, SEED, WEEKS)
    for _ in range(WEEKS):
        played.step()
    return played


def test_ties_go_both_ways(street: workload.Street) -> None:
    one = np.repeat(np.arange(RESIDENTS), np.diff(street.start))
    pairs = set(zip(one.tolist(), street.tie.tolist(), strict=True))
    assert all((b, a) in pairs for a, b in pairs)
    assert 9 < len(pairs) / RESIDENTS < 10.1


def test_nobody_is_lost(reference: Reference, objects: Neighbourhood) -> None:
    assert (reference.series[:, :5].sum(axis=1) == RESIDENTS).all()
    assert sum(objects.observed[name] for name in workload.SERIES[:5]) == RESIDENTS


def test_both_play_the_same_task(reference: Reference, objects: Neighbourhood) -> None:
    # Mesa's residents act one after another, so news runs a little ahead there; twice as many would be another task.
    assert objects.participants == pytest.approx(reference.participants, rel=0.15)
    theirs = objects.datacollector.get_model_vars_dataframe().iloc[-1]
    for name in ("motivation", "skill", "autonomy", "competence"):
        ours = reference.series[-1, workload.SERIES.index(name)]
        assert theirs[name] == pytest.approx(ours, abs=0.02)
