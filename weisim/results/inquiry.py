"""Inquiry: what an experiment asks, fixed before anything is played."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType


@dataclass(frozen=True)
class Inquiry:
    """The question of an experiment, and what will be looked at to answer it.

    All of it is written down before the first run, so that no comparison is chosen because of what came out.

    Attributes:
        name: short name, used in files.
        titles: what it is about, in Dutch and in English.
        questions: what it asks, in Dutch and in English.
        reference: name of the scenario with which the others are compared.
        outcomes: names of the indicators that are compared; the first is the one that conclusions are drawn about.
        good_enough: the value from which an outcome is good enough (up to which, where lower is better).
        findings: which findings are made of the runs, in the order in which they are told.
        replications: how many histories of each scenario in each future.
        settings: further numbers that a finding needs, such as `half_width`.
        levers: for a grid of plans, what each scenario sets: name of the scenario, then lever and value.
        changed: whether what is compared was changed after histories had been played; then it is exploration.
    """

    name: str
    titles: tuple[str, str]
    questions: tuple[str, str]
    reference: str
    outcomes: tuple[str, ...]
    good_enough: Mapping[str, float] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    replications: int = 1
    settings: Mapping[str, float] = field(default_factory=dict)
    levers: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    changed: bool = False

    def __post_init__(self) -> None:
        """Keep everything unchangeable; raises ValueError without an outcome."""
        if not self.outcomes:
            raise ValueError("an inquiry needs at least one outcome")
        for name in ("good_enough", "settings"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        levers = {scenario: MappingProxyType(dict(values)) for scenario, values in self.levers.items()}
        object.__setattr__(self, "levers", MappingProxyType(levers))

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes with plain mappings."""
        plain = self.record()
        return _again, (plain,)

    def title(self, language: str) -> str:
        """What it is about, in one language, `nl` or `en`."""
        return self.titles[0 if language == "nl" else 1]

    def question(self, language: str) -> str:
        """What it asks, in one language, `nl` or `en`."""
        return self.questions[0 if language == "nl" else 1]

    def after(self, kept: Inquiry | None) -> Inquiry:
        """The same question, asked of histories that were played for another one; marked as changed where that matters.

        What matters is what is compared: the reference, the outcomes and what is good enough.
        """
        if kept is None or (not kept.changed and self._compares() == kept._compares()):
            return self
        return replace(self, changed=True)

    def _compares(self) -> tuple[object, ...]:
        return self.reference, self.outcomes, dict(self.good_enough)

    def record(self) -> dict[str, object]:
        """The same as plain values, ready for JSON; `Inquiry.from_record` reads it back."""
        return {
            "name": self.name,
            "titles": list(self.titles),
            "questions": list(self.questions),
            "reference": self.reference,
            "outcomes": list(self.outcomes),
            "good_enough": dict(self.good_enough),
            "findings": list(self.findings),
            "replications": self.replications,
            "settings": dict(self.settings),
            "levers": {scenario: dict(values) for scenario, values in self.levers.items()},
            "changed": self.changed,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, object]) -> Inquiry:
        """The inquiry that `record` made plain values of."""
        kept = dict(record)
        for name in ("titles", "questions", "outcomes", "findings"):
            kept[name] = tuple(kept[name])  # type: ignore[arg-type]
        return cls(**kept)  # type: ignore[arg-type]


def _again(record: Mapping[str, object]) -> Inquiry:
    return Inquiry.from_record(record)
