"""Entities: who and what the neighbourhood consists of, each with its state (ODD element 2)."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from weisim.neighbourhood.state import Entity, state
from weisim.terms import Condition, Flow, Form, Help, Interest, Opportunity, Problem, Skill

EXCHANGES_KEPT = 8
INITIATIVE_FLOWS = int(Flow.CLOSING) + 1


class Resident(Entity):
    """A person of 15 or older who lives in the neighbourhood."""

    apart: ClassVar[bool] = True

    age_group = state(int, 2, unit="category", meaning="age band of the CBS key figures")
    education = state(int, 1, unit="category", meaning="level of education: low, middle, high")
    work = state(int, 0, unit="yes/no", meaning="has paid work")
    income_class = state(int, 1, unit="category", meaning="income of the household among all Dutch households")
    tenure = state(int, 1, unit="category", meaning="how the household holds its home")
    household = state(int, 0, unit="row", meaning="household, in the order of dwellings; the home")
    children = state(int, 0, unit="count", meaning="children under 15 in the household")
    poor = state(int, 0, unit="yes/no", meaning="household under 110 % of the social minimum")
    hours_available = state(float, 0.0, unit="hours per week", meaning="time that could be given")
    disposition = state(float, 0.4, unit="share", meaning="motivation brought along")
    motivation = state(float, 0.4, unit="share", meaning="wish of one's own to take part")
    autonomy = state(float, 0.5, unit="share", meaning="need for autonomy satisfied")
    competence = state(float, 0.5, unit="share", meaning="need for competence satisfied")
    relatedness = state(float, 0.5, unit="share", meaning="need for relatedness satisfied")
    skill = state(float, 0.35, unit="share", meaning="skill to organise, make, sell and connect", width=len(Skill))
    skill_at_start = state(float, 0.35, unit="share", meaning="skill brought along", width=len(Skill))
    trust = state(float, 0.58, unit="share", meaning="trust in the programme and its partners; 1 minus scepticism")
    altruism = state(float, 0.5, unit="share", meaning="wish to do something for others")
    self_interest = state(float, 0.5, unit="share", meaning="wish to win something oneself")
    needs = state(float, 0.0, unit="share", meaning="how much each opportunity would be worth", width=len(Opportunity))
    concern = state(
        float, 0.2, unit="share", meaning="weight of each problem in one's own situation", width=len(Problem)
    )
    attraction = state(float, 0.0, unit="share", meaning="pull of what is offered, against the mean at the start")
    problem = state(int, 0, unit="category", meaning="problem felt most")
    aims_enterprise = state(int, 0, unit="yes/no", meaning="would like to start an enterprise")
    threshold = state(
        float, 0.25, unit="share", meaning="share of contacts taking part at which one joins (hard threshold)"
    )
    eager = state(int, 0, unit="yes/no", meaning="cannot wait")
    involvement = state(int, 0, unit="category", meaning="unaware, aware, interested, helper, core or resting")
    initiative = state(int, -1, unit="row", meaning="initiative taken part in, or none")
    formerly = state(int, -1, unit="row", meaning="initiative that ended while taking part in it, or none")
    founded = state(int, -1, unit="row", meaning="initiative started last, or none")
    weeks_in = state(int, 0, unit="weeks", meaning="weeks taken part in the initiative")
    weeks_resting = state(int, 0, unit="weeks", meaning="weeks of rest left")
    last_idea = state(int, -999, unit="week", meaning="week of the last idea, or never")
    strain = state(float, 0.0, unit="share", meaning="overload felt")
    hours_given = state(float, 0.0, unit="hours per week", meaning="time given this week")
    learned = state(int, 0, unit="yes/no", meaning="has learned something that can fade")
    informed_neighbours = state(int, 0, unit="count", meaning="contacts who have heard")
    active_neighbours = state(int, 0, unit="count", meaning="contacts who take part")
    collapses_near = state(int, 0, unit="count", meaning="initiatives of oneself or a contact that collapsed last week")
    worth_known = state(int, 0, unit="yes/no", meaning="can say what one is worth")
    asked_in = state(int, -999, unit="week", meaning="last week in which somebody asked, or never")
    ties_won = state(int, 0, unit="count", meaning="contacts made by taking part")
    extrinsic = state(float, 0.0, unit="share", meaning="wish to take part for the pay (rule of two stocks)")
    less_lonely = state(int, 0, unit="yes/no", meaning="has become less lonely by taking part (assumption)")


class Initiative(Entity):
    """A group of residents in any form: idea, resident initiative, independent initiative, neighbourhood enterprise."""

    stage = state(int, 0, unit="category", meaning="idea, resident initiative, independent, enterprise or ended")
    problem = state(int, 0, unit="category", meaning="problem it works on")
    aims_enterprise = state(int, 0, unit="yes/no", meaning="aims at an enterprise")
    founder = state(int, -1, unit="row", meaning="resident who started it")
    born = state(int, 0, unit="week", meaning="week in which it was started")
    key = state(
        np.int64, 0, unit="number", meaning="founder and week: by this twins in other scenarios know each other"
    )
    age = state(int, 0, unit="weeks", meaning="weeks since it was started")
    members = state(int, 0, unit="count", meaning="residents who take part")
    members_lost = state(int, 0, unit="count", meaning="members lost last week")
    key_person_left = state(int, -999, unit="week", meaning="last week in which somebody with most of the hours left")
    structure = state(float, 0.0, unit="share", meaning="roles, agreements, routines")
    viability = state(float, 0.5, unit="share", meaning="how well the work has gone of late")
    legitimacy = state(float, 0.0, unit="share", meaning="standing with others")
    embeddedness = state(float, 0.0, unit="share", meaning="how rooted in the neighbourhood")
    coaching_had = state(float, 0.0, unit="hours", meaning="coaching of about the last quarter")
    dependence = state(float, 0.0, unit="share", meaning="share of the work carried by professionals")
    own_hours = state(float, 0.0, unit="hours per week", meaning="effective hours of members this week")
    possible_hours = state(float, 0.0, unit="hours per week", meaning="effective hours members could give")
    hours_given = state(float, 0.0, unit="hours per week", meaning="hours members gave this week")
    carried_hours = state(float, 0.0, unit="hours per week", meaning="work done by professionals this week")
    output = state(float, 0.0, unit="share", meaning="result of the work this week")
    coverage = state(float, 0.0, unit="share", meaning="best member in each skill", width=len(Skill))
    cash = state(float, 0.0, unit="euro", meaning="money in hand")
    income_own = state(float, 0.0, unit="euro per week", meaning="own income this week")
    start_grant = state(int, 0, unit="stage", meaning="highest stage for which a start grant was paid")
    weeks_enterprise = state(int, 0, unit="weeks", meaning="weeks of being an enterprise")
    weeks_in_red = state(int, 0, unit="weeks", meaning="weeks with less than nothing in hand")
    weeks_at_limit = state(int, 0, unit="weeks", meaning="weeks at the end of all credit")
    weeks_loose = state(int, 0, unit="weeks", meaning="weeks with too little structure to be independent")
    activity = state(
        int, 0, unit="category", meaning="activity after the organisation ended: 1 by former members, 2 by a partner"
    )
    priority = state(float, 0.5, unit="weight", meaning="how much members want help to go there, mean over their votes")
    room_of_plan = state(int, 0, unit="yes/no", meaning="has a room that the plan pays for")
    room_of_deal = state(int, 0, unit="yes/no", meaning="has a room of a partner with whom it has a deal")
    control = state(float, 0.0, unit="share", meaning="control that comes with its deals")
    deals = state(int, 0, unit="count", meaning="deals that run")
    deals_made = state(int, 0, unit="count", meaning="deals made so far, renewals included")
    gain = state(float, 0.0, unit="euro", meaning="what deals have been worth to it so far")
    order_income = state(float, 0.0, unit="euro per week", meaning="paid for orders this week")
    deal_money = state(float, 0.0, unit="euro per week", meaning="money from deals this week")
    trained_in_deals = state(int, 0, unit="yes/no", meaning="has a deal for training")
    permitted = state(int, 0, unit="yes/no", meaning="has a deal for permits")
    deal_until = state(int, -1, unit="week", meaning="week in which the deal with each partner ends, or none")
    deal_form = state(int, -1, unit="category", meaning="form of help in the deal with each partner")
    deal_gain = state(float, 0.0, unit="euro per week", meaning="what it expected to win in the deal with each partner")
    deal_gives = state(
        float, 0.0, unit="euro per week", meaning="what each partner expected to win in the deal with it"
    )
    deal_pays = state(
        float, 0.0, unit="euro per week", meaning="what each partner pays for it, for orders at full output"
    )
    deal_basis = state(
        float, 0.0, unit="euro per week", meaning="gain of each partner apart from what the work is worth that week"
    )
    deal_weeks = state(int, 0, unit="weeks", meaning="weeks in which the deal with each partner was kept")
    flows = state(
        float, 0.0, unit="euro per week", meaning="money in and out this week, by kind", width=INITIATIVE_FLOWS
    )
    own_of_late = state(float, 0.0, unit="euro", meaning="own income of about the last quarter")
    given_of_late = state(float, 0.0, unit="euro", meaning="grants and money from deals of about the last quarter")
    invested = state(float, 0.0, unit="euro", meaning="spent on premises and tools so far")
    paid = state(float, 0.0, unit="hours per hour", meaning="hours paid to members against the hours they give")
    had_room = state(int, 0, unit="yes/no", meaning="had a room last week")
    room_bound = state(float, 0.0, unit="share", meaning="how far its work has settled in a room")
    goal_left = state(float, 1.0, unit="share", meaning="part of its goal that is not reached yet")
    output_left = state(float, 0.0, unit="share", meaning="result of an activity that goes on without the organisation")
    in_cooperative = state(int, 0, unit="yes/no", meaning="is a member of the neighbourhood cooperative")
    room_shared = state(int, 0, unit="yes/no", meaning="shares a room of the cooperative")
    shared_saving = state(float, 0.0, unit="share", meaning="part of its costs that the cooperative saves")
    shared_risk = state(float, 0.0, unit="share", meaning="part of its risk that the cooperative takes away")
    covered = state(float, 0.0, unit="euro", meaning="red figures that the fund has covered this year")
    coaching_given = state(float, 0.0, unit="hours per week", meaning="hours spent on coaching other members")
    lent_to = state(int, -1, unit="row", meaning="initiatives to which it last lent hands", width=EXCHANGES_KEPT)
    lent_in = state(int, -999, unit="week", meaning="weeks of those loans", width=EXCHANGES_KEPT)
    hours_lent = state(float, 0.0, unit="hours", meaning="hours lent to other initiatives so far")
    hours_borrowed = state(float, 0.0, unit="hours", meaning="hours had from other initiatives so far")


class Partner(Entity):
    """An organisation that helps and wins: government, housing, welfare, business."""

    kind = state(int, 0, unit="category", meaning="kind of partner")
    key = state(np.int64, 0, unit="number", meaning="its name: by this twins in other scenarios know each other")
    capacity_hours = state(float, 0.0, unit="hours per week", meaning="hours it can spare")
    capacity_euros = state(float, 0.0, unit="euro per week", meaning="money it can spare")
    rooms = state(int, 0, unit="count", meaning="rooms it can lend in deals")
    interests = state(float, 0.0, unit="share", meaning="how much it cares for each interest", width=len(Interest))
    forms = state(int, 0, unit="yes/no", meaning="forms of help it can give in a deal", width=len(Form))
    from_phase = state(int, 2, unit="category", meaning="phase from which it makes deals")
    until_phase = state(int, 5, unit="category", meaning="phase in which it makes deals no longer")
    openness = state(float, 0.5, unit="share", meaning="how open it is to initiatives")
    letting_go = state(float, 0.5, unit="share", meaning="how far it can leave decisions to residents")
    trust = state(float, 0.5, unit="share", meaning="its trust in initiatives")
    hours_given = state(float, 0.0, unit="hours per week", meaning="hours given to the support plan this week")
    euros_given = state(float, 0.0, unit="euro per week", meaning="money paid for the support plan this week")
    deal_hours = state(float, 0.0, unit="hours per week", meaning="hours given in deals this week")
    deal_euros = state(float, 0.0, unit="euro per week", meaning="money paid in deals this week")
    deals = state(int, 0, unit="count", meaning="deals that run")
    deals_made = state(int, 0, unit="count", meaning="deals made so far, renewals included")
    hours_total = state(float, 0.0, unit="hours", meaning="hours given so far, in the plan and in deals")
    euros_total = state(float, 0.0, unit="euro", meaning="money paid so far, in the plan and in deals")
    rooms_lent = state(int, 0, unit="count", meaning="rooms lent in deals this week")
    pot_euros = state(
        float, 0.0, unit="euro per week", meaning="put into the pot for grants this week, less what came back"
    )
    cost = state(float, 0.0, unit="euro per week", meaning="what its help costs it this week, hours and rooms priced")
    cost_total = state(float, 0.0, unit="euro", meaning="what its help has cost it so far")
    relief = state(float, 0.0, unit="points x years", meaning="problems it cares for that were eased so far")
    week_gain = state(float, 0.0, unit="euro per week", meaning="what its deals are worth to it this week")
    gain = state(float, 0.0, unit="euro", meaning="what deals have been worth to it so far")


class Cooperative(Entity):
    """The neighbourhood cooperative: independent organisations that pool risk, space and services."""

    founded = state(int, 0, unit="week", meaning="week in which it was founded")
    lives = state(int, 1, unit="yes/no", meaning="it has not failed")
    members = state(int, 0, unit="count", meaning="organisations that are members")
    cash = state(float, 0.0, unit="euro", meaning="its fund")
    governance = state(float, 4.0, unit="0 to 8", meaning="principles of governance on order")
    good_weeks = state(
        int, 0, unit="weeks", meaning="good weeks less bad weeks of its members that governance has not counted"
    )
    has_room = state(int, 0, unit="yes/no", meaning="has a room that members share")
    fees = state(float, 0.0, unit="euro", meaning="fees it has had so far")
    paid_out = state(float, 0.0, unit="euro", meaning="what its fund has paid to initiatives so far")


class Programme(Entity):
    """The programme in the neighbourhood: its phase and this week's help."""

    phase = state(int, 1, unit="category", meaning="information, emergence, development or autonomous phase")
    week_of_phase = state(int, 0, unit="weeks", meaning="weeks spent in the phase")
    weeks_below = state(int, 0, unit="weeks", meaning="weeks in which the phase was not earned any more")
    dose = state(float, 0.0, unit="as declared", meaning="help of each kind this week", width=len(Help))
    level = state(float, 1.0, unit="share", meaning="what a plan that reacts has left of each intervention")
    level_changed = state(int, -999, unit="week", meaning="week in which that was last lowered")
    path = state(
        float, 0.0, unit="share", meaning="share of the full amount that the plan offers, for each intervention"
    )
    helped = state(float, 0.0, unit="0 or 1", meaning="any help at all this week")
    informing = state(
        float, 0.0, unit="share", meaning="strength of outreach and informing, saturating; 1 at full dose"
    )
    connecting = state(float, 0.0, unit="share", meaning="strength of connecting, saturating; 1 at full dose and above")
    brokering = state(float, 0.0, unit="share", meaning="strength of brokering, saturating; 1 at full dose")
    managing = state(float, 0.0, unit="share", meaning="hours of connecting and brokering against the full dose")
    reflecting = state(float, 0.0, unit="share", meaning="strength of reflection, capped")
    community = state(float, 0.0, unit="share", meaning="strength of community building")
    reach = state(float, 0.0, unit="per week", meaning="chance that outreach brings the news to a door this week")
    control = state(float, 0.0, unit="share", meaning="control that comes with support this week")
    promise_broken = state(int, 0, unit="yes/no", meaning="help fell sharply this week without notice")
    presented_in = state(int, -999, unit="week", meaning="week of the last presentation, or never")
    grants_left = state(float, 0.0, unit="euro", meaning="what is left of this year's pot for grants")
    grants_paid = state(float, 0.0, unit="euro", meaning="grants paid this week")
    ideas_born = state(int, 0, unit="count", meaning="ideas so far")
    initiatives_ended = state(int, 0, unit="count", meaning="initiatives ended so far")
    absorbed = state(int, 0, unit="count", meaning="of these, taken over by a partner")
    completed = state(int, 0, unit="count", meaning="of these, stopped because the goal was reached")
    joined = state(int, 0, unit="count", meaning="residents who joined or founded last week")


