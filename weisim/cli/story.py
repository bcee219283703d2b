"""Story: one history in a few lines: the phases reached, what lived and what died."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from weisim.cli.tables import filled, table
from weisim.language import Text, current_language, number
from weisim.terms import Event, Phase, Reason, Stage
from weisim.weeks import months_from_weeks

if TYPE_CHECKING:
    from weisim.results.run import Run
    from weisim.scenario.scenario import Scenario

MOST_MOMENTS = 12


def told(run: Run, scenario: Scenario) -> str:
    """The story of one history in the language in force."""
    heading = Text(
        "{title} · seed {seed} · {place} · {residents} residents of 15 and older · {weeks} weeks",
        title=scenario.told(current_language()),
        seed=run.seed,
        place=scenario.place.name,
        residents=number(run.residents),
        weeks=run.weeks,
    )
    lines = [filled(heading), ""]
    moments = _moments(run)
    shown = moments[:MOST_MOMENTS]
    lines.append(table(shown, right=(0,), indent=1))
    if len(moments) > MOST_MOMENTS:
        lines.append(str(Text(" … and {count} more; see events.csv.", count=len(moments) - MOST_MOMENTS)))
    lines += ["", *(filled(line) for line in (_born(run), *_ended(run), _alive(run)))]
    return "\n".join(lines)


def _moments(run: Run) -> list[list[str]]:
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
    return moments or [["", str(Text("No phase was reached and no initiative became independent."))]]


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
