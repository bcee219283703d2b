"""Print histories: five histories of the pilot neighbourhood as stories, told from the events of the model itself.

Run it after a change of the model:  python docs/histories/print_histories.py
It writes a page for each history; a test fails as long as that was forgotten. What to notice in them stands in
README.md, which a person writes after reading.
"""

from __future__ import annotations

from pathlib import Path

from weisim.cli.story import summary
from weisim.language import number, speaking
from weisim.population.synthesis import synthesise
from weisim.results.run import Run
from weisim.scenario.reading import find_scenario, read_scenario
from weisim.scenario.scenario import Scenario
from weisim.simulation.simulate import simulate
from weisim.trace.history import Chapter, history

HERE = Path(__file__).parent
HISTORIES = (
    ("steady-support", 1),
    ("steady-support", 2),
    ("fade-year-3", 3),
    ("stop-month-6", 4),
    ("no-support", 5),
)
"""Scenario and seed of each history; support that stays, fades, stops early, and that never came."""


def name_of(place: int) -> str:
    """The name of a page, by the place of its history in the list."""
    scenario, seed = HISTORIES[place]
    return f"{place + 1}-{scenario}-seed-{seed}.md"


def played(place: int) -> tuple[Run, Scenario]:
    """Play one history of the list."""
    name, seed = HISTORIES[place]
    scenario = read_scenario(find_scenario(name))
    return simulate(scenario, seed, synthesise(scenario.place)), scenario


def page(run: Run, scenario: Scenario) -> str:
    """A history as a page in English: how to play it, what came of it, and the story, chapter by chapter."""
    with speaking("en"):
        parts = [
            f"# {scenario.told('en')} (seed {run.seed})",
            f"{scenario.place.name}, {number(run.residents)} residents of 15 and older, {run.weeks} weeks. "
            f"Play it: `weisim run {scenario.name} --seed {run.seed} --story --language en`. "
            "How to read it, and what to notice: [README](README.md).",
            "## What came of it",
            _list([str(line) for line in summary(run)]),
            *(part for chapter in history(run, scenario) for part in _chapter(chapter)),
        ]
    return "\n\n".join(parts) + "\n"


def pages() -> dict[str, str]:
    """Every page by name, as the model tells it now."""
    return {name_of(place): page(*played(place)) for place in range(len(HISTORIES))}


def _chapter(chapter: Chapter) -> list[str]:
    parts = [f"## {chapter.title}", chapter.opening]
    for period in chapter.periods:
        parts += [f"### {period.when}", _list(period.lines)]
    return [*parts, chapter.closing] if chapter.closing else parts


def _list(lines: list[str] | tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def main() -> None:
    """Write every page that changed, take away those that are no longer in the list, and say which."""
    told = pages()
    for path in sorted(HERE.glob("[0-9]*.md")):
        if path.name not in told:
            path.unlink()
            print(f"taken away: {path.name}")
    for name, text in told.items():
        path = HERE / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"printed anew: {name}")


if __name__ == "__main__":
    main()
