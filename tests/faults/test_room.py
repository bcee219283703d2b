"""Room: a worker that plays a thousand runs does not grow, and a million planned runs fit in the parent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MOST_GROWTH = 20 * 2**20
MOST_IN_PARENT = 300 * 2**20
GROWING = """
import os, sys
import psutil
from tests.living import people_of, story, street
from weisim.experiment.engines.engine import Stories, Task
from weisim.experiment.engines.processes import Processes
from weisim.results.design import Future

if __name__ == "__main__":
    place, weeks, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    scenario = (story("steady-support") if place == "gool" else street(200)).model_copy(update={"weeks": weeks})
    futures = tuple(Future(number, {"joining.base": -3.5 + number / 100}) for number in range(1, 101))
    stories = Stories((scenario,), (people_of(scenario),), futures)
    tasks = [Task(0, 1 + seed % 100, seed) for seed in range(runs)]
    played, sizes = 0, {}
    for at_hand in Processes(1).play(tasks, stories):
        played += len(at_hand)
        (worker,) = [one for one in psutil.Process().children() if "spawn_main" in " ".join(one.cmdline())]
        sizes[played] = worker.memory_info().rss
    early = max(size for number, size in sizes.items() if number <= runs // 10)
    print(max(sizes.values()) - early)
"""
PLANNING = """
import resource
from tests.living import street
from weisim.experiment.experiment import Experiment
from weisim.experiment.playlist import Playlist
from weisim.scenario.variations import withdraw_support

steady = street(60)
others = [withdraw_support(steady, week=week, name=f"week-{week}") for week in range(10, 19)]
playlist = Playlist(Experiment([steady, *others], 100_000))
stored = set()
for count, task in enumerate(playlist):
    if count % 5000 == 0:
        stored.add((playlist.name(task), 0, playlist.key(task)))
missing = playlist.without(stored)
assert len(playlist) == 10**6 and len(missing) == 10**6 - 200
assert sum(1 for _ in missing) == len(missing)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""

# Between the tests and the probe: a process counts what its parent held when it was started, and tests hold much.
STARTER = "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:]).returncode)"


def told(root: Path, script: str, folder: Path, *words: str) -> int:
    path = folder / "probe.py"
    path.write_text(script, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    starter = [sys.executable, "-I", "-c", STARTER, sys.executable, str(path), *words]
    done = subprocess.run(starter, cwd=root, env=environment, capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_a_worker_that_plays_two_hundred_short_runs_does_not_grow(root: Path, tmp_path: Path) -> None:
    assert told(root, GROWING, tmp_path, "street", "15", "200") <= MOST_GROWTH / 5


@pytest.mark.slow
def test_a_worker_that_plays_a_thousand_runs_does_not_grow(root: Path, tmp_path: Path) -> None:
    assert told(root, GROWING, tmp_path, "gool", "104", "1000") <= MOST_GROWTH


@pytest.mark.slow
def test_a_million_planned_runs_fit_in_the_parent(root: Path, tmp_path: Path) -> None:
    assert told(root, PLANNING, tmp_path) <= MOST_IN_PARENT
