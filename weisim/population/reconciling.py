"""Reconciling: rounded figures that do not add up become whole counts that do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.population.associations import block
from weisim.population.fitting import Counts, whole
from weisim.population.place import Place
from weisim.population.population import Reconciled
from weisim.population.quantities import AGES, EDUCATIONS, HOUSEHOLD_TYPES, TENURES

AGE_WORDS = ("15_24", "25_44", "45_64", "65_plus")
MOST_CHILDREN = 5  # children younger than 15 in a household, on average over all households with children
MOST_CHILDREN_PER_RESIDENT = 8
MOST_OTHERS = (2, 3)  # residents besides parents and partners: without children, with children; on average
MOST_SINGLE_PARENTS = 0.8
USUAL_SINGLE_PARENTS = (0.12, 0.45)
OLD_AGE_UP_TO_74 = 0.5916  # of those of 65 and older, CBS 71488ned 2019
ROUNDED_SIZE = 0.05  # mean household size is published with one decimal

_FEWER_ADULTS = Text("There are fewer residents than these households need.")
_NO_HOME_FOR_CHILDREN = Text("Children need a household with children.")
_INSTITUTIONS = Text("More people live here than in households. The others count as living alone.")
_OF_WHOLE = Text("The share of those up to 74 is taken for all residents.")
_UP_TO_74 = Text("The share counts for those up to 74. Older people do no paid work.")
_POOR_ARE_LOW = Text("No more households than those in the lowest 40 % can be poor.")


@dataclass(frozen=True)
class Targets:
    """What the people of a place must add up to, in whole persons and households.

    Attributes:
        ages: residents by the four age groups from 15.
        children: children younger than 15.
        single, without_children, with_children: households by type.
        single_parents: how many of the households with children have one parent.
        tenure, income: households by class.
        poor: households up to 110 % of the social minimum.
        education: residents by level.
        workers: residents with paid work.
        ledger: published and reconciled counts, to compare with the people made.
    """

    ages: Counts
    children: int
    single: int
    without_children: int
    with_children: int
    single_parents: int
    tenure: Counts
    income: Counts
    poor: int
    education: Counts
    workers: int
    ledger: tuple[Reconciled, ...] = field(repr=False)

    @property
    def residents(self) -> int:
        """People of 15 and older."""
        return int(self.ages.sum())

    @property
    def households(self) -> int:
        """All households."""
        return self.single + self.without_children + self.with_children

    @property
    def couples(self) -> int:
        """Households with two partners."""
        return self.without_children + self.with_children - self.single_parents

    @property
    def others(self) -> int:
        """Residents who live with others without being partner or parent: grown-up children and other members."""
        return self.residents - self.single - 2 * self.couples - self.single_parents


class _Ledger:
    """Keeps what was published and what it became."""

    def __init__(self) -> None:
        self.rows: list[Reconciled] = []

    def add(self, name: str, published: float, reconciled: float, unit: str, reason: Text | None = None) -> None:
        self.rows.append(Reconciled(name, float(published), float(reconciled), round(reconciled), unit, reason))

    def parts(
        self,
        names: Sequence[str],
        published: Sequence[float],
        total: float,
        counts: Counts,
        unit: str,
        reason: Text | None = None,
    ) -> None:
        """Parts that were scaled to their whole, and the whole numbers they became."""
        present = sum(published)
        for name, value, count in zip(names, published, counts.tolist(), strict=True):
            scaled = value * total / present if present > 0 else float(count)
            self.rows.append(Reconciled(name, float(value), scaled, count, unit, reason))


def reconcile(place: Place) -> Targets:
    """Whole counts of people and households that fit together, as near to the published figures as they allow.

    Parts are scaled to the number of inhabitants or households they are part of. Children younger than 15 stay as
    published; the other age groups are scaled to the rest, the residents. Households change only where the people
    could not live in them.

    Raises:
        InvalidInput: hardly anybody of 15 or older lives here.
    """
    ledger = _Ledger()
    inhabitants = round(place["inhabitants"])
    children = min(round(place["age_0_14"]), inhabitants)
    residents = inhabitants - children
    if residents * MOST_CHILDREN_PER_RESIDENT < max(children, 1):
        message = Text("Too few people of 15 or older live here: {residents}.", residents=residents)
        raise InvalidInput([Fault("", 0, "age_0_14", str(children), message)])
    ledger.add("inhabitants", place["inhabitants"], inhabitants, "persons")
    ledger.add("age_0_14", place["age_0_14"], children, "persons")
    published = [place[name] for name in AGES[1:]]
    ledger.add("residents", float(np.sum(published)), residents, "persons")
    ages = whole(published, residents)
    ledger.parts(AGES[1:], published, residents, ages, "persons")

    single, without, with_children, single_parents = _households(place, inhabitants, children, ages, ledger)
    households = single + without + with_children
    # Less than one home in a thousand million is none: scaled up to the whole it would become all homes.
    tenure_shares = [round(place[name], 9) for name in TENURES]
    tenure = whole(tenure_shares, households)
    ledger.parts(TENURES, [share * households for share in tenure_shares], households, tenure, "households")
    low = min(place["income_lowest_40"], 1.0)
    high = min(place["income_highest_20"], 1.0)
    middle = max(1.0 - low - high, 0.0)
    income = whole([low, middle, high], households)
    names = ("income_lowest_40", "income_middle_40", "income_highest_20")
    ledger.parts(names, [share * households for share in (low, middle, high)], households, income, "households")
    wanted = place["below_110"] * households
    poor = min(wanted, float(income[0]))
    ledger.add("below_110", wanted, poor, "households", _POOR_ARE_LOW if poor < wanted else None)

    educations = [place[name] for name in EDUCATIONS]
    education = whole(educations, residents)
    ledger.parts(EDUCATIONS, educations, residents, education, "persons", _OF_WHOLE)
    workers = place["participation"] * float(ages[:3].sum() + OLD_AGE_UP_TO_74 * ages[3])
    ledger.add("participation", place["participation"] * residents, workers, "persons", _UP_TO_74)
    return Targets(
        ages, children, single, without, with_children, single_parents, tenure, income, round(poor), education,
        round(workers), tuple(ledger.rows),
    )  # fmt: skip


def _households(
    place: Place, inhabitants: int, children: int, ages: Counts, ledger: _Ledger
) -> tuple[int, int, int, int]:
    published = [place[name] for name in HOUSEHOLD_TYPES]
    total = round(place["households"])
    counts = whole(published, total)
    single, without, with_children = counts.tolist()
    reason: Text | None = None
    residents = inhabitants - children

    fewest = -(-children // MOST_CHILDREN)
    if with_children < fewest:
        reason = _NO_HOME_FOR_CHILDREN
        missing = fewest - with_children
        with_children = fewest
        from_without = min(without, missing)
        without -= from_without
        single -= min(single, missing - from_without)

    size = place.figures["household_size"].value if "household_size" in place.figures else None
    if size is not None and total > 0:
        room = residents - _fewest_adults(single, without, with_children, children)
        outside = min(inhabitants - int(np.ceil(total * (size + ROUNDED_SIZE))), room)
        if outside > 0.05 * inhabitants:
            reason = _INSTITUTIONS
            single += outside

    excess = _fewest_adults(single, without, with_children, children) - residents
    if excess > 0:
        reason = _FEWER_ADULTS
        single, without, with_children = _with_fewer_adults(single, without, with_children, children, residents, fewest)

    single_parents = _single_parents(single, without, with_children, children, ages)
    others = residents - single - 2 * (without + with_children) + single_parents
    room = MOST_OTHERS[0] * without + MOST_OTHERS[1] * with_children
    if others > room:
        reason = _INSTITUTIONS
        single += others - room

    reconciled = single + without + with_children
    ledger.add("households", place["households"], reconciled, "households", reason)
    if reason is None:
        ledger.parts(HOUSEHOLD_TYPES, published, total, counts, "households")
    else:
        for name, value, count in zip(HOUSEHOLD_TYPES, published, (single, without, with_children), strict=True):
            ledger.add(name, value, count, "households", reason)
    return single, without, with_children, single_parents


def _fewest_adults(single: int, without: int, with_children: int, children: int) -> int:
    """How many residents these households need at least: a household with children has a child, young or grown-up."""
    couples = with_children - int(MOST_SINGLE_PARENTS * with_children)
    return single + 2 * without + with_children + couples + max(with_children - children, 0)


def _with_fewer_adults(
    single: int, without: int, with_children: int, children: int, residents: int, fewest: int
) -> tuple[int, int, int]:
    """Households that fit the residents: couples become one-person households first, then families, then homes go."""
    excess = _fewest_adults(single, without, with_children, children) - residents
    changed = min(without, excess)
    without, single = without - changed, single + changed
    low, high = fewest, with_children
    while low < high:
        # the most families that fit when all others that go live alone; fewer families never need more adults
        middle = (low + high + 1) // 2
        if _fewest_adults(single + with_children - middle, without, middle, children) <= residents:
            low = middle
        else:
            high = middle - 1
    single, with_children = single + with_children - low, low
    excess = _fewest_adults(single, without, with_children, children) - residents
    single -= min(single, max(excess, 0))
    excess = _fewest_adults(single, without, with_children, children) - residents
    with_children -= min(with_children - 1, max(excess, 0)) if with_children else 0
    return single, without, with_children


def _single_parents(single: int, without: int, with_children: int, children: int, ages: Counts) -> int:
    """How many families have one parent: as many as leave the usual number of grown-up children at home."""
    residents = int(ages.sum())
    roles = block("roles_by_age", "age", AGE_WORDS, ("child", "alone", "partner", "single_parent", "other"))
    usual = roles[:, (0, 4)].sum(axis=1) / roles.sum(axis=1)
    left = residents - single - 2 * without - 2 * with_children
    low, high = (share * with_children for share in USUAL_SINGLE_PARENTS)
    wanted = min(max(float((usual * ages).sum()) - left, low), high)
    least = max(max(with_children - children, 0) - left, 0)
    most = MOST_OTHERS[0] * without + MOST_OTHERS[1] * with_children - left
    return int(min(max(round(min(wanted, max(most, 0))), least), with_children))
