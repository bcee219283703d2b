"""Fuzz: texts that nobody thought of; soups of words, sound files that were spoilt, and values at their bounds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st

from tests.faults.bad_input.case import SMALL
from tests.faults.bad_input.questions import ASKED
from weisim.experiment.tables import DESIGNS, FINDINGS, FUTURES, NARROWED, STEPS, TOP
from weisim.parameters.parameters import Parameters
from weisim.scenario.tables import ALIASES, NAMED_PEOPLE, Key, all_keys, counted_at, keys_of, table_at
from weisim.terms import Form, Help, Interest, Opportunity, PartnerKind, Phase, Problem

ROOT = Path(__file__).resolve().parents[3]
SCENARIOS = tuple(path.read_text(encoding="utf-8") for path in sorted((ROOT / "scenarios").glob("*.toml")))
EXPERIMENTS = tuple(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "experiments").glob("*.toml"))
    if "[futures]" in path.read_text(encoding="utf-8")
)
GROUPS = tuple(sorted({number.key.partition(".")[0] for number in Parameters.table()}))
TERMS = (Form, Help, Interest, Opportunity, PartnerKind, Phase, Problem)

WORDS = (
    *all_keys(),
    *ALIASES,
    *(word for term in TERMS for word in term.words()),
    *GROUPS,
    *(number.name for number in Parameters.table()[:20]),
    *sorted(NAMED_PEOPLE)[:5],
)
ASKING = (*TOP, *FUTURES, *NARROWED, *STEPS, *DESIGNS, *FINDINGS, "support.control", "context.trust", "variants")
VALUES = (
    *("0", "1", "-1", "0.2", "35", "260", "010", "1_000", "0x1F", "1e3", "1e999", "-0.0", "5e-324", "nan", "-inf"),
    *(".5", "0,35", "35%", "18 mnd", "1:30", "\u20ac 5", "no", "null", "true", "True", "[]", "{}", "[[1]]", "[1, 'a']"),
    *('""', '"x"', "'x'", '"=1"', '"<b>"', r'"a\nb"', r'"\u202e"', r'"\ud800"', '"""', "'''", '"CON"', "9" * 400),
    *("2013-02-01", "2014-01-01T00:00:00Z", "07:00:00", "2026-13-45", "23-11-2026", '"2013-02-01"', "0001-01-01"),
    *('"plan-van-gool.toml"', '"places/plan-van-gool.toml"', '"steady-support.toml"', '"any.toml"', '"../x.toml"'),
    *("{month = 3}", "{week = 3, over = 2}", "{month = 3, condition = 'stress test'}", "{date = 2014-01-01}"),
    *('["training"]', '["litter", "litter"]', '["housing"]', "{litter = 0.5}", "[1.0, 0.0]", "{from = 0, to = 1}"),
    *('"steady-support"', '["steady-support", "stop-month-6"]', '"usual"', '"all"', '"latin hypercube"', "[{key = 1}]"),
)
SIGNS = tuple("xX\"'=[]{}.,#\\\t\r é0-_:@<>\u202e\u2028\x01&*!%~")
LISTS = {
    "partners": {"name": '"fonds"', "kind": '"other"'},
    "events": {"name": '"brand"', "from": "{ month = 3 }", "trust": "-0.1"},
    "support.interventions": {"kind": '"coaching"', "by": '"welfare"', "amount": "8"},
}

word, value, sign = st.sampled_from(WORDS), st.sampled_from(VALUES), st.sampled_from(SIGNS)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


def soup(words: tuple[str, ...], head: str) -> st.SearchStrategy[str]:
    """Lines that look like settings, in any order, below nothing or below the head of a sound file."""
    some = st.sampled_from(words)
    line = st.one_of(
        st.builds("{} = {}\n".format, some, value),
        st.builds("{}.{} = {}\n".format, some, some, value),
        st.builds("[{}]\n".format, some),
        st.builds("[[{}]]\n".format, some),
        st.builds("[{}.{}]\n".format, some, some),
        st.builds("{} = {{{} = {}}}\n".format, some, some, value),
        st.sampled_from(
            ["[[support.interventions]]\n", "[support]\n", "[support.withdraw]\n", "[parameters.telling]\n"]
        ),
        any_text,
    )
    return st.builds(
        lambda begin, lines: begin + "".join(lines), st.sampled_from(["", head]), st.lists(line, max_size=9)
    )


