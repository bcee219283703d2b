"""Here: runs are played in this process, one after the other."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass

from weisim.experiment.engines.engine import AtHand, Player, Stories, Task, outcome_of, play_one


@dataclass(frozen=True)
class Here:
    """This process alone: the shortest way for a few runs.

    A run that raises is recorded and the others go on. Against a run that hangs or ends its process nothing can be
    done from inside; `Processes(1)` can.

    Attributes:
        player: what plays one run.
    """

    player: Player = play_one

    def play(self, tasks: Iterable[Task], stories: Stories) -> Generator[AtHand, None, None]:
        """Play the tasks in order and give each as it ends."""
        for task in tasks:
            yield ((task, outcome_of(task, stories, self.player)),)
