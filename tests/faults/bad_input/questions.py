"""Questions: experiment files that ask what cannot be played (cases 64, 65, 75 to 77, 91 to 94 and some others)."""

from __future__ import annotations

from tests.faults.bad_input.case import Case, Made

ASKED = """\
format = 1
name = "vraag"
title = "Mijn vraag"
scenarios = ["steady-support", "stop-month-6"]
replications = 2
seed = 1
outcomes = ["initiatives_alive"]
"""
"""The shortest experiment there is, of seven lines."""

FUTURES = '[futures]\ndesign = "latin hypercube"\nsize = 20\n'


def _asked(number: int, made: Made, english: str, dutch: str, line: int, key: str, file: str = "vraag.toml") -> Case:
    what = str(made)[-60:].replace("\n", " ")
    typed = ("experiment", file)
    return Case(number, what, {file: made}, english, dutch, line=line, key=key, file=file, command=typed)


def _row(number: int, setting: str, english: str, dutch: str, key: str = "") -> Case:
    name = setting.split(" =")[0]
    rows = ASKED.splitlines()
    at = next(place for place, row in enumerate(rows) if row.startswith(f"{name} "))
    rows[at] = setting
    return _asked(number, "\n".join(rows) + "\n", english, dutch, at + 1, key or name)


def _below(number: int, below: str, english: str, dutch: str, line: int, key: str) -> Case:
    return _asked(number, ASKED + below + "\n", english, dutch, line, key)


QUESTIONS: tuple[Case, ...] = (
    _asked(1, "", "The file is empty", "Het bestand is leeg", 1, ""),
    _asked(16, "a: &a [x]\nb: [*a, *a]\n", "TOML", "TOML", 0, "", file="vraag.yaml"),
    _asked(
        26, ASKED + "replicatoins = 3\n", "Did you mean replications?", "Bedoelt u replications?", 8, "replicatoins"
    ),
    _asked(29, ASKED + "herhalingen = 3\n", "Did you mean replications?", "Bedoelt u replications?", 8, "herhalingen"),
    _row(30, 'name = ""', "must not be empty", "mag niet leeg zijn"),
    _row(54, 'outcomes = ["Initiatives_alive"]', "initiatives_alive", "initiatives_alive", "outcomes[1]"),
    _row(59, 'name = "=1+1"', "spreadsheet", "rekenblad"),
    _row(63, 'name = "CON"', "every computer", "elke computer"),
    _row(64, 'scenarios = ["steady-support", "steady-support"]', "same name", "dezelfde naam", "scenarios[2]"),
    _below(
        65,
        '[[variants]]\nname = "Steady-Support"\nextends = "steady-support"',
        "same name",
        "dezelfde naam",
        9,
        "variants[1].name",
    ),
    _row(66, "scenarios = []", "list is empty", "lijst is leeg"),
    _row(75, "seed = -1", "from 0", "van 0"),
    _row(76, "seed = 1.5", "whole number", "heel getal"),
    _row(77, f"seed = {2**200}", "4294967295", "4294967295"),
    _row(78, 'scenarios = ["../../secret.toml"]', "near this file", "bij dit bestand", "scenarios[1]"),
    _row(
        83, 'scenarios = ["stedy-support"]', "Did you mean steady-support?", "Bedoelt u steady-support?", "scenarios[1]"
    ),
    _row(91, "replications = 1000000000", "100000", "100000"),
    _below(91, FUTURES.replace("20", "1000000000"), "about 3241 days", "ongeveer 3241 dagen", 10, "futures.size"),
    _asked(
        91,
        ASKED.replace("replications = 2", "replications = 100000") + FUTURES.replace("20", "2000"),
        "about 324 days",
        "ongeveer 324 dagen",
        10,
        "futures.size",
    ),
    _below(
        92,
        '[futures]\nvary = [{ key = "joining.base", between = [-2.0, -3.0] }]',
        "Write the lowest first",
        "eerst",
        9,
        "between",
    ),
    _below(
        92,
        '[futures]\nvary = [{ key = "joining.base", between = [-2.0, -2.0] }]',
        "nothing varies",
        "niets",
        9,
        "between",
    ),
    _below(92, '[grid]\n"support.control" = { from = 0.0, to = 1.0, step = 0 }', "step", "step", 9, "support.control"),
    _below(
        92, '[grid]\n"support.control" = { from = 0.0, to = 1.0, step = -0.1 }', "step", "step", 9, "support.control"
    ),
    _row(93, "format = 2", "newer weisim", "nieuwere weisim"),
    _asked(94, ASKED.removeprefix("format = 1\n"), "format = 1", "format = 1", 1, "format"),
)