def spoilt(texts: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A sound file in which some rows are gone, doubled, changed, moved or cut."""
    change = st.tuples(
        st.sampled_from(["remove", "double", "value", "sign", "swap", "cut", "word"]),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
        value,
        sign,
        word,
    )
    return st.builds(_spoil, st.sampled_from(texts), st.lists(change, min_size=1, max_size=4))


def _spoil(text: str, changes: list[tuple[str, int, int, str, str, str]]) -> str:
    rows = text.splitlines()
    told = [place for place, row in enumerate(rows) if row.strip() and not row.startswith("#")]
    for kind, one, two, said, letter, key in changes:
        place, other = told[one % len(told)], told[two % len(told)]
        row = rows[place]
        name, equals, _ = row.partition("=")
        if kind == "remove":
            rows[place] = ""
        elif kind == "double":
            rows[place] = f"{row}\n{row}"
        elif kind == "value" and equals:
            rows[place] = f"{name}= {said}"
        elif kind == "word" and equals:
            rows[place] = f"{key} = {row[len(name) + 1 :]}"
        elif kind == "sign":
            at = two % (len(row) + 1)
            rows[place] = row[:at] + letter + row[at + 1 :]
        elif kind == "swap":
            rows[place], rows[other] = rows[other], row
        elif kind == "cut":
            rows[place] = row[: two % (len(row) + 1)]
    return "\n".join(rows) + "\n"


def _leaves(path: Key = ()) -> Iterator[Key]:
    table = table_at(path)
    for key in keys_of(table) if table is not None else ():
        here = (*path, key)
        yield here
        if table_at(here) is not None:
            yield from _leaves(here)


def _bounds(path: Key) -> list[str]:
    """The values at which a key of the schema turns from right to wrong, as they are written in a file."""
    notes = [note for one in counted_at(path) for note in getattr(one, "metadata", (one,))]
    low = next((note.ge for note in notes if isinstance(getattr(note, "ge", None), int | float)), None)
    high = next((note.le for note in notes if isinstance(getattr(note, "le", None), int | float)), None)
    return [] if low is None or high is None else around(float(low), float(high))


def around(low: float, high: float) -> list[str]:
    """Both ends of a range, what lies just inside and just outside them, and the middle."""
    ends = [low, high, math.nextafter(low, -math.inf), math.nextafter(high, math.inf), low - 1, high + 1]
    exact = [f"{end!r}" for end in [*ends, math.nextafter(low, high), (low + high) / 2]]
    return [*exact, *(f"{int(end)}" for end in ends)]


def _written(path: Key, said: str) -> str:
    dotted = ".".join(str(part) for part in path)
    within = next((name for name in LISTS if dotted.startswith(f"{name}.")), "")
    if not within:
        kept = [row for row in SMALL.splitlines() if not row.startswith(f"{dotted} ")]
        return "\n".join([*kept, f"{dotted} = {said}"]) + "\n"
    inner = dotted.removeprefix(f"{within}.")
    rows = [f"{key} = {given}" for key, given in LISTS[within].items() if key != inner.partition(".")[0]]
    return "\n".join([SMALL, f"[[{within}]]", *rows, f"{inner} = {said}"]) + "\n"


def bounds() -> st.SearchStrategy[str]:
    """The shortest scenario with one or two values of the schema or of the model at, near or beyond their bounds."""
    keys = list(_leaves())
    schema = st.sampled_from(keys).flatmap(
        lambda path: st.builds(_written, st.just(path), st.sampled_from([*_bounds(path), *_words(path), *VALUES]))
    )
    numbers = [number for number in Parameters.table() if number.low is not None and number.high is not None]
    model = st.sampled_from(numbers).flatmap(
        lambda number: st.sampled_from([*around(float(number.low or 0), float(number.high or 0)), *VALUES]).map(
            lambda said: f"{SMALL}[parameters.{number.group}]\n{number.name} = {said}\n"
        )
    )
    return st.one_of(schema, model)


def _words(path: Key) -> list[str]:
    return (
        [f'"{one}"' for term in TERMS for one in term.words()] if path[-1] in ("kind", "from", "until", "forms") else []
    )


SOUPS = soup(WORDS, SMALL)
SPOILT = spoilt(SCENARIOS)
PLACES = spoilt(((ROOT / "scenarios" / "places" / "plan-van-gool.toml").read_text(encoding="utf-8"),))
BOUNDS = bounds()
ASKED_SOUPS = soup((*ASKING, *WORDS[:40]), ASKED)
ASKED_SPOILT = spoilt((*EXPERIMENTS, ASKED))
