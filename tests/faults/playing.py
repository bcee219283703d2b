"""Playing: an experiment on a street, played by a command that may be killed at any moment and then goes on.

python -m tests.faults.playing STORE [--jobs N] [--player NAME] ...
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from tests.faults import planted
from tests.living import street
from weisim.experiment.engines.engine import LONGEST, Engine, play_one
from weisim.experiment.engines.here import Here
from weisim.experiment.engines.processes import Processes
from weisim.experiment.experiment import Experiment
from weisim.experiment.runner import run_experiment
from weisim.results.design import Design, Factor, Future
from weisim.scenario.variations import withdraw_support

STOPPED, ENDED = 130, 143


def experiment_of(futures: int, replications: int, weeks: int, residents: int = 60) -> Experiment:
    """A story with two plans in some futures; none but its own numbers when 0 are asked for."""
    steady = street(residents).model_copy(update={"weeks": weeks})
    factor = Factor("joining.base", "", -3.6, -1.5, (), False, -2.5, "", "", "")
    points = [[(number + 0.5) / max(futures, 1)] for number in range(futures)]
    drawn = tuple(Future(number, {factor.key: factor.value(point)}) for number, (point,) in enumerate(points, start=1))
    design = Design("latin hypercube", (factor,), drawn, points) if futures else Design()  # type: ignore[arg-type]
    early = withdraw_support(steady, week=weeks // 2, name="early")
    return Experiment((steady, early), replications, design=design)


def arguments() -> argparse.ArgumentParser:
    """What the command understands."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", type=Path, nargs="?")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--futures", type=int, default=0)
    parser.add_argument("--replications", type=int, default=10)
    parser.add_argument("--weeks", type=int, default=20)
    parser.add_argument("--residents", type=int, default=60)
    parser.add_argument("--longest", type=float, default=LONGEST)
    parser.add_argument("--player", default="", help="one of those in tests/faults/planted.py")
    parser.add_argument("--backwards", action="store_true", help="the scenarios in the other order")
    return parser


def main(words: list[str] | None = None) -> int:
    """Play, saying how far it is; 0 when it is finished, 130 or 143 when it was asked to stop."""
    given = arguments().parse_args(words)
    asked = experiment_of(given.futures, given.replications, given.weeks, given.residents)
    if given.backwards:
        asked = Experiment(asked.scenarios[::-1], asked.replications, asked.first, asked.design)
    player = getattr(planted, given.player) if given.player else play_one
    engine: Engine = (
        Here(player) if given.jobs == 1 and not given.player else Processes(given.jobs, given.longest, player)
    )
    signal.signal(signal.SIGTERM, _end)
    try:
        results = run_experiment(asked, store=given.store, engine=engine, progress=_tell)
    except KeyboardInterrupt:
        return STOPPED
    except SystemExit:
        return ENDED
    print(f"finished {len(results.runs)} {len(results.failed)} {results.digest}", flush=True)
    return 0


def _tell(done: int, total: int) -> None:
    print(f"{done} {total}", flush=True)


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit


if __name__ == "__main__":
    sys.exit(main())
