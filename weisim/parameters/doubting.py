"""Doubting: what feeds scepticism and what lowers it."""

from __future__ import annotations

from weisim.parameters.quantity import Group, choice, per_week, share, weight


class Doubting(Group):
    """Talks, visible results, collapses and broken promises, each with its effect on trust."""

    process = "doubting"

    # fmt: off
    talk: float = per_week(0.035, (0.0, 0.08), ("talks at the door per resident", "gesprekken aan de deur"), "nul20-bgw")
    talk_effect: float = share(0.12, (0.0, 0.25), ("effect of a talk", "effect van een gesprek"), "nul20-bgw")
    seen: float = per_week(0.010, (0.0, 0.03), ("effect of seeing it work", "effect van zien"), "scp-trust")
    let_down: float = share(0.03, (0.0, 0.10), ("effect of a collapse nearby", "effect van mislukking"), "scp-trust")
    promise: str = choice("shock", ("shock", "none"), ("what an unannounced end does to trust", "wat een onaangekondigd einde met vertrouwen doet"), "weisim-model")
    shock: float = share(0.25, (0.0, 0.40), ("trust lost when a promise is broken", "vertrouwensbreuk"), "weisim-model")
    top_down: float = share(0.0, (0.0, 0.8), ("programme felt as imposed", "van bovenaf"), "de-klyn-2013")
    results: float = per_week(0.001, (0.0, 0.01), ("effect of visible results in the neighbourhood", "effect van zichtbare resultaten in de buurt"), "de-klyn-2013")
    many: float = weight(10.0, (3.0, 30.0), ("working initiatives that everybody sees, per 2,500 residents", "werkende initiatieven die iedereen ziet, per 2.500 bewoners"), "weisim-model")
    cuts: float = share(0.0, (0.0, 0.8), ("programme felt as a cut in budgets", "gevoeld als bezuiniging"), "de-klyn-2013")
    suspicion: float = per_week(0.004, (0.0, 0.02), ("trust lost by suspicion", "vertrouwen dat argwaan kost"), "weisim-model")
    # fmt: on
