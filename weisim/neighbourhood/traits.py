"""Traits: what a person brings along, whether living here from the start or moving in later."""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.shapes import beta_values, log_normal_values, normal_values
from weisim.neighbourhood.state import Roster
from weisim.neighbourhood.streams import Chance, draw
from weisim.neighbourhood.ties import Ties
from weisim.parameters.parameters import Parameters
from weisim.parameters.settling import Settling
from weisim.terms import Education, IncomeClass, Opportunity, Problem, Skill

LOWEST_INCOME = int(IncomeClass.LOWEST_40)
MIDDLE = int(Education.MIDDLE)
POVERTY, ISOLATION, PLAYGROUND = int(Problem.POVERTY), int(Problem.ISOLATION), int(Problem.PLAYGROUND)
SOLVE, TRAIN, BUSINESS, INCOME, FRIENDS = (int(word) for word in Opportunity)
SKILLS = len(Skill)
HOURS, DISPOSITION, NORMAL, ALTRUISM, SELF_INTEREST, BUSINESS_SHAPE = range(6)
NOBODY = 2.0
Bring = namedtuple(
    "Bring",
    "with_work without_work most shift trust trust_sd threshold_mean threshold_sd skill skill_sd skill_shift "
    "strong weak place spread few_ties income_need enterprise_share mean_attraction eager_level worth_known",
)
PURPOSES = (
    "hours",
    "disposition",
    "skill",
    "trust",
    "altruism",
    "self_interest",
    "business",
    "aims",
    "concern",
    "threshold",
    "worth",
)
KEYS = tuple(f"settling.{purpose}" for purpose in PURPOSES)


@clause
def clipped(value, low, high):
    """A value kept within bounds."""
    return min(max(value, low), high)


@clause
def one_of(values, key, who):
    """One of equally likely values."""
    return values[int(draw(key, who) * values.size)]


@clause
def bring_hours_and_heart(
    rows, keys, education, work, n, tables, level, hours_available, disposition, motivation, trust, altruism,
    self_interest, threshold,
):  # fmt: skip
    """Time, motivation, trust and the two independent wishes, to give and to win."""
    normal = tables[NORMAL]
    for row in rows:
        time = one_of(tables[HOURS], keys[0], row) * (n.with_work if work[row] == 1 else n.without_work)
        hours_available[row] = min(time, n.most)
        own = one_of(tables[DISPOSITION], keys[1], row) + n.shift * (education[row] - MIDDLE) + level[0]
        disposition[row] = clipped(own, 0.01, 0.99)
        motivation[row] = disposition[row]
        trust[row] = clipped(n.trust + n.trust_sd * one_of(normal, keys[3], row) + level[2], 0.02, 0.98)
        altruism[row] = one_of(tables[ALTRUISM], keys[4], row)
        self_interest[row] = one_of(tables[SELF_INTEREST], keys[5], row)
        threshold[row] = n.threshold_mean + n.threshold_sd * one_of(normal, keys[9], row)


@clause
def bring_skill(rows, key, education, n, normal, level, skill, skill_at_start):
    """Four parts of skill, each on its own, a little more with more education."""
    for row in rows:
        for part in range(SKILLS):
            z = one_of(normal, key, row * SKILLS + part)
            skill[row, part] = clipped(
                n.skill + n.skill_sd * z + n.skill_shift * (education[row] - MIDDLE) + level[1], 0.02, 0.95
            )
            skill_at_start[row, part] = skill[row, part]


@clause
def bring_concerns(rows, key, problems, poor, children, degree, n, concern, problem):
    """How heavy each problem weighs in one's own situation; the heaviest is the problem felt most."""
    for row in rows:
        total = 0.0
        for word in range(concern.shape[1]):
            felt = n.place
            if word == POVERTY:
                felt = n.strong if poor[row] == 1 else n.weak
            elif word == ISOLATION:
                felt = n.strong if degree[row] <= n.few_ties else n.weak
            elif word == PLAYGROUND and children[row] > 0:
                felt = n.strong
            felt = (felt + n.spread * draw(key, row * concern.shape[1] + word)) * problems[word]
            concern[row, word] = felt
            total += felt
        most = 0
        for word in range(concern.shape[1]):
            concern[row, word] /= total
            if concern[row, word] > concern[row, most]:
                most = word
        problem[row] = most


@clause
def bring_needs(rows, keys, income_class, degree, skill, concern, problem, business, n, needs, aims):
    """What each opportunity would be worth, and whether a business of one's own is the aim."""
    for row in rows:
        needs[row, SOLVE] = concern[row, problem[row]]
        needs[row, TRAIN] = 1.0 - (skill[row, 0] + skill[row, 1] + skill[row, 2] + skill[row, 3]) / SKILLS
        needs[row, BUSINESS] = one_of(business, keys[6], row)
        needs[row, INCOME] = 1.0 if income_class[row] == LOWEST_INCOME else n.income_need
        needs[row, FRIENDS] = 1.0 - min(degree[row] / 8.0, 1.0)
        aims[row] = draw(keys[7], row) < min(1.0, n.enterprise_share * 2.0 * needs[row, BUSINESS])


