"""Adding: a process and a type of partner come in through the places that the plan names, and no others."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.house.reading import PACKAGE, ROOT, sources
from tests.living import columns, differing, events, lived, people_of, settled, street
from weisim.analysis.deals import deals
from weisim.analysis.gains import gains
from weisim.indicators.catalogue import DICTIONARY
from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.streams import Chance, draw
from weisim.processes.process import process
from weisim.results.holders import called
from weisim.results.ledger import account
from weisim.results.results import Results
from weisim.results.run import Run
from weisim.scenario.reading import read_scenario
from weisim.simulation.schedule import SCHEDULE
from weisim.simulation.simulate import simulate
from weisim.terms import Event

NEWS = 0.2

NUMBERS = '''\
"""Greeting: how often neighbours greet each other."""

from __future__ import annotations

from weisim.parameters.quantity import Group, per_week


class Greeting(Group):
    """Greetings in the street."""

    process = "greeting"

    often: float = per_week(0.0, (0.0, 1.0), ("greetings in the street", "groeten op straat"), "weisim-model")
'''
VERB = '''\
"""Greeting: neighbours greet each other in the street."""

from __future__ import annotations

from weisim.neighbourhood.model import Neighbourhood
from weisim.neighbourhood.rule import rule
from weisim.neighbourhood.streams import Chance, draw
from weisim.processes.process import process


@rule
def greet(key, often, trust):
    """Who is greeted trusts others a little more."""
    for row in range(trust.size):
        if draw(key, row) < often:
            trust[row] += 0.1 * (1.0 - trust[row])


@process(reads="residents.trust", writes="residents.trust")
def greeting(here: Neighbourhood, chance: Chance) -> None:
    """Neighbours greet each other in the street.

    With chance `often` a week: `T <- T + .1(1 - T)`.
    """
    greet(chance.key("greeting"), here.parameters.greeting.often, here.residents.trust)
'''
LINES = {
    "parameters/parameters.py": (
        ("from weisim.parameters.joining import Joining\n", "from weisim.parameters.greeting import Greeting\n"),
        ("    joining: Joining = Joining()\n", "    greeting: Greeting = Greeting()\n"),
        ("        Joining,\n", "        Greeting,\n"),
    ),
    "simulation/schedule.py": (
        ("from weisim.processes.joining import joining\n", "from weisim.processes.greeting import greeting\n"),
        ("SCHEDULE = (\n", "    greeting,\n"),
    ),
}
"""What is added after which line of a standing file."""

TELL = """
from tests.house.test_adding import fingerprint
from tests.living import lived, street, told
for often in (0.0, 0.5):
    here = lived(told(street(40), {"greeting.often": often}), 6)
    print(fingerprint(here), here.residents.trust.mean())
