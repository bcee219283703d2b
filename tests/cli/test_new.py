"""New: a scenario that runs from each kind of CBS file, with everything that was filled in told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from weisim.population.quantities import BY_NAME
from weisim.scenario.reading import read_scenario

HEADER = (
    "Codering_3;SoortRegio_2;Gemeentenaam_1;AantalInwoners_5;k_0Tot15Jaar_8;k_15Tot25Jaar_9;k_25Tot45Jaar_10;"
    "k_45Tot65Jaar_11;k_65JaarOfOuder_12;HuishoudensTotaal_28;Eenpersoonshuishoudens_29;"
    "HuishoudensZonderKinderen_30;HuishoudensMetKinderen_31"
)
STREET = "BU00010101;Buurt;Ons Dorp;820;120;90;210;240;160;400;160;130;110"
SMALL = "BU00010102;Buurt;Ons Dorp;300;.;.;.;.;.;.;.;.;."
TOWN = "GM0001;Gemeente;Ons Dorp;12000;1800;1300;3000;3400;2500;5600;2000;1700;1900"


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    path = tmp_path / "kwb.csv"
    path.write_text("\n".join((HEADER, STREET, SMALL, TOWN)) + "\n", encoding="utf-8")
    return path


def test_it_writes_a_scenario_and_its_place_that_can_be_read(typed: Typed, figures: Path, tmp_path: Path) -> None:
    result = typed("new", "mijn-straat.toml", "--figures", f"{figures}@2019", "--area", "BU00010101")
    assert result.exit_code == 0, result.output
    scenario = read_scenario(tmp_path / "mijn-straat.toml")
    assert scenario.name == "mijn-straat"
    assert (tmp_path / "places" / "BU00010101.toml").is_file()
    assert scenario.place.inhabitants == 820
    assert "820 inwoners" in result.output
    assert typed("check", "mijn-straat.toml").exit_code == 0


def test_the_new_scenario_has_the_usual_plan_and_partners_all_in_the_file(
    typed: Typed, figures: Path, tmp_path: Path
) -> None:
    from weisim.support.partner import usual_partners
    from weisim.support.plan import SupportPlan

    typed("new", "x.toml", "--figures", f"{figures}@2019", "--area", "BU00010101")
    scenario = read_scenario(tmp_path / "x.toml")
    assert scenario.support == SupportPlan()
    assert scenario.partners == usual_partners()
    told = tomllib.loads((tmp_path / "x.toml").read_text(encoding="utf-8"))
    assert [one["name"] for one in told["partners"]] == [one.name for one in usual_partners()]
    assert len(told["support"]["interventions"]) == len(SupportPlan().interventions)


@pytest.mark.parametrize(("language", "comment"), [("nl", "# De datum waarop"), ("en", "# The date on which")])
def test_comments_speak_the_language_in_force(
    typed: Typed, figures: Path, tmp_path: Path, language: str, comment: str
) -> None:
    typed("new", "x.toml", "--figures", f"{figures}@2019", "--area", "BU00010101", "--language", language)
    assert comment in (tmp_path / "x.toml").read_text(encoding="utf-8")


def test_everything_that_was_filled_in_is_listed(typed: Typed, figures: Path, tmp_path: Path) -> None:
    result = typed("new", "klein.toml", "--figures", f"{figures}@2019", "--area", "BU00010102", "--language", "en")
    assert result.exit_code == 0, result.output
    place = read_scenario(tmp_path / "klein.toml").place
    assert len(place.substitutions) > 10
    assert f"Filled in, because they were missing: {len(place.substitutions)}" in result.output
    unsaid = [one.name for one in place.substitutions if BY_NAME[one.name].english not in result.output.lower()]
    assert not unsaid
    assert "Only 300 people live here." in result.output


def test_it_refuses_to_write_over_files_unless_told_to(typed: Typed, figures: Path, tmp_path: Path) -> None:
    words = ("new", "x.toml", "--figures", f"{figures}@2019", "--area", "BU00010101")
    (tmp_path / "x.toml").write_text("mine", encoding="utf-8")
    result = typed(*words)
    assert result.exit_code == 2
    assert "bestaat al" in result.output
    assert (tmp_path / "x.toml").read_text(encoding="utf-8") == "mine"
    assert typed(*words, "--force").exit_code == 0
    assert "format = 1" in (tmp_path / "x.toml").read_text(encoding="utf-8")


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(typed: Typed, figures: Path, tmp_path: Path) -> None:
    result = typed("new", "x.txt", "--figures", f"{figures}", "--figures", "nergens.csv@2019", "--area", "BU00010101")
    assert result.exit_code == 2
    assert "3 fouten" in result.output
    assert "moet eindigen op .toml" in result.output
    assert "nergens.csv" in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kwb.csv"]


def test_a_name_in_the_figures_cannot_break_the_file(typed: Typed, figures: Path, tmp_path: Path) -> None:
    text = figures.read_text(encoding="utf-8").replace("Ons Dorp", '"""Ons ""Dorp"" = \\"')
    figures.write_text(text, encoding="utf-8")
    result = typed("new", "x.toml", "--figures", f"{figures}@2019", "--area", "BU00010101")
    assert result.exit_code in (0, 2)
    if result.exit_code == 0:
        assert read_scenario(tmp_path / "x.toml").place.inhabitants == 820
