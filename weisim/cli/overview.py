"""Overview: the week on one screen, how much of the model is known, and what can be asked."""

from __future__ import annotations

from weisim import terms
from weisim.analysis.guidance import GUIDANCE
from weisim.cli import messages
from weisim.cli.guide import PROCESSES
from weisim.cli.tables import filled, table
from weisim.language import Text, current_language, percent
from weisim.organisations import OrganisationalForm

LEAST = 0.005


def overview() -> str:
    """The week as a list of verbs, the share of numbers per standing, and every word that can be asked."""
    from weisim.indicators.catalogue import DICTIONARY
    from weisim.parameters.parameters import Parameters, standings
    from weisim.results.holders import called
    from weisim.simulation.schedule import SCHEDULE
    from weisim.support.partner import usual_partners

    language = current_language()
    week = [process.name for process in SCHEDULE]
    later = [name for name in PROCESSES if name not in week and name != "settling"]
    shares = [[_known(share), standing.label(language)] for standing, share in standings().items() if share > 0]
    count = len(Parameters.table())
    lines = [
        str(Text("One week in the model, in this order:")),
        table([[made.name, str(PROCESSES.get(made.name, made.sentence))] for made in SCHEDULE], indent=2, fold=1),
        "",
        str(Text("Not in this version yet: {names}.", names=", ".join(later))) if later else "",
        "",
        str(Text("How well the {count} numbers of the model are known:", count=count)),
        table(shares, right=(0,), indent=2),
        "",
        str(Text("What can be asked:")),
        _asked(Text("processes"), [*week, "settling"]),
        _asked(Text("phases"), [member.label(language) for member in terms.Phase]),
        _asked(Text("kinds of help"), [member.word for member in terms.Help]),
        _asked(Text("partners"), [called(one.name, language) for one in usual_partners()]),
        _asked(
            Text("interests, and forms of help in a deal"),
            [member.label(language) for kind in (terms.Interest, terms.Form) for member in kind],
        ),
        _asked(
            Text("what holds residents back"), ["bottleneck", *(member.label(language) for member in terms.Condition)]
        ),
        _asked(Text("words"), [member.label(language) for kind in (terms.Stage, terms.Involvement) for member in kind]),
        _asked(Text("forms"), [Text("forms"), *(member.label(language) for member in OrganisationalForm)]),
        _asked(Text("findings of experiments"), ["findings", *GUIDANCE]),
        _asked(Text("indicators"), [entry.name for entry in DICTIONARY]),
        _asked(Text("numbers"), [Text("every number of a process, such as telling.informed")]),
        "",
        messages.what_now(Text("for example  weisim explain telling")),
    ]
    return "\n".join(lines)


def _asked(kind: Text, words: list[object]) -> str:
    return filled(f"{kind}: " + ", ".join(str(word) for word in words), indent="  ", hang="    ")


def _known(share: float) -> str:
    """A share of the numbers; what is there at all is never told as none."""
    return f"< {percent(0.01)}" if share < LEAST else percent(share)
