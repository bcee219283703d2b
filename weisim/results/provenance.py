"""Provenance: where a run came from, so that every number can be traced and made again."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass

VERSION = "0.1.0"
"""The version of weisim, which is also the version of its model: it goes up whenever numbers move."""

RESULTS_SCHEMA = 4
"""The version of how results are kept; a newer one cannot be read by an older weisim.

From 2 on runs have a ledger; from 3 on the cooperative has a line in it, and there are more accounts; from 4 on a run
knows its future and its digest, and a store holds the design, the inquiry and the texts of its stories.
"""


@dataclass(frozen=True)
class Provenance:
    """Where one run came from.

    Attributes:
        version: the version of weisim that made it.
        scenario_digest: sha256 of the scenario with all defaults filled in, names and titles left out.
        seed: the number that decides all luck in the run.
        run_key: the name of the run: a hash of everything that determines it (see `run_key`).
        place_code: the CBS code of the neighbourhood.
        figures_year: the year of the CBS figures.
        created: when the run was made, in ISO 8601; never part of a digest.
    """

    version: str
    scenario_digest: str
    seed: int
    run_key: str
    place_code: str
    figures_year: int
    created: str


def run_key(scenario_digest: str, seed: int, *, version: str = VERSION, schema: int = RESULTS_SCHEMA) -> str:
    """The name of a run: two runs with the same name are the same run.

    A sha256 (64 hexadecimal digits) over the version of the results, the version of the model, the digest of the
    scenario and the seed; a replication's number is its seed.
    """
    named = json.dumps([schema, version, scenario_digest, seed])
    return hashlib.sha256(named.encode("utf-8")).hexdigest()


def stamp(scenario_digest: str, seed: int, *, place_code: str, figures_year: int) -> Provenance:
    """The provenance of a run that is made here and now."""
    key = run_key(scenario_digest, seed)
    return Provenance(VERSION, scenario_digest, seed, key, place_code, figures_year, now())


def now() -> str:
    """The date and time of this moment in ISO 8601, in universal time, whole seconds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
