"""Streams: chance as a pure function of seed, process, week and who draws; nothing is remembered between draws."""

from __future__ import annotations

import functools
import hashlib

import numpy as np

from weisim.neighbourhood.rule import rule

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
ONE = np.uint64(1)
S11, S27, S30, S31 = np.uint64(11), np.uint64(27), np.uint64(30), np.uint64(31)
UNIT = 2.0**-53


@rule
def mixed(bits):
    """Stir 64 bits (the finaliser of SplitMix64, Steele, Lea and Flood 2014)."""
    bits = (bits ^ (bits >> S30)) * FIRST
    bits = (bits ^ (bits >> S27)) * SECOND
    return bits ^ (bits >> S31)


@rule
def draw(key, who):
    """A number from 0 up to 1 that belongs to this key and this entity."""
    # Two keyed rounds: one would show faint patterns between neighbouring entities.
    bits = mixed(key + (np.uint64(who) + ONE) * GOLDEN)
    return np.float64(mixed(bits ^ key) >> S11) * UNIT


@rule
def draws(key, luck):
    """The draws of everybody in one go: `luck[row]` becomes `draw(key, row)`."""
    # A loop with nothing else in it takes a quarter of the time that draws between other things take.
    for row in range(luck.size):
        luck[row] = draw(key, row)


@rule
def _keys(seed, week, words):
    keys = np.empty(words.size, np.uint64)
    base = mixed(mixed(seed * GOLDEN + ONE) + week * GOLDEN)
    for number in range(words.size):
        keys[number] = mixed(base ^ words[number])
    return keys


@functools.cache
def _word(purpose: str) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.blake2b(purpose.encode(), digest_size=8).digest(), "little"))


def number_of(name: str) -> int:
    """A whole number that belongs to a name, so that luck can be keyed by it; less than 2 to the power 62."""
    return int(_word(name)) >> 2


class Chance:
    """The luck of one history: the same seed, process, week and entity give the same draw, whatever else happens.

    A purpose is named by its word, such as `joining.answer`, never by its place in the week. So a new process moves no
    other luck, and two scenarios with one seed differ only through what differs between them.
    """

    def __init__(self, seed: int, week: int = -1) -> None:
        """Start at a week; week -1 is the settling of the neighbourhood. Raises ValueError for a seed that is none."""
        if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or not 0 <= seed < 2**64:
            raise ValueError(f"a seed is a whole number from 0 up to 2 to the power 64, not {seed!r}")
        self.seed = np.uint64(seed)
        self._words = np.empty(0, np.uint64)
        self._places: dict[tuple[str, ...], slice] = {}
        self.turn(week)

    def turn(self, week: int) -> None:
        """Go to a week (-1 or later)."""
        self._week = np.uint64(week + 1)
        # The keys of all purposes that were ever asked for, at once: a week asks for some twenty of them.
        self._keys: np.ndarray = _keys(self.seed, self._week, self._words)

    def key(self, purpose: str) -> np.uint64:
        """The key of one purpose this week, to be used in a rule as `draw(key, entity)`."""
        key: np.uint64 = self.keys(purpose)[0]
        return key

    def keys(self, *purposes: str) -> np.ndarray:
        """The keys of several purposes this week, uint64[purposes]."""
        place = self._places.get(purposes)
        if place is None:
            place = self._places[purposes] = slice(self._words.size, self._words.size + len(purposes))
            self._words = np.append(self._words, [_word(purpose) for purpose in purposes])
            self._keys = _keys(self.seed, self._week, self._words)
        return self._keys[place]
