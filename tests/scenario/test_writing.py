"""Writing: a story that is written reads back as the same story."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from weisim.scenario.reading import read_scenario, write_scenario
from weisim.scenario.scenario import Scenario
from weisim.scenario.variations import scale_support, withdraw_support, without_partner
from weisim.support.intervention import Intervention, When, Withdrawal
from weisim.support.plan import SupportPlan
from weisim.terms import Help, Opportunity, Phase, Problem


def same(scenario: Scenario, folder: Path) -> Scenario:
    path = folder / "written.toml"
    write_scenario(scenario, path)
    back = read_scenario(path)
    assert back == scenario
    assert back.digest == scenario.digest
    return back


def test_the_steady_story_and_its_variations_come_back(steady: Scenario, tmp_path: Path) -> None:
    for story in (
        steady,
        withdraw_support(steady, month=24, over=12, remaining=0.2, announced=False),
        scale_support(steady, 1 / 3),
        without_partner(steady, "government"),
    ):
        same(story, tmp_path)


def test_every_way_to_time_help_comes_back(steady: Scenario, tmp_path: Path) -> None:
    def coaching(by: str, **more: object) -> Intervention:
        return Intervention(kind=Help.COACHING, by=by, amount=1.5, **more)  # type: ignore[arg-type]

    plan = SupportPlan(
        interventions=(
            coaching("welfare", begin=When(date=datetime.date(2013, 5, 1)), until=When(month=18.5), cost=80.0),
            coaching("housing", begin=When(week=4), until=When(phase=Phase.AUTONOMOUS), payer="business"),
            coaching("business", withdraw=Withdrawal(week=30, condition="stress test", at_least=0.4)),
        ),
        control=0.0,
        withdraw=Withdrawal(date=datetime.date(2014, 5, 1), over=3),
    )
    fields = {name: getattr(steady, name) for name in Scenario.model_fields}
    story = {
        "support": plan,
        "opportunities": (Opportunity.FRIENDS, Opportunity.INCOME),
        "strengths": (1.0, 0.25),
        "problems": (Problem.LITTER,),
        "title_en": "",
    }
    same(Scenario(**{**fields, **story}), tmp_path)


def test_numbers_that_differ_from_the_default_come_back(steady: Scenario, tmp_path: Path) -> None:
    fields = {name: getattr(steady, name) for name in Scenario.model_fields}
    values = {"telling.informed": 0.0041, "supporting.memory": 20, "settling.trust": 0.5}
    story = Scenario(**{**fields, "parameters": steady.parameters.with_values(values)})
    assert same(story, tmp_path).parameters.supporting.memory == 20
    assert "[parameters.telling]" in (tmp_path / "written.toml").read_text(encoding="utf-8")


def test_comments_of_a_standing_file_stay(steady: Scenario, street: Path, tmp_path: Path) -> None:
    path = tmp_path / "steady-support.toml"
    shutil.copy(street / "steady-support.toml", path)
    write_scenario(scale_support(steady, 2.0, Help.COACHING, name="steady-support"), path)
    text = path.read_text(encoding="utf-8")
    assert "# Wat bewoners kunnen winnen door mee te doen." in text
    assert "# plaatsen per week" in text
    assert "amount = 16" in text
