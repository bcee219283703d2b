"""Made futures: results whose outcome in each future is a formula, so that the answer is known beforehand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from weisim.results.design import Design, Factor, Future
from weisim.results.dictionary import Entry
from weisim.results.inquiry import Inquiry
from weisim.results.ledger import empty_ledger
from weisim.results.provenance import Provenance, run_key
from weisim.results.results import Results
from weisim.results.run import EVENT_TYPE, Run

LIVING = Entry("living", "initiatives", "stock", "high", 1.0, "live initiatives", "levende initiatieven", "", "", 1)
STRAIN = Entry("strain", "share", "stock", "low", 0.05, "strain", "belasting", "", "", 2)
TITLES = {"stay": ("Steun blijft", "Support stays"), "stop": ("Steun stopt", "Support stops")}


def number(key: str, low: float = 0.0, high: float = 1.0, unit: str = "weight", whole: bool = False) -> Factor:
    word = key.partition(".")[2]
    return Factor(key, unit, low, high, (), whole, low, f"assumed {word}", f"aanname {word}", "assumed")


def rule(key: str, *choices: str) -> Factor:
    word = key.partition(".")[2]
    return Factor(key, "", 0.0, len(choices), choices, False, choices[0], f"rule of {word}", f"regel {word}", "assumed")


def design(
    kind: str, factors: tuple[Factor, ...], points: np.ndarray, settings: Mapping[str, int] | None = None
) -> Design:
    """A design with the values that belong to its points."""
    futures = tuple(
        Future(row + 1, {factor.key: factor.value(float(at)) for factor, at in zip(factors, point, strict=True)})
        for row, point in enumerate(points)
    )
    return Design(kind, factors, futures, points, settings or {})


def drawn(factors: tuple[Factor, ...], count: int = 200, seed: int = 1) -> Design:
    """A Latin hypercube of so many futures."""
    luck = np.random.default_rng(seed)
    cells = np.column_stack([luck.permutation(count) for _ in factors])
    return design("latin hypercube", factors, (cells + luck.random((count, len(factors)))) / count)


def run(scenario: str, future: int, replication: int, values: Mapping[str, float]) -> Run:
    table = np.array([list(values.values())] * 2, dtype=np.float64)
    provenance = Provenance("0", scenario, replication, run_key(scenario, replication), "", 2019, "")
    nothing = np.zeros(0, dtype=EVENT_TYPE)
    return Run(
        scenario,
        replication,
        replication,
        1000,
        tuple(values),
        table,
        nothing,
        (),
        provenance,
        empty_ledger(()),
        future,
    )


def played(
    design: Design,
    outcomes: Mapping[str, Callable[[np.ndarray, int, int], float]],
    replications: int = 1,
    entry: Entry = LIVING,
    good_enough: float = 1.0,
    titles: Mapping[str, tuple[str, str]] | None = None,
) -> Results:
    """Results in which a formula of (values of the factors, future, replication) gives the outcome of each scenario."""
    table = design.table()
    runs = [
        run(scenario, future.number, replication, {entry.name: formula(table[row], future.number, replication)})
        for scenario, formula in outcomes.items()
        for row, future in enumerate(design.futures)
        for replication in range(1, replications + 1)
    ]
    reference = next(iter(outcomes))
    inquiry = Inquiry(
        "made", ("Gemaakt", "Made"), ("?", "?"), reference, (entry.name,), {entry.name: good_enough}, (), replications
    )
    names = titles or {name: TITLES.get(name, (name, name)) for name in outcomes}
    return Results(tuple(runs), (), (LIVING, STRAIN), names, design, inquiry)


def told_well(finding: object) -> None:
    """Every sentence is short, ends as a sentence, and says nothing that was not found; both languages have them."""
    for language in ("nl", "en"):
        sentences = finding.sentences(language)  # type: ignore[attr-defined]
        assert sentences
        for sentence in sentences:
            assert len(sentence.split()) <= 20, sentence
            assert sentence[-1] in ".:!", sentence
            assert not any(word in sentence.lower() for word in ("signific", "p-value", "prove", "effect", "bewijs")), (
                sentence
            )
        width = len(finding.header(language))  # type: ignore[attr-defined]
        assert all(len(row) == width for row in finding.rows(language))  # type: ignore[attr-defined]
        assert finding.heading(language)  # type: ignore[attr-defined]
