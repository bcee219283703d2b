"""Population: a checked table of the residents and households of one neighbourhood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from weisim.language import Text

Small = npt.NDArray[np.int8]
Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Reconciled:
    """One figure on its way from the publication to whole people.

    Attributes:
        name: the figure, by its name in `quantities`; `residents` for those of 15 and older.
        published: what was published, as a count of persons or households (a share times the whole it is part of).
        reconciled: the count that fits with all other figures.
        synthesised: how many people or households were made.
        unit: `persons` or `households`.
        reason: why it was changed; empty when nothing but scaling to the whole was done.
    """

    name: str
    published: float
    reconciled: float
    synthesised: int
    unit: str
    reason: Text | None = None

    @property
    def change(self) -> float:
        """By how much the published figure was changed to fit with the others."""
        return self.reconciled - self.published


@dataclass(frozen=True)
class Households:
    """The households of a neighbourhood, one entry each, in the order of their homes.

    Attributes:
        type: number of a `HouseholdType`.
        tenure: number of a `Tenure`.
        income_class: number of an `IncomeClass`.
        poor: income up to 110 % of the social minimum.
        children: members younger than 15.
        members: members of 15 and older; all have at least one.
        first: row of the first resident.
    """

    type: Small
    tenure: Small
    income_class: Small
    poor: Flags
    children: Small
    members: Rows
    first: Rows

    def __len__(self) -> int:
        """How many households there are."""
        return len(self.type)


@dataclass(frozen=True)
class Population:
    """Everyone who lives in a neighbourhood: residents of 15 and older by row, children counted by household.

    Residents stand in the order of their homes; those of one household stand together. Columns hold the numbers of
    the terms they are named after.

    Attributes:
        age_group: number of an `AgeGroup`, 1 to 4.
        education: number of an `Education`.
        work: 1 with paid work, 0 without.
        income_class: number of an `IncomeClass`, of the household.
        tenure: number of a `Tenure`.
        household: row of the household, from 0, never falling.
        household_role: number of a `HouseholdRole`.
        household_type: number of a `HouseholdType`.
        children: children younger than 15 in the household.
        poor: the household has up to 110 % of the social minimum.
        households: the households themselves.
        reconciled: what the figures were and what became of them.
    """

    age_group: Small
    education: Small
    work: Small
    income_class: Small
    tenure: Small
    household: Rows
    household_role: Small
    household_type: Small
    children: Small
    poor: Flags
    households: Households
    reconciled: tuple[Reconciled, ...]

    def __post_init__(self) -> None:
        """Check that columns are of one length and that households stand together, then lock the columns."""
        columns = [value for value in vars(self).values() if isinstance(value, np.ndarray)]
        if len({len(column) for column in columns}) != 1:
            raise ValueError("the columns of a population differ in length")
        steps = np.diff(self.household)
        if self.household[0] != 0 or steps.min(initial=0) < 0 or steps.max(initial=0) > 1:
            raise ValueError("residents of one household must stand together, in the order of the homes")
        if int(self.household[-1]) + 1 != len(self.households):
            raise ValueError("every household must have a resident")
        for column in (*columns, *vars(self.households).values()):
            column.flags.writeable = False

    @property
    def residents(self) -> int:
        """How many people of 15 and older live here: the denominator of every share."""
        return len(self.age_group)

    @property
    def children_count(self) -> int:
        """How many children younger than 15 live here."""
        return int(self.households.children.sum(dtype=np.int64))

    @property
    def inhabitants(self) -> int:
        """Everyone, children included."""
        return self.residents + self.children_count
