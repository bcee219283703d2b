"""Replication: the curve meets what was asked where it was planned, and the cross stands where it was reached."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.figures.made_up import made_up
from weisim.analysis.replication import replication as found_replication
from weisim.figures.replication import replication
from weisim.results.inquiry import Inquiry

PLANS = ("steady-support", "stop-month-12", "no-support")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("asked", [0.4, 5.0])
def test_planned_and_reached_stand_where_they_were_found(asked: float, language: str) -> None:
    results = made_up(*PLANS)
    inquiry = Inquiry(
        "test", ("", ""), ("", ""), PLANS[0], ("initiatives_alive", "cohesion"), settings={"half_width": asked}
    )
    results = replace(results, inquiry=inquiry)
    finding = found_replication(results)
    axes = replication(finding, results, language).axes[0]
    points = {
        str(line.get_marker()): (float(line.get_xdata()[0]), float(line.get_ydata()[0]))
        for line in axes.get_lines()
        if line.get_marker() != "None"
    }
    assert points["X"] == pytest.approx((finding.worst.there, finding.worst.ratio))
    planned, height = points["o"]
    assert planned == finding.needed
    assert height <= 1
    curves = [line for line in axes.get_lines() if len(line.get_xdata()) > 2]
    assert len(curves) == len(finding.plans)
    for curve in curves:
        assert (np.diff(np.asarray(curve.get_ydata(), dtype=float)) < 0).all()
    assert axes.get_xlim()[1] > max(finding.needed, finding.there)
