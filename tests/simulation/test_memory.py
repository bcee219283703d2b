"""Memory: a batch of many histories keeps none of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MOST = 5 * 2**20
GROW = """
import gc, sys
import psutil
from tests.living import people_of, story, street
from weisim.simulation.simulate import simulate

scenario = story("steady-support") if sys.argv[1] == "gool" else street(200)
scenario = scenario.model_copy(update={"weeks": int(sys.argv[2])})
people, process, seen = people_of(scenario), psutil.Process(), {}
for number in range(1, 201):
    run = simulate(scenario, number, people)
    run.series, run.events
    if number in (20, 200):
        gc.collect()
        seen[number] = process.memory_info().rss
print(seen[200] - seen[20])
"""


def grown(root: Path, place: str, weeks: int) -> int:
    """Bytes by which a process grows between its twentieth and its two hundredth history."""
    environment = {**os.environ, "PYTHONPATH": str(root)}
    told = subprocess.run(
        [sys.executable, "-c", GROW, place, str(weeks)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(told.stdout)


def test_two_hundred_short_histories_leave_nothing_behind(root: Path) -> None:
    assert grown(root, "street", 20) <= MOST


@pytest.mark.slow
def test_two_hundred_histories_of_plan_van_gool_leave_nothing_behind(root: Path) -> None:
    assert grown(root, "gool", 104) <= MOST
