"""Plain aims: what became of economy, cohesion and liveability, in short sentences and tables, Dutch or English.

Each is told apart; nothing here adds them up. What was found decides which sentence is said.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from weisim.analysis.aims import LEVEL_OF, THREE, Aim, Aims, Finding
from weisim.analysis.amounts import least, rough, shown, signed, size, whole
from weisim.analysis.comparison import Difference
from weisim.analysis.wording import MOST_WORDS, Case, quoted, sentence, short, words
from weisim.language import Text, translate
from weisim.results.dictionary import Entry
from weisim.results.results import Results

HEADINGS = {
    Aim.ECONOMY: Text("Neighbourhood economy"),
    Aim.COHESION: Text("Social cohesion"),
    Aim.LIVEABILITY: Text("Liveability"),
    Aim.PARTICIPANTS: Text("Participants, by assumption"),
}
"""What each aim is called above its sentences and its table."""
SPOKEN_DIGITS = 2


def aims_sentences(found: Sequence[Aims], results: Results, language: str) -> tuple[str, ...]:
    """What became of the three aims under each plan, in sentences of at most twenty words.

    None when nothing can be compared, as in results of an older weisim.
    """
    compared = [one for one in found if _comparable(one)]
    told: list[str] = []
    for place, one in enumerate(compared):
        told += _plan_told(one, results, language, first=place == 0)
    told += [short(text, language) for one in compared[:1] for text in _assumed(one, results, language)]
    return tuple(told)


def finding_sentences(found: Aims, aim: Aim, results: Results, language: str) -> tuple[str, ...]:
    """What may be said of each indicator of one aim, against the plan that is compared with."""
    if found.against is None:
        return ()
    first, second = (quoted(results.title(name, language), language) for name in (found.against, found.scenario))
    return tuple(
        sentence(one.difference, one.entry, language, first, second) for one in found.of(aim) if one.difference
    )


def aims_header(found: Sequence[Aims], results: Results, language: str) -> tuple[str, ...]:
    """The heads of both tables of one aim: the indicator, then the plans."""
    return (translate("indicator", language), *(results.title(one.scenario, language) for one in found))


def level_rows(found: Sequence[Aims], aim: Aim, language: str) -> tuple[tuple[str, ...], ...]:
    """What there is in the last week under each plan, with the range of 8 out of 10 histories: a row an indicator."""
    return _rows(found, aim, language, lambda finding: _level(finding, language))


def difference_rows(found: Sequence[Aims], aim: Aim, language: str) -> tuple[tuple[str, ...], ...]:
    """What differs under each plan from the plan that is compared with: a row an indicator."""
    compared = [one for one in found if one.against is not None]
    return _rows(compared, aim, language, lambda finding: _gap(finding, language)) if compared else ()


def aims_notes(language: str) -> tuple[str, ...]:
    """What one must know to read the tables of the aims."""
    notes = (
        Text("All is told of the last week: the middle history, and between brackets 8 out of 10 histories."),
        Text("Economy, cohesion and liveability stand apart; they are never added up to one score."),
        Text("Poverty and isolation hardly move in the model, for research found no large effects."),
        Text("No place to meet only counts rooms in use: with two of them there is a place."),
        Text("Problem levels run from 0 to 100 per cent; lower is better."),
        Text("Cohesion has a scale from 0 to 10; only the difference between plans means something."),
        Text("Local multiplier: what one euro that initiatives spend is worth to the neighbourhood in three rounds."),
    )
    return tuple(note.told(language) for note in notes)


def name_of(entry: Entry, language: str) -> str:
    """What an indicator is called in a sentence: a problem by its own name."""
    problems = {name: problem for problem, name in LEVEL_OF.items()}
    return problems[entry.name].label(language) if entry.name in problems else entry.label(language)


def _comparable(found: Aims) -> bool:
    return any(one.case is not Case.NOTHING for aim in THREE for one in found.of(aim))


def _plan_told(found: Aims, results: Results, language: str, *, first: bool) -> list[str]:
    """One plan: where nothing moved one sentence says so; else a lead, and a sentence or two for each aim."""
    against, title = (quoted(results.title(str(name), language), language) for name in (found.against, found.scenario))
    if not any(one.moved for aim in THREE for one in found.of(aim)):
        none = Text("With {title}: no clear difference that matters in economy, cohesion or liveability.", title=title)
        return [short(none, language)]
    lead = Text("And {title} against {a}:", title=title, a=against)
    if first:
        lead = Text("{title} against {a} (last week, 8 out of 10 cases):", title=title, a=against)
    told = [short(lead, language)]
    for aim in THREE:
        told += _aim_told(aim, found.of(aim), language)
    unsure = [one for aim in THREE for one in found.of(aim) if one.case is Case.UNSURE_SIZE]
    if unsure:
        told.append(short(Text("May also be too little to matter: {label}.", label=_names(unsure, language)), language))
    return told


def _aim_told(aim: Aim, findings: Sequence[Finding], language: str) -> list[str]:
    """One aim: each indicator that moved with its range, then those that did not."""
    moved = [one for one in findings if one.moved]
    if aim is Aim.LIVEABILITY:
        moved.sort(key=_weight, reverse=True)
    parts = [_range_told(one, language) for one in moved]
    still = [one for one in findings if not one.moved and one.case is not Case.NOTHING]
    unknown = [one for one in findings if one.case is Case.NOTHING]
    if still and not moved and not unknown:
        parts.append(translate("no clear difference that matters", language))
    elif still:
        parts.append(Text("no clear difference that matters in {label}", label=_names(still, language)).told(language))
    if unknown:
        parts.append(Text("nothing can be said about {label}", label=_names(unknown, language)).told(language))
    return _packed(HEADINGS[aim].told(language), parts, language)


def _packed(heading: str, parts: Sequence[str], language: str) -> list[str]:
    """Parts in as few sentences as have at most twenty words each, every one under the same heading."""
    told: list[list[str]] = []
    for part in parts:
        if told and words(f"{heading}: {'; '.join([*told[-1], part])}.") <= MOST_WORDS:
            told[-1].append(part)
        else:
            told.append([part])
    return [short(Text("{aim}: {label}.", aim=heading, label="; ".join(group)), language) for group in told]


def _weight(finding: Finding) -> float:
    """How large a difference is beside the smallest one that matters, to name the largest first."""
    middle = abs(finding.difference.median) if finding.difference else 0.0
    return middle / finding.entry.matters if finding.entry.matters else middle


def _range_told(finding: Finding, language: str) -> str:
    """Between what and what one indicator is higher or lower."""
    if finding.difference is None:
        return ""
    parts = {
        "label": name_of(finding.entry, language),
        "amount": _between(finding.difference, finding.entry, language),
    }
    if finding.aim is Aim.COHESION:
        if finding.moved > 0:
            return Text("{amount} higher on the scale of 0 to 10", **parts).told(language)
        return Text("{amount} lower on the scale of 0 to 10", **parts).told(language)
    if finding.moved > 0:
        return Text("{label} {amount} higher", **parts).told(language)
    return Text("{label} {amount} lower", **parts).told(language)


def _between(difference: Difference, entry: Entry, language: str) -> str:
    """The range of a difference without its sign, smallest first; one amount where both ends read the same."""
    near, far = (_rounded(end, entry) for end in sorted((difference.low, difference.high), key=abs))
    told = size(far, entry, language)
    if size(near, entry, language) != told:
        told = Text("{low} to {high}", low=least(near, entry, language), high=told).told(language)
    return Text("{amount} a week", amount=told).told(language) if entry.unit.endswith("a week") else told


def _assumed(found: Aims, results: Results, language: str) -> list[Text]:
    """What is assumed of participants, and called so."""
    title = quoted(results.title(found.scenario, language), language)
    by_name = {one.entry.name: one.last.median for one in found.of(Aim.PARTICIPANTS)}
    lonely, work = (by_name.get(name, math.nan) for name in Aim.PARTICIPANTS.value)
    if math.isnan(lonely) or math.isnan(work) or max(lonely, work) < 1:
        return []
    return [
        Text(
            "Assumption, not finding: with {title}, {lonely} participants become less lonely and {work} find work.",
            title=title,
            lonely=whole(rough(lonely, SPOKEN_DIGITS), language),
            work=whole(rough(work, SPOKEN_DIGITS), language),
        )
    ]


def _names(findings: Sequence[Finding], language: str) -> str:
    return ", ".join(name_of(one.entry, language) for one in findings)


def _rounded(value: float, entry: Entry) -> float:
    """Large amounts without the digits that nobody can use."""
    return rough(value, SPOKEN_DIGITS) if entry.decimals == 0 else value


def _rows(
    found: Sequence[Aims], aim: Aim, language: str, cell: Callable[[Finding], str]
) -> tuple[tuple[str, ...], ...]:
    entries = dict.fromkeys(one.entry for plan in found for one in plan.of(aim))
    by_plan = [{one.entry.name: one for one in plan.of(aim)} for plan in found]
    return tuple((entry.label(language), *(cell(plan[entry.name]) for plan in by_plan)) for entry in entries)


def _level(finding: Finding, language: str) -> str:
    """A value with its range, whose ends carry no sign of their own."""
    middle, low, high = (
        shown(rough(value), finding.entry, language)
        for value in (finding.last.median, finding.last.low, finding.last.high)
    )
    if math.isnan(finding.last.median) or low == high:
        return middle
    return f"{middle} ({low.strip('€% ')}–{high.strip('€% ')})"


def _gap(finding: Finding, language: str) -> str:
    """A difference with its range; `to` between, for a dash could be taken for a minus."""
    found = finding.difference
    if found is None or not found.pairs:
        return "–"
    middle, low, high = (signed(rough(end), finding.entry, language) for end in (found.median, found.low, found.high))
    if low == high:
        return middle
    return f"{middle} ({Text('{low} to {high}', low=low, high=high).told(language)})"
