"""Learning: act, reflect, learn; what is not used fades."""

from __future__ import annotations

import numpy as np

from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.parameters.learning import Learning
from weisim.processes.process import process
from weisim.terms import Help
from weisim.weeks import weekly_fading

TRAINING = int(Help.TRAINING)


@rule
def choose_trainees(key, members, places, wanted, skill, motivation, trained):
    """Training places go to members with the largest gap and most motivation, with some luck; equal: the lower row."""
    count = min(places, members.size)
    merit = np.empty(members.size)
    for number in range(members.size):
        row = members[number]
        able = (skill[row, 0] + skill[row, 1] + skill[row, 2] + skill[row, 3]) / 4.0
        merit[number] = max(wanted - able, 0.0) * motivation[row] * (0.5 + draw(key, row))
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


def train(
    p: Learning, key: np.uint64, members: np.ndarray, places: int, skill: np.ndarray, motivation: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """Which members are trained this week, bool[participants]."""
    trained = np.zeros(members.size, np.bool_)
    if places > 0 and members.size:
        choose_trainees(key, members, places, p.wanted, skill, motivation, trained)
    return trained


@process(
    reads="programme.dose programme.reflecting residents.initiative residents.motivation residents.hours_given "
    "residents.skill residents.skill_at_start residents.learned initiatives.coverage initiatives.coaching_had",
    writes="residents.skill residents.learned",
)
def learning(here: Neighbourhood, chance: Chance) -> None:
    """People learn by doing and looking back; training fills the gap; what is not used fades.

    For members, per skill: `ΔK = [q act w(ρ0 + ρ1 ρ) + coach Cs act](1 − K) + train − fade_active δ (K − K0)⁺` with
    `act = min(h/3, 1)`, `w = K²/ΣK²`, ρ the strength of reflection. Training places go to members by `(.7 − mean K)⁺
    M (.5 + U)` and teach the skill in which the team is weakest: `train = p(.4 + .6 min(ρ, 1) min(2 act, 1))(1 − K)`,
    so training without acting or reflecting teaches 40 %. Others: `K ← K − δ(K − K0)`. Training touches nothing but
    skill. Realises statements 24, 37, 54, 57 and 58.
    """
    p, who, g, programme = here.parameters.learning, here.residents, here.initiatives, here.programme
    fading = weekly_fading(p.fading)
    members = here.members()
    trained = train(
        p,
        chance.key("learning.training"),
        members,
        round(float(programme.dose[0, TRAINING])),
        who.skill,
        who.motivation,
    )
    learn(
        members, trained, p.doing, p.unreflected, p.reflected, p.coaching, fading, p.fading_active, p.full_hours,
        here.parameters.supporting.coaching_half,
        p.training, p.training_alone, programme.reflecting[0], who.initiative, who.hours_given, who.skill,
        who.skill_at_start, who.learned,
        g.coverage, g.coaching_had,
    )  # fmt: skip
    forget(fading, who.initiative, who.learned, who.skill, who.skill_at_start)
