"""Organisations: the forms that what residents do together can take, with what marks each.

That there is a form for each stage, and which legal form goes with it, is assumed: the WEI model names the resident
initiative, the independent initiative, the neighbourhood enterprise and the cooperative, and says no more of them. What
Dutch law asks of a legal form (Burgerlijk Wetboek, book 2) is from memory.
"""

from __future__ import annotations

from typing import Self

from weisim.language import Text
from weisim.terms import Stage, Term


class OrganisationalForm(Term):
    """The form in which residents work together: one for each stage, and the cooperative of them all.

    Attributes:
        stage: the stage of an initiative that has this form; None for the cooperative.
        legal: what it is before the law.
        income: what it lives on.
        decides: who decides.
        belongs: who its members are.
        least: the key of the number that says how many members it takes; empty when one person is enough.
    """

    stage: Stage | None
    legal: Text
    income: Text
    decides: Text
    belongs: Text
    least: str

    def __new__(
        cls, number: int, dutch: str, english: str, stage: Stage | None, least: str, *characteristics: Text
    ) -> Self:
        """Make one form from its number, its two labels, its stage, its least members and its four characteristics."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.dutch, member.english, member.stage, member.least = dutch, english, stage, least
        member.legal, member.income, member.decides, member.belongs = characteristics
        return member

    INFORMAL_GROUP = (
        0,
        "informele groep",
        "informal group",
        Stage.IDEA,
        "",
        Text("none: people who do something together"),
        Text("what members put in themselves"),
        Text("whoever started it, with those who join"),
        Text("residents who want to do something about one problem"),
    )
    GROUP_WITH_AGREEMENTS = (
        1,
        "groep met afspraken",
        "group with agreements",
        Stage.RESIDENT_INITIATIVE,
        "advancing.formed_members",
        Text("none needed, or an informal association: no notary, and whoever signs is liable"),
        Text("a start grant and a little income of its own"),
        Text("members together, by agreements on who does what"),
        Text("residents who take part"),
    )
    ASSOCIATION = (
        2,
        "vereniging of stichting",
        "association or foundation",
        Stage.INDEPENDENT,
        "advancing.independent_members",
        Text("an association or a foundation by deed of a notary, which signs in its own name"),
        Text("sales, contributions, deals and grants; it needs little, for the work is unpaid"),
        Text("in an association the meeting of members, in a foundation the board"),
        Text("residents who take part; by law a foundation has no members, only a board and volunteers"),
    )
    ENTERPRISE = (
        3,
        "onderneming van bewoners",
        "enterprise of residents",
        Stage.ENTERPRISE,
        "advancing.independent_members",
        Text("a company, a cooperative, or a foundation that trades"),
        Text("turnover: sales to residents and others, rent, orders of partners"),
        Text("those who run it; in a cooperative its members, in a foundation its board"),
        Text("residents who work in it, some of them paid"),
    )
    COOPERATIVE = (
        4,
        "wijkcoöperatie",
        "neighbourhood cooperative",
        None,
        "federating.members",
        Text("a cooperative association by deed of a notary; its statutes may rule out that members pay its debts"),
        Text("contributions of its members, kept in a fund of the neighbourhood"),
        Text("its members by vote, one vote each unless the statutes say otherwise"),
        Text("independent initiatives and neighbourhood enterprises that choose to join"),
    )

    @classmethod
    def of(cls, stage: Stage) -> OrganisationalForm | None:
        """The form of an initiative at a stage; None for what has ended."""
        return next((form for form in cls if form.stage is stage), None)
