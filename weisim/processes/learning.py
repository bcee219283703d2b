"""Learning: act, reflect, learn; what is not used fades."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.processes.process import process
from weisim.terms import Help
from weisim.weeks import weekly_fading

TRAINING, TALENT_SCAN = int(Help.TRAINING), int(Help.TALENT_SCAN)


@rule
def choose_trainees(key, members, places, wanted, initiative, priority, skill, motivation, trained):
    """Places go by gap, motivation, what was voted for and some luck; equal: the lower row."""
    count = min(places, members.size)
    merit = np.empty(members.size)
    for number in range(members.size):
        row = members[number]
        able = (skill[row, 0] + skill[row, 1] + skill[row, 2] + skill[row, 3]) / 4.0
        merit[number] = max(wanted - able, 0.0) * motivation[row] * (0.5 + draw(key, row)) * priority[initiative[row]]
    for _ in range(count):
        best = 0
        for number in range(1, members.size):
            if merit[number] > merit[best]:
                best = number
        if merit[best] <= 0.0:
            return
        trained[best] = True
        merit[best] = -1.0


@rule
def train_in_deals(key, members, sessions, wanted, initiative, in_deal, name, skill, motivation, trained):
    """An initiative with a deal for training now and then has a session for the member with the largest gap."""
    for g in range(in_deal.size):
        if in_deal[g] == 0 or draw(key, name[g]) >= sessions:
            continue
        best, most = -1, 0.0
        for number in range(members.size):
            row = members[number]
            if initiative[row] == g and not trained[number]:
                able = (skill[row, 0] + skill[row, 1] + skill[row, 2] + skill[row, 3]) / 4.0
                merit = max(wanted - able, 0.0) * motivation[row]
                if merit > most:
                    best, most = number, merit
        if best >= 0:
            trained[best] = True


@rule
def scan(key, members, chance, weeks_in, worth_known):
    """A talk about talents with whoever joined this week may tell them what they are worth."""
    for number in range(members.size):
        row = members[number]
        if weeks_in[row] == 1 and draw(key, row) < chance:
            worth_known[row] = 1


@rule
def learn(
    members, trained, doing, unreflected, reflected, coaching, fading, fading_active, full_hours, coaching_half,
    training, training_alone, reflecting, initiative, hours_given, skill, skill_at_start, learned, coverage,
    coaching_had,
):  # fmt: skip
    """A week of doing, looking back, training and coaching, and a little forgetting."""
    parts = skill.shape[1]
    for number in range(members.size):
        row = members[number]
        g = initiative[row]
        learned[row] = 1
        act = min(hours_given[row] / full_hours, 1.0)
        coached = coaching_had[g] / (coaching_had[g] + coaching_half)
        squares = 0.0
        weakest = 0
        for part in range(parts):
            squares += skill[row, part] * skill[row, part]
            if coverage[g, part] < coverage[g, weakest]:
                weakest = part
        taught = 0.0
        if trained[number]:
            taught = training * (training_alone + (1.0 - training_alone) * min(reflecting, 1.0) * min(2.0 * act, 1.0))
        for part in range(parts):
            now = skill[row, part]
            used = now * now / squares if squares > 0.0 else 0.0
            gain = (doing * act * used * (unreflected + reflected * reflecting) + coaching * coached * act) * (
                1.0 - now
            )
            if part == weakest:
                gain += taught * (1.0 - now)
            lost = fading_active * fading * max(now - skill_at_start[row, part], 0.0)
            skill[row, part] = min(max(now + gain - lost, 0.0), 1.0)


@rule
def forget(fading, initiative, learned, skill, skill_at_start):
    """Those who do not take part lose what they learned, bit by bit."""
    for row in range(initiative.size):
        if learned[row] == 1 and initiative[row] < 0:
            for part in range(skill.shape[1]):
                skill[row, part] -= fading * (skill[row, part] - skill_at_start[row, part])


@rule
def learn_this_week(
    keys, members, places, sessions, scanned, wanted, doing, unreflected, reflected, coaching, fading, fading_active,
    full_hours, coaching_half, training, training_alone, reflecting, initiative, motivation, weeks_in, hours_given,
    skill, skill_at_start, learned, worth_known, name, coverage, coaching_had, priority, in_deal,
):  # fmt: skip
    """Who is trained, on a place of the plan or in a deal, who hears what he is worth, and what everybody learns."""
    trained = np.zeros(members.size, np.bool_)
    if places > 0:
        choose_trainees(keys[0], members, places, wanted, initiative, priority, skill, motivation, trained)
    train_in_deals(keys[1], members, sessions, wanted, initiative, in_deal, name, skill, motivation, trained)
    if scanned > 0.0:
        scan(keys[2], members, scanned, weeks_in, worth_known)
    learn(
        members, trained, doing, unreflected, reflected, coaching, fading, fading_active, full_hours, coaching_half,
        training, training_alone, reflecting, initiative, hours_given, skill, skill_at_start, learned, coverage,
        coaching_had,
    )  # fmt: skip
    forget(fading, initiative, learned, skill, skill_at_start)


DRAWS = ("learning.training", "learning.deals", "learning.scan")


@process(
    reads="programme.dose programme.reflecting residents.initiative residents.motivation residents.hours_given "
    "residents.skill residents.skill_at_start residents.learned residents.weeks_in residents.worth_known "
    "initiatives.key initiatives.coverage initiatives.coaching_had initiatives.priority "
    "initiatives.trained_in_deals",
    writes="residents.skill residents.learned residents.worth_known",
)
def learning(here: Neighbourhood, chance: Chance) -> None:
    """People learn by doing and looking back; training fills the gap; what is not used fades.

    For members, per skill: `ΔK = [q act w(ρ0 + ρ1 ρ) + coach Cs act](1 − K) + train − fade_active δ (K − K0)⁺` with
    `act = min(h/3, 1)`, `w = K²/ΣK²`, ρ the strength of reflection. Training places go to members by `(.7 − mean K)⁺
    M (.5 + U) · priority` and teach the skill in which the team is weakest: `train = p(.4 + .6
    min(ρ, 1) min(2 act, 1))(1 − K)`, so training without acting or reflecting teaches 40 %; a deal for training gives
    such a session now and then. Who joins may hear in a talent scan what he is worth. Others: `K ← K − δ(K − K0)`.
    Training touches nothing but skill. Realises statements 24, 37, 54, 57 and 58.
    """
    p, who, g, programme = here.parameters.learning, here.residents, here.initiatives, here.programme
    dose = programme.dose[0]
    learn_this_week(
        chance.keys(*DRAWS), here.members(), round(float(dose[TRAINING])), here.parameters.dealing.sessions,
        p.scan * min(1.0, float(dose[TALENT_SCAN])), p.wanted, p.doing, p.unreflected, p.reflected, p.coaching,
        weekly_fading(p.fading), p.fading_active, p.full_hours, here.parameters.supporting.coaching_half, p.training,
        p.training_alone, programme.reflecting[0], who.initiative, who.motivation, who.weeks_in, who.hours_given,
        who.skill, who.skill_at_start, who.learned, who.worth_known, g.key, g.coverage, g.coaching_had, g.priority,
        g.trained_in_deals,
    )  # fmt: skip
