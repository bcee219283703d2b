"""Tracing: one run of a store by its name, with all that is needed to play it again."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from weisim.language import Text
from weisim.results import describing, rows
from weisim.results.design import Value
from weisim.results.opening import clear, look, opened, refused
from weisim.results.store import load_story

FEWEST_SIGNS = 8


@dataclass(frozen=True)
class Traced:
    """What a store knows of one run.

    Attributes:
        scenario, future, replication: which run it is.
        run_key: its name, a hash of everything that determines it.
        digest: the digest of what happened in it; empty for one that failed.
        version: the version of weisim that made it; empty for one that failed.
        failure: why it failed; empty for one that was finished.
        values: what its future says otherwise than the scenario.
        scenario_text: the scenario as a TOML text.
        place_text: its place as a TOML text.
    """

    scenario: str
    future: int
    replication: int
    run_key: str
    digest: str
    version: str
    failure: str
    values: Mapping[str, Value]
    scenario_text: str
    place_text: str


def trace(path: str | os.PathLike[str], key: str) -> Traced:
    """One run of a store, by its run_key or the first eight signs of it or more.

    Raises:
        InvalidInput: the file cannot be used, there is no such run, the signs fit several runs, or the store does not
            hold the text of its scenario.
    """
    where = Path(path)
    asked = key.strip().lower()
    with clear(where):
        look(where)
        with contextlib.closing(opened(where, writing=False)) as database:
            found = [
                (table, row)
                for table in ("run", "failed")
                for row in rows.each(database, table)
                if str(row.get("run_key", "")).startswith(asked) and rows.is_sound(row)
            ]
            design = describing.kept_design(database)
    if len(asked) < FEWEST_SIGNS or not found:
        advice = Text("The keys stand in manifest.json of  weisim export.")
        if len(asked) < FEWEST_SIGNS:
            advice = Text("Give at least {signs} signs of the key.", signs=FEWEST_SIGNS)
        raise refused(where, Text("holds no run with the key {key}", key=key[:64]), advice)
    if len({row["run_key"] for _, row in found}) > 1:
        raise refused(where, Text("holds several runs of which the key begins so"), Text("Give more signs of the key."))
    table, row = found[0]
    provenance = json.loads(row["provenance"]) if table == "run" else {}
    try:
        digest = provenance.get("scenario_digest", "") if not row["future"] else ""
        texts = load_story(where, row["scenario"], digest)
    except KeyError:
        advice = Text("Stores of an older weisim do not hold them.")
        raise refused(where, Text("does not hold the text of {scenario}", scenario=row["scenario"]), advice) from None
    return Traced(
        row["scenario"],
        row["future"],
        row["replication"],
        row["run_key"],
        row["digest"] if table == "run" else "",
        provenance.get("version", ""),
        "" if table == "run" else row["message"],
        design.future(row["future"]).values if row["future"] else {},
        *texts,
    )
