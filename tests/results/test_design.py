"""Design: points of the unit cube become values, and futures keep to their factors."""

import dataclasses
import json
import pickle

import numpy as np
import pytest

from weisim.results.design import Design, Factor, Future
from weisim.results.inquiry import Inquiry

BASE = Factor("joining.base", "weight", -3.0, -1.0, (), False, -2.0, "threshold", "drempel", "assumed")
WEEKS = Factor("ending.few", "count", 2.0, 5.0, (), True, 3, "few", "weinig", "assumed")
RULE = Factor("joining.rule", "choice", 0, 2, ("noisy", "hard"), False, "noisy", "rule", "regel", "assumed")


def test_a_point_becomes_a_number_a_whole_number_or_a_rule():
    assert BASE.value(0.25) == -2.5
    assert [WEEKS.value(point) for point in (0.0, 0.24, 0.26, 0.99, 1.0)] == [2, 2, 3, 5, 5]
    assert all(isinstance(WEEKS.value(point), int) for point in (0.0, 0.5, 1.0))
    assert [RULE.value(point) for point in (0.0, 0.49, 0.5, 1.0)] == ["noisy", "noisy", "hard", "hard"]
    assert RULE.number("hard") == 1.0


def test_a_design_gives_its_values_as_numbers_and_travels():
    futures = (
        Future(1, {"joining.base": -2.0, "joining.rule": "hard"}),
        Future(2, {"joining.base": -1.5, "joining.rule": "noisy"}),
    )
    design = Design("file", (BASE, RULE), futures, np.full((2, 2), np.nan), {"seed": 3})
    assert design.table().tolist() == [[-2.0, 1.0], [-1.5, 0.0]]
    again = pickle.loads(pickle.dumps(design))
    assert again.table().tolist() == design.table().tolist()
    assert again.settings == {"seed": 3}
    assert again.future(2).values["joining.rule"] == "noisy"
    with pytest.raises(KeyError):
        design.future(3)


def test_what_does_not_fit_together_is_no_design():
    with pytest.raises(ValueError, match="numbered"):
        Design("file", (BASE,), (Future(2, {"joining.base": -2.0}),), np.zeros((1, 1)))
    with pytest.raises(ValueError, match="nothing else"):
        Design("file", (BASE,), (Future(1, {"joining.rule": "hard"}),), np.zeros((1, 1)))
    with pytest.raises(ValueError, match="reshape"):
        Design("file", (BASE,), (Future(1, {"joining.base": -2.0}),), np.zeros((2, 1)))
    with pytest.raises(ValueError, match="from 1"):
        Future(0, {})


def test_an_inquiry_goes_through_json_and_between_processes():
    asked = Inquiry(
        "withdrawal", ("a", "b"), ("c?", "d?"), "steady", ("participants",), {"participants": 20.0}, ("family",), 5,
        {"half_width": 0.5}, {"one": {"dose": 0.5}},
    )  # fmt: skip
    assert Inquiry.from_record(json.loads(json.dumps(asked.record()))) == asked
    assert pickle.loads(pickle.dumps(asked)) == asked
    assert (asked.title("nl"), asked.question("en")) == ("a", "d?")
    assert not asked.after(None).changed
    assert not asked.after(dataclasses.replace(asked, findings=("spread",))).changed
    assert asked.after(dataclasses.replace(asked, outcomes=("trust",))).changed
    assert asked.after(dataclasses.replace(asked, good_enough={"participants": 21.0})).changed
    assert asked.after(dataclasses.replace(asked, changed=True)).changed
    with pytest.raises(ValueError, match="outcome"):
        Inquiry("x", ("", ""), ("", ""), "steady", ())
