"""Experiment: which scenarios are played, and how many histories of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weisim.faults import Fault, InvalidInput
from weisim.language import Text

if TYPE_CHECKING:
    from weisim.scenario.scenario import Scenario

MOST_REPLICATIONS = 100_000
LARGEST_SEED = 2**32 - 1


@dataclass(frozen=True, init=False)
class Experiment:
    """Some scenarios, each of which is played as often as the others and with the same luck.

    A replication's number is its seed: replication 7 of one scenario and replication 7 of another are twins, who differ
    only through what differs between the scenarios.

    Attributes:
        scenarios: the stories; the first is the one with which the others are compared.
        replications: how many histories of each scenario.
        first: the number, and so the seed, of the first replication.
    """

    scenarios: tuple[Scenario, ...]
    replications: int = 40
    first: int = 1

    def __init__(self, scenarios: Sequence[Scenario], replications: int = 40, first: int = 1) -> None:
        """Put an experiment together; raises InvalidInput with every fault."""
        object.__setattr__(self, "scenarios", tuple(scenarios))
        object.__setattr__(self, "replications", replications)
        object.__setattr__(self, "first", first)
        faults = _faults(self)
        if faults:
            raise InvalidInput(faults)

    @property
    def seeds(self) -> range:
        """The seeds of the replications, in order."""
        return range(self.first, self.first + self.replications)

    def from_seed(self, seed: int) -> Experiment:
        """The same experiment with other luck: its first replication is this one."""
        return Experiment(self.scenarios, self.replications, seed)


def _faults(experiment: Experiment) -> list[Fault]:
    faults = []
    if not experiment.scenarios:
        faults.append(Fault("", 0, "scenarios", "", Text("an experiment needs at least one scenario")))
    names = [scenario.name for scenario in experiment.scenarios]
    faults += [
        Fault(
            "",
            0,
            "name",
            f'"{name}"',
            Text("two scenarios in this comparison have the same name"),
            Text("Give one of them another name."),
        )
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    whole = Text("must be a whole number from {low} up to and including {high}", low=1, high=MOST_REPLICATIONS)
    if not _whole(experiment.replications, 1, MOST_REPLICATIONS):
        faults.append(Fault("", 0, "replications", str(experiment.replications), whole))
    whole = Text("must be a whole number from {low} up to and including {high}", low=0, high=LARGEST_SEED)
    if not _whole(experiment.first, 0, LARGEST_SEED):
        faults.append(Fault("", 0, "seed", str(experiment.first), whole))
    return faults


def _whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
