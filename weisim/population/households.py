"""Households: who lives with whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from weisim.population.associations import association, block
from weisim.population.fitting import Counts, Numbers, fit, lots, whole, whole_table
from weisim.population.reconciling import AGE_WORDS, Targets
from weisim.terms import HouseholdRole

# classes of household that differ in who lives there
CLASSES = ("single", "single_parent", "without_children", "with_children")
SINGLE, SINGLE_PARENT, COUPLE_WITHOUT, COUPLE_WITH = range(4)

_BOUNDS = np.array([15.0, 25.0, 45.0, 65.0, 90.0])
_SPREAD_OF_PARTNERS = 6.0  # years; most partners differ less than five in age (CBS, couples by age difference 2017)
_SPREAD_OF_PARENTS = 8.0  # years
_MOST_CHILDREN = 12


@dataclass(frozen=True)
class Homes:
    """Residents grouped into households; households in no particular order yet.

    Attributes:
        age: age group of each resident, 0 for 15 to 24.
        role: number of a `HouseholdRole` of each resident.
        home: household of each resident.
        kind: class of each household, a row of `CLASSES`.
        head_age: age group of the first adult of each household.
        children: children younger than 15 in each household.
    """

    age: Counts
    role: Counts
    home: Counts
    kind: Counts
    head_age: Counts
    children: Counts


def group_residents(targets: Targets, seed: int = 0) -> Homes:
    """Put every resident in a household that suits their age, and every child with parents.

    How many people of an age live alone, with a partner, as a single parent or as a child at home follows the national
    table (CBS 71488ned), fitted to the ages and households of this place.

    Args:
        targets: what the people must add up to.
        seed: breaks ties.
    """
    roles = _roles(targets)
    alone, partner, parent, child, other = (roles[:, column] for column in range(5))
    older, younger = _couples(partner, seed)
    kind_of_couple = _couples_with_children(older, targets, seed)

    single_ages = np.repeat(np.arange(4), alone)
    parent_ages = np.repeat(np.arange(4), parent)
    kind = np.concatenate([np.full(len(single_ages), SINGLE), np.full(len(parent_ages), SINGLE_PARENT), kind_of_couple])
    head_age = np.concatenate([single_ages, parent_ages, older])
    count = len(kind)
    first_couple = len(single_ages) + len(parent_ages)
    grown_up_homes, children = _children(child, kind, head_age, targets, seed)
    other_homes = _others(int(other.sum()), kind, seed)

    heads = np.select(
        [kind == SINGLE, kind == SINGLE_PARENT],
        [int(HouseholdRole.ALONE), int(HouseholdRole.SINGLE_PARENT)],
        int(HouseholdRole.PARTNER),
    )
    age = np.concatenate([head_age, younger, np.repeat(np.arange(4), child)[::-1], np.repeat(np.arange(4), other)])
    role = np.concatenate(
        [
            heads,
            np.full(len(younger), int(HouseholdRole.PARTNER)),
            np.full(len(grown_up_homes), int(HouseholdRole.CHILD)),
            np.full(len(other_homes), int(HouseholdRole.OTHER)),
        ]
    )
    home = np.concatenate([np.arange(count), np.arange(first_couple, count), grown_up_homes, other_homes])
    return Homes(age, role, home, kind, head_age, children)


def _roles(targets: Targets) -> Counts:
    """Residents by age and role: alone, partner, single parent, child, other."""
    names = ("alone", "partner", "single_parent", "child", "other")
    usual = block("roles_by_age", "age", AGE_WORDS, names)
    four = np.column_stack([usual[:, :3], usual[:, 3:].sum(axis=1)]) / usual.sum(axis=1, keepdims=True)
    columns = np.array([targets.single, 2 * targets.couples, targets.single_parents, targets.others], dtype=np.int64)
    fitted = fit(four, [((1,), columns), ((0,), targets.ages)])
    counts = whole_table(fitted, targets.ages, columns)
    rest = counts[:, 3]
    at_home = np.round(rest * usual[:, 3] / (usual[:, 3] + usual[:, 4])).astype(np.int64)
    if targets.with_children == 0:
        at_home[:] = 0
    # every household with children has a child; the youngest are the likeliest to live with their parents
    short = max(targets.with_children - targets.children, 0) - int(at_home.sum())
    for age in range(4):
        more = min(max(short, 0), int(rest[age] - at_home[age]))
        at_home[age] += more
        short -= more
    return np.column_stack([counts[:, :3], at_home, rest - at_home])


def _years(ages: Counts, seed: int, purpose: int) -> Numbers:
    """An age in years for each person of an age group, to order people by; it is not kept."""
    return _BOUNDS[ages] + lots(len(ages), seed, purpose) * np.diff(_BOUNDS)[ages]


def _couples(partner: Counts, seed: int) -> tuple[Counts, Counts]:
    """Partners paired with somebody of about their age: age groups of the older and of the younger."""
    ages = np.repeat(np.arange(4), partner)
    years = _years(ages, seed, 1) + (lots(len(ages), seed, 2) - 0.5) * 2 * _SPREAD_OF_PARTNERS
    pairs = ages[np.argsort(years, kind="stable")].reshape(-1, 2)
    return pairs.max(axis=1), pairs.min(axis=1)


def _couples_with_children(older: Counts, targets: Targets, seed: int) -> Counts:
    """Which couples have children at home: most between 25 and 65."""
    usual = association("couples_with_children", AGE_WORDS, CLASSES[2:])
    rows = np.bincount(older, minlength=4)
    columns = np.array([targets.without_children, targets.with_children - targets.single_parents], dtype=np.int64)
    fitted = fit(usual * rows[:, None], [((0,), rows), ((1,), columns)])
    counts = whole_table(fitted, rows, columns)
    order = np.lexsort((lots(len(older), seed, 3), older))
    kinds = np.empty(len(older), dtype=np.int64)
    kinds[order] = np.repeat(np.tile([COUPLE_WITHOUT, COUPLE_WITH], 4), counts.reshape(-1))
    return kinds


def _children(child: Counts, kind: Counts, head_age: Counts, targets: Targets, seed: int) -> tuple[Counts, Counts]:
    """Homes of the grown-up children, oldest first, and the number of young children in every household."""
    families = np.flatnonzero((kind == SINGLE_PARENT) | (kind == COUPLE_WITH))
    young, grown_up = targets.children, int(child.sum())
    children = np.zeros(len(kind), dtype=np.int64)
    if len(families) == 0:
        return np.empty(0, dtype=np.int64), children
    sizes = _family_sizes(len(families), young + grown_up)
    # single parents have fewer children; chance does the rest
    chance = lots(len(families), seed, 4) + np.where(kind[families] == COUPLE_WITH, 0.15, 0.0)
    size = np.empty(len(families), dtype=np.int64)
    size[np.argsort(chance, kind="stable")] = sizes
    slots = np.repeat(families, size)
    years = _years(head_age[families], seed, 5).repeat(size)
    years = years + (lots(len(slots), seed, 6) - 0.5) * 2 * _SPREAD_OF_PARENTS
    # no child of 25 or older with a parent who could not be that old: the age group of the parent goes before years
    order = np.argsort(-years, kind="stable")
    slots = slots[order]
    np.add.at(children, slots[grown_up:], 1)
    return slots[:grown_up], children


def _family_sizes(families: int, children: int) -> Counts:
    """How many children each family has, from few to many, adding up to all children; every family has one."""
    usual = block("children_at_home", "children", ("1", "2", "3_or_more"), ("households",))[:, 0]
    numbers = np.arange(1, max(_MOST_CHILDREN, -(-children // families) + 1) + 1)
    tail = 0.3 ** np.arange(len(numbers) - 2)
    seed = np.concatenate([usual[:2], usual[2] * tail / tail.sum()])
    mean = children / families
    low, high = -40.0, 40.0
    for _ in range(60):
        tilt = (low + high) / 2
        logs = np.log(seed) + tilt * numbers
        weights = np.exp(logs - logs.max())
        present = float((weights * numbers).sum() / weights.sum())
        low, high = (tilt, high) if present < mean else (low, tilt)
    sizes = np.repeat(numbers, whole(weights, families))
    # whole families miss the total by a few children: one more or one less in as many families, spread over the row
    gap = children - int(sizes.sum())
    while gap:
        able = np.arange(families) if gap > 0 else np.flatnonzero(sizes > 1)
        chosen = able[np.linspace(0, len(able) - 1, min(abs(gap), len(able))).astype(np.int64)]
        sizes[chosen] += 1 if gap > 0 else -1
        gap = children - int(sizes.sum())
    return np.sort(sizes)


def _others(count: int, kind: Counts, seed: int) -> Counts:
    """Homes of those who live with others without being partner, parent or child: spread over larger households."""
    able = np.flatnonzero(kind != SINGLE)
    if count == 0:
        return np.empty(0, dtype=np.int64)
    order = able[np.argsort(lots(len(able), seed, 7), kind="stable")]
    return np.resize(order, count)
