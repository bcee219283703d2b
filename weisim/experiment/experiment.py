"""Experiment: which scenarios are played, in which futures, and how many histories of each."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from weisim.faults import Fault, InvalidInput
from weisim.language import Text
from weisim.results.design import NO_DESIGN, Design, Future
from weisim.results.inquiry import Inquiry
from weisim.support.checks import did_you_mean, nearest

if TYPE_CHECKING:
    from weisim.scenario.scenario import Scenario

MOST_REPLICATIONS = 100_000
MOST_RUNS = 10_000_000
LARGEST_SEED = 2**32 - 1
SECONDS_A_RUN = 0.07
"""What one history of five years takes on one core, to say beforehand what a large experiment would take."""

Keep = Literal["outline", "whole"]


@dataclass(frozen=True, init=False)
class Experiment:
    """Some scenarios, each of which is played as often as the others, in the same futures and with the same luck.

    A replication's number is its seed: replication 7 of one scenario and replication 7 of another are twins, who differ
    only through what differs between the scenarios.

    Attributes:
        scenarios: the stories; the first is the one with which the others are compared.
        replications: how many histories of each scenario in each future.
        first: the number, and so the seed, of the first replication.
        design: the futures in which every scenario is played; none when only its own numbers are.
        inquiry: what is asked, fixed before anything is played; None when nothing was.
        keep: what is kept of each history: all of it, or an outline of it.
    """

    scenarios: tuple[Scenario, ...]
    replications: int = 40
    first: int = 1
    design: Design = NO_DESIGN
    inquiry: Inquiry | None = None
    keep: Keep = "whole"

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        replications: int = 40,
        first: int = 1,
        design: Design = NO_DESIGN,
        inquiry: Inquiry | None = None,
        keep: Keep = "whole",
    ) -> None:
        """Put an experiment together; raises InvalidInput with every fault."""
        object.__setattr__(self, "scenarios", tuple(scenarios))
        object.__setattr__(self, "replications", replications)
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "design", design)
        object.__setattr__(self, "inquiry", inquiry)
        object.__setattr__(self, "keep", keep)
        faults = _faults(self)
        if faults:
            raise InvalidInput(faults)

    @property
    def seeds(self) -> range:
        """The seeds of the replications, in order."""
        return range(self.first, self.first + self.replications)

    @property
    def size(self) -> int:
        """How many histories are played in all."""
        return len(self.scenarios) * max(1, len(self.design.futures)) * self.replications

    def stories(self) -> Iterator[tuple[Scenario, Future | None]]:
        """Every scenario in every future, future by future; None for the numbers as the scenario has them."""
        for future in self.design.futures or (None,):
            for scenario in self.scenarios:
                yield scenario, future

    def from_seed(self, seed: int) -> Experiment:
        """The same experiment with other luck: its first replication is this one."""
        return self._with(first=seed)

    def with_replications(self, replications: int) -> Experiment:
        """The same experiment with more or fewer histories of each scenario; raises InvalidInput."""
        inquiry = self.inquiry and dataclasses.replace(self.inquiry, replications=replications)
        return self._with(replications=replications, inquiry=inquiry)

    def with_design(self, design: Design) -> Experiment:
        """The same experiment in other futures; raises InvalidInput when they do not suit the scenarios."""
        return self._with(design=design)

    def _with(self, **changes: object) -> Experiment:
        kept: dict[str, object] = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return Experiment(**(kept | changes))  # type: ignore[arg-type]


def set_differently(scenarios: Sequence[Scenario], key: str) -> bool:
    """Whether scenarios differ in a number: then a future may not set it, for it would wipe out that difference."""
    return len({scenario.parameters.value(key) for scenario in scenarios}) > 1


def told_differently(key: str) -> tuple[Text, Text]:
    """The words for a number that varies, though the scenarios themselves differ in it."""
    message = Text("The scenarios differ in {key} themselves, so the futures cannot vary it.", key=key)
    return message, Text("Take it out of the list, or make the scenarios equal in it.")


def too_many_runs(runs: int) -> tuple[Text, Text]:
    """The words for an experiment that would never end."""
    message = Text("This asks for {runs} histories. At most {most} can be played.", runs=runs, most=MOST_RUNS)
    days = runs * SECONDS_A_RUN / 86_400
    return message, Text("On one core that would take about {days} days. Make it smaller.", days=f"{days:.0f}")


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
    # files are named after scenarios, and on some computers capitals make no other file
    alike = {name.casefold(): name for name in names}
    faults += [
        Fault(
            "",
            0,
            "name",
            f'"{name}"',
            Text("differs from {other} in capital letters only", other=alike[name.casefold()]),
            Text("Give one of them another name."),
        )
        for name in dict.fromkeys(names)
        if alike[name.casefold()] != name
    ]
    sound = _whole(experiment.replications, 1, MOST_REPLICATIONS)
    if not sound:
        whole = Text("must be a whole number from {low} up to and including {high}", low=1, high=MOST_REPLICATIONS)
        faults.append(Fault("", 0, "replications", str(experiment.replications), whole))
    if not _whole(experiment.first, 0, LARGEST_SEED):
        whole = Text("must be a whole number from {low} up to and including {high}", low=0, high=LARGEST_SEED)
        faults.append(Fault("", 0, "seed", str(experiment.first), whole))
    if experiment.keep not in get_args(Keep):
        words = Text("must be one of these words: {words}", words=", ".join(get_args(Keep)))
        faults.append(Fault("", 0, "keep", str(experiment.keep), words))
    faults += [
        Fault("", 0, "futures.vary", factor.key, *told_differently(factor.key))
        for factor in experiment.design.factors
        if set_differently(experiment.scenarios, factor.key)
    ]
    if experiment.inquiry is not None:
        faults += _asked(experiment.inquiry, names)
    if sound and experiment.size > MOST_RUNS:
        faults.append(Fault("", 0, "replications", str(experiment.replications), *too_many_runs(experiment.size)))
    return faults


def _asked(inquiry: Inquiry, names: Sequence[str]) -> Iterator[Fault]:
    if inquiry.reference not in names:
        known = Text("There is no scenario with this name here. There are: {names}.", names=", ".join(names))
        near = did_you_mean(nearest(inquiry.reference, list(names)))
        yield Fault("", 0, "reference", inquiry.reference, known, near)
    for outcome in inquiry.good_enough:
        if outcome not in inquiry.outcomes:
            told = Text("This is not among the outcomes: {words}.", words=", ".join(inquiry.outcomes))
            near = did_you_mean(nearest(outcome, list(inquiry.outcomes)))
            yield Fault("", 0, f"good_enough.{outcome}", str(inquiry.good_enough[outcome]), told, near)


def _whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
