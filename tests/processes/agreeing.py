"""Agreeing: initiatives and partners that could make a deal, and what a deal is worth worked out with pen and paper."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tests.living import begin, do, dose, renumber, settled, street
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import draw, mixed
from weisim.support.partner import Partner
from weisim.support.plan import SupportPlan
from weisim.terms import Event, Form, Interest, Phase, Problem, Reason, Skill, Stage

RI = Stage.RESIDENT_INITIATIVE
ALWAYS = 1000.0  # meetings a week: sure to meet


def partner(name: str = "school", **values: Any) -> Partner:
    """A partner that cares for cohesion and can pay."""
    usual: dict[str, Any] = {
        "interests": {Interest.COHESION: 1.0},
        "forms": (Form.MONEY,),
        "capacity_hours": 100.0,
        "capacity_euros": 10_000.0,
        "openness": 0.5,
    }
    if Form.SPACE in values.get("forms", ()):
        usual["rooms"] = 1
    return Partner(name=name, **{**usual, **values})


def partnered(*partners: Partner, **numbers: Any) -> Neighbourhood:
    """A street in the development phase with these partners and no plan; who can meet meets, and who may agrees.

    Work is worth three times the usual to who pays for it in money, so that such a deal pays for anybody.
    """
    team = {"partners": partners, "support": SupportPlan(interventions=())}
    here = settled(street(60).model_copy(update=team))
    dose(here, phase=int(Phase.DEVELOPMENT), brokering=1.0)
    renumber(here, "dealing", **{"meet": ALWAYS, "accept": 1.0, "value_money": 180.0, **numbers})
    return here


def ready(here: Neighbourhood, *rows: int, **values: Any) -> int:
    """An initiative of these residents that works well against isolation; returns its row."""
    usual = {"stage": RI, "problem": Problem.ISOLATION, "output": 0.8, "coverage": 0.7}
    return begin(here, list(rows), **{**usual, **values})


def meet(here: Neighbourhood, weeks: int = 1) -> Neighbourhood:
    """Let initiatives and partners deal for some weeks, in which nothing else happens."""
    for _ in range(weeks):
        do(here, "dealing")
        here.week += 1
    return here


def forms(here: Neighbourhood) -> dict[tuple[int, int], Form]:
    """The deals that run: form by initiative and partner."""
    runs = np.argwhere(here.initiatives.deal_until[:, : len(here.partners)] >= 0)
    return {(int(g), int(p)): Form(int(here.initiatives.deal_form[g, p])) for g, p in runs}


def told_of(here: Neighbourhood, *kinds: Event) -> list[tuple[int, int, int, Reason, float]]:
    """Week, initiative, partner, reason and value of what was told of deals."""
    lines = here.chronicle.events()
    return [
        (int(one["week"]), int(one["initiative"]), int(one["partner"]), Reason(int(one["reason"])), float(one["value"]))
        for one in lines[np.isin(lines["event"], kinds)]
    ]


def luck(here: Neighbourhood, purpose: str, g: int, p: int, week: int | None = None) -> float:
    """The luck of one initiative with one partner, this week if no other is asked for."""
    here.chance.turn(here.week if week is None else week)
    name = int(here.chance.key(purpose)) + int(here.initiatives.key[g])
    return float(draw(np.uint64(mixed(np.uint64(name % 2**64))), int(here.partners.key[p])))


def likeness(here: Neighbourhood, g: int, p: int) -> float:
    """The cosine of what an initiative touches and what a partner cares for."""
    serves = Problem(int(here.initiatives.problem[g])).serves
    effect = np.array([1.0 if interest in serves else 0.0 for interest in Interest])
    if here.initiatives.stage[g] == Stage.ENTERPRISE:
        effect[[Interest.EMPLOYMENT, Interest.INCOME]] += 0.5
    cares = here.partners.interests[p]
    return float(effect @ cares / math.sqrt((effect @ effect) * (cares @ cares)))


def worth(here: Neighbourhood, g: int, p: int, form: Form) -> float:
    """What the work of an initiative is worth a week to a partner, in exchange for this form of help."""
    one = here.initiatives
    quality = np.prod(one.coverage[g, [Skill.MAKE, Skill.SELL, Skill.CONNECT]]) ** (1 / 3) / 0.7
    return float(value(here, g, form) * likeness(here, g, p) * one.output[g] * quality)


def value(here: Neighbourhood, g: int, form: Form) -> float:
    """What the work of an initiative is worth a week at its best."""
    of_enterprise = form is Form.ORDERS and here.initiatives.stage[g] == Stage.ENTERPRISE
    name = f"value_{form.word}{'_enterprise' if of_enterprise else ''}"
    return float(getattr(here.parameters.dealing, name))


def surplus(here: Neighbourhood, g: int, p: int, form: Form) -> float:
    """What a deal is worth a week to both together; euros that change hands are won by one and lost by the other."""
    n, who = here.parameters.dealing, here.residents
    trust = 0.5 * (here.partners.trust[p] + who.trust[who.initiative == g].mean())
    agreeing = n.transaction_low + (n.transaction_high - n.transaction_low) * luck(here, "dealing.cost", g, p)
    helped = 0.0 if form in (Form.MONEY, Form.ORDERS) else n.help * value(here, g, form)
    return float(worth(here, g, p, form) + helped - 2 * n.cost - agreeing / (0.5 + 0.5 * trust))
