"""Guide: what each phase and each process is about, in the words of the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from weisim.language import Text, number
from weisim.terms import Help, Phase

if TYPE_CHECKING:
    from weisim.parameters.advancing import Advancing


@dataclass(frozen=True)
class Chapter:
    """What a process manager wants to know about one phase.

    Attributes:
        goal: what the phase is for.
        happens: what one sees happen.
        acts: who acts, and what the process manager does.
        form: the organisational form and the mode of the phase.
        gate: when it ends, with the numbers of the gate.
        tools: the kinds of help that fit the phase.
    """

    goal: Text
    happens: Text
    acts: Text
    form: Text
    gate: Text
    tools: tuple[Help, ...]


_FORCE = (
    Help.MANAGER_COACHING,
    Help.TRAINING,
    Help.COACHING,
    Help.REFLECTION,
    Help.COMMUNITY_BUILDING,
    Help.SEED_GRANTS,
    Help.SPACE,
    Help.TALENT_SCAN,
    Help.RECOGNITION,
)


def phases(p: Advancing) -> dict[Phase, Chapter]:
    """A chapter for each phase, with the numbers of its gate filled in."""
    return {
        Phase.INFORMATION: _information(p),
        Phase.EMERGENCE: _emergence(p),
        Phase.DEVELOPMENT: _development(p),
        Phase.AUTONOMOUS: _autonomous(p),
    }


def _information(p: Advancing) -> Chapter:
    return Chapter(
        goal=Text("Residents know the chances: for the neighbourhood, for themselves and for all together."),
        happens=Text("Talks at the door. The news slowly reaches the living rooms, of sceptics and of eager people."),
        acts=Text("The process manager informs. Residents listen, doubt or come forward."),
        form=Text("There is no organisation yet. At the end there is a group of motivated residents."),
        gate=Text(
            "It ends when enough residents want to take part by themselves: at least {least}, or {share} % of all. "
            "Their motivation is at least {motivation} and their trust at least {trust}.",
            least=p.group_least,
            share=number(p.group_share * 100),
            motivation=number(p.group_motivation, 1),
            trust=number(p.group_trust, 1),
        ),
        tools=(Help.OUTREACH, Help.INFORMING, Help.CONNECTING, Help.TALENT_SCAN, Help.RECOGNITION),
    )


def _emergence(p: Advancing) -> Chapter:
    return Chapter(
        goal=Text("Residents' initiatives arise that tackle problems, can grow and are rooted in the neighbourhood."),
        happens=Text("By, for and with residents: a problem becomes an idea, and an idea becomes an initiative."),
        acts=Text("Residents act together with the process manager, who brings people together. Partners are welcome."),
        form=Text("The form is the resident initiative. The word for this phase is participation."),
        gate=Text(
            "It ends when {live} initiatives live, of which {formed} are past the idea, after at least {weeks} weeks. "
            "The initiatives present themselves to the neighbourhood.",
            live=p.emergence_live,
            formed=p.emergence_formed,
            weeks=p.emergence_weeks,
        ),
        tools=(Help.OUTREACH, Help.INFORMING, Help.CONNECTING, Help.BROKERING, *_FORCE),
    )


def _development(p: Advancing) -> Chapter:
    return Chapter(
        goal=Text("Initiatives work on self-organisation. Each idea becomes an organisation that works on its own."),
        happens=Text("People act and look back together. Training and coaching add what they lack (action learning)."),
        acts=Text("Residents act. The process manager arranges reflection, training and coaching: the added force."),
        form=Text("The forms are the independent resident initiative and the neighbourhood enterprise."),
        gate=Text(
            "It ends when support is gone or hardly used (at most {dependence} % of the work), "
            "and {organisations} organisations are independent.",
            dependence=number(p.autonomous_dependence * 100),
            organisations=p.autonomous_organisations,
        ),
        tools=(Help.CONNECTING, Help.BROKERING, *_FORCE),
    )


def _autonomous(p: Advancing) -> Chapter:
    return Chapter(
        goal=Text("Initiatives and neighbourhood enterprises work together, and in the ideal case need no support."),
        happens=Text("Organisations exchange and make deals with partners from which both win."),
        acts=Text("The organisations of residents act. The process manager has nothing left to do, in the ideal case."),
        form=Text("The form is the neighbourhood cooperative, if organisations trust each other enough to found one."),
        gate=Text(
            "It has no end. A phase is lost when less than {share} % of its criterion is left for {weeks} weeks.",
            share=number(p.back_share * 100),
            weeks=p.back_weeks,
        ),
        tools=(Help.RECOGNITION,),
    )


PROCESSES = {
    "supporting": Text("This week's help is what the plan offers, cut to what partners can spare."),
    "befalling": Text("What comes from outside: a renovation, people who move, key persons who leave."),
    "informing": Text("News of the opportunities reaches doors."),
    "telling": Text("Neighbours tell neighbours; those who take part tell best."),
    "doubting": Text(
        "Doubt falls with credible talks and visible results. It rises with let-downs, broken promises and suspicion."
    ),
    "motivating": Text("Satisfied needs become a wish of one's own; overload and control eat it."),
    "joining": Text("Who can, likes, is enabled, asked and answered, takes part."),
    "choosing": Text("Residents set the agenda of problems, and members decide who gets help first."),
    "founding": Text("An interested resident with a problem and a plan starts an idea."),
    "presenting": Text("Initiatives show themselves to the neighbourhood."),
    "working": Text("Members put in hours; the able and willing carry most. Hours, skill and order make a result."),
    "learning": Text("People learn by doing and looking back. Training fills the gap; what is not used fades."),
    "sharing": Text("Members learn from each other. Initiatives publish what they know and lend each other hands."),
    "organising": Text("Structure grows with practice, reflection and coaching. Past a point it feeds itself."),
    "bonding": Text("Working together ties people, ties fade, and community building roots initiatives."),
    "dealing": Text("An initiative and a partner meet, and make a deal if both win."),
    "producing": Text("Work eases problems, earns money and pays people; grants and deals help."),
    "federating": Text("Independent organisations that trust each other found a cooperative."),
    "leaving": Text("People tire, lose heart or move."),
    "ending": Text(
        "Initiatives collapse, are taken over or have done what they came for. An activity may go on without them."
    ),
    "advancing": Text("Programme and initiatives pass a gate, or fall back through it."),
    "settling": Text("How people are when the story starts."),
}
"""What happens in a week, in one sentence each, and how it all begins."""
