"""Synthesis: the people of a place, made from its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from weisim.population.associations import association, block
from weisim.population.fitting import Counts, Numbers, fit, lots, whole_cells
from weisim.population.households import CLASSES, Homes, group_residents
from weisim.population.place import Place
from weisim.population.population import Households, Population, Reconciled
from weisim.population.quantities import AGES, EDUCATIONS, HOUSEHOLD_TYPES, TENURES
from weisim.population.reconciling import AGE_WORDS, Targets, reconcile
from weisim.terms import HouseholdType

INCOMES = ("lowest_40", "middle_40", "highest_20")
POVERTY = ("not_poor", "poor")
LEVELS = ("low", "middle", "high")
WORK = ("none", "paid")
HOMES_IN_A_BLOCK = 24

_TYPES = {"single": HouseholdType.SINGLE, "without_children": HouseholdType.WITHOUT_CHILDREN}
_TYPE_OF_CLASS = np.array([_TYPES.get(name, HouseholdType.WITH_CHILDREN) for name in CLASSES], dtype=np.int8)


def synthesise(place: Place, seed: int = 0) -> Population:
    """Make everyone who lives in a place, so that they add up to its figures.

    Ages, households, education, work, income, tenure and poverty all come back within one person or household of the
    reconciled figures (`population.reconciled`). Which traits go together follows national and municipal tables and,
    where there are none, assumptions (see `tables`). Origin, sex and religion are left out: nothing depends on them.

    Args:
        place: the figures.
        seed: breaks ties between people who are equal in all figures; the same seed gives the same people.

    Raises:
        InvalidInput: hardly anybody of 15 or older lives here.
    """
    targets = reconcile(place)
    homes = group_residents(targets, seed)
    income, tenure, poor = _household_traits(homes, targets, seed)
    education, work = _personal_traits(homes, income, targets, seed)

    order = _street_order(tenure, seed)
    position = np.empty_like(order)
    position[order] = np.arange(len(order))
    home = position[homes.home]
    # within a home: parents and partners first, then children, then others
    rows = np.lexsort((homes.role, home))
    household = home[rows].astype(np.int32)
    members = np.bincount(household, minlength=len(order)).astype(np.int32)
    street = Households(
        type=_TYPE_OF_CLASS[homes.kind[order]],
        tenure=tenure[order].astype(np.int8),
        income_class=income[order].astype(np.int8),
        poor=poor[order] == 1,
        children=homes.children[order].astype(np.int8),
        members=members,
        first=(np.cumsum(members) - members).astype(np.int32),
    )
    population = Population(
        age_group=(homes.age[rows] + 1).astype(np.int8),
        education=education[rows].astype(np.int8),
        work=work[rows].astype(np.int8),
        income_class=street.income_class[household],
        tenure=street.tenure[household],
        household=household,
        household_role=homes.role[rows].astype(np.int8),
        household_type=street.type[household],
        children=street.children[household],
        poor=street.poor[household],
        households=street,
        reconciled=(),
    )
    return replace(population, reconciled=_counted(targets.ledger, population))


def _household_traits(homes: Homes, targets: Targets, seed: int) -> tuple[Counts, Counts, Counts]:
    """Income class, tenure and poverty of every household."""
    incomes = block("income_by_household", "household", CLASSES + AGE_WORDS, INCOMES)
    by_class, by_age = incomes[:4], incomes[4:]
    by_tenure = association("tenure_by_income", INCOMES, TENURES)
    poor_by_class = association("poor_by_household", CLASSES, POVERTY)
    poor_by_tenure = association("poor_by_tenure", TENURES, POVERTY)
    # dimensions: class x age of the head, income, tenure, poverty
    table = (
        (by_class[:, None, :] * by_age[None, :, :])[:, :, :, None, None]
        * by_tenure[None, None, :, :, None]
        * poor_by_class[:, None, None, None, :]
        * poor_by_tenure[None, None, None, :, :]
    )
    table[:, :, 1:, :, 1] = 0.0  # up to 110 % of the social minimum lies within the lowest 40 %
    table = table.reshape(16, 3, 3, 2)
    group = homes.kind * 4 + homes.head_age
    poor = np.array([targets.households - targets.poor, targets.poor], dtype=np.int64)
    margins = [np.bincount(group, minlength=16), targets.income, targets.tenure, poor]
    cells = _fitted_cells(table, margins)
    income, tenure, poverty = _dealt(group, cells, seed, 11)
    return income, tenure, poverty


def _personal_traits(homes: Homes, income: Counts, targets: Targets, seed: int) -> tuple[Counts, Counts]:
    """Education and work of every resident."""
    education_by_age = association("education_by_age", AGE_WORDS, LEVELS)
    education_by_income = association("education_by_income", INCOMES, LEVELS)
    work_by_age = association("work_by_age", AGE_WORDS, WORK)
    work_by_education = association("work_by_education", LEVELS, WORK)
    work_by_income = association("work_by_income", INCOMES, WORK)
    # dimensions: age x income of the household, education, work
    table = (
        (education_by_age[:, None, :] * education_by_income[None, :, :])[:, :, :, None]
        * work_by_age[:, None, None, :]
        * work_by_education[None, None, :, :]
        * work_by_income[None, :, None, :]
    ).reshape(12, 3, 2)
    group = homes.age * 3 + income[homes.home]
    work = np.array([targets.residents - targets.workers, targets.workers], dtype=np.int64)
    margins = [np.bincount(group, minlength=12), targets.education, work]
    education, working = _dealt(group, _fitted_cells(table, margins), seed, 12)
    return education, working


def _fitted_cells(table: Numbers, margins: Sequence[Counts]) -> Counts:
    """The table fitted to all margins at once, then in whole numbers."""
    fitted = fit(table, [((axis,), totals) for axis, totals in enumerate(margins)])
    return whole_cells(fitted, margins)


def _dealt(group: Counts, cells: Counts, seed: int, purpose: int) -> tuple[Counts, ...]:
    """Deal the cells of a table out to the members of each group, by lot."""
    order = np.lexsort((lots(len(group), seed, purpose), group))
    shape = cells.shape[1:]
    kinds = np.repeat(np.tile(np.arange(int(np.prod(shape))), len(cells)), cells.reshape(-1))
    traits = np.unravel_index(kinds, shape)
    dealt = []
    for trait in traits:
        column = np.empty(len(group), dtype=np.int64)
        column[order] = trait
        dealt.append(column)
    return tuple(dealt)


def _street_order(tenure: Counts, seed: int) -> Counts:
    """The order of homes along the streets: blocks of one kind of tenure, mixed through the neighbourhood."""
    count = len(tenure)
    by_tenure = np.lexsort((lots(count, seed, 13), tenure))
    block_of = np.arange(count) // HOMES_IN_A_BLOCK
    blocks = lots(int(block_of[-1]) + 1, seed, 14)
    return by_tenure[np.lexsort((np.arange(count), blocks[block_of]))]


def _counted(ledger: Sequence[Reconciled], people: Population) -> tuple[Reconciled, ...]:
    """The ledger with what the people really add up to."""
    homes = people.households
    counts = {
        "inhabitants": people.inhabitants,
        "age_0_14": people.children_count,
        "residents": people.residents,
        "households": len(homes),
        "participation": int(people.work.sum(dtype=np.int64)),
        "below_110": int(homes.poor.sum()),
    }
    for names, column, first in (
        (AGES[1:], people.age_group, 1),
        (HOUSEHOLD_TYPES, homes.type, 0),
        (TENURES, homes.tenure, 0),
        (("income_lowest_40", "income_middle_40", "income_highest_20"), homes.income_class, 0),
        (EDUCATIONS, people.education, 0),
    ):
        found = np.bincount(column, minlength=first + len(names))[first:].tolist()
        counts.update(zip(names, found, strict=True))
    return tuple(replace(row, synthesised=counts[row.name]) for row in ledger)
