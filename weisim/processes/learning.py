"""Learning: act, reflect, learn; what is not used fades."""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.membership import listed_members
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.parameters.parameters import Parameters
from weisim.processes.process import process
from weisim.terms import Help
from weisim.weeks import weekly_fading

TRAINING, TALENT_SCAN = int(Help.TRAINING), int(Help.TALENT_SCAN)
Numbers = namedtuple(
    "Numbers",
    "wanted doing unreflected reflected coaching fading fading_active full_hours training training_alone scan sessions "
    "coaching_half",
)


def numbers_of(parameters: Parameters) -> np.ndarray:
    """The numbers of learning, float64[13], in the order of `Numbers`; fading is that of a week."""
    worked_out = {
        "fading": weekly_fading(parameters.learning.fading),
        "sessions": parameters.dealing.sessions,
        "coaching_half": parameters.supporting.coaching_half,
    }
    values = [
        worked_out[name] if name in worked_out else getattr(parameters.learning, name) for name in Numbers._fields
    ]
    return np.array([float(value) for value in values])


@clause
def choose_trainees(key, members, places, wanted, initiative, skill, motivation, initiatives, trained):
    """Places go by gap, motivation, what was voted for and some luck; equal: the lower row."""
    count = min(places, members.size)
    merit = np.empty(members.size)
    for number in range(members.size):
        row = members[number]
        able = (skill[row, 0] + skill[row, 1] + skill[row, 2] + skill[row, 3]) / 4.0
        voted = initiatives[initiative[row]].priority
        merit[number] = max(wanted - able, 0.0) * motivation[row] * (0.5 + draw(key, row)) * voted
    for _ in range(count):
        best = 0
        for number in range(1, members.size):
            if merit[number] > merit[best]:
                best = number
        if merit[best] <= 0.0:
            return
        trained[best] = True
        merit[best] = -1.0


@clause
def train_in_deals(key, members, sessions, wanted, initiative, skill, motivation, initiatives, trained):
    """An initiative with a deal for training now and then has a session for the member with the largest gap."""
    for g in range(initiatives.size):
        if initiatives[g].trained_in_deals == 0 or draw(key, initiatives[g].key) >= sessions:
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


@clause
def scan(key, members, chance, weeks_in, worth_known):
    """A talk about talents with whoever joined this week may tell them what they are worth."""
    for number in range(members.size):
        row = members[number]
        if weeks_in[row] == 1 and draw(key, row) < chance:
            worth_known[row] = 1


@clause
def learn(
    members, trained, n, reflecting, initiative, hours_given, skill, skill_at_start, learned, initiatives,
):  # fmt: skip
    """A week of doing, looking back, training and coaching, and a little forgetting."""
    parts = skill.shape[1]
    for number in range(members.size):
        row = members[number]
        one = initiatives[initiative[row]]
        learned[row] = 1
        act = min(hours_given[row] / n.full_hours, 1.0)
        coached = one.coaching_had / (one.coaching_had + n.coaching_half)
        squares = 0.0
        weakest = 0
        for part in range(parts):
            squares += skill[row, part] * skill[row, part]
            if one.coverage[part] < one.coverage[weakest]:
                weakest = part
        taught = 0.0
        if trained[number]:
            applied = (1.0 - n.training_alone) * min(reflecting, 1.0) * min(2.0 * act, 1.0)
            taught = n.training * (n.training_alone + applied)
        for part in range(parts):
            now = skill[row, part]
            used = now * now / squares if squares > 0.0 else 0.0
            gain = (
                n.doing * act * used * (n.unreflected + n.reflected * reflecting) + n.coaching * coached * act
            ) * (1.0 - now)  # fmt: skip
            if part == weakest:
                gain += taught * (1.0 - now)
            lost = n.fading_active * n.fading * max(now - skill_at_start[row, part], 0.0)
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
    keys, listed, numbers, initiative, motivation, weeks_in, hours_given, skill, skill_at_start, learned, worth_known,
    initiatives, programme,
):  # fmt: skip
    """Who is trained, on a place of the plan or in a deal, who hears what he is worth, and what everybody learns."""
    n = Numbers(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8],
        numbers[9], numbers[10], numbers[11], numbers[12],
    )  # fmt: skip
    members, dose = listed_members(initiative, listed), programme[0].dose
    trained = np.zeros(members.size, np.bool_)
    places, scanned = round(dose[TRAINING]), n.scan * min(1.0, dose[TALENT_SCAN])
    if places > 0:
        choose_trainees(keys[0], members, places, n.wanted, initiative, skill, motivation, initiatives, trained)
    train_in_deals(keys[1], members, n.sessions, n.wanted, initiative, skill, motivation, initiatives, trained)
    if scanned > 0.0:
        scan(keys[2], members, scanned, weeks_in, worth_known)
    learn(
        members, trained, n, programme[0].reflecting, initiative, hours_given, skill, skill_at_start, learned,
        initiatives,
    )  # fmt: skip
    forget(n.fading, initiative, learned, skill, skill_at_start)


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
    who = here.residents
    learn_this_week(
        chance.keys(*DRAWS), here.listed, here.once(numbers_of, here.parameters), who.initiative, who.motivation,
        who.weeks_in, who.hours_given, who.skill, who.skill_at_start, who.learned, who.worth_known,
        here.initiatives.table, here.programme.table,
    )  # fmt: skip
