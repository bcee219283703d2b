"""Objects: the essence the way Mesa is usually written, one Python object a resident."""

from __future__ import annotations

from collections.abc import Callable
from math import exp

import mesa

import workload as w
from workload import Street


class Partner(mesa.Agent):
    """An organisation that shares out its support."""

    def __init__(self, model: Neighbourhood, base: float) -> None:
        super().__init__(model)
        self.base = self.capacity = base
        self.used = 0.0
        self.initiatives: list[Initiative] = []

    def step(self) -> None:
        asked = 0.0
        for initiative in self.initiatives:
            asked += initiative.need
        used = 0.0
        for initiative in self.initiatives:
            initiative.support = min(1.0, self.capacity * initiative.need / (asked + 1e-9))
            used += initiative.support
        self.used = used
        self.capacity += 0.05 * (self.base * 0.8 + 0.4 * used - self.capacity)


class Initiative(mesa.Agent):
    """A group of residents."""

    def __init__(self, model: Neighbourhood) -> None:
        super().__init__(model)
        self.stage = w.FORMING
        self.age = self.members = 0
        self.strength = self.support = self.skill_sum = 0.0
        self.need = 0.6

    def step(self) -> None:
        members = self.members
        mean = self.skill_sum / members if members else 0.0
        work = members * (0.5 + 0.5 * mean) / w.TARGET
        self.strength = strength = min(1.5, self.strength + 0.1 * (work - self.strength))
        self.age += 1
        stage = self.stage
        if stage == w.FORMING:
            if members >= 5:
                stage = w.ACTIVE
        elif stage == w.ACTIVE:
            if strength > 0.7:
                stage = w.MATURE
        elif stage == w.MATURE:
            if strength < 0.5:
                stage = w.ACTIVE
        elif members >= 3:
            stage = w.FORMING
        if members < 2 and self.age > 26:
            stage = w.FADING
        self.stage = stage
        need = 0.6 - strength
        self.need = need if need > 0.0 and stage != w.FADING else 0.0


class Resident(mesa.Agent):
    """A person who lives in the street."""

    def __init__(self, model: Neighbourhood, phase: int, traits: dict[str, float]) -> None:
        super().__init__(model)
        self.phase = phase
        self.initiative: Initiative | None = None
        self.tenure = 0
        self.neighbours: list[Resident] = []
        self.threshold, self.autonomy_base = traits["threshold"], traits["autonomy_base"]
        self.motivation, self.skill = traits["motivation"], traits["skill"]
        self.autonomy, self.relatedness, self.competence = (
            traits["autonomy"],
            traits["relatedness"],
            traits["competence"],
        )

    def step(self) -> None:
        model, chance = self.model, self.model.random.random
        informed = active = 0
        for other in self.neighbours:
            theirs = other.phase
            if theirs:
                informed += 1
                if theirs == 2 or theirs == 3:  # participant or trainee; plain numbers, for this is the busiest line
                    active += 1
        degree = len(self.neighbours)
        share = active / degree if degree else 0.0
        self.autonomy += w.PACE_AUTONOMY * (self.autonomy_base - self.autonomy)
        self.relatedness += w.PACE_RELATEDNESS * (share - self.relatedness)
        self.competence += w.PACE_COMPETENCE * (self.skill - self.competence)
        needs = (
            w.NEED_AUTONOMY * self.autonomy
            + w.NEED_RELATEDNESS * self.relatedness
            + w.NEED_COMPETENCE * self.competence
        )
        self.motivation += w.PACE_MOTIVATION * (needs - self.motivation)
        phase = self.phase
        if phase == w.UNAWARE:
            if chance() < 1.0 - (1.0 - model.reach) * model.unheard[informed]:
                self.phase = w.AWARE
                model.heard += 1
        elif phase == w.AWARE:
            drive = w.WEIGHT_SHARE * share + w.WEIGHT_MOTIVATION * self.motivation - self.threshold
            if chance() < w.EAGERNESS / (1.0 + exp(-w.SLOPE * drive)):
                self._join(degree)
        elif phase == w.DROPPED:
            if chance() < w.CHANCE_OF_RETURN:
                self.phase = w.AWARE
        else:
            self._take_part(phase)

    def _join(self, degree: int) -> None:
        model, chance = self.model, self.model.random.random
        initiative = self.neighbours[int(chance() * degree)].initiative if degree else None
        if initiative is None or initiative.stage == w.FADING:
            initiative = model.initiatives[int(chance() * len(model.initiatives))]
        self.phase, self.initiative, self.tenure = w.PARTICIPANT, initiative, 0
        model.joined += 1

    def _take_part(self, phase: int) -> None:
        model, chance, initiative = self.model, self.model.random.random, self.initiative
        assert initiative is not None
        if phase == w.TRAINEE:
            self.skill += w.GROWTH * (0.5 + 0.5 * initiative.support) * (1.0 - self.skill)
            if self.skill > w.LEARNED:
                self.phase = w.PARTICIPANT
                model.learned += 1
        elif self.skill <= w.LEARNED and chance() < w.CHANCE_OF_TRAINING * (0.5 + 0.5 * initiative.support):
            self.phase = w.TRAINEE
        if chance() < w.CHANCE_OF_DROPPING * (1.6 - self.motivation) * (1.2 - 0.4 * initiative.strength):
            self.phase, self.initiative = w.DROPPED, None
            model.left += 1
        self.tenure += 1


