"""Guidance: how to read each kind of finding, and what would change it; for screens, reports and guides alike."""

from __future__ import annotations

from dataclasses import dataclass

from weisim.language import Text


@dataclass(frozen=True)
class Guidance:
    """What a reader needs beside a finding.

    Attributes:
        heading: the question that it answers.
        reads: how to read it, in a few sentences.
        changes: what would change it.
    """

    heading: Text
    reads: tuple[Text, ...]
    changes: tuple[Text, ...]

    def how_to_read(self, language: str) -> str:
        """How to read it, as one paragraph."""
        return " ".join(text.told(language) for text in self.reads)

    def what_would_change_it(self, language: str) -> str:
        """What would change it, as one paragraph."""
        return " ".join(text.told(language) for text in self.changes)


GUIDANCE = {
    "family": Guidance(
        Text("What differs from the first plan?"),
        (
            Text("Each row compares one plan with the first, history by history, with the same luck."),
            Text("The interval is where the mean difference lies, if the model is right."),
            Text("A difference holds up when it stands after counting how many were looked at."),
            Text("What was compared was fixed before the first history was played."),
        ),
        (
            Text("More histories make the interval narrower; other assumptions can move it."),
            Text("Look at the futures too: an average hides where a plan works and where not."),
        ),
    ),
    "replication": Guidance(
        Text("How many histories are enough?"),
        (
            Text("The first pairs tell how much pairs differ; from that follows how many are needed."),
            Text("The number is fixed before the rest is played; nobody stops early at a result they like."),
        ),
        (Text("Asking for half the uncertainty takes four times as many pairs."),),
    ),
    "survival": Guidance(
        Text("How long do initiatives last, at equal age?"),
        (
            Text("The line is the share still alive at each age; below it stands how many are followed."),
            Text("An initiative that still lives at the end counts for as long as it was followed."),
            Text("Read it at equal age: after an early stop initiatives are younger, not weaker."),
        ),
        (
            Text("The yearly risks of each stage are the numbers behind it; most of them are assumed."),
            Text("Few are followed at high age, so there the line says little."),
        ),
    ),
    "decomposition": Guidance(
        Text("Fewer born, or fewer that last?"),
        (
            Text("The difference in what is left has two parts: how many are born, and how many of those last."),
            Text("The parts add up to the whole difference."),
        ),
        (Text("A plan with few births asks for other action than one with short lives."),),
    ),
    "spread": Guidance(
        Text("What is luck, and what is not knowing?"),
        (
            Text("Luck is what differs between histories of one and the same neighbourhood."),
            Text("Not knowing is what differs because the numbers of the model may be other ones."),
            Text("Each interval is given for the one, for the other and for both together."),
        ),
        (Text("Measuring makes not knowing smaller. Nothing makes luck smaller for one neighbourhood."),),
    ),
    "morris": Guidance(
        Text("Which numbers matter at all?"),
        (
            Text("Each number is moved by itself from many starting points; what that changes is averaged."),
            Text("Where that differs much from point to point, the number works together with others."),
            Text("What lies below the line of luck cannot be told from nothing."),
        ),
        (Text("A wider range makes a number matter more; the ranges stand with the numbers."),),
    ),
    "sobol": Guidance(
        Text("How much does each number matter?"),
        (
            Text("The first bar is the part of all differences that a number makes alone."),
            Text("The second bar adds what it makes together with others."),
        ),
        (
            Text("It holds for the ranges that were drawn from, and for one outcome."),
            Text("Intervals that stay wide ask for more futures."),
        ),
    ),
    "robustness": Guidance(
        Text("In how many of the plausible neighbourhoods is this plan good enough?"),
        (
            Text("Each future is one way in which the neighbourhood may work."),
            Text("Regret is how much less a plan leaves than the best plan in the same future."),
            Text("What is good enough was fixed beforehand and is written in the experiment."),
        ),
        (
            Text("Another threshold, or another range of futures, can change the order of the plans."),
            Text("It counts futures; it does not say how likely each of them is."),
        ),
    ),
    "discovery": Guidance(
        Text("Where does the plan fail?"),
        (
            Text("A rule describes a corner of all futures in which the plan fails far more often."),
            Text("Coverage is how many of all failures lie in it; density is how many in it fail."),
            Text("A third of the futures was kept apart, to see whether the rule holds there too."),
        ),
        (Text("A rule that moves with another threshold is a hint to look there, and no more."),),
    ),
    "turning": Guidance(
        Text("At which value does the answer turn?"),
        (
            Text("The number that moves the difference most is drawn on the horizontal axis."),
            Text("Where the line crosses zero, the other plan becomes the better one."),
        ),
        (Text("Measuring this one number in the neighbourhood would help the choice most."),),
    ),
    "factorial": Guidance(
        Text("How do two levers work together?"),
        (
            Text("Each cell is one combination; its number is the mean over all histories of it."),
            Text("Where lines are not parallel, one lever changes what the other does."),
        ),
        (Text("It says nothing of combinations outside the map."),),
    ),
    "ripeness": Guidance(
        Text("Does the test at withdrawal tell who will last?"),
        (
            Text("When support begins to go, each initiative is tested: could it do without?"),
            Text("The line says how many of them still live two years later, by what the test said."),
        ),
        (Text("The test is no chance of survival: it knows no leavers and no bad luck."),),
    ),
    "hysteresis": Guidance(
        Text("Does what was built stay when support goes back?"),
        (
            Text("Support goes up in steps and down again; each level is met twice."),
            Text("Where the way back lies above the way up, structure holds by itself."),
            Text("Time passes too; the control shows how much of it is time alone."),
        ),
        (Text("Slower steps bring the two lines closer together when there is no memory."),),
    ),
}
"""Kinds of findings in the order in which they are told, each with what a reader needs beside it."""
