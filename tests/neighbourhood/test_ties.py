"""Ties: symmetric, sorted, without doubles, whatever is added or taken away."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.living import ties_told
from weisim.neighbourhood.ties import Ties, cut_all, knows

RESIDENTS = 12
Deeds = st.lists(
    st.tuples(
        st.sampled_from(["meet", "meet", "meet", "cut"]), st.integers(0, RESIDENTS - 1), st.integers(0, RESIDENTS - 1)
    ),
    max_size=120,
)


@given(deeds=Deeds)
def test_ties_are_what_a_set_of_pairs_says(deeds: list[tuple[str, int, int]]) -> None:
    ties, pairs = Ties(RESIDENTS), {}
    for number, (deed, row, who) in enumerate(deeds):
        if deed == "meet":
            ties.meet(row, who, 0.1 + number / 1000)
            if row != who:
                pairs.setdefault((min(row, who), max(row, who)), 0.1 + number / 1000)
        else:
            cut_all(ties.start, ties.degree, ties.other, ties.strength, row)
            pairs = {pair: much for pair, much in pairs.items() if row not in pair}
    both_ways = sorted(
        [(a, b, much) for (a, b), much in pairs.items()] + [(b, a, much) for (a, b), much in pairs.items()]
    )
    assert [tuple(tie) for tie in ties_told(ties)] == both_ways
    for row in range(RESIDENTS):
        assert ties.contacts(row).tolist() == sorted(b for a, b, _ in both_ways if a == row)
        for who in range(RESIDENTS):
            known = (min(row, who), max(row, who)) in pairs
            assert knows(ties.start, ties.degree, ties.other, row, who) == known


def test_one_may_know_everybody() -> None:
    ties = Ties(300)
    for who in range(300):
        ties.meet(0, who, 0.5)
    assert ties.contacts(0).tolist() == list(range(1, 300))
    assert (ties.degree[1:] == 1).all()
    assert np.all(ties_told(ties)[:, 2] == 0.5)
