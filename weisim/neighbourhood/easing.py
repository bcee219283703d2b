"""Easing: what work does to the problems of the neighbourhood, and to those who do it.

These rules stand below *producing*, which applies them, and *befalling*, which says how bad problems are without work.
"""

from __future__ import annotations

from weisim.neighbourhood.carrying import ENDED, has_own_room, has_room
from weisim.neighbourhood.rule import clause, rule
from weisim.neighbourhood.streams import draw
from weisim.terms import AgeGroup, Problem

POVERTY, ISOLATION = int(Problem.POVERTY), int(Problem.ISOLATION)
MEETING_PLACE, PLAYGROUND, LITTER = int(Problem.MEETING_PLACE), int(Problem.PLAYGROUND), int(Problem.LITTER)
RETIRED = int(AgeGroup.AGE_65_PLUS)
YEAR = 52.0


@clause
def settle_in_rooms(n, initiatives, partners, around):
    """Work settles in a room; when that is lost some who came there stay away, and work finds another way in time."""
    used = 0
    for g in range(initiatives.size):
        one = initiatives[g]
        if one.stage == ENDED:
            continue
        used += 1 if has_own_room(one) else 0
        if has_room(one):
            one.room_bound += n.place_settling * (1.0 - one.room_bound)
            one.had_room = 1
        else:
            if one.had_room == 1:
                one.embeddedness *= 1.0 - n.visitors_lost * one.room_bound
            one.had_room = 0
            one.room_bound -= n.place_freeing * one.room_bound
    rooms = around.rooms
    for p in range(partners.size):
        rooms += partners[p].rooms
    around.rooms_used = used
    around.rooms_free = max(rooms - used, 0)


@clause
def level_of(q, base, eased, rooms, enough_rooms):
    """How bad a problem is: less by the work on it, and no place to meet is less by the rooms in use."""
    level = base * (1.0 - eased)
    return level * (1.0 - min(rooms / enough_rooms, 1.0)) if q == MEETING_PLACE else level


@rule
def read_levels(surroundings, enough_rooms):
    """How bad every problem is now."""
    around = surroundings[0]
    for q in range(around.eased.size):
        around.problem_level[q] = level_of(q, around.problem_base[q], around.eased[q], around.rooms_used, enough_rooms)


@clause
def pace_of(q, n):
    """How far full work eases a problem in a week: a playground is quickly done, poverty and isolation are stubborn."""
    if q == PLAYGROUND:
        return n.ease * n.quick
    return n.ease * n.stubborn if q in (POVERTY, ISOLATION) else n.ease


@clause
def ease_problems(n, served, initiatives, partners, around):
    """Work eases a problem with a lag, less the more of it is eased; without work it comes back."""
    for q in range(around.eased.size):
        work = 0.0
        for g in range(initiatives.size):
            one = initiatives[g]
            if one.problem == q:
                work += n.outliving * one.output_left * min(one.activity, 1) if one.stage == ENDED else one.output
        eased, niche = around.eased[q], n.niches * around.agenda[q]
        gain = pace_of(q, n) * work / niche if niche > 0.0 else 0.0
        eased += gain * (1.0 - eased) - n.returning * eased
        around.eased[q] = min(max(eased, 0.0), 1.0)
        level = level_of(q, around.problem_base[q], around.eased[q], around.rooms_used, n.enough_rooms)
        around.problem_level[q] = level
        relief = (around.problem_base[q] - level) / YEAR
        for p in range(partners.size):
            cares, touched = 0.0, 0.0
            for interest in range(served.shape[1]):
                cares += served[q, interest] * partners[p].interests[interest]
                touched += served[q, interest]
            partners[p].relief += relief * cares / touched


@clause
def reach_goals(n, initiatives):
    """Some goals can be reached: a playground that is fine again, a clean street, a place to meet."""
    for g in range(initiatives.size):
        one = initiatives[g]
        q = one.problem
        if one.stage != ENDED and q in (PLAYGROUND, LITTER, MEETING_PLACE):
            one.goal_left = max(one.goal_left - n.goal * (n.quick if q == PLAYGROUND else 1.0) * one.output, 0.0)


@clause
def wins_of_members(
    keys, lonely_key, n, members, initiatives, around, initiative, hours_given, age_group, ties_won, less_lonely, work,
):  # fmt: skip
    """Participants who become less lonely or find a job: two assumptions, about participants only."""
    for number in range(members.size):
        row = members[number]
        lonely = less_lonely[row] == 0 and ties_won[row] >= n.lonely_ties and draw(lonely_key, row) < n.lonely
        if lonely and draw(keys[0], row) < n.less_lonely:
            less_lonely[row] = 1
            around.less_lonely += 1
        paid = hours_given[row] * min(initiatives[initiative[row]].paid, 1.0)
        if work[row] == 0 and paid >= n.paid_hours and age_group[row] != RETIRED and draw(keys[1], row) < n.into_work:
            work[row] = 1
            around.into_work += 1
