"""Every rule does the same compiled as its very text does in plain Python."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.living import columns, lived, people_of, street, supported, told
from weisim.scenario.scenario import Scenario
from weisim.simulation.simulate import simulate
from weisim.support.intervention import Withdrawal
from weisim.terms import Event, Flow, Reason

WEEKS = 36
RIVALS = {
    "as usual": {},
    "rivals": {
        "joining.rule": "hard threshold",
        "joining.threshold_mean": 0.05,
        "organising.rule": "double well",
        "motivating.crowding": "two stocks",
    },
}
TELL = """
import sys
from tests.simulation.test_uncompiled import busy, digests
print("\\n".join(digests(busy(sys.argv[1]))))
"""


def busy(which: str) -> Scenario:
    """A street of 100 where in a few weeks everything happens that the rules are about."""
    values = {
        "founding.idea": 0.06,
        "founding.spontaneous": 0.0002,
        "joining.come": 0.05,
        "leaving.mobility": 0.15,
        "ending.base_idea": 0.7,
        "advancing.gate": "calendar",
        "advancing.calendar_emergence": 4,
        "advancing.calendar_development": 16,
        "advancing.formed_members": 2,
        "advancing.independent_age": 29,
        "federating.members": 3,
        "federating.chance": 0.05,
        "federating.trust": 0.4,
        **RIVALS[which],
    }
    beyond = {
        "founding.idea": 0.4,
        "federating.members": 2,
        "federating.join": 1.0,
        "advancing.formed_age": 3,
        "advancing.formed_viability": 0.0,
        "advancing.independent_members": 1,
        "advancing.independent_age": 5,
        "advancing.independent_viability": 0.0,
        "advancing.independent_structure": 0.0,
        "advancing.independent_coverage": 0.3,
        "advancing.independent_chance": 0.8,
        "advancing.enterprise_quality": 0.4,
        "advancing.enterprise_embeddedness": 0.0,
        "advancing.enterprise_own_income": 0.0,
        "federating.chance": 0.5,
        "federating.reserve_weeks": 1,
        "producing.goal": 0.2,
        "ending.completed": 0.2,
        "ending.absorbed": 0.9,
        "ending.absorbing": 0.01,
        "dealing.meet": 4.0,
        "dealing.accept": 1.0,
        "dealing.value_money": 180.0,
    }
    reacting = supported(street(100), withdraw=Withdrawal(week=20, condition="stress test", at_least=0.0))
    return told(reacting, values, beyond, weeks=WEEKS)


def digests(scenario: Scenario) -> list[str]:
    """A fingerprint of the indicators and events of a history, and of every column after it."""
    run = simulate(scenario, 2013, people_of(scenario))
    here = lived(scenario, WEEKS, 2013)
    told_in = [hashlib.sha256(run.values.tobytes()).hexdigest(), hashlib.sha256(run.event_table.tobytes()).hexdigest()]
    return told_in + [
        f"{name} {hashlib.sha256(column.tobytes()).hexdigest()}" for name, column in columns(here).items()
    ]


@pytest.mark.parametrize("which", RIVALS)
def test_compiled_and_plain_are_the_same_bits(which: str, root: Path) -> None:
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(root), "PYTHONWARNINGS": "ignore"}
    plain = subprocess.run(
        [sys.executable, "-c", TELL, which], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert plain.returncode == 0, plain.stderr
    assert plain.stdout.splitlines() == digests(busy(which))


@pytest.mark.parametrize("which", RIVALS)
def test_what_is_compared_is_busy(which: str) -> None:
    """Births, joiners, leavers, movers, ends, deals, wages, a cooperative and all stages are compared."""
    here = lived(busy(which), WEEKS, 2013)
    told_now = here.chronicle.events()
    happened = {Event(number).word for number in told_now["event"]}
    assert happened >= {
        "idea_born", "joined", "left", "stage_reached", "ended", "phase_reached", "presented", "moved_out", "deal_made",
        "deal_broken", "room_found", "cooperative_founded", "cooperative_joined",
    }  # fmt: skip
    assert {0, 1, 2, 3} <= set(told_now["stage"].tolist())
    ends = set(told_now["reason"][told_now["event"] == Event.ENDED].tolist())
    assert ends >= ({Reason.COMPLETED, Reason.ABSORBED, Reason.PEOPLE} if which == "as usual" else {Reason.COMPLETED})
    assert here.initiatives.paid.max() > 0.5
    assert here.cooperatives.fees.sum() > 50.0
    assert (here.residents.extrinsic.max() > 0.1) == (which == "rivals")
    moved = {Flow.GRANTS, Flow.SALES, Flow.SALES_OUTSIDE, Flow.RENT, Flow.DEAL_MONEY, Flow.WAGES}
    assert (here.surroundings.flows[0, sorted(moved)] > 0.0).all()
