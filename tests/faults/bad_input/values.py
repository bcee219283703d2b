"""Values: numbers, shares, dates and words that cannot be what they are given as (cases 31 to 56 and 66 to 77)."""

from __future__ import annotations

from tests.faults.bad_input.case import SMALL, Case, row, table

EUROS = "partners[1].capacity_euros"
HELP = '[[support.interventions]]\nkind = "coaching"\nby = "welfare"\namount = 8\n'


def _share(number: int, value: str, english: str, dutch: str, key: str = "support.control") -> Case:
    return table(number, f"[support]\ncontrol = {value}", english, dutch, key=key)


def _months(number: int, value: str, english: str, dutch: str, key: str = "support.withdraw.month") -> Case:
    return table(number, f"[support.withdraw]\nmonth = {value}", english, dutch, key=key)


def _euros(number: int, value: str, english: str = "", dutch: str = "", key: str = EUROS) -> Case:
    below = f'[support]\ninterventions = []\n[[partners]]\nname = "fonds"\ncapacity_euros = {value}'
    return table(number, below, english, dutch, line=11, key=key)


def _kind(number: int, value: str, english: str, dutch: str) -> Case:
    below = f'[[support.interventions]]\nby = "welfare"\namount = 8\nkind = {value}'
    return table(number, below, english, dutch, line=10, key="support.interventions[1].kind")


def _seed(value: str, english: str, dutch: str, number: int) -> Case:
    typed = ("run", "plan.toml", f"--seed={value}")
    return Case(number, f"--seed={value[:20]}", {"plan.toml": SMALL}, english, dutch, file="", command=typed)


def _gate(number: int, value: str, english: str, dutch: str) -> Case:
    key = "parameters.advancing.gate"
    return table(number, f"[parameters.advancing]\ngate = {value}", english, dutch, key=key)


VALUES: tuple[Case, ...] = (
    row(31, "weeks = true", "whole number", "heel getal"),
    row(32, 'weeks = "100"', "without quotation marks: 100", "zonder aanhalingstekens: 100"),
    row(33, "weeks = 100.0", "whole number", "heel getal"),
    row(34, "weeks = 100.5", "whole number", "heel getal"),
    row(35, "weeks = -5", "from 1", "van 1"),
    row(36, "weeks = 0", "from 1", "van 1"),
    row(37, f"weeks = {10**18}", "1040", "1040"),
    row(38, f"weeks = {'9' * 5_000}", "too many digits", "te veel cijfers", key="", hostile=True),
    row(38, f"weeks = {'9' * 400}", "1040", "1040"),
    row(39, "weeks = 010", "begin with a zero", "begint niet met een nul"),
    row(40, "weeks = 0_260", "begin with a zero", "begint niet met een nul"),
    row(40, "weeks = 1_000"),
    _share(41, "35", "Did you mean 0.35?", "Bedoelt u 0.35?"),
    _share(42, '"35%"', "Did you mean 0.35?", "Bedoelt u 0.35?"),
    _share(42, "35%", "0.35", "0.35", key="control"),
    _share(43, "1.0000001", "from 0 up to and including 1", "van 0 tot en met 1"),
    _share(44, ".nan", "ordinary number", "gewoon getal", key="control"),
    _share(44, "nan", "ordinary number", "gewoon getal"),
    _share(45, "inf", "ordinary number", "gewoon getal"),
    _share(46, "1e999", "ordinary number", "gewoon getal"),
    _share(47, "0,35", "0.35", "0.35", key="control"),
    _share(48, "no", "true or false", "true (ja) of false (nee)", key="control"),
    _share(49, "null", "Leave the line out", "Laat de regel weg", key="control"),
    _months(50, '"18 mnd"', "unit is already months", "eenheid is al maanden"),
    _months(50, "18 mnd", "only the number", "alleen het getal", key="month"),
    _months(51, "1:30", "number", "getal", key="month"),
    _euros(52, '"\u20ac 25.000"', "unit is already euros", "eenheid is al euro"),
    _euros(52, "\u20ac 25.000", "only the number", "alleen het getal", key="capacity_euros"),
    _euros(53, "1e3"),
    _gate(54, '"Both"', "Did you mean both?", "Bedoelt u both?"),
    _kind(54, '"Coaching"', "Did you mean coaching?", "Bedoelt u coaching?"),
    _gate(55, "3", "calendar", "calendar"),
    _kind(55, "3", "coaching", "coaching"),
    _gate(56, '"both "', "space", "spatie"),
    _kind(56, '"coaching "', "space", "spatie"),
    row(66, "problems = []", "at least one", "ten minste een"),
    row(67, 'problems = ["litter", "litter"]', "twice", "twee keer"),
    table(
        68,
        HELP + 'from = "development"\nuntil = "emergence"',
        "does not come after",
        "komt niet na",
        line=12,
        key="support.interventions[1].until",
    ),
    table(
        69,
        HELP + "from = {month = 24}\nuntil = {month = 12}",
        "before it begins",
        "voor zij begint",
        line=12,
        key="support.interventions[1].until",
    ),
    row(
        72,
        "weeks = 26\nsupport.withdraw.month = 24",
        "never be withdrawn",
        "nooit",
        line=7,
        key="support.withdraw.month",
    ),
    row(73, "start = 2026-13-45", "date does not exist", "datum bestaat niet"),
    row(74, "start = 23-11-2026", "2026-11-23", "2026-11-23"),
    row(74, 'start = "23-11-2026"', "2026-11-23", "2026-11-23"),
    _seed("-1", "0", "0", 75),
    _seed("1.5", "1.5", "1.5", 76),
    _seed(str(2**200), "4294967295", "4294967295", 77),
)