class Neighbourhood(mesa.Model):
    """A street of objects."""

    def __init__(self, street: Street, seed: int) -> None:
        super().__init__(seed=seed)
        names = list(street.traits)
        rows = zip(*(street.traits[name].tolist() for name in names), strict=True)
        phases = street.phase.tolist()
        self.residents = [
            Resident(self, phase, dict(zip(names, row, strict=True))) for phase, row in zip(phases, rows, strict=True)
        ]
        start, tie = street.start.tolist(), street.tie.tolist()
        for i, resident in enumerate(self.residents):
            resident.neighbours = [self.residents[j] for j in tie[start[i] : start[i + 1]]]
        count = street.initiatives
        self.initiatives = [Initiative(self) for _ in range(count)]
        self.partners = [Partner(self, 0.15 * count / w.PARTNERS) for _ in range(w.PARTNERS)]
        for k, initiative in enumerate(self.initiatives):
            self.partners[k % w.PARTNERS].initiatives.append(initiative)
        self.unheard = w.unheard(max(len(resident.neighbours) for resident in self.residents)).tolist()
        self.heard = self.joined = self.left = self.learned = 0
        self.datacollector = mesa.DataCollector(model_reporters={name: _reader(name) for name in w.SERIES})
        self.observed: dict[str, float] = {}

    def step(self) -> None:
        self.reach = w.campaign(self.steps - 1)
        self.heard = self.joined = self.left = self.learned = 0
        self.agents_by_type[Resident].shuffle_do("step")
        for initiative in self.initiatives:
            initiative.members, initiative.skill_sum = 0, 0.0
        for resident in self.residents:
            if resident.initiative is not None:
                resident.initiative.members += 1
                resident.initiative.skill_sum += resident.skill
        self.agents_by_type[Initiative].do("step")
        self.agents_by_type[Partner].do("step")
        self._observe()
        self.datacollector.collect(self)

    def _observe(self) -> None:
        count = [0] * 5
        totals = [0.0] * 5
        for r in self.residents:
            count[r.phase] += 1
            totals[0] += r.motivation
            totals[1] += r.skill
            totals[2] += r.autonomy
            totals[3] += r.relatedness
            totals[4] += r.competence
        stages = [0] * 4
        sums = [0.0] * 4
        for k in self.initiatives:
            stages[k.stage] += 1
            sums[0] += k.strength
            sums[1] += k.need
            sums[2] += k.support
            sums[3] += k.members
        values: list[float] = [*count, self.heard, self.joined, self.left, self.learned]
        values += [total / len(self.residents) for total in totals]
        values += [*stages, *(total / len(self.initiatives) for total in sums)]
        values += [max(k.strength for k in self.initiatives)]
        values += [sum(p.capacity for p in self.partners), sum(p.used for p in self.partners)]
        self.observed = dict(zip(w.SERIES, values, strict=True))

    @property
    def participants(self) -> int:
        """How many take part at the end of the last week."""
        return int(self.observed["participants"] + self.observed["trainees"])


def _reader(name: str) -> Callable[[Neighbourhood], float]:
    return lambda model: model.observed[name]
