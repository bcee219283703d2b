"""Scenario: one complete story; a place, its partners, a support plan and every number of the model."""

from __future__ import annotations

import datetime
import math
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from weisim.language import Text
from weisim.parameters.parameters import Parameters
from weisim.population.place import Place
from weisim.scenario.checking import contradictions
from weisim.scenario.context import Context
from weisim.scenario.event import Event, EventRow
from weisim.scenario.fingerprint import fingerprint
from weisim.scenario.story import Given, Happening, Helper, Story
from weisim.support.checks import Declaration, Name, Share, Title, Unit, each_once, listed, refusal, some, term_from
from weisim.support.intervention import LAST_WEEK, Intervention, When, Withdrawal
from weisim.support.partner import Partner, partner_row, usual_partners
from weisim.support.plan import OneProblem, PlanTable, SupportPlan
from weisim.terms import Help, Interest, Opportunity, Problem
from weisim.weeks import WEEKS_PER_YEAR

FORMAT = 1
EARLIEST, LATEST = datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)

Weeks = Annotated[int, Field(ge=1, le=LAST_WEEK), Unit(Text("weeks"))]
OneOpportunity = Annotated[Opportunity, term_from(Opportunity)]
Problems = Annotated[tuple[OneProblem, ...], listed, each_once, some]


