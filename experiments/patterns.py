"""Patterns: the patterns of the evidence beside what the compact check and this model do; nothing is tuned here."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

import numpy as np

from experiments import arms, watching
from experiments.arms import FADE, NONE, PLANS, STEADY
from experiments.findings import LATE_WEEK, VERDICTS, WEEK, Finding, difference, findings
from experiments.measures import at_week
from weisim.analysis.outcome import outcomes
from weisim.analysis.survival import survival
from weisim.cli.tables import table
from weisim.language import LANGUAGES, choose_language
from weisim.results.provenance import VERSION
from weisim.results.results import Results

FROZEN_RUNS = 3
NOT_SEEN = (
    "Not to be seen: P21 (hazard by shape of the team); the model has no shape of a team.",
    "Niet te zien: P21 (uitval naar vorm van de groep); het model kent geen vorm van een groep.",
)
COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("born", "ideas_born", 0),
    ("live", "initiatives_alive", 1),
    ("formed", "initiatives_formed", 1),
    ("independent", "independent_organisations", 1),
    ("enterprises", "neighbourhood_enterprises", 1),
    ("income", "own_income", 0),
    ("participants", "participants", 0),
    ("skill", "skill", 2),
    ("motivation", "motivation", 2),
    ("structure", "order_parameter", 2),
    ("stress test", "stress_test_share", 2),
)
# Means at week 208 and survival of formed groups, as the compact check printed them (model note, 15.2).
CHECKED: dict[str, str] = {
    STEADY: "49 23.3 20.3 12.8 4.2 5420 171 .47 .76 .71 .87 .73",
    "stop-month-6": "17 4.4 3.4 .5 – 150 23 .39 .73 .38 .55 .46",
    "stop-month-12": "25 8.0 6.8 2.1 .4 490 46 .42 .75 .58 .79 .61",
    "stop-month-24": "33 13.4 12.0 5.9 1.8 1810 91 .43 .76 .68 .87 .69",
    "stop-week-130": "36 16.0 14.4 8.4 2.6 2660 116 .44 .76 .69 .88 .70",
    FADE: "37 16.4 14.7 8.4 2.5 2630 119 .44 .76 .69 .88 .70",
    NONE: "8 1.4 .9 0 – 10 6 .39 .68 .13 .12 .37",
    "stop-month-24-unannounced": "33 13.4 12.0 5.8 – 1790 91 .43 .76 .68 .87 .69",
}
ENDED: dict[str, str] = {
    STEADY: "0 0 1.00",
    "stop-month-6": ".97 .03 0",
    "stop-month-12": ".35 .60 .05",
    "stop-month-24": ".03 .40 .57",
    FADE: "0 .15 .85",
    NONE: "1.00 0 0",
}
# Differences from steady support at week 208 in the compact check: born, live, independent, income, participants.
ALONE: dict[str, str] = {
    "training-none": "+.4 -.2 -2.6 -1020 -8",
    "coaching-none": "+4.5 -.2 -3.0 -1160 -4",
    "coaching-half": "+.9 -.2 -.9 -610 -5",
    "coaching-double": "-.2 0 -.1 +50 -2",
    "mobility-.15": "+.2 -.5 -.8 -760 -13",
}
ALONE_OF = ("ideas_born", "initiatives_alive", "independent_organisations", "own_income", "participants")


def shown(value: float, decimals: int) -> str:
    """A number without the zero before the point, as the model note writes it."""
    if not np.isfinite(value):
        return "–"
    text = f"{value:.{decimals}f}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) and decimals else text


def band(one: Finding) -> str:
    """The band of a pattern in a few characters."""
    if one.band is None:
        return "–"
    low, high = one.band
    if low == high:
        return f"{low:g}"
    if not np.isfinite(low):
        return f"< {high:g}"
    return f"> {round(low, 6):g}" if not np.isfinite(high) or 0 < low < 1e-6 else f"{low:g}–{high:g}"


def pattern_rows(found: Sequence[Finding], say: int) -> list[list[str]]:
    """The table of patterns: name, band, compact check, median with 80 % range, verdict."""
    rows = [[["pattern", "band", "check", "found", ""], ["patroon", "band", "controle", "gevonden", ""]][say]]
    for one in found:
        value = shown(one.median, one.decimals)
        if one.values.size > 1:
            low, high = one.eight_of_ten
            value += f" ({shown(low, one.decimals)}–{shown(high, one.decimals)})"
        name, verdict = ((one.en, one.verdict), (one.nl, VERDICTS[one.verdict]))[say]
        rows.append([name, band(one), one.check, value, verdict])
    return rows


def scenario_rows(results: Results) -> list[list[str]]:
    """Means at week 208, each line above that of the compact check; * differs from steady by two standard errors."""
    rows = [["week 208", *(name for name, _, _ in COLUMNS), "formed alive"]]
    for name, checked in CHECKED.items():
        cells = []
        for _, indicator, decimals in COLUMNS:
            values = np.array([at_week(run, indicator, LATE_WEEK) for run in results.of(name)])
            star = "*" if name != STEADY and _certain(difference(results, name, indicator)) else ""
            cells.append(shown(float(np.nanmean(values)), decimals) + star)
        rows += [[name, *cells, shown(survival(results, name, "formed").at(WEEK)[0], 2)], ["  check", *checked.split()]]
    return rows


def arm_rows(results: Results) -> list[list[str]]:
    """What one instrument does alone: paired differences from steady support at week 208."""
    rows = [["minus steady", *ALONE_OF]]
    for name, checked in ALONE.items():
        cells = []
        for indicator in ALONE_OF:
            values = difference(results, name, indicator)
            cells.append(f"{np.mean(values):+.1f}" + ("*" if _certain(values) else ""))
        rows += [[name, *cells], ["  check", *checked.split()]]
    return rows


def ending_rows(results: Results, say: int) -> list[list[str]]:
    """How the histories of the six plans end, each and all together."""
    heads = ("failure partial success middle check", "mislukt deels gelukt midden controle")[say].split()
    rows = [["week 259", *heads]]
    counts = np.zeros(3)
    for name in PLANS:
        ends = outcomes(results, name)
        counts += [one.count for one in ends.shares]
        middle = f"{ends.median:g} ({ends.low:g}–{ends.high:g})"
        rows.append([name, *(shown(one.share, 2) for one in ends.shares), middle, ENDED[name]])
    return [*rows, [["all six", "alle zes"][say], *(shown(share, 2) for share in counts / counts.sum()), "", ""]]


def _certain(values: np.ndarray) -> bool:
    values = values[np.isfinite(values)]
    return values.size > 1 and bool(abs(values.mean()) > 2.0 * values.std(ddof=1) / np.sqrt(values.size))


def laid_out(rows: Sequence[Sequence[str]], markdown: bool) -> str:
    """Rows as plain text, or as a table for a page."""
    if not markdown:
        return table(rows, right=range(1, len(rows[0])))
    lines = ["| " + " | ".join(cell.strip() or " " for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def main() -> None:
    """Play, look and print."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--runs", type=int, default=40, help="histories of each arm, seeds 1 to this number")
    ask.add_argument("--jobs", type=int, default=min(8, os.cpu_count() or 1), help="histories played at once")
    ask.add_argument("--language", choices=LANGUAGES, default=None)
    ask.add_argument("--markdown", action="store_true", help="print tables for a page")
    given = ask.parse_args()
    say = 1 if choose_language(given.language) == "nl" else 0

    results = arms.play(arms.arms(), given.runs, given.jobs)
    seen = arms.in_jobs(watching.look_around, [(run.seed,) for run in results.of(FADE)], given.jobs)
    frozen = arms.in_jobs(watching.with_skill_frozen, [(seed, WEEK) for seed in range(1, FROZEN_RUNS + 1)], given.jobs)
    money = {
        name: arms.in_jobs(watching.follow_money, [(run.seed, arms.plan(name)) for run in results.of(name)], given.jobs)
        for name in (FADE, STEADY)
    }
    found = findings(results, seen, frozen, money)

    print(
        (f"{given.runs} histories of each arm, seeds from 1", f"{given.runs} runs per variant, seeds vanaf 1")[say]
        + "\n"
    )
    print(f"weisim {VERSION}, results_digest {results.digest}\n")
    print(laid_out(pattern_rows(found, say), given.markdown))
    print("\n" + NOT_SEEN[say] + "\n")
    for rows in (scenario_rows(results), arm_rows(results), ending_rows(results, say)):
        print(laid_out(rows, given.markdown) + "\n")


if __name__ == "__main__":
    main()
