"""Rerunning: one run of a store played again, from what the store itself holds."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from weisim.results.provenance import VERSION
from weisim.results.tracing import Traced, trace
from weisim.scenario.reading import read_scenario
from weisim.scenario.scenario import Scenario
from weisim.scenario.writing import PLACES


@dataclass(frozen=True)
class Rerun:
    """What came of playing a run again.

    Attributes:
        traced: what the store knows of the run.
        digest: the digest of what happened now; empty when it could not be finished.
        error: why it could not be finished now; empty when it was.
    """

    traced: Traced
    digest: str
    error: str

    @property
    def same(self) -> bool:
        """Whether what happened now is, bit by bit, what was kept."""
        return bool(self.digest) and self.digest == self.traced.digest

    @property
    def version_differs(self) -> bool:
        """Whether another version of weisim made what was kept."""
        return bool(self.traced.version) and self.traced.version != VERSION


def rerun(path: str | os.PathLike[str], key: str) -> Rerun:
    """Play one run of a store again, in this process, and compare.

    Args:
        path: the store.
        key: the run_key of the run, or its first eight signs or more.

    Raises:
        InvalidInput: the store cannot be used, or does not hold that run or what is needed to play it.
    """
    from weisim.simulation.simulate import simulate

    traced = trace(path, key)
    scenario = story_of(traced)
    try:
        run = simulate(scenario, traced.replication)
    except Exception as error:
        cause = error.__cause__ or error
        return Rerun(traced, "", f"{type(cause).__name__}: {cause}")
    return Rerun(traced, replace(run, future=traced.future).digest, "")


def story_of(traced: Traced) -> Scenario:
    """The story of a run, read from the texts that the store holds, in the future in which it was played."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "scenario.toml")
        path.write_text(traced.scenario_text, encoding="utf-8")
        place = next(
            line.partition("=")[2].strip().strip('"')
            for line in traced.scenario_text.splitlines()
            if line.split("=")[0].strip() == "place"
        )
        # By its name alone: the text of a store that somebody else made may not lead out of this folder.
        (path.parent / PLACES).mkdir()
        (path.parent / PLACES / Path(place).name).write_text(traced.place_text, encoding="utf-8")
        scenario = read_scenario(path)
    values = dict(traced.values)
    if not values:
        return scenario
    return scenario.model_copy(update={"parameters": scenario.parameters.with_values(values)})
