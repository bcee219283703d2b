"""Economy: what initiatives earn, are given and pay, and how much of it stays in the neighbourhood."""

from __future__ import annotations

from weisim.indicators.indicator import Observed, indicator, mean, over_a_year
from weisim.neighbourhood.census import Census


@indicator(
    unit="euro a week",
    kind="flow",
    good="high",
    matters=200.0,
    label=("own income of initiatives", "eigen inkomen van initiatieven"),
    dutch="Wat initiatieven deze week zelf verdienen: verkoop, verhuur en opdrachten.",
)
def own_income(seen: Census) -> Observed:
    """What initiatives earn themselves this week: sales, rent and orders."""
    return seen.own_income


@indicator(
    unit="euro a week",
    kind="flow",
    good="none",
    matters=200.0,
    label=("grants", "subsidies"),
    dutch="Wat alle initiatieven deze week aan subsidie krijgen.",
)
def grants(seen: Census) -> Observed:
    """What all initiatives receive in grants this week."""
    return seen.grants


@indicator(
    unit="share",
    kind="stock",
    good="low",
    matters=0.05,
    label=("share of grants", "aandeel subsidie"),
    dutch="Subsidies en geld uit afspraken, als deel daarvan en het eigen inkomen samen, over de laatste 52 weken.",
    decimals=2,
    over_some=True,
)
def grant_share(seen: Census) -> Observed:
    """Grants and money from deals, as a share of these and own income together, over the last 52 weeks."""
    given = over_a_year(seen.grants + seen.deal_money)
    return mean(given, given + over_a_year(seen.own_income))


@indicator(
    unit="euro a week",
    kind="flow",
    good="high",
    matters=200.0,
    label=("wages", "lonen"),
    dutch="Wat initiatieven deze week aan loon aan bewoners betalen.",
)
def wages(seen: Census) -> Observed:
    """What initiatives pay to residents in wages this week."""
    return seen.wages


@indicator(
    unit="fte",
    kind="stock",
    good="high",
    matters=0.5,
    label=("jobs", "banen"),
    dutch="Lonen van deze week, uitgedrukt in volle banen.",
    decimals=1,
)
def jobs(seen: Census) -> Observed:
    """Pay of this week, expressed in full jobs."""
    return mean(seen.wages, seen.job)


@indicator(
    unit="times",
    kind="stock",
    good="high",
    matters=0.05,
    label=("local multiplier", "lokale vermenigvuldiger"),
    dutch="Wat een euro die initiatieven uitgeven de buurt oplevert, die euro zelf meegeteld; in drie rondes, over de "
    "laatste 52 weken (LM3).",
    decimals=2,
    over_some=True,
)
def local_multiplier(seen: Census) -> Observed:
    """What a euro spent by initiatives brings the neighbourhood, itself included; three rounds, over 52 weeks (LM3)."""
    return 1.0 + mean(over_a_year(seen.local_spending + seen.third_round), over_a_year(seen.spending))


@indicator(
    unit="euro a week",
    kind="flow",
    good="none",
    matters=50.0,
    label=("paid by the fund", "betaald uit het fonds"),
    dutch="Wat het fonds van de wijkcoöperatie deze week aan initiatieven betaalt.",
)
def fund_paid(seen: Census) -> Observed:
    """What the fund of the cooperative pays to initiatives this week."""
    return seen.fund_paid
