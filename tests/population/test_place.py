"""Test of places: kept in files that people can read, and refused with every fault at once."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from weisim.faults import InvalidInput
from weisim.language import speaking
from weisim.population.figure import Figure
from weisim.population.place import LONGEST_NAME, Place, Suggestion, place_from_values, read_place
from weisim.population.quantities import BY_NAME, QUANTITIES
from weisim.population.reading import FiguresFile
from weisim.population.substituting import place_of
from weisim.population.writing import place_text, write_place
from weisim.toml import TomlFile
from weisim.toml.lines import lines_of
from weisim.toml.texts import text_refused


def test_what_is_written_is_read_back(
    tmp_path: Path, full: FiguresFile, sparse: FiguresFile, excel: FiguresFile
) -> None:
    for file, code in ((full, "BU03638000"), (sparse, "BU03639302"), (excel, "BU03440312")):
        place = place_of([file], code)
        write_place(place, tmp_path / "place.toml")
        assert read_place(tmp_path / "place.toml") == place


NAMES = (
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="<>"), max_size=80)
    .map(lambda name: unicodedata.normalize("NFC", name).strip())
    .filter(lambda name: text_refused(name, LONGEST_NAME) is None)
)


@given(NAMES, st.floats(0, 0.3), st.text(min_size=1, max_size=40))
def test_any_name_and_source_survive_a_file(
    tmp_path_factory: pytest.TempPathFactory, gool: Place, name: str, share: float, source: str
) -> None:
    source = unicodedata.normalize("NFC", source)
    figure = Figure(value=round(share, 6), level="wijk", area="WK036369", year=2018, source=source, substituted=True)
    settings = {"settling.trust": Suggestion(value=0.5, source=source, standing="assumed")}
    fields = dict(gool) | {"name": name, "figures": {**gool.figures, "owner": figure}, "settings": settings}
    place = Place(**fields)
    path = tmp_path_factory.getbasetemp() / "any.toml"
    write_place(place, path)
    assert read_place(path) == place


def test_a_figure_that_a_scenario_changes_remembers_what_was_published(tmp_path: Path, gool: Place) -> None:
    changed = gool.with_figure("below_110", 0.3).with_figure("below_110", 0.4)
    assert changed["below_110"] == 0.4
    assert [(one.name, one.figure.published) for one in changed.changes] == [("below_110", gool["below_110"])]
    assert changed.as_published() == gool
    assert not gool.changes
    write_place(changed, tmp_path / "changed.toml")
    assert read_place(tmp_path / "changed.toml") == changed


def test_a_figure_that_was_filled_in_and_is_changed_is_told_as_changed_only(gool: Place) -> None:
    filled = Figure(**{**gool.figures["below_110"].model_dump(), "substituted": True})
    place = Place(**dict(gool) | {"figures": {**gool.figures, "below_110": filled}})
    assert [one.name for one in place.substitutions] == ["below_110"]
    changed = place.with_figure("below_110", 0.4)
    assert (changed.substitutions, [one.name for one in changed.changes]) == ((), ["below_110"])


def test_a_published_share_above_one_is_a_fault_of_its_own(tmp_path: Path, gool: Place) -> None:
    text = place_text(gool.with_figure("below_110", 0.4)).replace("published = 0.209", "published = 20.9")
    (tmp_path / "wrong.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        read_place(tmp_path / "wrong.toml")
    assert [fault.key for fault in caught.value.faults] == ["figures.below_110.published"]


def test_the_pilot_has_2555_residents_and_its_own_settings(gool: Place) -> None:
    assert gool.inhabitants - gool["age_0_14"] == 2555
    assert gool.settings["settling.trust"].value == 0.45
    assert gool.settings["leaving.mobility"].value == 0.075
    assert gool.settings["settling.trust"].known.word == "assumed"


def test_a_place_file_explains_itself_in_dutch(gool: Place) -> None:
    text = place_text(gool)
    assert all(f"# {quantity.dutch}\n" in text for quantity in QUANTITIES)
    assert "CC BY 4.0" in text


def test_all_faults_of_a_file_at_once(tmp_path: Path, gool: Place) -> None:
    text = (
        place_text(gool)
        .replace('code = "BU03636910"', 'code = "Plan van Gool"')
        .replace("owner = {value = 0.27", "owner = {value = 27")
        .replace("social_rent =", "social_rents =")
        .replace(
            'level = "buurt", area = "BU03636910", year = 2019', 'level = "street", area = "BU03636910", year = 2019', 1
        )
        .replace("value = 545", 'value = "545"')
        .replace("value = 465", "value = -465")
        .replace("value = 980", "value = nan")
        .replace("name =", "naam =", 1)
    )
    path = tmp_path / "place.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        read_place(path)
    faults = {fault.key: fault for fault in caught.value.faults}
    assert {
        "code", "name", "naam", "figures.owner.value", "figures.social_rents", "figures.social_rent",
        "figures.inhabitants.level", "figures.age_0_14.value", "figures.age_15_24.value", "figures.age_25_44.value",
    } <= set(faults)  # fmt: skip
    lines = text.splitlines()
    assert lines[faults["figures.owner.value"].line - 1].startswith("owner")
    assert lines[faults["figures.age_15_24.value"].line - 1].startswith("age_15_24")
    with speaking("en"):
        assert "0.27" in str(faults["figures.owner.value"].advice)
    for language in ("nl", "en"):
        with speaking(language):
            assert "Traceback" not in str(caught.value)
            assert "pydantic" not in str(caught.value)


def test_too_few_people_in_a_file_are_refused(tmp_path: Path, gool: Place) -> None:
    path = tmp_path / "place.toml"
    path.write_text(place_text(gool).replace("value = 3100", "value = 30"), encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        read_place(path)
    assert "30" in str(caught.value)


@given(
    st.sampled_from(["code", "name", "year", "figures", "settings", "sources", "format", "municipality"]),
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.lists(st.integers(), max_size=2),
        st.dictionaries(st.sampled_from(["owner", "value"]), st.integers() | st.text(max_size=3), max_size=2),
    ),
)  # fmt: skip
def test_any_value_anywhere_is_read_or_refused(gool: Place, key: str, value: object) -> None:
    text = place_text(gool)
    values = {**tomllib.loads(text), key: value}
    try:
        place_from_values(values, TomlFile(Path("place.toml"), values, lines_of(text)))
    except InvalidInput as invalid:
        told = str(invalid)
    else:
        told = "read"
    assert told


def test_a_place_without_a_figure_cannot_be(gool: Place) -> None:
    figures = {name: figure for name, figure in gool.figures.items() if name != "owner"}
    with pytest.raises(ValidationError):
        Place(**{**dict(gool), "figures": figures})


def test_scaling_keeps_shares_and_multiplies_counts(gool: Place) -> None:
    large = gool.scaled(25550)
    assert large["inhabitants"] == pytest.approx(31000)
    assert large["owner"] == gool["owner"]
    assert large["household_size"] == gool["household_size"]
    assert all(BY_NAME[name].unit in ("share", "persons per household") or large[name] == pytest.approx(gool[name] * 10)
               for name in gool.figures)  # fmt: skip
