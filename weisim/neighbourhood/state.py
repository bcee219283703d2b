"""State: what an entity is made of, declared once, stored as one array a variable, seen by Mesa as agents."""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import mesa
import numpy as np
from mesa.agent import AgentSet

from weisim.neighbourhood.rule import rule

STORED: dict[type, type] = {int: np.int32, float: np.float64}
LAYOUTS: dict[tuple[str, tuple[str, ...]], np.dtype[Any]] = {}


def stored(dtype: type) -> type:
    """How values of a declared type are stored."""
    return STORED.get(dtype, dtype)


@rule
def count_births(rows, born):
    """One more entity has stood in each of these rows."""
    for row in rows:
        born[row] += 1


@dataclass(frozen=True)
class State:
    """The declaration of one state variable; on an agent it is that agent's value, on a roster the column of all."""

    dtype: type
    default: float
    unit: str
    meaning: str
    width: int
    name: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the name under which the entity declares it."""
        object.__setattr__(self, "name", name)

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        """The value of one agent, or the declaration itself on the class."""
        if agent is None:
            return self
        if agent.unique_id != agent.roster.identity(agent.row):
            raise LookupError("this resident has moved out; somebody else lives here now")
        value = agent.roster.columns[self.name][agent.row]
        return value.item() if self.width == 1 else value

    def __set__(self, agent: Any, value: Any) -> None:
        """Write the value of one agent into the column."""
        agent.roster.columns[self.name][agent.row] = value


def state(dtype: type, default: float, *, unit: str, meaning: str, width: int = 1) -> Any:
    """Declare a state variable of an entity: type, start value, unit and meaning; `width` values each."""
    return State(dtype, default, unit, meaning, width)


class Entity(mesa.Agent):
    """An agent whose state lives in the columns of its roster; it is made when somebody looks at it.

    Few entities of a kind share one table, so that a compiled rule gets them as one thing and reads `g.stage[row]`;
    where there are many (`apart`), each variable is an array of its own, which is read fastest.

    The Mesa constructor is not called: it would register every agent one by one (microseconds each, for thousands of
    residents) and, in the Mesa of Python 3.11, keep the whole model in memory for ever.
    """

    apart: ClassVar[bool] = False

    def __init__(self, roster: Roster, row: int) -> None:
        """View one row of a roster."""
        self.roster = roster
        self.model = roster.model
        self.row = row
        self.unique_id = roster.identity(row)
        self.pos = None

    def __eq__(self, other: object) -> bool:
        """Two views of the same entity are equal."""
        return isinstance(other, Entity) and other.roster is self.roster and other.unique_id == self.unique_id

    def __hash__(self) -> int:
        """One entity, one hash."""
        return hash((id(self.roster), self.unique_id))

    def remove(self) -> None:
        """Refuse: people move out and initiatives end by the rules of the model."""
        raise TypeError("an entity leaves by the rules of the model, not by hand")

    @classmethod
    def states(cls) -> tuple[State, ...]:
        """All state variables in the order in which they are declared."""
        return tuple(value for value in vars(cls).values() if isinstance(value, State))


def layout(entity: type[Entity], apart: tuple[str, ...]) -> np.dtype[Any]:
    """The table of an entity: all its variables but those that stand apart, such as one value for each partner.

    Made once, for the compiler knows a layout that it has seen before sooner than an equal one.
    """
    known = (entity.__qualname__, apart)
    if known not in LAYOUTS:
        variables = () if entity.apart else [one for one in entity.states() if one.name not in apart]
        fields = [(one.name, stored(one.dtype), *(((one.width,),) if one.width > 1 else ())) for one in variables]
        LAYOUTS[known] = np.dtype(fields, align=True)
    return LAYOUTS[known]


class Placed(AgentSet):
    """A Mesa AgentSet whose agents stand where the model puts them; nobody adds or removes one by hand."""

    model: Any

    @property
    def random(self) -> Any:
        """Mesa's generator, for Mesa's own tools; no process of the model draws from it."""
        return self.model.random

    @property
    def _agents(self) -> Any:
        return weakref.WeakKeyDictionary(dict.fromkeys(self))

    def _copied(self, inplace: bool = False) -> AgentSet:
        if inplace:
            raise TypeError("agents keep the order of their rows")
        return AgentSet(list(self), random=self.random)

    def select(
        self,
        filter_func: Callable[[Any], bool] | None = None,
        at_most: float = float("inf"),
        inplace: bool = False,
        agent_type: type | None = None,
    ) -> AgentSet:
        """The agents for which a test holds, as an ordinary Mesa AgentSet."""
        return self._copied(inplace).select(filter_func, at_most, agent_type=agent_type)

    def shuffle(self, inplace: bool = False) -> AgentSet:
        """The agents in an order of Mesa's generator, as an ordinary Mesa AgentSet."""
        return self._copied(inplace).shuffle()

    def sort(self, key: Any, ascending: bool = False, inplace: bool = False) -> AgentSet:
        """The agents sorted, as an ordinary Mesa AgentSet."""
        return self._copied(inplace).sort(key, ascending)

    def _refuse(self, *_: object) -> None:
        raise TypeError("agents come and go by the rules of the model, not by hand")

    add = remove = discard = _refuse