@clause
def attract(rows, offers, needs, concern, problem, altruism, self_interest, mean, attraction):
    """The pull of what is offered: what one can win and what one can do for others, against the mean at the start."""
    for row in rows:
        best = 0.0
        for word in range(offers.size):
            best = max(best, offers[word] * needs[row, word])
        attraction[row] = self_interest[row] * best + altruism[row] * concern[row, problem[row]] - mean


@clause
def mark(rows, key, level, known, trust, motivation, eager, worth_known):
    """Those who cannot wait, trust and motivation both high, and those who can say what they are worth."""
    for row in rows:
        eager[row] = 1 if trust[row] > level and motivation[row] > level else 0
        worth_known[row] = 1 if draw(key, row) < known else 0


@rule
def arrive(
    rows, keys, tables, numbers, offers, problems, level, degree, education, work, income_class, poor, children,
    hours_available, disposition, motivation, trust, altruism, self_interest, threshold, skill, skill_at_start,
    concern, problem, needs, aims_enterprise, attraction, eager, worth_known,
):  # fmt: skip
    """All that people bring along, in the order in which one trait leans on another."""
    n = Bring(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8],
        numbers[9], numbers[10],
        numbers[11], numbers[12], numbers[13], numbers[14], numbers[15], numbers[16], numbers[17], numbers[18],
        numbers[19], numbers[20],
    )  # fmt: skip
    bring_hours_and_heart(
        rows, keys, education, work, n, tables, level, hours_available, disposition, motivation, trust, altruism,
        self_interest, threshold,
    )  # fmt: skip
    bring_skill(rows, keys[2], education, n, tables[NORMAL], level, skill, skill_at_start)
    bring_concerns(rows, keys[8], problems, poor, children, degree, n, concern, problem)
    bring_needs(
        rows, keys, income_class, degree, skill, concern, problem, tables[BUSINESS_SHAPE], n, needs, aims_enterprise
    )
    attract(rows, offers, needs, concern, problem, altruism, self_interest, n.mean_attraction, attraction)
    mark(rows, keys[10], n.eager_level, n.worth_known, trust, motivation, eager, worth_known)


def shapes_of(s: Settling) -> np.ndarray:
    """Equally likely values, float64[6, values]: hours, motivation, normal, altruism, self-interest, business."""
    return np.stack(
        (
            log_normal_values(s.hours_mu, s.hours_sigma),
            beta_values(s.motivation_a, s.motivation_b),
            normal_values(),
            beta_values(s.altruism_a, s.altruism_b),
            beta_values(s.self_interest_a, s.self_interest_b),
            beta_values(s.business_a, s.business_b),
        )
    )


def numbers_of(p: Parameters, trust: float, mean_attraction: float) -> np.ndarray:
    """The numbers that traits are drawn by, float64[21], in the order of `Bring`."""
    s, j, f = p.settling, p.joining, p.founding
    return np.array([
        s.hours_with_work, s.hours_without_work, s.hours_most, s.education_shift, trust, s.trust_sd, j.threshold_mean,
        j.threshold_sd,
        s.skill_mean, s.skill_sd, s.skill_education, s.concern_strong, s.concern_weak, s.concern_place,
        s.concern_spread, float(s.few_ties),
        s.income_need, f.enterprise_share, mean_attraction, f.eager_level if f.eager else NOBODY,
        s.worth_known,
    ])  # fmt: skip


def bring_along(
    who: Roster, rows: np.ndarray, ties: Ties, shapes: np.ndarray, numbers: np.ndarray, offers: np.ndarray,
    problems: np.ndarray, level: np.ndarray, chance: Chance,
) -> None:  # fmt: skip
    """Give residents the traits of people who live in such homes; at the start for all, later for newcomers.

    Args:
        who: the residents.
        rows: int64[people], whose traits are drawn.
        ties: who knows whom, already laid.
        shapes: the spread of each trait, of `shapes_of`.
        numbers: the numbers that traits are drawn by, of `numbers_of`.
        offers: float64[opportunities], strength of what is offered, 0 to 1.
        problems: float64[problems], 1 for a problem of this neighbourhood, 0 for one that is not in the scenario.
        level: float64[3], unseen difference of the neighbourhood in disposition, skill and trust.
        chance: luck of the week in which they arrive.
    """
    arrive(
        rows, chance.keys(*KEYS), shapes, numbers, offers, problems, level, ties.degree, who.education, who.work,
        who.income_class, who.poor, who.children,
        who.hours_available, who.disposition, who.motivation, who.trust, who.altruism, who.self_interest,
        who.threshold, who.skill, who.skill_at_start,
        who.concern, who.problem, who.needs, who.aims_enterprise, who.attraction, who.eager,
        who.worth_known,
    )  # fmt: skip