class Surroundings(Entity):
    """The neighbourhood as a whole: problems and agenda, cohesion, shared know-how, and who is held back by what."""

    problem_level = state(float, 0.5, unit="share", meaning="level of each problem", width=len(Problem))
    problem_base = state(
        float, 0.5, unit="share", meaning="level of each problem without work on it", width=len(Problem)
    )
    eased = state(float, 0.0, unit="share", meaning="part of each problem that work has eased", width=len(Problem))
    agenda = state(float, 0.2, unit="share", meaning="weight of each problem on the agenda", width=len(Problem))
    agenda_of_residents = state(
        float, 0.2, unit="share", meaning="weight of each problem to residents", width=len(Problem)
    )
    agenda_control = state(float, 0.0, unit="share", meaning="control felt because the agenda comes from above")
    cohesion = state(float, 5.9, unit="0 to 10", meaning="social cohesion")
    ties_made = state(int, 0, unit="count", meaning="ties made by working together or at a presentation, so far")
    ties_lost = state(int, 0, unit="count", meaning="ties that faded away, so far")
    ties_counted = state(int, 0, unit="count", meaning="ties made less ties lost that cohesion has counted")
    knowledge_pool = state(float, 0.0, unit="share", meaning="know-how that anybody may use")
    rooms = state(int, 0, unit="count", meaning="rooms that the plan pays for this week")
    mobility = state(float, -1.0, unit="per year", meaning="moving while something from outside lasts; -1: as usual")
    moved = state(int, 0, unit="count", meaning="residents who moved out this week")
    key_persons_leave = state(int, 0, unit="yes/no", meaning="the busiest member of each initiative moves this week")
    held_back = state(
        int, 0, unit="count", meaning="residents held back by each of the five conditions", width=len(Condition)
    )
    not_taking_part = state(int, 0, unit="count", meaning="residents who do not take part, when that was last read")
    flows = state(float, 0.0, unit="euro per week", meaning="all money that moved this week, by kind", width=len(Flow))
    purse = state(
        float, 0.0, unit="euro", meaning="what residents had from initiatives less what they spent there, so far"
    )
    earned = state(float, 0.0, unit="euro", meaning="what residents have had from initiatives so far")
    rooms_used = state(int, 0, unit="count", meaning="rooms in use by initiatives")
    rooms_free = state(int, 0, unit="count", meaning="rooms of plan and partners that nobody uses")
    less_lonely = state(int, 0, unit="count", meaning="participants who became less lonely so far (assumption)")
    into_work = state(int, 0, unit="count", meaning="participants who found work so far (assumption)")
    discount = state(float, 1.0, unit="share", meaning="what a euro of this week is worth at the start")
