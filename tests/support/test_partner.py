"""Partner: who they are, what they care for, and what a name may be."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from weisim.support.partner import Partner, only_dealing, usual_partners
from weisim.terms import Form, Interest, PartnerKind, Phase


def partner(name: str) -> Partner:
    return Partner(name=name, kind=PartnerKind.WELFARE, capacity_hours=1, capacity_euros=1)


def test_the_four_kinds_of_the_wei_model_are_there_with_three_departments() -> None:
    assert [(one.name, one.kind) for one in usual_partners()] == [
        ("social affairs", PartnerKind.GOVERNMENT),
        ("public space", PartnerKind.GOVERNMENT),
        ("economic affairs", PartnerKind.GOVERNMENT),
        ("housing", PartnerKind.HOUSING),
        ("welfare", PartnerKind.WELFARE),
        ("business", PartnerKind.BUSINESS),
    ]
    assert all(one.capacity_hours > 0 and one.capacity_euros > 0 for one in usual_partners())


def test_every_interest_and_every_form_of_help_is_somebodys() -> None:
    cared_for = {interest for one in usual_partners() for interest, share in one.profile().items() if share}
    assert cared_for == set(Interest)
    assert {form for one in usual_partners() for form in one.forms} == set(Form)


def test_who_lends_space_has_a_room_to_lend() -> None:
    assert all((Form.SPACE in one.forms) == (one.rooms > 0) for one in usual_partners())


@pytest.mark.parametrize("usual", usual_partners()[:1] + usual_partners()[3:], ids=lambda one: one.name)
def test_what_is_not_said_is_usual_for_the_kind(usual: Partner) -> None:
    assert Partner(name=usual.name, kind=usual.kind) == usual
    own = Partner(name=usual.name, kind=usual.kind, openness=0.123)
    assert (own.openness, own.interests, own.forms) == (0.123, usual.interests, usual.forms)


def test_a_partner_of_a_type_of_its_own_needs_no_kind() -> None:
    own = Partner(name="school", interests={"employment": 3, "cohesion": 1}, forms=["training"])  # type: ignore[dict-item, arg-type]
    assert own.kind == PartnerKind.OTHER
    assert own.profile() == {**dict.fromkeys(Interest, 0.0), Interest.EMPLOYMENT: 0.75, Interest.COHESION: 0.25}
    plain = Partner(name="library")
    assert set(plain.profile().values()) == {0.2}
    assert set(plain.forms) == set(Form) - {Form.SPACE}
    assert (plain.openness, plain.letting_go, plain.trust, plain.rooms) == (0.5, 0.5, 0.5, 0)
    assert (plain.from_phase, plain.until_phase) == (Phase.EMERGENCE, None)


def test_a_process_manager_of_its_own_makes_no_deals() -> None:
    assert not Partner(name="bureau", kind=PartnerKind.PROCESS_MANAGER).makes_deals()


def test_only_those_named_make_deals_and_nothing_else_changes() -> None:
    usual = usual_partners()
    some = only_dealing(usual, ("housing", "government"))
    assert [one.name for one in some if one.makes_deals()] == ["social affairs", "housing"]
    assert [one.model_copy(update={"forms": ()}) for one in some] == [one.without_deals() for one in usual]
    assert not any(one.makes_deals() for one in only_dealing(usual, ()))
    assert only_dealing(usual, [one.name for one in usual]) == usual


WEIGHTS = st.dictionaries(st.sampled_from(Interest), st.floats(0, 1_000), min_size=1).filter(
    lambda weights: any(weights.values())
)


@given(WEIGHTS)
def test_interests_are_shares_of_a_whole_whatever_their_scale(weights: dict[Interest, float]) -> None:
    profile = Partner(name="any", interests=weights).profile()
    assert list(profile) == list(Interest)
    assert math.fsum(profile.values()) == pytest.approx(1.0)
    assert all(share >= 0 for share in profile.values())
    heaviest = max(weights, key=lambda interest: weights[interest])
    assert profile[heaviest] == max(profile.values())


@pytest.mark.parametrize(
    "wrong",
    [
        {"interests": {}},
        {"interests": {"income": 0}},
        {"interests": {"income": -0.1}},
        {"interests": {"income": float("inf")}},
        {"interests": {"inkomen": 1}},
        {"interests": ["income", "income"]},
        {"forms": ["orders", "orders"]},
        {"forms": "orders"},
        {"openness": 1.01},
        {"letting_go": -0.01},
        {"trust": True},
        {"rooms": 1.0},
        {"rooms": -1},
        {"from": "2013"},
        {"until": {"week": 3}},
        {"kind": "club"},
    ],
)
def test_a_partner_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Partner(**{"name": "any", **wrong})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["welfare", "Stichting 't Steunpunt", "Ymere (Noord)", "café-restaurant De Buurt"])
def test_names_people_use_are_allowed(name: str) -> None:
    assert partner(name).name == name


@pytest.mark.parametrize(
    "name",
    [
        *["", " ", "x" * 61, "=1+1", "+31", "-a", "@a", "\uff1d1", "<script>", "a\nb", "a\tb", "a\u202eb", "CON"],
        *["aux.toml", "com1", "a/b", "a\\b", "a:b", "a*", '"a"', " a", "a ", "a.", ".a", "a\u2028b"],
    ],
)
def test_names_that_would_harm_a_file_or_a_spreadsheet_are_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        partner(name)


def test_the_same_letters_make_the_same_name() -> None:
    assert partner("cafe\u0301") == partner("caf\u00e9")


def test_a_partner_cannot_have_less_than_nothing() -> None:
    with pytest.raises(ValidationError):
        Partner(name="a", kind=PartnerKind.WELFARE, capacity_hours=-1, capacity_euros=0)
