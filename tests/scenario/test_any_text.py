"""Any text: whatever stands in a file, it is a story or a list of faults, and never a trace."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from weisim.faults import InvalidInput
from weisim.language import speaking
from weisim.parameters.parameters import Parameters
from weisim.scenario.reading import read_scenario
from weisim.scenario.scenario import Scenario
from weisim.scenario.tables import all_keys
from weisim.terms import Help, Phase

STEADY = (Path(__file__).resolve().parents[2] / "scenarios" / "steady-support.toml").read_text(encoding="utf-8")
ROWS = STEADY.splitlines()
SMALL = 'format = 1\nname = "plan"\nplace = "places/plan-van-gool.toml"\nstart = 2013-02-01\n'

WORDS = st.sampled_from([*all_keys(), *Help.words(), *Phase.words(), "telling", "informed", "residents", "extends"])
VALUES = st.sampled_from(
    [
        *["0", "1", "-1", "0.2", "35", "nan", "-inf", "1e999", "true", "[]", "{}", "[[1]]", '""', '"x"', "2013-02-01"],
        *['"18 mnd"', '"plan-van-gool.toml"', '"steady-support.toml"', "9" * 400, "2014-01-01T00:00:00", "07:00:00"],
        *["{month = 3}", "{week = 3, over = 2}", "{month = 3, condition = 'stress test'}", '["training"]', "5e-324"],
        "-0.0",
    ]
)
SOUP = st.lists(
    st.one_of(
        st.tuples(WORDS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}\n"),
        st.tuples(WORDS, VALUES).map(lambda pair: f'{pair[0]} = "{pair[1]}"\n'.replace('""', '"')),
        WORDS.map(lambda word: f"[{word}]\n"),
        WORDS.map(lambda word: f"[[{word}]]\n"),
        st.tuples(WORDS, WORDS).map(lambda pair: f"[{pair[0]}.{pair[1]}]\n"),
        st.just("[[support.interventions]]\n"),
        st.just("[support]\n"),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    ),
    max_size=12,
).map("".join)


def story_or_faults(street: Path, text: str) -> Scenario | None:
    path = street / "any.toml"
    path.write_text(text, encoding="utf-8")
    try:
        return read_scenario(path)
    except InvalidInput as error:
        faults = error.faults
    assert faults
    for language in ("nl", "en"):
        with speaking(language):
            assert all(str(fault) for fault in faults)
    return None


@settings(max_examples=200)
@given(SOUP)
def test_a_soup_of_words(street: Path, text: str) -> None:
    story_or_faults(street, text)
    story = story_or_faults(street, SMALL + text)
    assert story is None or len(story.digest) == 64


@settings(max_examples=150)
@given(st.data())
def test_a_sound_story_with_some_lines_spoilt(street: Path, data: st.DataObject) -> None:
    rows = list(ROWS)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(rows) - 1))
        change = data.draw(st.sampled_from(["remove", "double", "value", "letter", "swap"]))
        if change == "remove":
            rows[place] = ""
        elif change == "double":
            rows.insert(place, rows[place])
        elif change == "value" and "=" in rows[place]:
            rows[place] = f"{rows[place].split('=')[0]}= {data.draw(VALUES)}"
        elif change == "letter" and rows[place]:
            at = data.draw(st.integers(0, len(rows[place]) - 1))
            rows[place] = rows[place][:at] + data.draw(st.sampled_from('xX"=[]{}.,#\\\t é0-')) + rows[place][at + 1 :]
        else:
            other = data.draw(st.integers(0, len(rows) - 1))
            rows[place], rows[other] = rows[other], rows[place]
    story_or_faults(street, "\n".join(rows))


@settings(max_examples=150)
@given(st.sampled_from(Parameters.table()), st.data())
def test_a_number_is_taken_exactly_within_its_range(street: Path, number: object, data: st.DataObject) -> None:
    low, high, kind = number.low, number.high, number.kind  # type: ignore[attr-defined]
    if low is None or high is None:
        return
    whole = kind == "whole"
    step = 1 if whole else max(abs(high - low), 1e-6) / 1000
    value = data.draw(st.sampled_from([low, high, low - step, high + step, (low + high) / 2]))
    value = int(value) if whole else float(value)
    group, name = number.key.split(".")  # type: ignore[attr-defined]
    story = story_or_faults(street, f"{SMALL}[parameters.{group}]\n{name} = {value!r}\n")
    assert (story is not None) == (low <= value <= high)
    if story is not None:
        assert story.parameters.value(f"{group}.{name}") == value


@settings(max_examples=60)
@given(
    st.sampled_from(
        [("weeks", 1, 1_040), ("support.control", 0, 1), ("support.withdraw.week", 0, 259), ("context.poverty", 0, 1)]
    ),
    st.sampled_from(["low", "high", "below", "above"]),
)
def test_the_ends_of_each_range(street: Path, bounds: tuple[str, int, int], where: str) -> None:
    key, low, high = bounds
    value = {"low": low, "high": high, "below": low - 1, "above": high + 1}[where]
    story = story_or_faults(street, f"{key} = {value}\n{SMALL}")
    assert (story is not None) == (where in ("low", "high"))
