"""Team: partners in a file, of a type of their own too, and who of them makes deals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from weisim.faults import Fault
from weisim.language import speaking
from weisim.scenario.reading import read_scenario
from weisim.support.partner import usual_partners
from weisim.terms import Form, Interest, PartnerKind, Phase

Faults = Callable[..., tuple[Fault, ...]]

FOUR = """
[[partners]]
name = "government"
kind = "government"
capacity_hours = 24
capacity_euros = 5000
[[partners]]
name = "housing"
kind = "housing"
capacity_hours = 16
capacity_euros = 1000
[[partners]]
name = "welfare"
kind = "welfare"
capacity_hours = 40
capacity_euros = 5000
[[partners]]
name = "business"
kind = "business"
capacity_hours = 8
capacity_euros = 500
"""
SCHOOL = """
[[partners]]
name = "school"
interests = { employment = 2, cohesion = 2 }
forms = ["training", "space"]
rooms = 3
"""


def read(street: Path, text: str) -> dict[str, object]:
    path = street / "team.toml"
    path.write_text(text, encoding="utf-8")
    return {one.name: one for one in read_scenario(path).partners}


def test_a_file_with_four_partners_and_nothing_new_is_read_as_before(street: Path, small: str) -> None:
    team = read(street, small + FOUR)
    usual = {one.name: one for one in usual_partners()}
    assert list(team) == ["government", "housing", "welfare", "business"]
    assert team["housing"] == usual["housing"]
    government, social = team["government"], usual["social affairs"]
    kept = {"name": "", "capacity_hours": 0.0}  # the file says itself how many hours
    assert {**vars(government), **kept} == {**vars(social), **kept}


def test_a_new_type_of_partner_is_a_matter_of_configuration(street: Path, small: str) -> None:
    school = read(street, small + FOUR + SCHOOL)["school"]
    assert school.kind == PartnerKind.OTHER  # type: ignore[attr-defined]
    assert school.profile()[Interest.EMPLOYMENT] == 0.5  # type: ignore[attr-defined]
    assert school.forms == (Form.SPACE, Form.TRAINING)  # type: ignore[attr-defined]
    assert school.from_phase == Phase.EMERGENCE  # type: ignore[attr-defined]


def test_a_partner_of_a_new_type_can_give_help_too(street: Path, small: str) -> None:
    path = street / "taught.toml"
    help_from_school = '[[support.interventions]]\nkind = "training"\nby = "school"\namount = 4\n'
    path.write_text(small + FOUR + SCHOOL + help_from_school, encoding="utf-8")
    assert read_scenario(path).plan_table().partner.tolist() == [4]


def test_a_list_of_words_is_a_list_of_equal_interests(street: Path, small: str) -> None:
    text = '[[partners]]\nname = "club"\ninterests = ["income", "liveability"]\n[support]\ninterventions = []\n'
    profile = read(street, small + text)["club"].profile()  # type: ignore[attr-defined]
    assert (profile[Interest.INCOME], profile[Interest.LIVEABILITY]) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("deals", "names"),
    [
        ("[]", []),
        ('["housing"]', ["housing"]),
        ('["government", "business"]', ["social affairs", "business"]),
    ],
)
def test_a_file_may_name_who_makes_deals(street: Path, small: str, deals: str, names: list[str]) -> None:
    team = read(street, f"deals = {deals}\n{small}")
    assert list(team) == [one.name for one in usual_partners()], "everybody goes on giving help"
    assert [name for name, one in team.items() if one.makes_deals()] == names  # type: ignore[attr-defined]


PARTNER = '[support]\ninterventions = []\n[[partners]]\nname = "school"\n'


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ("belangen = []", "partners[1].belangen", "Did you mean interests?"),
        ("openheid = 1", "partners[1].openheid", "Did you mean openness?"),
        ("loslaten = 1", "partners[1].loslaten", "Did you mean letting_go?"),
        ("vertrouwen = 1", "partners[1].vertrouwen", "Did you mean trust?"),
        ("vormen = []", "partners[1].vormen", "Did you mean forms?"),
        ("kamers = 1", "partners[1].kamers", "Did you mean rooms?"),
        ("ruimtes = 1", "partners[1].ruimtes", "Did you mean rooms?"),
        ('vanaf = "emergence"', "partners[1].vanaf", "Did you mean from?"),
        ('tot = "emergence"', "partners[1].tot", "Did you mean until?"),
        ("openess = 1", "partners[1].openess", "Did you mean openness?"),
        ("mobility = 1", "partners[1].mobility", "mobility belongs in [context], [events]"),
        ("interests = 1", "partners[1].interests", "table"),
        ("interests = { leefbaarheid = 1 }", "partners[1].interests.leefbaarheid", "Did you mean liveability?"),
        ("interests = { werk = 1 }", "partners[1].interests.werk", "Did you mean employment?"),
        ('interests = ["onderhoud"]', "partners[1].interests.onderhoud", "Did you mean maintenance?"),
        ("interests = { income = -1 }", "partners[1].interests.income", "from 0 up to and including 1000 (weight)"),
        ("interests = { income = 0 }", "partners[1].interests", "at least one number above zero"),
        ("interests = {}", "partners[1].interests", "at least one number above zero"),
        ('interests = ["income", "income"]', "partners[1].interests", "twice"),
        ("openness = 60", "partners[1].openness", "Did you mean 0.6?"),
        ('trust = "50%"', "partners[1].trust", "Did you mean 0.5?"),
        ('forms = ["geld"]', "partners[1].forms[1]", "Did you mean money?"),
        ('forms = ["vergunning"]', "partners[1].forms[1]", "Did you mean permit?"),
        ('forms = "money"', "partners[1].forms", "list"),
        ("rooms = 1.5", "partners[1].rooms", "whole number from 0 up to and including 100 (rooms)"),
        ('rooms = "2 kamers"', "partners[1].rooms", "unit is already rooms"),
        ('forms = ["space"]', "partners[1].forms", "no rooms to lend. Write for instance: rooms = 1"),
        ('forms = ["space"]\nrooms = 0', "partners[1].forms", "no rooms to lend"),
        ('kind = "housing"\nrooms = 0', "partners[1].forms", "no rooms to lend"),
        ('from = "ontwikkelfase"', "partners[1].from", "Did you mean development?"),
        ("from = 2013-02-01", "partners[1].from", "one of these words"),
        ('until = "emergence"', "partners[1].until", "does not come after emergence phase"),
        ('kind = "business"\nuntil = "emergence"', "partners[1].until", "does not come after development phase"),
        ('from = "autonomous"\nuntil = "development"', "partners[1].until", "does not come after"),
    ],
)
def test_one_wrong_thing_about_a_partner_gives_one_fault(
    faults_of: Faults, small: str, text: str, key: str, says: str
) -> None:
    faults = faults_of(small + PARTNER + text + "\n")
    assert [fault.key for fault in faults] == [key], [str(fault) for fault in faults]
    with speaking("en"):
        assert says in f"{faults[0].message} {faults[0].advice}"


def test_a_partner_that_has_no_way_to_help_cannot_be_named_for_deals(faults_of: Faults, small: str) -> None:
    (fault,) = faults_of(f'deals = ["school"]\n{small}{PARTNER}forms = []\n')
    assert fault.key == "deals[1]"


def test_a_forgotten_kind_is_seen_by_the_name(faults_of: Faults, small: str) -> None:
    (fault,) = faults_of(small + PARTNER.replace("school", "Welfare"))
    assert (fault.key, fault.found) == ("partners[1].name", '"Welfare"')
    assert 'kind = "welfare"' in str(fault.advice)


def test_a_contradiction_is_found_beside_a_fault_in_the_same_partner(faults_of: Faults, small: str) -> None:
    text = PARTNER + 'openness = 60\nforms = ["space"]\nfrom = "development"\nuntil = "emergence"\n'
    assert {fault.key for fault in faults_of(small + text)} == {
        "partners[1].openness",
        "partners[1].forms",
        "partners[1].until",
    }


def test_help_of_one_partner_under_two_names_is_a_repeat(faults_of: Faults, small: str) -> None:
    row = '[[support.interventions]]\nkind = "coaching"\namount = 8\nby = '
    (fault,) = faults_of(f'{small}{row}"government"\n{row}"social affairs"\n')
    assert fault.key == "support.interventions[2].kind"
