"""Progress: time left is an honest estimate, and lines stand in for bars where nobody watches."""

from __future__ import annotations

import pytest

from weisim.cli import progress
from weisim.language import speaking


class Clock:
    """A clock that a test moves on."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    return clock


def test_time_left_follows_the_pace_of_this_time_alone(clock: Clock) -> None:
    pace = progress.Pace()
    assert pace.seconds_left(60, 100) is None  # sixty were kept from an earlier time
    clock.now += 50
    assert pace.seconds_left(61, 100) is None  # the first had to compile, which says nothing of the others
    clock.now += 4
    assert pace.seconds_left(63, 100) is None  # too early to say
    clock.now += 6
    assert pace.seconds_left(66, 100) == pytest.approx(68)  # five took ten seconds, thirty-four to go
    assert pace.seconds_left(100, 100) is None


@pytest.mark.parametrize(
    ("seconds", "dutch", "english"),
    [
        (0.4, "bijna klaar", "almost done"),
        (40.2, "nog 40 s", "40 s to go"),
        (100, "nog 2 min", "2 min to go"),
        (7300, "nog 2 uur", "2 h to go"),
    ],
)
def test_time_left_is_told_as_people_do(seconds: float, dutch: str, english: str) -> None:
    assert progress.time_left(seconds).told("nl") == dutch
    assert progress.time_left(seconds).told("en") == english


def test_without_a_terminal_it_tells_lines_on_the_error_channel(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with speaking("en"), progress.meter() as show:
        for done in range(101):
            show(done, 100)
            clock.now += 0.5
    told = capsys.readouterr()
    assert told.out == ""
    lines = told.err.splitlines()
    assert len(lines) == 9 + 1  # one at each tenth, and one as soon as a second has passed
    assert lines[-1] == "90/100  5 s to go"


def test_what_is_done_within_a_second_tells_nothing(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with progress.meter() as show:
        for done in range(6):
            show(done, 5)
    assert capsys.readouterr().err == ""
