"""Any story: random partners, plans, numbers and events on a small street, all of them allowed in a scenario file."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.living import street
from weisim.parameters.parameters import Parameters
from weisim.parameters.quantity import Number
from weisim.scenario.event import Event
from weisim.scenario.scenario import Scenario
from weisim.support.intervention import Intervention, Moment, When, Withdrawal
from weisim.support.partner import Partner
from weisim.support.plan import SupportPlan, usual_interventions
from weisim.terms import Form, Help, Interest, PartnerKind, Phase, Problem

# Spread evenly: floats would be 0 or 1 most of the time.
SHARE = st.integers(0, 20).map(lambda part: part / 20)
FORMS = st.integers(0, 2 ** len(Form) - 1).map(lambda bits: tuple(form for form in Form if bits >> form & 1))
NAMES = ("north", "south", "east", "west", "centre")
SIZES = (60, 120, 200)
GROUPS = (
    "dealing", "choosing", "sharing", "bonding", "supporting", "learning", "joining", "producing", "ending",
    "federating",
)  # fmt: skip
# A lot happens in little time: people have time and skill, ideas come soon and form early.
QUICK = {
    "advancing.gate": "calendar",
    "advancing.calendar_emergence": 4,
    "advancing.calendar_development": 20,
    "advancing.formed_members": 2,
    "advancing.formed_age": 6,
    "advancing.formed_viability": 0.3,
    "founding.idea": 0.06,
    "founding.trickle": 0.001,
    "founding.pause": 13,
    "founding.crowd": 1.0,
    "founding.niche": 15.0,
    "settling.hours_mu": 0.9,
    "settling.skill_mean": 0.5,
}
# Organisations stand on their own, and together, within a year or two.
STANDING = {
    "advancing.independent_members": 3,
    "advancing.independent_age": 29,
    "advancing.independent_viability": 0.375,
    "advancing.independent_structure": 0.2,
    "advancing.independent_coverage": 0.45,
    "advancing.independent_chance": 0.2,
    "advancing.enterprise_quality": 0.48,
    "advancing.enterprise_embeddedness": 0.19,
    "advancing.enterprise_own_income": 0.0,
    "advancing.enterprise_chance": 0.04,
    "ending.base_idea": 0.1,
    "ending.base_resident_initiative": 0.15,
    "ending.base_independent": 0.1,
    "federating.members": 3,
    "federating.trust": 0.4,
    "federating.chance": 0.05,
    "federating.reserve_weeks": 4,
    "federating.hazard": 0.3,
}


@st.composite
def partners(draw: st.DrawFn, name: str) -> Partner:
    """Any partner that a scenario may hold."""
    forms = draw(FORMS)
    begin = draw(st.sampled_from([Phase.INFORMATION, Phase.EMERGENCE, Phase.DEVELOPMENT]))
    until = draw(st.sampled_from([None, None, *(phase for phase in Phase if phase > begin)]))
    weights = draw(st.lists(SHARE, min_size=5, max_size=5).filter(any))
    return Partner(
        name=name,
        kind=draw(st.sampled_from([kind for kind in PartnerKind if kind != PartnerKind.PROCESS_MANAGER])),
        capacity_hours=draw(SHARE) * 40.0,
        capacity_euros=draw(SHARE) * 4_000.0,
        interests=dict(zip(Interest, weights, strict=True)),
        openness=draw(SHARE),
        letting_go=draw(SHARE),
        trust=draw(SHARE),
        forms=forms,
        rooms=draw(st.integers(1, 3)) if Form.SPACE in forms else 0,
        from_phase=begin,
        until_phase=until,
    )


@st.composite
def plans(draw: st.DrawFn, names: tuple[str, ...], weeks: int) -> SupportPlan:
    """Any plan: up to three times the usual of each kind of help, given and paid by anybody, with any end."""
    usual = {one.kind: one.amount for one in usual_interventions()}
    who = st.sampled_from(names)
    helps = tuple(
        Intervention(
            kind=kind,
            by=draw(who),
            payer=draw(who),
            amount=draw(st.sampled_from([0.2, 1.0, 1.0, 3.0])) * usual[kind],
            begin=When(phase=draw(st.sampled_from([Phase.INFORMATION, Phase.EMERGENCE]))),
        )
        for kind in Help
        if draw(st.integers(0, 5)) > 0
    )
    week, over = draw(st.integers(10, weeks - 1)), draw(st.sampled_from([0.0, 6.0]))
    ending = draw(st.sampled_from([None, Withdrawal(week=week, over=over, remaining=draw(SHARE))]))
    agenda = draw(st.dictionaries(st.sampled_from(list(Problem)), st.floats(0.1, 5.0)))
    return SupportPlan(
        interventions=helps, control=draw(SHARE), announced=draw(st.booleans()), withdraw=ending, agenda=agenda
    )


@st.composite
def events(draw: st.DrawFn, number: int, weeks: int) -> Event:
    """Something from outside, begun within the story."""
    begin = draw(st.integers(0, weeks - 1))
    end = draw(st.none() | st.integers(begin + 1, weeks + 20))
    return Event(
        name=f"event {number}",
        begin=Moment(week=begin),
        end=None if end is None else Moment(week=end),
        trust=draw(st.floats(-0.5, 0.5)),
        mobility=draw(st.none() | st.floats(0.0, 0.9)),
        problems=draw(st.dictionaries(st.sampled_from(list(Problem)), st.floats(-1.0, 1.0))),
        key_persons_leave=True,
    )


def values_of(number: Number) -> st.SearchStrategy[Any]:
    """Any value of a number within its range."""
    if number.choices:
        return st.sampled_from(number.choices)
    if number.low is None or number.high is None:
        return st.booleans()
    if number.kind == "whole":
        return st.integers(int(number.low), int(number.high))
    return st.floats(number.low, number.high)


@st.composite
def numbers(draw: st.DrawFn) -> dict[str, Any]:
    """Some numbers of the processes that have to do with deals, anywhere in their ranges; a lot happens."""
    known = [one for one in Parameters.table() if one.group in GROUPS]
    chosen = draw(st.lists(st.sampled_from(known), max_size=10, unique_by=lambda one: one.key))
    values = {one.key: draw(values_of(one)) for one in chosen}
    low, high = values.get("dealing.transaction_low"), values.get("dealing.transaction_high")
    if low is not None or high is not None:
        values["dealing.transaction_high"] = max(low or 15.0, high or 40.0)
    dealing = {
        "dealing.meet": 0.5,
        "dealing.help": draw(st.sampled_from([1.0, 3.0])),
        "dealing.value_money": draw(st.sampled_from([60.0, 180.0])),
        "dealing.value_orders": draw(st.sampled_from([60.0, 180.0])),
    }
    return {**QUICK, **dealing, "leaving.mobility": 0.15, **values}


@st.composite
def stories(draw: st.DrawFn) -> Scenario:
    """Any story of a year or two on a street of some dozens."""
    weeks = draw(st.integers(60, 120))
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    happening = draw(st.integers(0, 2))
    base = street(draw(st.sampled_from(SIZES)))
    fields = {name: getattr(base, name) for name in type(base).model_fields}
    changed: dict[str, Any] = {
        "weeks": weeks,
        "parameters": base.parameters.with_values(draw(numbers())),
        "partners": tuple(draw(partners(name)) for name in names),
        "support": draw(plans(names, weeks)),
        "events": tuple(draw(events(number, weeks)) for number in range(happening)),
    }
    return Scenario(**{**fields, **changed})


@st.composite
def thriving(draw: st.DrawFn) -> Scenario:
    """Any story of two to three years in which organisations become enterprises and found a cooperative."""
    name = draw(st.sampled_from(["steady-support", "fade-year-3", "no-partners"]))
    base = street(draw(st.sampled_from([200, 300])), name)
    numbers_of_money = [one for one in Parameters.table() if one.group in ("producing", "federating", "supporting")]
    chosen = draw(st.lists(st.sampled_from(numbers_of_money), max_size=10, unique_by=lambda one: one.key))
    values = {**QUICK, **STANDING, **{one.key: draw(values_of(one)) for one in chosen}}
    changed = {"weeks": draw(st.integers(104, 156)), "parameters": base.parameters.with_values(values)}
    return base.model_copy(update=changed)
