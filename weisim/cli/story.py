"""Story: one history in short or in full: the phases reached, what lived and what died, who dealt with whom."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import click

from weisim.cli.tables import filled, table
from weisim.language import Text, current_language, number, percent
from weisim.results.holders import called
from weisim.terms import Condition, Event, Phase, Reason, Stage
from weisim.weeks import months_from_weeks

if TYPE_CHECKING:
    from weisim.results.run import Run
    from weisim.scenario.scenario import Scenario

MOST_MOMENTS = 12


def told(run: Run, scenario: Scenario, *, whole: bool = False) -> str:
    """The story of one history in the language in force.

    Args:
        run: what happened.
        scenario: its scenario.
        whole: whether to tell all of it, with dates, instead of the moments that decided it.
    """
    heading = Text(
        "{title} · seed {seed} · {place} · {residents} residents of 15 and older · {weeks} weeks",
        title=scenario.told(current_language()),
        seed=run.seed,
        place=scenario.place.name,
        residents=number(run.residents),
        weeks=run.weeks,
    )
    lines = [filled(heading), "", _chapters(run, scenario) if whole else _moments(run), ""]
    lines += [filled(line) for line in summary(run)]
    return "\n".join([*lines, *_held_back(run)])


def summary(run: Run) -> tuple[Text, ...]:
    """What was born, what became of it, what ended and why, who dealt with whom, and what is alive."""
    return (*_stalled(run), _born(run), *_ended(run), *_deals(run), *_grants(run), *_rooms(run), _alive(run))


def _stalled(run: Run) -> list[Text]:
    """That the programme never left its first phase, when so it was."""
    if (run.event_table["event"] == Event.PHASE_REACHED).any():
        return []
    phase = Phase.INFORMATION.label(current_language())
    return [
        Text(
            "The programme stayed in the {phase} to the end: the group that it waits for never came.",
            phase=phase,
        )
    ]


def lived(run: Run, scenario: Scenario, initiative: int) -> str:
    """The life of one initiative in the language in force; raises BadParameter when there is none of that number."""
    from weisim.trace.initiative import initiatives, life

    known = initiatives(run)
    if initiative not in known:
        says = Text("in this history the numbers of initiatives run from 0 to {last}", last=len(known) - 1)
        none = Text("in this history no initiative was born")
        raise click.BadParameter(str(says if known else none), param_hint="--initiative")
    title = Text("The life of initiative {number}", number=initiative)
    return "\n".join(
        [str(title), "", *(filled(line, indent=" ", hang="   ") for line in life(run, initiative, scenario))]
    )


def _chapters(run: Run, scenario: Scenario) -> str:
    """The whole history: a chapter for each phase, told by the quarter."""
    from weisim.trace.history import history

    lines = []
    for chapter in history(run, scenario):
        lines += [chapter.title, filled(chapter.opening, indent=" ", hang="   ")]
        for period in chapter.periods:
            lines += ["", f" {period.when}", *(filled(line, indent="   ", hang="     ") for line in period.lines)]
        lines += ["", filled(chapter.closing, indent=" "), ""] if chapter.closing else [""]
    return "\n".join(lines).rstrip()


def _moments(run: Run) -> str:
    """When the programme reached or lost a phase, and when initiatives became independent or an enterprise."""
    language = current_language()
    moments = []
    for row in run.event_table:
        event, stage = int(row["event"]), int(row["stage"])
        if event in (Event.PHASE_REACHED, Event.PHASE_LOST):
            phase = Phase(int(row["value"])).label(language)
            says = Text("the {phase} begins", phase=phase)
            if event == Event.PHASE_LOST:
                says = Text("back to the {phase}", phase=phase)
        elif event == Event.STAGE_REACHED and stage in (Stage.INDEPENDENT, Stage.ENTERPRISE):
            says = Text(
                "initiative {number} becomes: {stage}",
                number=int(row["initiative"]),
                stage=Stage(stage).label(language),
            )
        else:
            continue
        month = number(months_from_weeks(int(row["week"])))
        moments.append([str(Text("month {month}", month=month)), str(says)])
    if not moments:
        moments = [["", str(Text("No phase was reached and no initiative became independent."))]]
    lines = [table(moments[:MOST_MOMENTS], right=(0,), indent=1)]
    if len(moments) > MOST_MOMENTS:
        lines.append(str(Text(" … and {count} more; to read all: --story.", count=len(moments) - MOST_MOMENTS)))
    return "\n".join(lines)


def _born(run: Run) -> Text:
    table = run.event_table
    steps = table[table["event"] == Event.STAGE_REACHED]
    # An initiative that reaches a stage a second time counts once.
    reached = Counter(
        stage for _, stage in set(zip(steps["initiative"].tolist(), steps["stage"].tolist(), strict=True))
    )
    return Text(
        "Ideas born: {ideas}. Of these became a resident initiative: {formed}, independent: {independent}, "
        "an enterprise: {enterprises}.",
        ideas=int((table["event"] == Event.IDEA_BORN).sum()),
        formed=reached[Stage.RESIDENT_INITIATIVE],
        independent=reached[Stage.INDEPENDENT],
        enterprises=reached[Stage.ENTERPRISE],
    )


def _ended(run: Run) -> list[Text]:
    table = run.event_table
    reasons = Counter(table["reason"][table["event"] == Event.ENDED].tolist())
    count = sum(reasons.values())
    if not count:
        return [Text("None of them ended.")]
    language = current_language()
    why = ", ".join(
        f"{Reason(reason).label(language)} {times}" for reason, times in reasons.most_common() if reason > 0
    )
    return [Text("Ended: {count} ({why}).", count=count, why=why)]


def _deals(run: Run) -> list[Text]:
    """How many deals were made, with whom, and how they went; nothing for a run older than deals."""
    table = run.event_table
    counts = Counter(table["event"].tolist())
    if not counts[Event.DEAL_MADE]:
        return [Text("No initiative made a deal with a partner.")] if "deals" in run.names else []
    language = current_language()
    made = Counter(table["partner"][table["event"] == Event.DEAL_MADE].tolist())
    partners = [f"{called(run.partners[row], language)} {times}" for row, times in made.most_common() if row >= 0]
    reasons = Counter(table["reason"][table["event"] == Event.DEAL_MADE].tolist())
    forms = [f"{Reason(form).label(language)} {times}" for form, times in reasons.most_common() if form > 0]
    return [
        Text("Deals made with partners: {count} ({partners}).", count=made.total(), partners=", ".join(partners)),
        *([Text("What partners give in them: {forms}.", forms=", ".join(forms))] if forms else []),
        Text(
            "Deals renewed: {renewed}; ended: {ended}; broken off because the initiative ended: {broken}.",
            renewed=counts[Event.DEAL_RENEWED],
            ended=counts[Event.DEAL_ENDED],
            broken=counts[Event.DEAL_BROKEN],
        ),
    ]


def _grants(run: Run) -> list[Text]:
    """What was paid in grants; nothing when there were none."""
    paid = math.fsum(run.values[:, run.names.index("grants")]) if "grants" in run.names else 0.0
    return [Text("Grants paid by the support plan: {euros} euro.", euros=number(paid))] if paid > 0 else []


def _rooms(run: Run) -> list[Text]:
    """How often an initiative got or lost a room, and lent hands to another; nothing when none of it happened."""
    # Rooms of partners are counted with their deals.
    planned = run.event_table[run.event_table["partner"] < 0]
    counts = Counter(planned["event"].tolist())
    told = []
    if counts[Event.ROOM_FOUND]:
        found, lost = counts[Event.ROOM_FOUND], counts[Event.ROOM_LOST]
        says = Text(
            "Times that an initiative got a room of the support plan: {found}; lost it: {lost}.", found=found, lost=lost
        )
        told.append(says)
    if counts[Event.HANDS_LENT]:
        told.append(Text("Times that one initiative lent hands to another: {count}.", count=counts[Event.HANDS_LENT]))
    return told


def _alive(run: Run) -> Text:
    last = {name: run.values[-1, column] for column, name in enumerate(run.names)}
    return Text(
        "Alive in the last week: {alive}; independent of these: {independent}, an enterprise: {enterprises}. "
        "Residents who take part: {participants}.",
        alive=number(last["initiatives_alive"]),
        independent=number(last["independent_initiatives"]),
        enterprises=number(last["neighbourhood_enterprises"]),
        participants=number(last["participants"]),
    )


def _held_back(run: Run) -> list[str]:
    """What held back the residents who did not take part, at the end of each phase; nothing for older runs."""
    from weisim.trace.holding import held_back, last_weeks

    language = current_language()
    rows = []
    for week, phase in last_weeks(run):
        shares = held_back(run, week)
        if shares:
            when = Text("month {month}, {phase}", month=number(months_from_weeks(week)), phase=phase)
            rows.append([str(when), *(percent(shares[condition]) for condition in Condition)])
    if not rows:
        return []
    head = ["", *(condition.label(language) for condition in Condition)]
    says = Text("What held back the residents who did not take part, at the end of each phase (share of them):")
    return ["", filled(says), table([head, *rows], right=range(1, 1 + len(Condition)), indent=1, fold=0, head=True)]
