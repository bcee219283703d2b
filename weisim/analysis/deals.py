"""Deals: which partner makes deals with initiatives, when, and in what way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from weisim.results.results import Results
from weisim.results.run import Run
from weisim.terms import Event, Form, Phase, Reason


@dataclass(frozen=True)
class DealLine:
    """The deals of one partner in one form.

    Attributes:
        partner: name of the partner.
        form: in what way it helps; None for a partner that made no deal in any history.
        made: deals made in a history, on average, by the phase of the programme at that moment.
        renewed: deals renewed in a history, on average.
        histories: number of histories with at least one such deal.
    """

    partner: str
    form: Form | None
    made: tuple[float, ...]
    renewed: float
    histories: int


@dataclass(frozen=True)
class Deals:
    """Which partner makes deals, when and in what way, under one plan.

    Attributes:
        scenario: name of the scenario.
        runs: number of histories.
        lines: by partner and form, only forms that occur; a partner without any deal has a line too.
    """

    scenario: str
    runs: int
    lines: tuple[DealLine, ...]


def deals(results: Results, scenario: str) -> Deals:
    """Which partner makes deals in the histories of one scenario, in which phase and form.

    The phase is where the programme was when the deal was made, read from the events of the same history. Raises
    KeyError when there is no such scenario.
    """
    runs = results.of(scenario)
    made: Counter[tuple[str, Form, Phase]] = Counter()
    renewed: Counter[tuple[str, Form]] = Counter()
    histories: Counter[tuple[str, Form]] = Counter()
    for run in runs:
        new = _made(run)
        made.update(new)
        renewed.update(_renewed(run))
        histories.update({(partner, form) for partner, form, _ in new})
    partners = dict.fromkeys(partner for run in runs for partner in run.partners)
    lines: list[DealLine] = []
    for partner in partners:
        forms = [form for form in Form if histories[partner, form] or renewed[partner, form]]
        lines += [
            DealLine(
                partner,
                form,
                tuple(made[partner, form, phase] / len(runs) for phase in Phase),
                renewed[partner, form] / len(runs),
                histories[partner, form],
            )
            for form in forms
        ]
        if not forms:
            lines.append(DealLine(partner, None, (0.0,) * len(Phase), 0.0, 0))
    return Deals(scenario, len(runs), tuple(lines))


def _made(run: Run) -> list[tuple[str, Form, Phase]]:
    """Each deal made in one history: by whom, in what way and in which phase."""
    table = run.event_table
    moves = np.flatnonzero(np.isin(table["event"], (Event.PHASE_REACHED, Event.PHASE_LOST)))
    phases = [Phase.INFORMATION, *(Phase(int(number)) for number in table["value"][moves])]
    where = np.flatnonzero(table["event"] == Event.DEAL_MADE)
    # Events stand in the order in which they happened, so the last move before a deal tells its phase.
    when = np.searchsorted(moves, where)
    return [
        (run.partners[row["partner"]], _form(int(row["reason"])), phases[move])
        for row, move in zip(table[where], when.tolist(), strict=True)
    ]


def _renewed(run: Run) -> list[tuple[str, Form]]:
    table = run.event_table
    return [
        (run.partners[row["partner"]], _form(int(row["reason"]))) for row in table[table["event"] == Event.DEAL_RENEWED]
    ]


def _form(reason: int) -> Form:
    """The form of a deal, which its event tells as the reason."""
    return Form(reason - Reason.FORM_SPACE)
