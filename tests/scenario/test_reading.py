"""Reading: a scenario file is sound, or every fault in it is told at once with its file, its line and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from weisim.faults import Fault, InvalidInput
from weisim.language import speaking
from weisim.scenario.reading import read_scenario
from weisim.terms import Opportunity, Problem

Faults = Callable[..., tuple[Fault, ...]]

COACHING = '[[support.interventions]]\nkind = "coaching"\nby = "welfare"\namount = 8\n'

MANY = """\
format = 1
name = "=1+1"
title = "Een <b>titel</b>"
place = "places/plan-van-gol.toml"
start = "1-2-2013"
weeks = 260.0
opportunities = ["training", "training"]
problems = ["litter", "liter"]
anounced = true
[[residents]]
name = "Jan Jansen"
address = "Straat 1"
[[partners]]
name = "CON"
kind = "woningcorporatie"
capacity_hours = true
capacity_euros = "€ 25.000"
[[partners]]
name = "welfare"
kind = "welfare"
capacity_hours = nan
capacity_euros = -5
contact = "Piet"
[support]
control = 20
announced = "ja"
withdraw = { month = "18 mnd", over = 0 }
[[support.interventions]]
kind = "Outreach"
by = "wellfare"
amount = 8
from = "development"
until = "emergence"
[[support.interventions]]
kind = "ruimte"
by = "welfare"
amount = 2
[[support.interventions]]
kind = "training"
by = "welfare"
amount = inf
from = {month = 24}
until = {month = 12}
[[support.interventions]]
kind = "training"
by = "welfare"
from = {month = 24, week = 3}
[parameters.telling]
informd = 0.004
active = 0.9
[parameters.joining]
informed = "0.3"
[parameters.settling]
trust = 45
degree = "8 contacten"
"""


def at(faults: tuple[Fault, ...], key: str) -> Fault:
    """The one fault at a key."""
    (fault,) = [fault for fault in faults if fault.key == key]
    return fault


def english(fault: Fault) -> str:
    with speaking("en"):
        return f"{fault.message} {fault.advice}".strip()


def test_many_faults_in_one_file_are_told_at_once_in_both_languages(faults_of: Faults, street: Path) -> None:
    faults = faults_of(MANY)
    assert len(faults) >= 20
    assert all(fault.file == str(street / "plan.toml") and fault.line > 0 for fault in faults)
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)
    rows = MANY.splitlines()
    for fault in faults:
        last = fault.key.split(".")[-1].split("[")[0]
        assert last in rows[fault.line - 1] or fault.message.message == "This is missing."  # type: ignore[attr-defined]
        with speaking("nl"):
            dutch = f"{fault.message}"
        assert dutch != english(fault).removesuffix(f" {fault.advice}"), f"no Dutch for {dutch}"
    assert len({(fault.line, fault.key) for fault in faults}) == len(faults), "a fault told twice"


@pytest.mark.parametrize(
    ("key", "line", "found", "says"),
    [
        ("name", 2, '"=1+1"', "spreadsheet"),
        ("title", 3, '"Een <b>titel</b>"', "< or >"),
        ("place", 4, '"places/plan-van-gol.toml"', "plan-van-gool.toml"),
        ("start", 5, '"1-2-2013"', "2013-02-01"),
        ("weeks", 6, "260.0", "whole number from 1 up to and including 1040 (weeks) Write for instance: 260"),
        ("opportunities", 7, '["training", "training"]', "twice"),
        ("problems[2]", 8, '"liter"', "Did you mean litter?"),
        ("anounced", 9, "true", "announced belongs in [support]"),
        ("residents", 10, "", "Named people"),
        ("partners[1].name", 14, '"CON"', "every computer"),
        ("partners[1].kind", 15, '"woningcorporatie"', "Did you mean housing?"),
        ("partners[1].capacity_hours", 16, "true", "number from 0 up to and including 1000 (hours a week)"),
        ("partners[1].capacity_euros", 17, '"€ 25.000"', "unit is already euros a week"),
        ("partners[2].capacity_hours", 21, "nan", "ordinary number"),
        ("partners[2].capacity_euros", 22, "-5", "from 0"),
        ("partners[2].contact", 23, '"Piet"', "Named people"),
        ("support.control", 25, "20", "Did you mean 0.2?"),
        ("support.announced", 26, '"ja"', "true or false"),
        ("support.withdraw.month", 27, '"18 mnd"', "unit is already months after the start"),
        ("support.interventions[1].kind", 29, '"Outreach"', "Did you mean outreach?"),
        ("support.interventions[1].by", 30, '"wellfare"', "Did you mean welfare?"),
        ("support.interventions[1].until", 33, '"emergence"', "does not come after"),
        ("support.interventions[2].kind", 35, '"ruimte"', "Did you mean space?"),
        ("support.interventions[3].amount", 41, "inf", "(places a week)"),
        ("support.interventions[3].until", 43, "{month = 12}", "before it begins"),
        ("support.interventions[4].amount", 44, "", "missing"),
        ("support.interventions[4].from", 47, "{month = 24, week = 3}", "a phase"),
        ("parameters.telling.informd", 49, "0.004", "Did you mean telling.informed?"),
        ("parameters.telling.active", 50, "0.9", "from 0"),
        ("parameters.joining.informed", 52, '"0.3"', "Did you mean telling.informed?"),
        ("parameters.settling.trust", 54, "45", "Did you mean 0.45?"),
        ("parameters.settling.degree", 55, '"8 contacten"', "only the number"),
    ],
)
def test_each_of_them_says_where_what_and_what_to_do(
    faults_of: Faults, key: str, line: int, found: str, says: str
) -> None:
    fault = at(faults_of(MANY), key)
    assert (fault.line, fault.found) == (line, found)
    assert says in english(fault)


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ("weeks = true", "weeks", "whole number"),
        ('weeks = "100"', "weeks", "without quotation marks: 100"),
        ("weeks = 100.5", "weeks", "whole number"),
        ("weeks = 0", "weeks", "from 1"),
        ("weeks = -5", "weeks", "from 1"),
        ("weeks = 1000000000000000000", "weeks", "1040"),
        (f"weeks = {'9' * 400}", "weeks", "1040"),
        ("start = 2013-02-01T10:00:00", "start", "date"),
        ("start = 0001-01-01", "start", "1990"),
        ("name = ''", "name", "empty"),
        (f'name = "{"x" * 500}"', "name", "too long"),
        (r'name = "a\nb"', "name", "cannot be seen"),
        (r'name = "a\u202Eb"', "name", "cannot be seen"),
        ('name = "aux.toml"', "name", "every computer"),
        ("name = 3", "name", "text between quotation marks"),
        ('title = "@sum"', "title", "spreadsheet"),
        ('place = "../secret.toml"', "place", "folder of this file"),
        ('place = "/etc/passwd"', "place", "folder of this file"),
        ('place = "C:/place.toml"', "place", "folder of this file"),
        (r'place = "\\\\host\\share\\place.toml"', "place", "folder of this file"),
        ('place = "https://cbs.nl/place.toml"', "place", "folder of this file"),
        ('place = "places/plan-van-gool.csv"', "place", "folder of this file"),
        (r'place = "a\u0000.toml"', "place", "folder of this file"),
        ("opportunities = []", "opportunities", "at least one"),
        ('opportunities = "training"', "opportunities", "table"),
        ("opportunities = [1]", "opportunities", "list of words"),
        ('problems = ["litter", "litter"]', "problems", "twice"),
        ("naam = 'x'", "naam", "Did you mean name?"),
        ("jaren = 5", "jaren", "Did you mean weeks?"),
        ("xyzzy = 5", "xyzzy", "Known here are"),
        ("format = 2", "format", "newer weisim"),
        ('format = "1"', "format", "number 1"),
        ("support = 3", "support", "table"),
        ("deals = 3", "deals", "list"),
        ('deals = ["housing", "housing"]', "deals", "twice"),
        ('deals = ["houssing"]', "deals[1]", "Did you mean housing?"),
        ("afspraken = []", "afspraken", "Did you mean deals?"),
        ("events = 3", "events", "list"),
        ("gebeurtenissen = []", "gebeurtenissen", "Did you mean events?"),
        ("context = 3", "context", "table"),
        ("vertrouwen = 0.5", "vertrouwen", "trust belongs in [context], [partners], [events]"),
        ("partners = 3", "partners", "list"),
        ("parameters = 3", "parameters", "table"),
    ],
)
def test_one_wrong_setting_gives_one_fault(faults_of: Faults, small: str, text: str, key: str, says: str) -> None:
    rows = [row for row in small.splitlines() if row.split(" = ")[0] != text.split(" = ")[0]]
    faults = faults_of("\n".join([*rows, text]) + "\n")
    assert len(faults) == 1, [str(fault) for fault in faults]
    assert at(faults, key).line == len(rows) + 1
    assert says in english(faults[0])


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ("[opportunities]\ntraining = 2", "opportunities.training", "from 0"),
        ("[opportunities]\ntrainig = 1", "opportunities.trainig", "Did you mean training?"),
        ("[support]\ncontrol = 1.0000001", "support.control", "from 0 up to and including 1"),
        ('[support]\ncontrol = "35%"', "support.control", "Did you mean 0.35?"),
        ("[support]\ncontrol = 1e999", "support.control", "ordinary number"),
        ("[support]\nmaand = 3", "support.maand", "month belongs in"),
        ("[support.withdraw]\nmonth = 60", "support.withdraw.month", "never be withdrawn"),
        ("[support.withdraw]\nweek = 260", "support.withdraw.week", "never be withdrawn"),
        ("[support.withdraw]\ndate = 2012-01-01", "support.withdraw.date", "before the start"),
        ("[support.withdraw]\nover = 3", "support.withdraw", "exactly one"),
        ("[support.withdraw]\nmonth = 3\nweek = 3", "support.withdraw", "exactly one"),
        (
            '[support.withdraw]\nmonth = 3\ncondition = "stresstest"',
            "support.withdraw.condition",
            "Did you mean stress test?",
        ),
        ("[support.withdraw]\nmonth = 3\natleast = 0.5", "support.withdraw.atleast", "Did you mean at_least?"),
        (COACHING + COACHING, "support.interventions[2].kind", "already stands in the plan (number 1)"),
        (
            COACHING + 'until = "emergence"\n' + COACHING + "from = {week = 10}\n",
            "support.interventions[2].kind",
            "already stands",
        ),
        (COACHING + "from = {week = 260}\n", "support.interventions[1].from", "never begin"),
        (COACHING + "from = 2014-01-01\nuntil = 2013-06-01\n", "support.interventions[1].until", "before it begins"),
        (COACHING + 'from = "ontstaansfase"\n', "support.interventions[1].from", "Did you mean emergence?"),
        (COACHING + 'until = "information"\n', "support.interventions[1].until", "does not come after"),
        (COACHING + "withdraw = {month = 99}\n", "support.interventions[1].withdraw.month", "never be withdrawn"),
        (COACHING + 'payer = "goverment"\n', "support.interventions[1].payer", "Did you mean government?"),
        (
            '[[partners]]\nname = "Welfare"\nkind = "welfare"\ncapacity_hours = 1\ncapacity_euros = 1\n'
            '[[partners]]\nname = "welfare"\nkind = "welfare"\ncapacity_hours = 1\ncapacity_euros = 1\n'
            "[support]\ninterventions = []\n",
            "partners[2].name",
            "already a partner",
        ),
        (
            '[[partners]]\nname = "welfare"\nkind = "welfare"\ncapacity_hours = 1\ncapacity_euros = 1\n'
            '[[support.interventions]]\nkind = "informing"\nby = "process manager"\namount = 1\n',
            "support.interventions[1].by",
            "works for the government",
        ),
        ("[parameters]\ninformed = 0.004", "parameters.informed", "Did you mean telling.informed?"),
        ("[parameters.teling]\ninformed = 0.004", "parameters.teling.informed", "Did you mean telling.informed?"),
        ("[parameters.telling]\ninformed = true", "parameters.telling.informed", "number from"),
        ('[parameters.telling]\ninformed = "0.004"', "parameters.telling.informed", "without quotation marks: 0.004"),
        ("[parameters.supporting]\nmemory = 13.5", "parameters.supporting.memory", "whole number"),
        ('[parameters.advancing]\ngate = "calender"', "parameters.advancing.gate", "Did you mean calendar?"),
        ("[bewoners]\nnaam = 'Jan'", "bewoners", "Named people"),
        ("[[people]]\naddress = 'Straat 1'", "people", "Named people"),
        ("[support]\nemail = 'a@b.nl'", "support.email", "Named people"),
        ("[parameters.residents]\nJan = 1", "parameters.residents", "Named people"),
    ],
)
def test_one_wrong_table_gives_one_fault(faults_of: Faults, small: str, text: str, key: str, says: str) -> None:
    faults = faults_of(small + text)
    assert len(faults) == 1, [str(fault) for fault in faults]
    assert says in english(at(faults, key))


@pytest.mark.parametrize("key", ["name", "place", "start", "format"])
def test_what_is_missing_is_told_with_an_example(faults_of: Faults, small: str, key: str) -> None:
    faults = faults_of("\n".join(row for row in small.splitlines() if not row.startswith(key)))
    assert len(faults) == 1
    assert key in english(at(faults, key))


@pytest.mark.parametrize(
    "text",
    [
        COACHING + 'until = "emergence"\n' + COACHING + 'from = "emergence"\n',
        COACHING + "until = {month = 6}\n" + COACHING + "from = 2014-01-01\n",
        COACHING + COACHING.replace("welfare", "business"),
        COACHING + "withdraw = {month = 24, condition = 'stress test', at_least = 0.5}\n",
        COACHING + "cost = 80\npayer = 'housing'\n",
        "[support]\ncontrol = 1\nannounced = false\nwithdraw = {date = 2014-02-01, over = 6, remaining = 0.2}\n",
        "[parameters.advancing]\ngate = 'both'\n",
    ],
)
def test_what_makes_sense_is_read(street: Path, small: str, text: str) -> None:
    path = street / "sound.toml"
    path.write_text(small + text, encoding="utf-8")
    assert read_scenario(path).name == "plan"


def test_a_list_or_a_table_of_opportunities(street: Path, small: str) -> None:
    path = street / "offers.toml"
    path.write_text('opportunities = ["friends", "training"]\nproblems = ["litter"]\n' + small, encoding="utf-8")
    assert read_scenario(path).opportunities == (Opportunity.FRIENDS, Opportunity.TRAINING)
    assert read_scenario(path).problems == (Problem.LITTER,)
    path.write_text(small + "[opportunities]\nfriends = 0.5\n", encoding="utf-8")
    assert read_scenario(path).offers[Opportunity.FRIENDS] == 0.5


def test_a_scenario_is_found_by_its_name(steady: object) -> None:
    assert read_scenario("steady-support") == steady
    assert read_scenario("steady-support.toml") == steady


@pytest.mark.parametrize(("name", "says"), [("stady-support", "steady-support"), ("nothing-like-it", "fade-year-3")])
def test_a_name_that_is_nowhere_gets_an_offer(name: str, says: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_scenario(name)
    assert says in english(caught.value.faults[0])


def test_a_faulty_place_is_told_with_the_scenario(street: Path, faults_of: Faults, small: str) -> None:
    place = (street / "places" / "plan-van-gool.toml").read_text(encoding="utf-8")
    broken = street / "places" / "broken.toml"
    broken.write_text(place.replace("format = 1\n", 'format = 1\nnonsense = "x"\n', 1), encoding="utf-8")
    faults = faults_of(small.replace("plan-van-gool", "broken") + "[support]\ncontrol = 2\n")
    assert {Path(fault.file).name for fault in faults} == {"plan.toml", "broken.toml"}
    assert list(faults) == sorted(faults, key=lambda fault: (fault.file, fault.line))
