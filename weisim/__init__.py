"""weisim: explore what lasts in a neighbourhood when support for residents' initiatives stops.

This is the front door. Names are resolved when they are first used, so that reading results never waits for the engine.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weisim.analysis.comparison import compare
    from weisim.experiment.experiment import Experiment
    from weisim.experiment.reading import read_experiment
    from weisim.experiment.runner import run_experiment
    from weisim.parameters.parameters import Parameters
    from weisim.population.place import Place
    from weisim.report.report import write_report
    from weisim.results.results import Results
    from weisim.results.run import Run
    from weisim.results.store import load_results, save_results
    from weisim.scenario.reading import read_scenario
    from weisim.scenario.scenario import Scenario
    from weisim.scenario.variations import withdraw_support
    from weisim.simulation.simulate import settle, simulate
    from weisim.support.plan import SupportPlan

__version__ = "0.1.0"

__all__ = [
    "Experiment",
    "Parameters",
    "Place",
    "Results",
    "Run",
    "Scenario",
    "SupportPlan",
    "__version__",
    "compare",
    "load_results",
    "read_experiment",
    "read_scenario",
    "run_experiment",
    "save_results",
    "settle",
    "simulate",
    "withdraw_support",
    "write_report",
]

_ROOMS = {
    "Experiment": "weisim.experiment.experiment",
    "Parameters": "weisim.parameters.parameters",
    "Place": "weisim.population.place",
    "Results": "weisim.results.results",
    "Run": "weisim.results.run",
    "Scenario": "weisim.scenario.scenario",
    "SupportPlan": "weisim.support.plan",
    "compare": "weisim.analysis.comparison",
    "load_results": "weisim.results.store",
    "read_experiment": "weisim.experiment.reading",
    "read_scenario": "weisim.scenario.reading",
    "run_experiment": "weisim.experiment.runner",
    "save_results": "weisim.results.store",
    "settle": "weisim.simulation.simulate",
    "simulate": "weisim.simulation.simulate",
    "withdraw_support": "weisim.scenario.variations",
    "write_report": "weisim.report.report",
}
"""In which file each name of the front door lives."""


def __getattr__(name: str) -> Any:
    """Fetch a name of the front door from its room, the first time somebody asks for it."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'weisim' has no attribute {name!r}")
    value = getattr(importlib.import_module(_ROOMS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The names of the front door, for those who explore."""
    return sorted(__all__)
