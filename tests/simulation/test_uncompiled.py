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

WEEKS = 36
RIVALS = {
    "as usual": {},
    "rivals": {"joining.rule": "hard threshold", "joining.threshold_mean": 0.05, "organising.rule": "double well"},
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
        **RIVALS[which],
    }
    beyond = {
        "founding.idea": 0.4,
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


def test_what_is_compared_is_busy() -> None:
    """Births, joiners, leavers, movers, ends and all stages are among what the two are compared on."""
    here = lived(busy("as usual"), WEEKS, 2013)
    happened = set(here.chronicle.events()["event"].tolist())
    reached = set(here.chronicle.events()["stage"].tolist())
    assert {0, 1, 2, 3, 5, 6, 8, 10} <= happened
    assert {0, 1, 2, 3} <= reached
