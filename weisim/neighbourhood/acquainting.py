"""Acquainting: how ties come about, between homes near by, among the alike and through shared contacts."""

from __future__ import annotations

import functools
import math

import numpy as np

from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.shapes import normal_values
from weisim.neighbourhood.streams import Chance, draw
from weisim.neighbourhood.ties import Ties, meet
from weisim.parameters.settling import Settling

MOST_PER_RESIDENT = 64
FAR_HOMES = 1500
ALTERNATIVE_HOMES = 6
MOST_TURNS = 6
WEAKEST, STRENGTH_SPREAD = 0.1, 0.4


@rule
def sociability(residents, key, spread, values):
    """How easily each resident makes contacts: log-normal with mean about 1, cut at 4."""
    sociable = np.empty(residents)
    mean = math.exp(spread * spread / 2.0)
    for row in range(sociable.size):
        z = values[int(draw(key, row) * values.size)]
        sociable[row] = min(math.exp(spread * z) / mean, 4.0)
    return sociable


@clause
def other_home(key, tie, home, homes, log_far, far_share):
    """A home some doors to the left or right, or now and then further away."""
    if draw(key, tie * 8) < far_share:
        reach = min(FAR_HOMES, homes - 1)
        step = 1 + int(draw(key, tie * 8 + 1) * reach)
    else:
        step = 1 + int(math.log(1.0 - draw(key, tie * 8 + 1)) / log_far)
    if draw(key, tie * 8 + 2) < 0.5:
        step = -step
    return (home + step) % homes


@clause
def near_contact(key, tie, row, homes_start, household, sociable, education, age_group, log_far, far_share, homophily):
    """One new contact near by: of two residents of neighbouring homes, rather the sociable and the alike one."""
    homes = homes_start.size - 1
    home = other_home(key, tie, household[row], homes, log_far, far_share)
    second = (home + 1 + int(draw(key, tie * 8 + 3) * ALTERNATIVE_HOMES)) % homes
    one = homes_start[home] + int(draw(key, tie * 8 + 4) * (homes_start[home + 1] - homes_start[home]))
    two = homes_start[second] + int(draw(key, tie * 8 + 5) * (homes_start[second + 1] - homes_start[second]))
    unlike = math.exp(-homophily)
    weight_one, weight_two = sociable[one], sociable[two]
    if education[one] != education[row] or age_group[one] != age_group[row]:
        weight_one *= unlike
    if education[two] != education[row] or age_group[two] != age_group[row]:
        weight_two *= unlike
    return one if draw(key, tie * 8 + 6) * (weight_one + weight_two) < weight_one else two


@clause
def poisson(u, mean):
    """A count with this mean from one draw, by going up the distribution."""
    chance = math.exp(-mean)
    total, count = chance, 0
    while u > total and count < MOST_PER_RESIDENT - 1:
        count += 1
        chance *= mean / count
        total += chance
    return count


@rule
def know_housemates(homes, start, degree, room, other, strength, tail):
    """Members of a household know each other; returns how many ties that makes, or -1 for want of memory."""
    count = 0
    for home in range(homes.size - 1):
        for row in range(homes[home], homes[home + 1]):
            for who in range(row + 1, homes[home + 1]):
                made = meet(start, degree, room, other, strength, tail, row, who, 1.0)
                if made < 0:
                    return -1
                count += made
    return count


@rule
def know_people_near(
    keys, wanted, homes, household, sociable, education, age_group, log_far, far_share, homophily, start, degree,
    room, other, strength, tail,
):  # fmt: skip
    """Ties with people of homes near by, sooner with the sociable and the alike; how many, or -1 for want of memory."""
    residents, count = household.size, 0
    for row in range(residents):
        for number in range(poisson(draw(keys[0], row), sociable[row] * wanted / residents)):
            tie = row * MOST_PER_RESIDENT + number
            who = near_contact(
                keys[1], tie, row, homes, household, sociable, education, age_group, log_far, far_share, homophily
            )
            made = meet(start, degree, room, other, strength, tail, row, who, some_strength(keys[2], tie))
            if made < 0:
                return -1
            count += made
    return count


@rule
def know_friends_of_friends(keys, target, start, degree, room, other, strength, tail):
    """A tie at random, then somebody whom the other end knows, until there are enough ties; False for want of room."""
    ends = np.empty(2 * target + 2, np.int32)
    count = 0
    for row in range(degree.size):
        for _ in range(degree[row]):
            if count < ends.size:
                ends[count] = row
                count += 1
    for turn in range(MOST_TURNS * target):
        if count >= 2 * target or count == 0:
            break
        row = ends[int(draw(keys[0], turn) * count)]
        friend = other[start[row] + int(draw(keys[1], turn) * degree[row])]
        third = other[start[friend] + int(draw(keys[2], turn) * degree[friend])]
        made = meet(start, degree, room, other, strength, tail, row, third, some_strength(keys[3], turn))
        if made < 0:
            return False
        if made > 0:
            ends[count] = row
            ends[count + 1] = third
            count += 2
    return True


@clause
def some_strength(key, tie):
    """How strong a tie outside the household is at first."""
    return WEAKEST + STRENGTH_SPREAD * draw(key, tie)


@functools.cache
def log_of_far(near: float) -> float:
    """The logarithm by which one draw becomes a geometric distance with this mean, in homes."""
    return math.log(1.0 - 1.0 / near)


def homes_of(household: np.ndarray) -> np.ndarray:
    """Where the residents of each home begin, int64[homes + 1]; residents stand in the order of their homes."""
    homes = int(household[-1]) + 1 if household.size else 0
    return np.searchsorted(household, np.arange(homes + 1)).astype(np.int64)


def acquaint(
    household: np.ndarray, education: np.ndarray, age_group: np.ndarray, homes: np.ndarray, p: Settling,
    chance: Chance,
) -> tuple[Ties, np.ndarray]:  # fmt: skip
    """Who knows whom on the first day, and how sociable each resident is.

    Members of a household know each other; of the other ties a part goes to homes near by, rather to the sociable and
    the alike, and a part (`settling.closure`) closes triangles, until there are `settling.degree` ties per resident.
    """
    residents = household.size
    sociable = sociability(residents, chance.key("settling.sociable"), p.sociability, normal_values())
    ties = Ties(residents)
    while p.ties and not _laid(ties, household, education, age_group, homes, sociable, p, chance):
        # Memory ran out: begin again with more; the draws are the same, so are the ties.
        wider = Ties(residents)
        wider.widen_to(2 * ties.other.size)
        ties = wider
    return ties, sociable


def _laid(
    ties: Ties, household: np.ndarray, education: np.ndarray, age_group: np.ndarray, homes: np.ndarray,
    sociable: np.ndarray, p: Settling, chance: Chance,
) -> bool:  # fmt: skip
    lists = (ties.start, ties.degree, ties.room, ties.other, ties.strength, ties.tail)
    target = int(household.size * p.degree / 2.0)
    inside = know_housemates(homes, *lists)
    if inside < 0:
        return False
    near = know_people_near(
        chance.keys("settling.count", "settling.near", "settling.strength"),
        max(0.0, (1.0 - p.closure) * (target - inside)),
        homes, household, sociable, education, age_group, log_of_far(p.near), p.far_share, p.homophily, *lists,
    )  # fmt: skip
    keys = chance.keys("settling.end", "settling.friend", "settling.third", "settling.strength_of_third")
    return bool(near >= 0 and know_friends_of_friends(keys, target, *lists))
