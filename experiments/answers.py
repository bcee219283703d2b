"""Answers: every experiment that comes along, played, and what each found as a page."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from experiments.arms import told
from weisim.analysis.finding import Finding
from weisim.analysis.guidance import GUIDANCE
from weisim.analysis.inquiring import findings, kind_of
from weisim.experiment.folder import experiment_names
from weisim.experiment.reading import read_experiment
from weisim.experiment.runner import run_experiment
from weisim.report.inquiry import write_inquiry
from weisim.results.results import Results

PAGE = Path(__file__).resolve().parents[1] / "docs" / "accountability" / "experiments.md"
OPENING = """# What the experiments found

Every experiment that comes along, played as it stands in its file; printed by `make experiments`. The sentences are
those of the screen. They say what follows from the assumptions of this model in the futures that were drawn, and no
more. [How to read a finding](../guides/findings.md).
"""


def section(results: Results, found: Sequence[Finding]) -> str:
    """One experiment on the page: its question, how much was played, and each finding in sentences."""
    inquiry = results.inquiry
    assert inquiry is not None
    plans, futures = len(results.scenarios), max(len(results.futures), 1)
    size = f"{plans} plans, {futures} futures, {inquiry.replications} histories of each"
    lines = [
        f"## {inquiry.title('en')}",
        "",
        f"*{inquiry.question('en')}* `weisim experiment {inquiry.name}`",
        "",
        f"{size}; {len(results.runs):,} runs, {len(results.failed)} failed. Digest `{results.digest[:16]}`.",
        "",
    ]
    for finding in found:
        sentences = " ".join(finding.sentences("en"))
        lines += [f"**{GUIDANCE[kind_of(finding)].heading.told('en')}** {sentences}", ""]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Play the experiments and write the page."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("names", nargs="*", default=list(experiment_names()))
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--out", type=Path, default=Path("results"))
    given = parser.parse_args(arguments)
    sections = []
    for name in given.names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        folder = given.out / name
        folder.mkdir(parents=True, exist_ok=True)
        results = run_experiment(read_experiment(name), jobs=given.jobs, store=folder / "results.sqlite", progress=told)
        found = findings(results)
        for language, page in (("en", "index.html"), ("nl", "index-nl.html")):
            write_inquiry(results, found, folder / page, language, figures_folder=folder / language)
        sections.append(section(results, found))
        print(sections[-1], flush=True)
    if given.names == list(experiment_names()):
        PAGE.write_text("\n".join([OPENING, *sections]), encoding="utf-8")


if __name__ == "__main__":
    main()
