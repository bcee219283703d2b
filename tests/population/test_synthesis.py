"""Test of synthesis: people who add up to the figures, in households that make sense."""

from __future__ import annotations

import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weisim.faults import InvalidInput
from weisim.population.figure import Figure
from weisim.population.place import Place
from weisim.population.population import Population
from weisim.population.quantities import NEEDED
from weisim.population.reading import FiguresFile
from weisim.population.substituting import place_of
from weisim.population.synthesis import synthesise
from weisim.terms import AgeGroup, HouseholdRole, HouseholdType, IncomeClass

# a sum over the residents for each column; it changes when anybody does
FROZEN = {
    "age_group": 7885642,
    "education": 3223273,
    "work": 1897129,
    "income_class": 1877549,
    "tenure": 2653558,
    "household": 3342830278,
    "household_role": 3753697,
    "children": 1258431,
}


def _makes_sense(people: Population, place: Place) -> None:
    homes = people.households
    assert people.inhabitants == place.inhabitants
    for row in people.reconciled:
        assert abs(row.synthesised - row.reconciled) <= 1, row
    assert len(homes) == next(row.synthesised for row in people.reconciled if row.name == "households")
    # household rows stand together and say the same as their household
    assert np.bincount(people.household).tolist() == homes.members.tolist()
    assert people.household[homes.first].tolist() == list(range(len(homes)))
    for name in ("tenure", "income_class", "poor", "children"):
        assert (getattr(people, name) == getattr(homes, name)[people.household]).all()
    assert (people.household_type == homes.type[people.household]).all()
    # roles
    role = people.household_role
    partners = np.bincount(people.household[role == HouseholdRole.PARTNER], minlength=len(homes))
    parents = np.bincount(people.household[role == HouseholdRole.SINGLE_PARENT], minlength=len(homes))
    grown_up = np.bincount(people.household[role == HouseholdRole.CHILD], minlength=len(homes))
    single = homes.type == HouseholdType.SINGLE
    family = homes.type == HouseholdType.WITH_CHILDREN
    assert (homes.members[single] == 1).all()
    assert (role[homes.first[single]] == HouseholdRole.ALONE).all()
    assert (role != HouseholdRole.ALONE).sum() == len(people.age_group) - single.sum()
    assert (partners[~single] + 2 * parents[~single] == 2).all()
    assert (homes.children[family] + grown_up[family] >= 1).all()
    assert (homes.children[~family] == 0).all()
    assert (grown_up[~family] == 0).all()
    assert (parents[~family] == 0).all()
    # who is poor lies within the lowest 40 %
    assert (homes.income_class[homes.poor] == IncomeClass.LOWEST_40).all()
    assert people.age_group.min() >= AgeGroup.AGE_15_24


def test_the_pilot(gool: Place) -> None:
    people = synthesise(gool)
    _makes_sense(people, gool)
    assert people.residents == 2555
    assert people.children_count == 545
    assert len(people.households) == 1540
    assert people.households.poor.mean() == pytest.approx(0.209, abs=0.001)
    rows = {row.name: row for row in people.reconciled}
    assert rows["residents"].published == 2565
    assert rows["residents"].change == -10
    assert rows["age_25_44"].reconciled == pytest.approx(980 * 2555 / 2565)
    assert rows["single"].reconciled == pytest.approx(770 * 1540 / 1545)


@pytest.mark.parametrize(
    "code",
    [
        "BU03636910", "BU03634900", "BU03639412", "BU03637307", "BU03639302", "BU03638000", "BU03634103",
        "BU03638800", "BU03637105", "BU03636909", "BU03637106", "WK036369", "WK036380",
    ],
)  # fmt: skip
def test_very_different_places(full: FiguresFile, sparse: FiguresFile, code: str) -> None:
    for files in ([full], [sparse], [sparse, full]):
        place = place_of(files, code)
        _makes_sense(synthesise(place), place)


def test_every_place_of_the_excel_file(excel: FiguresFile) -> None:
    for code in excel.codes:
        if code.startswith("GM") or code == "BU03441024":
            continue
        try:
            place = place_of([excel], code)
        except InvalidInput:
            assert (excel.value(code, "inhabitants") or 0) < 50
            continue
        _makes_sense(synthesise(place), place)


def test_people_who_do_not_fit_the_households_are_told(full: FiguresFile) -> None:
    people = synthesise(place_of([full], "BU03638000"))  # 265 people, 10 households: an institution
    homes = next(row for row in people.reconciled if row.name == "households")
    assert homes.published == 10
    assert homes.change > 100
    assert homes.reason is not None
    assert "alleenwonend" in str(homes.reason)


