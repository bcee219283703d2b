"""Model: the neighbourhood as a Mesa model, in which one step is one week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import mesa
import numpy as np

from weisim.neighbourhood.bargaining import interests_served
from weisim.neighbourhood.carrying import carrying_numbers, count_who_carry_themselves
from weisim.neighbourhood.chronicle import Chronicle
from weisim.neighbourhood.entities import Cooperative, Initiative, Partner, Programme, Resident, Surroundings
from weisim.neighbourhood.membership import list_members
from weisim.neighbourhood.state import Entity, Everyone, Roster
from weisim.neighbourhood.streams import Chance
from weisim.neighbourhood.ties import Ties
from weisim.parameters.parameters import Parameters
from weisim.scenario.event import EventRow
from weisim.support.plan import PlanTable
from weisim.terms import Phase

Made = TypeVar("Made")
Process = Callable[["Neighbourhood", Chance], None]
KINDS: tuple[type[Entity], ...] = (Resident, Initiative, Partner, Programme, Surroundings, Cooperative)
IDENTITIES = 1_000_000_000_000
FIRST_INITIATIVES = 64
WITH_EACH_PARTNER = ("deal_until", "deal_form", "deal_gain", "deal_gives", "deal_pays", "deal_basis", "deal_weeks")


@dataclass(frozen=True)
class Given:
    """What a neighbourhood was made from and keeps unchanged.

    Attributes:
        parameters: the numbers of the model.
        plan: the support plan, week by week.
        announced: whether ends of support are announced.
        control: how much the programme decides while it helps.
        weeks: length of the story.
        offers: float[opportunities], strength of what is offered.
        problems: float[problems], 1 for each problem of this neighbourhood.
        agenda: float[problems], the agenda that would be set from above; sums to 1.
        partners: how many partners there are.
        events: what comes from outside, in the order of the scenario.
        shapes: float64[6, values], the spread of each trait.
        newcomers: float64[21], the numbers that traits of newcomers are drawn by.
        unseen: float64[3], unseen difference in disposition, skill and trust.
        unseen_of_newcomers: the same for newcomers, who bring a trust of their own.
        traits_of_homes: int32[residents, 5], age, education, work, income and poverty of those who live here at the
            start.
        alike: int64[residents], rows of the start in order of tenure, from whom a newcomer's traits are drawn.
        alike_start: int64[tenures + 1], where each tenure begins in `alike`.
        homes: int64[homes + 1], where the residents of each home begin.
        sociable: float[residents], how easily each makes contacts.
    """

    parameters: Parameters
    plan: PlanTable
    announced: bool
    control: float
    weeks: int
    offers: np.ndarray
    problems: np.ndarray
    agenda: np.ndarray
    partners: int
    events: tuple[EventRow, ...]
    shapes: np.ndarray
    newcomers: np.ndarray
    unseen: np.ndarray
    unseen_of_newcomers: np.ndarray
    traits_of_homes: np.ndarray
    alike: np.ndarray
    alike_start: np.ndarray
    homes: np.ndarray
    sociable: np.ndarray


class Neighbourhood(mesa.Model):
    """Residents, initiatives, partners and the programme, living week by week.

    The only thing in weisim that is alive: `settle` makes it, `step` lets a week pass, `release` lets it go. Mesa's
    own tools work on it: `agents`, `agents_by_type`, AgentSet and DataCollector.
    """

    def __init__(self, seed: int, residents: int, partners: int, plan_rows: int, processes: Sequence[Process]) -> None:
        """Lay out the columns; `settle` fills them."""
        super().__init__(seed=seed % 2**32)
        self.chance = Chance(seed)
        self.lonely_key = self.chance.key("settling.lonely")
        self.week = 0
        self.processes = tuple(processes)
        # A declared process passes each call on to its body; every week goes to the body itself, which is sooner.
        self._bodies: tuple[Process, ...] = tuple(getattr(process, "body", process) for process in processes)
        self.residents = Roster(self, Resident, residents)
        with_each = {name: max(2, partners) for name in WITH_EACH_PARTNER}
        self.initiatives = Roster(self, Initiative, 0, room=FIRST_INITIATIVES, widths=with_each)
        self.partners = Roster(self, Partner, partners)
        widths = {"level": max(2, plan_rows), "level_changed": max(2, plan_rows), "path": max(2, plan_rows)}
        self.programme = Roster(self, Programme, 1, widths=widths)
        self.programme.phase[0] = Phase.INFORMATION
        self.surroundings = Roster(self, Surroundings, 1)
        self.cooperatives = Roster(self, Cooperative, 0)
        self.chronicle = Chronicle(room=5 * residents + 1024)
        self.ties: Ties
        self.given: Given
        self.parameters: Parameters
        self.listed = np.zeros(residents, np.int32)  # scratch paper on which rules list who takes part
        self._made: dict[Any, Any] = {}
        self._papers: dict[str, np.ndarray] = {}
        rosters = (
            self.residents, self.initiatives, self.partners, self.programme, self.surroundings, self.cooperatives,
        )  # fmt: skip
        self._all_agents = Everyone(self, rosters)
        self._agents_by_type = {roster.entity: roster for roster in rosters}
        self._agents: dict[Any, None] = {}

    def first_identity(self, kind: type[Entity]) -> int:
        """The number from which the entities of one kind are counted."""
        return 1 + KINDS.index(kind) * IDENTITIES

    def settle_in(self, given: Given, ties: Ties) -> None:
        """Keep what the neighbourhood was made from; the bundle of numbers for the compiled rules is made once."""
        self.given = given
        self.parameters = given.parameters
        self.ties = ties
        self.carrying = carrying_numbers(given.parameters)
        self.served = interests_served()

    def once(self, make: Callable[[Any], Made], given: Any) -> Made:
        """What a function makes of what was given, made once in a history and kept; the given must never change."""
        made = self._made.get(make)
        if made is None:
            made = self._made[make] = make(given)
        return cast("Made", made)

    def paper(self, name: str, dtype: type, blank: float = 0) -> np.ndarray:
        """Scratch paper with one number a resident, made once in a history; only what its user blanks stays so."""
        sheet = self._papers.get(name)
        if sheet is None:
            sheet = self._papers[name] = np.full(len(self.residents), blank, dtype)
        return sheet

    def members(self) -> np.ndarray:
        """Rows of the residents who take part now, in order, int32[participants]."""
        return self.listed[: list_members(self.residents.initiative, self.listed)]

    def stress_test(self) -> tuple[int, int]:
        """How many live initiatives could carry themselves with support at zero, and how many live there are."""
        passed, live = count_who_carry_themselves(self.initiatives.table, self.carrying)
        return int(passed), int(live)

    def step(self) -> None:
        """Let one week pass: every process in the order of the week."""
        self.chance.turn(self.week)
        self.chronicle.make_room()
        for happen in self._bodies:
            happen(self, self.chance)
        self.week += 1

    def release(self) -> None:
        """Let go of everything, so that nothing of this history stays in memory; it cannot be used afterwards."""
        # Model, rosters and agents hold each other; taken apart, they are freed at once.
        for roster in self._all_agents.rosters:
            roster.__dict__.clear()
        self.__dict__.clear()
        self._all_agents, self._agents_by_type = Everyone(None, ()), {}