class Roster(Placed):
    """All entities of one kind: a Mesa AgentSet whose agents are rows of columns.

    `roster.table` is what compiled rules get: one row an entity, with a field a variable. `roster.motivation` is the
    column of all (a view, shape (rows,) or (rows, width)); `roster[3]` is one agent; `select`, `get`, `set`, `agg`,
    `do`, `groupby` behave as in Mesa.
    """

    def __init__(
        self, model: Any, entity: type[Entity], rows: int, room: int = 0, widths: dict[str, int] | None = None,
    ) -> None:  # fmt: skip
        """Make the columns with their start values.

        Args:
            model: the neighbourhood.
            entity: the kind of entity, with its declared state.
            rows: entities at the start.
            room: rows for which memory is kept, at least.
            widths: other widths for some variables.
        """
        self.model = model
        self.entity = entity
        self.rows = rows
        self.widths = widths or {}
        self._born = np.zeros(max(rows, room, 1), np.int64)
        self._handles: dict[int, Entity] = {}
        self.lay_out(max(rows, room, 1))

    def lay_out(self, room: int) -> None:
        """Make the columns anew for so many rows, with start values."""
        kept = layout(self.entity, tuple(sorted(self.widths)))
        self._all = np.zeros(room, kept)
        self.columns: dict[str, np.ndarray] = {}
        for variable in self.entity.states():
            name = variable.name
            if name in (kept.names or ()):
                self.columns[name] = self._all[name]
            else:
                width = self.widths.get(name, variable.width)
                self.columns[name] = np.empty((room,) if width == 1 else (room, width), stored(variable.dtype))
            self.columns[name][:] = variable.default
        self.show()

    def show(self) -> None:
        """Show as many rows as there are entities."""
        self.table = self._all[: self.rows]
        for name, column in self.columns.items():
            self.__dict__[name] = column[: self.rows]

    def add_row(self) -> int:
        """Make room for one more entity with start values; its row is returned."""
        if self.rows == len(self._all):
            before = self.columns
            self.lay_out(2 * self.rows)
            for name, column in before.items():
                self.columns[name][: self.rows] = column
            self._born = np.concatenate([self._born, np.zeros_like(self._born)])
        self.rows += 1
        self.show()
        return self.rows - 1

    def replace(self, rows: np.ndarray) -> None:
        """Another entity stands in these rows, int64[entities], from now on: former agents are forgotten."""
        count_births(rows, self._born)
        if self._handles:
            for row in rows.tolist():
                self._handles.pop(row, None)

    def identity(self, row: int) -> int:
        """The number of the entity that stands in a row now, unique within the model."""
        return int(self.model.first_identity(self.entity) + row + self._born[row] * 100_000_000)

    def _agent(self, row: int) -> Entity:
        # Kept for the life of the model, as Mesa does: an AgentSet holds its agents weakly.
        agent = self._handles.get(row)
        if agent is None:
            agent = self._handles[row] = self.entity(self, row)
        return agent

    def __len__(self) -> int:
        """Number of entities."""
        return self.rows

    def __iter__(self) -> Iterator[Entity]:
        """All agents in order of row."""
        return map(self._agent, range(self.rows))

    def __contains__(self, agent: object) -> bool:
        """Whether this agent stands in the roster now."""
        return isinstance(agent, Entity) and agent.roster is self and agent.unique_id == self.identity(agent.row)

    def __getitem__(self, item: Any) -> Any:
        """One agent, or a list of agents for a slice."""
        if isinstance(item, slice):
            return [self._agent(row) for row in range(*item.indices(self.rows))]
        row = int(item) + (self.rows if int(item) < 0 else 0)
        if not 0 <= row < self.rows:
            raise IndexError(item)
        return self._agent(row)

    def get(self, attr_names: Any, handle_missing: str = "error", default_value: Any = None) -> Any:
        """Values of one or several attributes; a state variable comes straight from its column."""
        if isinstance(attr_names, str) and attr_names in self.columns:
            return self.columns[attr_names][: self.rows].tolist()
        return super().get(attr_names, handle_missing, default_value)

    def set(self, attr_name: str, value: Any) -> Roster:
        """Set a state variable of all."""
        self.columns[attr_name][: self.rows] = value
        return self


class Everyone(Placed):
    """What `model.agents` shows: the agents of all rosters, one roster after another."""

    def __init__(self, model: Any, rosters: tuple[Roster, ...]) -> None:
        """Join rosters."""
        self.model = model
        self.rosters = rosters

    def __len__(self) -> int:
        """Number of agents in all."""
        return sum(len(roster) for roster in self.rosters)

    def __iter__(self) -> Iterator[Entity]:
        """All agents."""
        return itertools.chain.from_iterable(self.rosters)

    def __contains__(self, agent: object) -> bool:
        """Whether this agent is in one of the rosters."""
        return any(agent in roster for roster in self.rosters)

    def __getitem__(self, item: Any) -> Any:
        """One agent or a list of them."""
        return list(self)[item]