"""

CIRCUS = """
[[partners]]
name = "circus"
interests = { cohesion = 3, income = 1 }
capacity_hours = 20
capacity_euros = 900
openness = 1.0
trust = 0.9
forms = ["money", "training", "space"]
rooms = 2
from = "information"
"""


@process(reads="residents.trust", writes="residents.trust")
def greeting(here: Neighbourhood, chance: Chance) -> None:
    """Neighbours greet each other in the street."""
    key, trust = chance.key("greeting"), here.residents.trust
    lucky = [row for row in range(len(trust)) if draw(key, row) < NEWS]
    trust[lucky] += 0.1 * (1 - trust[lucky])


@process(reads="", writes="")
def watching(here: Neighbourhood, chance: Chance) -> None:
    """Somebody looks out of the window, by chance, and does nothing."""
    key = chance.key("greeting")
    assert 0 <= draw(key, 0) < 1


def fingerprint(here: Neighbourhood) -> str:
    """The same letters for the same neighbourhood, to the last bit."""
    told = hashlib.sha256()
    for name, column in sorted(columns(here).items()):
        told.update(name.encode() + column.tobytes())
    return told.hexdigest()


def with_one_more(extra: object, place: int = 4) -> tuple[object, ...]:
    return (*SCHEDULE[:place], extra, *SCHEDULE[place:])


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package in which a process was added by two new files and a few lines."""
    folder = tmp_path_factory.mktemp("added")
    shutil.copytree(PACKAGE, folder / "weisim", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    (folder / "tests" / "house").mkdir(parents=True)
    for name in ("living.py", "house/reading.py", "house/test_adding.py"):
        shutil.copy(ROOT / "tests" / name, folder / "tests" / name)
    (folder / "weisim/parameters/greeting.py").write_text(NUMBERS, encoding="utf-8")
    (folder / "weisim/processes/greeting.py").write_text(VERB, encoding="utf-8")
    for name, lines in LINES.items():
        path = folder / "weisim" / name
        text = path.read_text(encoding="utf-8")
        for after, new in lines:
            assert text.count(after) == 1, f"{name} has another shape now: {after!r}"
            text = text.replace(after, after + new)
        path.write_text(text, encoding="utf-8")
    return folder


def started(folder: Path, *words: str) -> str:
    """What Python prints in a folder with a package of its own; rules run as they are written, not compiled."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "NUMBA_DISABLE_JIT": "1", "COLUMNS": "110"}
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_an_added_process_happens_and_its_number_can_be_set(added: Path) -> None:
    """Two new files, one line in the list of numbers and one in the order of the week: nothing else."""
    (without, trust), (with_it, more) = (line.split() for line in started(added, "-c", TELL).splitlines())
    assert without == fingerprint(lived(street(40), 6)), "where nobody greets anybody, nothing is any different"
    assert with_it != without
    assert float(more) > float(trust) + 0.05


def test_an_added_process_is_explained_from_its_own_words(added: Path) -> None:
    told = started(added, "-m", "weisim", "explain", "greeting", "--language", "en")
    for part in ("Neighbours greet each other in the street.", "T <- T + .1(1 - T)", "residents.trust", "often"):
        assert part in told
    assert "greeting" in started(added, "-m", "weisim", "explain", "--language", "en")


def test_an_added_process_draws_its_own_luck_and_moves_no_other() -> None:
    here = settled(street(60))
    here.chance.turn(0)
    lucky = [row for row in range(60) if draw(here.chance.key("greeting"), row) < NEWS]
    before = here.residents.trust.copy()
    greeting(here, here.chance)
    assert np.flatnonzero(here.residents.trust != before).tolist() == lucky
    usual = lived(street(200), 60)
    for place in (0, 9, len(SCHEDULE)):
        longer = lived(street(200), 60, processes=with_one_more(watching, place))
        assert not differing(columns(usual), columns(longer))
        assert events(usual).tobytes() == events(longer).tobytes()


def test_an_added_process_tells_another_story() -> None:
    usual, longer = lived(street(200), 60), lived(street(200), 60, processes=with_one_more(greeting))
    assert longer.residents.trust.mean() > usual.residents.trust.mean() + 0.05
    assert events(usual).tobytes() != events(longer).tobytes()


def test_the_order_of_the_week_is_the_only_place_that_names_a_process() -> None:
    """Nobody else imports a process, so a new one needs no second line."""
    names = {made.name for made in SCHEDULE}
    found = {
        source.name: sorted(names & {one.target.removeprefix("weisim.processes.") for one in source.imports})
        for source in sources()
        if source.room != "processes"
    }
    assert {name: who for name, who in found.items() if who} == {"simulation/schedule": sorted(names)}


@pytest.fixture(scope="module")
def circus(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A history of a street in which a circus is the only one that makes deals, told from a scenario file."""
    folder = tmp_path_factory.mktemp("circus")
    shutil.copytree(ROOT / "scenarios", folder, dirs_exist_ok=True)
    text = (folder / "steady-support.toml").read_text(encoding="utf-8")
    before, support, after = text.partition("[support]\n")
    (folder / "circus.toml").write_text(f'deals = ["circus"]\n{before}{CIRCUS}\n{support}{after}', encoding="utf-8")
    story = read_scenario(folder / "circus.toml")
    story = story.model_copy(update={"place": street(300).place, "weeks": 156})
    return simulate(story, 1, people_of(street(300)))


def test_a_new_type_of_partner_makes_deals_by_configuration_alone(circus: Run) -> None:
    assert circus.partners[-1] == "circus"
    made = circus.events[circus.events["event"].isin(["deal_made", "deal_renewed"])]
    assert len(made) > 5
    assert set(made["partner"]) == {"circus"}
    assert set(made["reason"]) <= {"form_money", "form_training", "form_space"}
    assert (made["value"] > 0).all()


def test_what_it_wins_is_counted_among_the_other_partners(circus: Run) -> None:
    assert circus.series["gain_other"].max() > 0
    for kind in ("government", "housing", "welfare", "business"):
        assert not circus.series[f"gain_{kind}"].any()
    assert "gain_other" in {entry.name for entry in DICTIONARY}


def test_it_has_a_line_of_its_own_in_the_ledger(circus: Run) -> None:
    line = circus.ledger[circus.holders.index("circus")]
    made = np.isin(circus.event_table["event"], (Event.DEAL_MADE, Event.DEAL_RENEWED)).sum()
    assert line[account("deals")] == made
    assert line[account("hours_given")] > 0
    assert line[account("euros_won")] > 0
    assert line[account("euros_won")] == pytest.approx(circus.series["gain_other"].sum() / 52)


def test_it_is_told_of_by_its_own_name(circus: Run) -> None:
    results = Results((circus,), (), DICTIONARY, {})
    name = circus.scenario
    assert {line.partner for line in deals(results, name).lines if line.histories} == {"circus"}
    assert [line.of("deals").median > 0 for line in gains(results, name).lines if line.name == "circus"] == [True]
    assert called("circus", "nl") == called("circus", "en") == "circus"


def test_nothing_in_the_package_knows_of_it() -> None:
    texts = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".po", ".toml")]
    assert not [path for path in texts if "circus" in path.read_text(encoding="utf-8").lower()]
    assert len(texts) > 100
