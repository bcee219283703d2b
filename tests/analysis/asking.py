"""Results with a question, as findings need them, from numbers that are known beforehand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tests.analysis.conftest import known_results, known_run
from weisim.analysis.wording import MOST_WORDS, words
from weisim.results.inquiry import Inquiry
from weisim.results.results import Results
from weisim.results.run import FailedRun

TITLES = {"a": ("Eerst", "First"), "b": ("Dan", "Then"), "c": ("Daarna", "After that")}
NEVER = re.compile(r"(?i)significan|p-value|p-waarde|proves|bewijst|\beffect")


def asked(
    results: Results, *outcomes: str, reference: str = "a", settings: Mapping[str, float] | None = None
) -> Results:
    """The same results, with the question whether plans differ from a reference."""
    inquiry = Inquiry("test", ("Proef", "Test"), ("?", "?"), reference, outcomes or ("trust",), settings=settings or {})
    return replace(results, inquiry=inquiry)


def valued(
    values: Mapping[str, Sequence[float]],
    indicator: str = "trust",
    futures: int = 1,
    failed: Sequence[tuple[str, int]] = (),
    **asking: object,
) -> Results:
    """One outcome for each plan, one number a history; with several futures, dealt out over them in order."""
    runs = []
    for scenario, numbers in values.items():
        for place, value in enumerate(numbers):
            run = known_run(scenario, 1 + place // futures, {indicator: value}, weeks=2)
            runs.append(replace(run, future=place % futures + (futures > 1)))
    lost = [FailedRun(scenario, replication, replication, "", -1, "") for scenario, replication in failed]
    titles = {name: TITLES[name] for name in values}
    return asked(known_results(runs, titles, lost), indicator, **asking)  # type: ignore[arg-type]


def sound(finding: object) -> list[str]:
    """Check what holds for the words of every finding, in both languages; give the English sentences."""
    for language in ("nl", "en"):
        sentences = finding.sentences(language)  # type: ignore[attr-defined]
        header, rows = finding.header(language), finding.rows(language)  # type: ignore[attr-defined]
        assert sentences
        assert all(len(row) == len(header) for row in rows)
        told = [*sentences, finding.heading(language), *header, *(cell for row in rows for cell in row)]  # type: ignore[attr-defined]
        assert not [text for text in told if NEVER.search(text) or "nan" in text or "{" in text]
        for text in sentences:
            assert words(text) <= MOST_WORDS, text
    return list(finding.sentences("en"))  # type: ignore[attr-defined]
