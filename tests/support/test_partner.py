"""Partner: who they are and what a name may be."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from weisim.support.partner import Partner, usual_partners
from weisim.terms import PartnerKind


def partner(name: str) -> Partner:
    return Partner(name=name, kind=PartnerKind.WELFARE, capacity_hours=1, capacity_euros=1)


def test_the_four_of_the_wei_model_are_there() -> None:
    assert [one.kind for one in usual_partners()] == [
        PartnerKind.GOVERNMENT,
        PartnerKind.HOUSING,
        PartnerKind.WELFARE,
        PartnerKind.BUSINESS,
    ]
    assert all(one.capacity_hours > 0 and one.capacity_euros > 0 for one in usual_partners())


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
