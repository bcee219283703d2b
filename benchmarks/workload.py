"""Workload: the essence of the model, the one task on which weisim's peers are measured.

Residents hear of it from neighbours, join when neighbours and motivation carry them over a threshold, train, and drop
out or return; initiatives grow stronger with skilled members, and eight partners share out their support. All peers
read this file, so network, residents and numbers are the same. A week is synchronous: rules see phases as the week
began.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

UNAWARE, AWARE, PARTICIPANT, TRAINEE, DROPPED = range(5)
FORMING, ACTIVE, MATURE, FADING = range(4)

CONTAGION = 0.012  # weekly chance that one informed neighbour passes the news
WEIGHT_SHARE, WEIGHT_MOTIVATION, SLOPE, EAGERNESS = 1.1, 0.9, 8.0, 0.12
CHANCE_OF_TRAINING, GROWTH, LEARNED = 0.03, 0.05, 0.8
CHANCE_OF_DROPPING, CHANCE_OF_RETURN = 0.010, 0.006
PACE_AUTONOMY, PACE_RELATEDNESS, PACE_COMPETENCE, PACE_MOTIVATION = 0.05, 0.10, 0.08, 0.10
NEED_AUTONOMY, NEED_RELATEDNESS, NEED_COMPETENCE = 0.40, 0.30, 0.30
PARTNERS, TARGET = 8, 60.0
PURPOSES = 7
SERIES = (
    "unaware aware participants trainees dropped heard joined left learned "
    "motivation skill autonomy relatedness competence forming active mature fading "
    "strength need support members strongest capacity used"
).split()

_GAMMA, _FIRST, _SECOND, _MASK = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, (1 << 64) - 1


@dataclass(frozen=True)
class Street:
    """Who lives there and who knows whom: ties in compressed rows, and one column a trait."""

    start: Ints
    tie: Ints
    traits: dict[str, Floats]
    phase: npt.NDArray[np.uint8]

    @property
    def residents(self) -> int:
        """How many live there."""
        return self.phase.size

    @property
    def initiatives(self) -> int:
        """How many initiatives there are: one a hundred residents, eight at least."""
        return max(8, self.residents // 100)


def make_street(residents: int, seed: int = 0) -> Street:
    """A small world in which neighbours along a line are alike: ten ties a resident, one in ten to anywhere."""
    chance = np.random.default_rng([seed, 1])
    one = np.repeat(np.arange(residents, dtype=np.int64), 5)
    other = (one + np.tile(np.arange(1, 6, dtype=np.int64), residents)) % residents
    far = chance.random(one.size) < 0.1
    other[far] = chance.integers(0, residents, int(far.sum()))
    one, other = one[one != other], other[one != other]
    pairs = np.sort(np.concatenate((one * residents + other, other * residents + one)))
    pairs = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))]
    row = pairs // residents
    start = np.zeros(residents + 1, np.int32)
    start[1:] = np.cumsum(np.bincount(row, minlength=residents))
    chance = np.random.default_rng([seed, 2])
    traits = {
        "threshold": chance.beta(4, 4, residents) * 0.9 + 0.25,
        "autonomy_base": chance.beta(5, 3, residents),
        "motivation": chance.beta(4, 4, residents),
        "skill": chance.beta(2, 5, residents) * 0.6,
        "autonomy": chance.beta(5, 3, residents),
        "relatedness": chance.beta(2, 4, residents),
        "competence": chance.beta(2, 4, residents),
    }
    phase = (chance.random(residents) < 0.02).astype(np.uint8)
    return Street(start, (pairs - row * residents).astype(np.int32), traits, phase)


def campaign(week: int) -> float:
    """Weekly chance to hear of it without neighbours: three times as much in the first eight weeks of a year."""
    return 0.001 * (3.0 if week % 52 < 8 else 1.0)


def unheard(ties: int) -> Floats:
    """The chance that none of so many informed neighbours passes the news, from none to `ties`."""
    return np.power(1.0 - CONTAGION, np.arange(ties + 1, dtype=np.float64))


def keys(seed: int, week: int) -> list[int]:
    """One 64-bit key a purpose, for this run and week (SplitMix64 as a counter-based generator)."""
    base = _mix((seed * _GAMMA + 1) & _MASK)
    base = _mix((base + week * _GAMMA) & _MASK)
    return [_mix((base + (purpose + 1) * _GAMMA) & _MASK) for purpose in range(PURPOSES)]


def _mix(z: int) -> int:
    z = ((z ^ (z >> 30)) * _FIRST) & _MASK
    z = ((z ^ (z >> 27)) * _SECOND) & _MASK
    return z ^ (z >> 31)
