"""Scenario: one complete story; a place, its partners, a support plan and every number of the model."""

from __future__ import annotations

import datetime
import hashlib
import json
import unicodedata
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from weisim.language import Text
from weisim.parameters.parameters import Parameters
from weisim.population.place import Place
from weisim.scenario.checking import Given, Helper, Story, contradictions
from weisim.support.checks import Declaration, Name, Title, Unit, listed, refusal, term_from
from weisim.support.intervention import LAST_WEEK, Intervention, When, Withdrawal
from weisim.support.partner import Partner, usual_partners
from weisim.support.plan import PlanTable, SupportPlan
from weisim.terms import Help, Opportunity, Problem
from weisim.weeks import WEEKS_PER_YEAR

FORMAT = 1
EARLIEST, LATEST = datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)

Weeks = Annotated[int, Field(ge=1, le=LAST_WEEK), Unit(Text("weeks"))]
Strength = Annotated[float, Field(ge=0, le=1), Unit(Text("share"))]
OneProblem = Annotated[Problem, term_from(Problem)]
OneOpportunity = Annotated[Opportunity, term_from(Opportunity)]


class Scenario(Declaration):
    """One complete story, checked.

    Attributes:
        name: short name, used in files and tables.
        title, title_en: what it is about, in Dutch and in English.
        place: the neighbourhood in figures.
        start: the date on which week 0 begins.
        weeks: how long the story lasts.
        parameters: every number of the model: defaults, then what the place suggests, then what the scenario says.
        partners: the organisations that help.
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
    support: SupportPlan = SupportPlan()
    opportunities: Annotated[tuple[OneOpportunity, ...], listed] = tuple(Opportunity)
    strengths: Annotated[tuple[Strength, ...], listed] = (1.0,) * len(Opportunity)
    problems: Annotated[tuple[OneProblem, ...], listed] = tuple(Problem)

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
    def prices(self) -> dict[Help, float]:
        """Euros for one hour, place or session of each kind of help.

        Recognition is told a week; grants are paid at face value, so that their price is 1.
        """
        numbers = self.parameters.supporting
        return {
            Help.OUTREACH: numbers.hourly_outreach,
            Help.INFORMING: numbers.hourly_manager,
            Help.CONNECTING: numbers.hourly_manager,
            Help.MANAGER_COACHING: numbers.hourly_manager,
            Help.TRAINING: numbers.place,
            Help.COACHING: numbers.hourly_coaching,
            Help.REFLECTION: numbers.session,
            Help.COMMUNITY_BUILDING: numbers.hourly_outreach,
            Help.SEED_GRANTS: 1.0,
            Help.RECOGNITION: numbers.recognition_yearly / WEEKS_PER_YEAR,
        }

    def plan_table(self) -> PlanTable:
        """The support plan as arrays, with the partners and prices of this story."""
        return self.support.table(self.weeks, self.start, self.prices, self.partners)

    def story(self) -> Story:
        """What the cross-checks look at."""
        return Story(
            weeks=self.weeks,
            start=self.start,
            partners=tuple(Helper(one.name, one.kind) for one in self.partners),
            interventions=tuple(Given.of(one) for one in self.support.interventions),
            withdraw=self.support.withdraw,
        )

    @property
    def digest(self) -> str:
        """The fingerprint of everything that can change a run: sha256, the same on every computer.

        Name and title are left out, units are converted and defaults filled in, so that two files which tell the same
        story have one fingerprint.
        """
        return hashlib.sha256(json.dumps(_folded(self._resolved()), **_CANONICAL).encode("utf-8")).hexdigest()

    def _resolved(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "place": {
                "code": self.place.code,
                "figures": {name: float(figure.value) for name, figure in self.place.figures.items()},
            },
            "start": self.start.isoformat(),
            "weeks": self.weeks,
            "parameters": self.parameters.model_dump(),
            "partners": [[one.name, one.kind.word, one.capacity_hours, one.capacity_euros] for one in self.partners],
            "control": self.support.control,
            "announced": self.support.announced,
            "interventions": [self._resolved_help(one) for one in self.support.interventions],
            "offers": {opportunity.word: strength for opportunity, strength in self.offers.items()},
            "problems": sorted(problem.word for problem in self.problems),
        }

    def _resolved_help(self, one: Intervention) -> dict[str, Any]:
        return {
            "kind": one.kind.word,
            "by": one.by,
            "payer": one.payer or one.by,
            "amount": one.amount,
            "cost": one.cost,
            "from": self._resolved_moment(one.begin),
            "until": self._resolved_moment(one.until) if one.until else None,
            "withdraw": self._resolved_ending(self.support.ending_of(one)),
        }

    def _resolved_moment(self, when: When) -> str | int:
        return when.phase.word if when.phase is not None else when.week_from(self.start)

    def _resolved_ending(self, ending: Withdrawal | None) -> list[Any] | None:
        if ending is None:
            return None
        shape = [ending.at_least] if ending.condition else [ending.fade_weeks(), ending.remaining]
        return [ending.week_from(self.start), ending.condition, *shape]


_CANONICAL: dict[str, Any] = {
    "sort_keys": True,
    "separators": (",", ":"),
    "ensure_ascii": False,
    "allow_nan": False,
}


def _folded(value: Any) -> Any:
    """The same tree with minus zero as zero and each text in one spelling."""
    if isinstance(value, dict):
        return {key: _folded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_folded(inner) for inner in value]
    if isinstance(value, float):
        return value + 0.0
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
