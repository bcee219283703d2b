"""Style: one look, a footer that says how sure, and pictures that are the same every time."""

from __future__ import annotations

import datetime
import itertools
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures.made_up import made_up
from weisim.figures import style
from weisim.figures.trajectories import trajectories


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [style.INK, style.SOFT, *(look.colour for look in style.LOOKS)])
def test_every_colour_that_carries_meaning_is_readable_on_white(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_looks_that_share_a_picture_differ_in_more_than_colour() -> None:
    for count in (2, 3):
        shared = style.looks(count)
        assert len({str(look.dashes) for look in shared}) == count
        assert len({look.marker for look in shared}) == count


def test_more_than_three_scenarios_look_alike_because_each_has_its_own_panel() -> None:
    assert len(set(style.looks(6))) == 1


@given(
    st.lists(st.floats(0, 100), min_size=1, max_size=6),
    st.floats(0.5, 15),
)
def test_labels_never_lie_upon_each_other(wanted: list[float], gap: float) -> None:
    places = style.apart(wanted, gap, 0, 100)
    ordered = sorted(places)
    assert all(after - before >= gap - 1e-9 for before, after in itertools.pairwise(ordered))
    assert min(places) >= -1e-9
    assert max(places) <= 100 + 1e-9
    rank = sorted(range(len(wanted)), key=lambda row: (wanted[row], row))
    assert [places[row] for row in rank] == ordered


def test_labels_with_room_stay_where_they_belong() -> None:
    assert style.apart([80.0, 10.0, 45.0], 5, 0, 100) == [80.0, 10.0, 45.0]


@given(st.lists(st.text(alphabet="abcde", min_size=1, max_size=12), max_size=12))
def test_breaking_a_label_loses_no_word_and_keeps_to_the_width(words: list[str]) -> None:
    broken = style.wrapped(" ".join(words), 12, 80)
    assert broken.split() == words
    assert all(len(line) <= 12 for line in broken.split("\n"))


def test_a_label_that_does_not_fit_ends_in_an_ellipsis() -> None:
    assert style.wrapped("een heel lange titel die nooit past", 10, 2).endswith("…")


@pytest.mark.parametrize(("language", "day"), [("nl", "23-11-2026"), ("en", "2026-11-23")])
def test_the_footer_says_how_many_how_sure_which_version_and_when(language: str, day: str) -> None:
    made = style.Made(1200, "0.1.0", ("a1f3" * 16,), datetime.date(2026, 11, 23))
    told = made.told("band = 8 op de 10", language).replace("\N{NO-BREAK SPACE}", " ")
    assert ("1.200 paren" if language == "nl" else "1,200 pairs") in told
    for part in ("band = 8 op de 10", "weisim 0.1.0", "scenario a1f3…", day):
        assert part in told


def test_the_footer_of_results_counts_the_fewest_histories() -> None:
    results = made_up("steady-support", "no-support")
    fewer = type(results)(results.runs[:-2], (), results.dictionary, results.titles)
    assert style.made(fewer, fewer.scenarios).pairs == 10
    assert len(style.made(fewer, fewer.scenarios).digests) == 2


def test_the_same_results_give_the_same_svg_with_text_as_text() -> None:
    first, second = (
        style.svg(trajectories(made_up("steady-support"), "initiatives_alive", ["steady-support"])) for _ in "ab"
    )
    assert first == second
    assert "maanden na de start" in first
    assert ">Levende initiatieven<" in first
    ElementTree.fromstring(first)


def test_two_pictures_in_one_page_share_no_identifier() -> None:
    figure = trajectories(made_up("steady-support"), "initiatives_alive", ["steady-support"])
    one, two = (set(re.findall(r'\bid="([^"]+)"', style.svg(figure, name))) for name in ("one", "two"))
    assert one
    assert not one & two
    drawing = style.svg(figure, "one")
    for target in re.findall(r'(?:url\(#|href="#)([^)"]+)', drawing):
        assert target in one


def test_drawing_leaves_matplotlib_as_it_was() -> None:
    before = dict(matplotlib.rcParams)
    style.svg(trajectories(made_up("steady-support"), "initiatives_alive", ["steady-support"]))
    assert dict(matplotlib.rcParams) == before


def test_no_picture_needs_the_global_state_of_pyplot(root: Path) -> None:
    code = "import sys, weisim.figures.trajectories; sys.exit('matplotlib.pyplot' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)


@pytest.mark.parametrize(("ending", "opening"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_a_picture_is_saved_as_what_its_name_says(tmp_path: Path, ending: str, opening: bytes) -> None:
    figure = trajectories(made_up("steady-support"), "initiatives_alive", ["steady-support"])
    path = style.save(figure, tmp_path / "new" / f"picture.{ending}")
    assert path.read_bytes().startswith(opening)


def test_a_title_with_signs_of_markup_is_written_as_it_stands() -> None:
    results = made_up("steady-support")
    odd = type(results)(results.runs, (), results.dictionary, {"steady-support": ("$5 en $6 <b> & 💶", "")})
    drawing = style.svg(trajectories(odd, "initiatives_alive", ["steady-support"]))
    assert "$5 en $6 &lt;b&gt; &amp;" in drawing
    ElementTree.fromstring(drawing)
