"""Quantities: the figures of a place that make its people, with their labels and bounds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Quantity:
    """One figure that a place needs.

    Attributes:
        name: its name in place files and in code.
        group: figures of one group are taken from one source together, because they are parts of one whole.
        unit: `persons`, `households`, `share` or `persons per household`.
        english: its label.
        dutch: its label.
        needed: whether people can not be made without it.
    """

    name: str
    group: str
    unit: str
    english: str
    dutch: str
    needed: bool = True

    def label(self, language: str) -> str:
        """The label in one language, `nl` or `en`."""
        return self.dutch if language == "nl" else self.english

    @property
    def is_share(self) -> bool:
        """Whether the figure lies between 0 and 1."""
        return self.unit == "share"


QUANTITIES: tuple[Quantity, ...] = (
    Quantity("inhabitants", "inhabitants", "persons", "inhabitants", "inwoners"),
    Quantity("age_0_14", "ages", "persons", "inhabitants aged 0 to 14", "inwoners van 0 tot 15 jaar"),
    Quantity("age_15_24", "ages", "persons", "inhabitants aged 15 to 24", "inwoners van 15 tot 25 jaar"),
    Quantity("age_25_44", "ages", "persons", "inhabitants aged 25 to 44", "inwoners van 25 tot 45 jaar"),
    Quantity("age_45_64", "ages", "persons", "inhabitants aged 45 to 64", "inwoners van 45 tot 65 jaar"),
    Quantity("age_65_plus", "ages", "persons", "inhabitants aged 65 or older", "inwoners van 65 jaar of ouder"),
    Quantity("households", "households", "households", "households", "huishoudens"),
    Quantity("single", "households", "households", "one-person households", "eenpersoonshuishoudens"),
    Quantity(
        "without_children", "households", "households", "households without children", "huishoudens zonder kinderen"
    ),
    Quantity("with_children", "households", "households", "households with children", "huishoudens met kinderen"),
    Quantity(
        "household_size", "size", "persons per household", "mean household size", "gemiddelde huishoudensgrootte", False
    ),
    Quantity("owner", "tenure", "share", "owner-occupied homes", "koopwoningen"),
    Quantity("social_rent", "tenure", "share", "homes of housing associations", "corporatiewoningen"),
    Quantity("private_rent", "tenure", "share", "homes of other landlords", "overige huurwoningen"),
    Quantity("education_low", "education", "persons", "people with low education", "laag opgeleiden"),
    Quantity("education_middle", "education", "persons", "people with middle education", "middelbaar opgeleiden"),
    Quantity("education_high", "education", "persons", "people with high education", "hoog opgeleiden"),
    Quantity("participation", "participation", "share", "people with paid work", "mensen met betaald werk"),
    Quantity("income_lowest_40", "income", "share", "households in the lowest 40 %", "huishoudens in de laagste 40 %"),
    Quantity(
        "income_highest_20", "income", "share", "households in the highest 20 %", "huishoudens in de hoogste 20 %"
    ),
    Quantity(
        "below_110",
        "poverty",
        "share",
        "households up to 110 % of the social minimum",
        "huishoudens tot 110 % van het sociaal minimum",
    ),
)

BY_NAME: dict[str, Quantity] = {quantity.name: quantity for quantity in QUANTITIES}
NEEDED: tuple[str, ...] = tuple(quantity.name for quantity in QUANTITIES if quantity.needed)
AGES = ("age_0_14", "age_15_24", "age_25_44", "age_45_64", "age_65_plus")
TENURES = ("owner", "social_rent", "private_rent")
EDUCATIONS = ("education_low", "education_middle", "education_high")
HOUSEHOLD_TYPES = ("single", "without_children", "with_children")


def group_members(group: str) -> tuple[str, ...]:
    """The figures that are parts of one whole."""
    return tuple(quantity.name for quantity in QUANTITIES if quantity.group == group)