class Scenario(Declaration):
    """One complete story, checked.

    Attributes:
        name: short name, used in files and tables.
        title, title_en: what it is about, in Dutch and in English.
        place: the neighbourhood in figures, with those that the context changes.
        start: the date on which week 0 begins.
        weeks: how long the story lasts.
        parameters: every number of the model: defaults, then what the place suggests, then what the scenario says.
        partners: the organisations that help and make deals.
        events: what befalls the neighbourhood from outside.
        support: the plan.
        opportunities: what residents can win by taking part.
        strengths: how strongly each of the opportunities is offered, 0-1, in the same order.
        problems: what residents can suffer from.
    """

    format: Literal[1] = 1
    name: Name
    title: Title
    title_en: Title | Literal[""] = ""
    place: Place
    start: datetime.date
    weeks: Weeks = 260
    parameters: Parameters = Parameters()
    partners: Annotated[tuple[Partner, ...], listed] = usual_partners()
    events: Annotated[tuple[Event, ...], listed] = ()
    support: SupportPlan = SupportPlan()
    opportunities: Annotated[tuple[OneOpportunity, ...], listed] = tuple(Opportunity)
    strengths: Annotated[tuple[Share, ...], listed] = (1.0,) * len(Opportunity)
    problems: Problems = tuple(Problem)

    @model_validator(mode="after")
    def _holds_together(self) -> Scenario:
        if len(self.strengths) != len(self.opportunities):
            raise refusal(Text("must have one strength for each opportunity"))
        for found in contradictions(self.story()):
            raise refusal(found.message, found.advice)
        return self

    def told(self, language: str) -> str:
        """The title in one language; the other language, when there is only one."""
        return self.title_en if language == "en" and self.title_en else self.title

    @property
    def offers(self) -> dict[Opportunity, float]:
        """How strongly each opportunity is offered, 0-1; 0 for those that are not on offer."""
        offered = dict(zip(self.opportunities, self.strengths, strict=True))
        return {opportunity: offered.get(opportunity, 0.0) for opportunity in Opportunity}

    @property
    def context(self) -> Context:
        """What the story says about its neighbourhood other than the place and the model would have it."""
        return Context.of(self.place, self.parameters)

    @property
    def agenda(self) -> dict[Problem, float]:
        """How much each problem weighs on the agenda from above, as shares of the whole; 0 for those not on it."""
        weights = self.support.agenda or dict.fromkeys(self.problems, 1.0)
        whole = math.fsum(weights.values())
        return {problem: weights.get(problem, 0.0) / whole for problem in Problem}

    def event_rows(self) -> tuple[EventRow, ...]:
        """What befalls the neighbourhood from outside, in weeks of the story, for the model to read."""
        return tuple(event.row(self.start) for event in self.events)

    @property
    def prices(self) -> dict[Help, float]:
        """Euros for one hour, place, session or room of each kind of help.

        Recognition is told a week; grants are paid at face value, so that their price is 1.
        """
        numbers = self.parameters.supporting
        return {
            Help.OUTREACH: numbers.hourly_outreach,
            Help.INFORMING: numbers.hourly_manager,
            Help.CONNECTING: numbers.hourly_manager,
            Help.MANAGER_COACHING: numbers.hourly_manager,
            Help.BROKERING: numbers.hourly_manager,
            Help.TRAINING: numbers.place,
            Help.COACHING: numbers.hourly_coaching,
            Help.REFLECTION: numbers.session,
            Help.COMMUNITY_BUILDING: numbers.hourly_outreach,
            Help.SEED_GRANTS: 1.0,
            Help.SPACE: numbers.room,
            Help.RECOGNITION: numbers.recognition_yearly / WEEKS_PER_YEAR,
            Help.TALENT_SCAN: numbers.hourly_outreach,
        }

    def plan_table(self) -> PlanTable:
        """The support plan as arrays, with the partners and prices of this story."""
        return self.support.table(self.weeks, self.start, self.prices, self.partners)

    def story(self) -> Story:
        """What the cross-checks look at."""
        return Story(
            weeks=self.weeks,
            start=self.start,
            problems=self.problems,
            partners=tuple(Helper.of(one) for one in self.partners),
            interventions=tuple(Given.of(one) for one in self.support.interventions),
            withdraw=self.support.withdraw,
            raising=self.support.raising,
            agenda=tuple(self.support.agenda),
            events=tuple(
                Happening(one.begin, one.end, tuple(one.problems), one.does_something()) for one in self.events
            ),
        )

    @property
    def digest(self) -> str:
        """The fingerprint of everything that can change a run: sha256, the same on every computer.

        Name and title are left out, units are converted and defaults filled in, so that two files which tell the same
        story have one fingerprint.
        """
        return fingerprint(
            {
                "format": FORMAT,
                "place": {
                    "code": self.place.code,
                    "figures": {name: float(figure.value) for name, figure in self.place.figures.items()},
                },
                "start": self.start.isoformat(),
                "weeks": self.weeks,
                "parameters": self.parameters.model_dump(),
                "partners": [_told_partner(one) for one in self.partners],
                "control": self.support.control,
                "announced": self.support.announced,
                "agenda": list(self.agenda.values()),
                "interventions": [self._told_help(one) for one in self.support.interventions],
                **self._told_raising(),
                "events": [_told_event(row) for row in self.event_rows()],
                "offers": {opportunity.word: strength for opportunity, strength in self.offers.items()},
                "problems": sorted(problem.word for problem in self.problems),
            }
        )

    def _told_help(self, one: Intervention) -> dict[str, Any]:
        return {
            "kind": one.kind.word,
            "by": partner_row(one.by, self.partners),
            "payer": partner_row(one.payer or one.by, self.partners),
            "amount": one.amount,
            "cost": one.cost,
            "from": self._told_moment(one.begin),
            "until": self._told_moment(one.until) if one.until else None,
            "withdraw": self._told_ending(self.support.ending_of(one)),
        }

    def _told_raising(self) -> dict[str, Any]:
        """Nothing for a plan that is not raised in steps, so that it has the fingerprint it always had."""
        raising = self.support.raising
        return {} if raising is None else {"raise": [raising.steps, raising.weeks]}

    def _told_moment(self, when: When) -> str | int:
        return when.phase.word if when.phase is not None else when.week_from(self.start)

    def _told_ending(self, ending: Withdrawal | None) -> list[Any] | None:
        if ending is None:
            return None
        shape = [ending.at_least] if ending.condition else [ending.fade_weeks(), ending.remaining]
        return [ending.week_from(self.start), ending.condition, *shape]


def _told_partner(one: Partner) -> list[Any]:
    profile = one.profile()
    return [
        one.name,
        one.kind.word,
        one.capacity_hours,
        one.capacity_euros,
        [profile[interest] for interest in Interest],
        one.openness,
        one.letting_go,
        one.trust,
        [form.word for form in one.forms],
        one.rooms,
        one.from_phase.word,
        one.until_phase.word if one.until_phase is not None else None,
    ]


def _told_event(row: EventRow) -> list[Any]:
    return [row.begin, row.end, row.trust, row.mobility, list(row.problems), row.key_persons_leave]