def test_ages_suit_the_roles(gool: Place) -> None:
    people = synthesise(gool)
    child = people.household_role == HouseholdRole.CHILD
    assert (people.age_group[child] == AgeGroup.AGE_15_24).mean() > 0.75
    assert (people.age_group[people.household_role == HouseholdRole.PARTNER] == AgeGroup.AGE_15_24).mean() < 0.05
    with_young = people.households.children > 0
    heads = people.age_group[people.households.first]
    assert (heads[with_young] == AgeGroup.AGE_25_44).mean() > 0.55
    assert (heads[with_young] == AgeGroup.AGE_65_PLUS).mean() < 0.1
    parents = np.zeros(len(people.households), dtype=int)
    is_parent = (people.household_role == HouseholdRole.PARTNER) | (
        people.household_role == HouseholdRole.SINGLE_PARENT
    )
    np.maximum.at(parents, people.household[is_parent], people.age_group[is_parent])
    too_young = child & (people.age_group > parents[people.household])
    assert too_young.sum() == 0


def test_traits_go_together_as_they_should(gool: Place) -> None:
    people = synthesise(gool)
    homes = people.households
    low, high = people.income_class == 0, people.income_class == 2
    assert people.education[high].mean() > people.education[low].mean() + 0.5
    assert people.work[people.education == 2].mean() > people.work[people.education == 0].mean() + 0.15
    assert people.work[people.age_group == 4].mean() < 0.15
    assert (homes.tenure[homes.income_class == 2] == 0).mean() > 2 * (homes.tenure[homes.income_class == 0] == 0).mean()
    # neighbours share a tenure: homes stand in blocks
    assert (homes.tenure[1:] == homes.tenure[:-1]).mean() > 0.9


def test_the_same_place_gives_the_same_people(gool: Place) -> None:
    one, two, other = synthesise(gool), synthesise(gool), synthesise(gool, seed=1)
    for name in ("age_group", "education", "work", "household", "household_role", "poor"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes()
    assert one.education.tobytes() != other.education.tobytes()
    assert [row.synthesised for row in one.reconciled] == [row.synthesised for row in other.reconciled]


def test_the_people_of_the_pilot_never_change_unnoticed(gool: Place) -> None:
    people = synthesise(gool)
    weights = np.arange(1, people.residents + 1)
    columns = ("age_group", "education", "work", "income_class", "tenure", "household", "household_role", "children")
    found = {name: int((getattr(people, name).astype(np.int64) * weights).sum()) for name in columns}
    assert found == FROZEN


def test_columns_are_locked_and_checked(gool: Place) -> None:
    people = synthesise(gool)
    with pytest.raises(ValueError, match="read-only"):
        people.work[0] = 1
    with pytest.raises(ValueError, match="stand together"):
        Population(**{**vars(people), "household": people.household[::-1].copy()})


figures = st.fixed_dictionaries(
    {
        "inhabitants": st.integers(50, 1500),
        "age_0_14": st.integers(0, 700),
        **{name: st.integers(0, 1500) for name in ("age_15_24", "age_25_44", "age_45_64", "age_65_plus")},
        "households": st.integers(1, 1500),
        **{name: st.integers(0, 1500) for name in ("single", "without_children", "with_children")},
        "household_size": st.sampled_from([1.0, 1.3, 2.0, 3.1, 6.0]),
        **{name: st.floats(0, 1) for name in ("owner", "social_rent", "private_rent", "participation", "below_110")},
        **{name: st.floats(0, 1) for name in ("income_lowest_40", "income_highest_20")},
        **{name: st.integers(0, 1500) for name in ("education_low", "education_middle", "education_high")},
    }
)


@given(figures)
def test_any_figures_give_people_who_make_sense(values: dict[str, float]) -> None:
    def figure(value: float) -> Figure:
        return Figure(value=float(value), level="buurt", area="BU00010101", year=2020, source="made up")

    assert set(NEEDED) <= set(values)
    place = Place(
        code="BU00010101", name="Somewhere", year=2020, figures={name: figure(value) for name, value in values.items()}
    )
    try:
        people = synthesise(place)
    except InvalidInput:
        assert values["age_0_14"] > 8 * (values["inhabitants"] - values["age_0_14"])
        return
    _makes_sense(people, place)


@pytest.mark.parametrize("residents", [20_000, 100_000])
def test_large_places(gool: Place, residents: int) -> None:
    place = gool.scaled(residents)
    start = time.perf_counter()
    people = synthesise(place)
    assert time.perf_counter() - start < 5
    assert people.residents == residents
    _makes_sense(people, place)


def test_making_people_loads_no_table_library() -> None:
    program = (
        "import sys; import weisim.population.synthesis, weisim.population.place;"
        "print([name for name in ('pandas', 'python_calamine', 'scipy', 'mesa', 'numba') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
