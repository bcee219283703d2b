"""Organising: how structure grows, holds or dissolves."""

from __future__ import annotations

from weisim.parameters.quantity import Group, choice, per_week, share


class Organising(Group):
    """Practice, added force, wear and turnover of roles and agreements."""

    process = "organising"

    # fmt: off
    rule: str = choice("feedback", ("feedback", "double well", "plain"), ("rule of structure", "regel van structuur"), "weisim-model")
    seed: float = per_week(0.004, (0.0, 0.02), ("structure out of nothing", "vanzelf"), "weisim-model")
    routine: float = per_week(0.30, (0.0, 0.5), ("routine breeds routine", "routine voedt routine"), "weisim-model")
    force: float = per_week(0.06, (0.0, 0.12), ("added force", "toegevoegde kracht"), "de-klyn-2013")
    force_reflection: float = share(0.4, (0.0, 1.0), ("share of the force from reflection", "deel van de kracht uit reflectie"), "weisim-model")
    wear: float = per_week(0.04, (0.02, 0.08), ("wear", "slijtage"), "weisim-model")
    turnover: float = share(0.5, (0.0, 1.0), ("lost with a leaver", "verlies bij vertrek"), "weisim-model")
    control: float = share(0.8, (0.0, 1.0), ("practice lost under full control", "oefening verloren bij volle sturing"), "weisim-model")
    hold: float = per_week(0.15, (0.05, 0.3), ("double well: pull of the wells", "dubbele put: trekkracht"), "weisim-model")
    threshold: float = share(0.35, (0.2, 0.5), ("double well: threshold", "dubbele put: drempel"), "weisim-model")
    # fmt: on
