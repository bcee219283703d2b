"""Style: one look for every picture, its footer, and how a picture becomes a file.

Nothing here touches the global state of matplotlib for longer than one drawing: pictures are plain `Figure` objects and
every setting stands in `RULES`, which is applied while a picture is drawn or saved and then put back.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import re
import textwrap
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from weisim.language import Text, number
from weisim.results.results import Results

FloatArray = npt.NDArray[np.float64]

INK = "#1A1A1A"
SOFT = "#595959"
"""Grey that still has 7 : 1 on white, for axes, footers and the line a picture compares with."""
GRID = "#E3E3E3"
WIDTH = 7.2
"""Inches; at 96 dots an inch this is the measure of a column of text."""
TINY = 7.0
SMALL = 7.5
PLAIN = 8.5
MONTHS_APART = 12
NAMES, UNDER = 1.75, 0.34
"""Inches: for names at the left of small panels, and for the numbers under each."""


@dataclass(frozen=True)
class Look:
    """How one scenario looks in all pictures: colour, dashes and shape, so that colour is never alone."""

    colour: str
    dashes: str | tuple[float, tuple[float, ...]]
    marker: str


LOOKS = (
    Look("#0072B2", "solid", "o"),
    Look("#B24C00", (0, (5.0, 2.0)), "s"),
    Look("#00775A", (0, (1.2, 1.4)), "^"),
)
"""Three looks whose colours have a contrast of at least 5 : 1 on white."""

RULES: dict[str, object] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "sans-serif"],
    "font.size": PLAIN,
    "text.color": INK,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": PLAIN,
    "ytick.labelsize": PLAIN,
    "figure.facecolor": "white",
    "figure.dpi": 96.0,
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "weisim",
    "path.simplify": False,
}


def looks(count: int) -> tuple[Look, ...]:
    """A look for each of so many scenarios.

    Up to three share one picture and differ in colour and dashes. More than three get a panel each and are told apart
    by its heading, so they all look alike.
    """
    return LOOKS[:count] if count <= len(LOOKS) else (LOOKS[0],) * count


@contextlib.contextmanager
def in_style() -> Iterator[None]:
    """Draw or save in the house style within a block; afterwards matplotlib is as it was."""
    with matplotlib.rc_context(RULES), warnings.catch_warnings():  # type: ignore[arg-type]
        # A title may hold a sign that the font lacks; a small box in the picture is enough to say so.
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        yield


@dataclass(frozen=True)
class Made:
    """What the footer of a picture says about its making.

    Attributes:
        pairs: number of histories of each scenario.
        version: version of weisim.
        digests: digests of the scenarios drawn.
        date: the day on which the histories were made, or None when it is not known.
    """

    pairs: int
    version: str
    digests: tuple[str, ...]
    date: datetime.date | None

    def told(self, band: str, language: str) -> str:
        """The footer, as in `100 paren · band = 8 op de 10 · weisim 1.0 · scenario a1f3… · 23-11-2026`."""
        parts = [Text("{count} pairs", count=number(self.pairs, 0, language)).told(language), band]
        parts.append(f"weisim {self.version}")
        short = ", ".join(f"{digest[:4]}…" for digest in self.digests if digest)
        if short and len(self.digests) == 1:
            parts.append(Text("scenario {digests}", digests=short).told(language))
        elif short:
            parts.append(Text("scenarios {digests}", digests=short).told(language))
        if self.date is not None:
            parts.append(self.date.strftime("%d-%m-%Y") if language == "nl" else self.date.isoformat())
        whole = [
            part if part.startswith("scenario") else part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts if part
        ]
        return "\N{NO-BREAK SPACE}· ".join(whole)


def made(results: Results, scenarios: Sequence[str]) -> Made:
    """What the footer says about these scenarios: the fewest histories of any, the digests, the last day of making."""
    told = [results.of(scenario) for scenario in scenarios]
    sources = [run.provenance for runs in told for run in runs]
    # A scenario has a digest in every future; hundreds of those would tell a reader less than the first.
    first = [run.provenance for runs in told for run in runs if run.future == runs[0].future]
    digests = tuple(dict.fromkeys(source.scenario_digest for source in first))
    days = sorted(source.created[:10] for source in sources if source.created)
    date = datetime.date.fromisoformat(days[-1]) if days else None
    return Made(min(len(runs) for runs in told), sources[0].version if sources else "", digests, date)


def sentence_case(text: str) -> str:
    """A label as the heading of a picture: with a capital, and the rest as it was."""
    return text[:1].upper() + text[1:]


def sheet(height: float, width: float = WIDTH) -> Figure:
    """An empty picture of so many inches; it belongs to nobody but the one who asked for it."""
    figure = Figure(figsize=(width, height), layout=None)
    FigureCanvasAgg(figure)
    return figure


def title(figure: Figure, text: str) -> float:
    """Write the heading at the top left of a picture and give the height it takes, in inches."""
    lines = textwrap.wrap(text, 74)
    height = figure.get_size_inches()[1]
    figure.text(0.12 / WIDTH, 1 - 0.1 / height, "\n".join(lines), ha="left", va="top", fontsize=10.5, fontweight="bold")
    return 0.14 + 0.19 * len(lines)


def note(figure: Figure, text: str, top: float) -> float:
    """Write how to read a picture below its heading, from so many inches above the bottom; give the height it takes."""
    lines = textwrap.wrap(text, 104)
    figure.text(0.12 / WIDTH, top / figure.get_size_inches()[1], "\n".join(lines), va="top", fontsize=SMALL)
    return 0.06 + 0.15 * len(lines)


def footer(figure: Figure, made: Made, band: str, language: str) -> float:
    """Write the footer at the bottom of a picture and give the height it takes, in inches."""
    lines = textwrap.wrap(made.told(band, language), 100)
    height = figure.get_size_inches()[1]
    figure.text(0.12 / WIDTH, 0.08 / height, "\n".join(lines), ha="left", va="bottom", fontsize=SMALL, color=SOFT)
    return 0.12 + 0.15 * len(lines)


def place(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """New axes at a place given in inches from the lower left corner."""
    across, up = figure.get_size_inches()
    return figure.add_axes((left / across, bottom / up, width / across, height / up))


def small_panels(
    figure: Figure, headings: Sequence[str], names: Sequence[str], top: float, row: float, head: float = 0.42
) -> list[Axes]:
    """A panel for each heading, two beside each other, with a line for each name; names stand at the left alone.

    Each panel has its own numbers along the bottom and line `place` at the height `place + 0.5`.

    Args:
        figure: the picture.
        headings: one a panel.
        names: one a line, the same in each panel.
        top: inches from the bottom of the picture to the top of the first panel.
        row: inches for a line.
        head: inches for a heading.
    """
    columns = min(2, len(headings))
    across = (WIDTH - NAMES - 0.2) / columns - 0.2
    axes = []
    for position, heading in enumerate(headings):
        column, line = position % columns, position // columns
        tall = row * len(names)
        bottom = top - line * (head + tall + UNDER) - head - tall
        panel = place(figure, NAMES + column * (across + 0.3), bottom, across, tall)
        panel.set_ylim(len(names), 0)
        panel.set_yticks([])
        panel.grid(visible=False, axis="y")
        panel.grid(visible=True, axis="x")
        panel.spines["left"].set_visible(False)
        panel.set_title(
            wrapped(heading, 38 if columns > 1 else 70, 2), loc="left", fontsize=PLAIN, fontweight="bold", pad=5
        )
        for spot, name in enumerate(names if column == 0 else ()):
            panel.annotate(
                wrapped(name, 24, 2),
                (0, spot + 0.5),
                xycoords=("axes fraction", "data"),
                xytext=(-8, 0),
                textcoords="offset points",
                ha="right",
                va="center",
                fontsize=SMALL,
                annotation_clip=False,
            )
        axes.append(panel)
    return axes


def panels_height(count: int, names: int, row: float, head: float = 0.42) -> float:
    """How many inches so many small panels take."""
    return -(-count // 2) * (head + row * names + UNDER)


def months_axis(axes: Axes, months: float, label: str = "", every: int = MONTHS_APART) -> None:
    """Months from the start along the bottom, a mark every year."""
    axes.set_xlim(0, months)
    while months / every > 7:
        every *= 2
    axes.set_xticks(np.arange(0, months + 1e-9, every))
    axes.tick_params(axis="x", length=3, labelbottom=bool(label))
    if label:
        axes.set_xlabel(label)


def numbers_axis(
    axes: Axes, language: str, *, share: bool = False, points: bool = False, ticks: int = 5, across: bool = False
) -> None:
    """Numbers along an axis as the reader's language writes them.

    A share is written as a percentage; a difference of shares as percentage points, which carry no sign.
    """
    axis = axes.xaxis if across else axes.yaxis
    axis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(_tick_writer(language, 100.0 if share or points else 1.0, share)))
    axis.set_tick_params(length=0 if not across else 3)


def _tick_writer(language: str, times: float, percent: bool) -> Callable[[float, int | None], str]:
    def write(value: float, position: int | None = None) -> str:
        shown = value * times
        decimals = next((places for places in range(4) if abs(shown - round(shown, places)) < 1e-9), 3)
        text = number(shown + 0.0, decimals, language).replace("-", "−")
        return percentage(text, language) if percent else text

    return write


def percentage(text: str, language: str) -> str:
    """A number with a percent sign as the reader's language writes it: `8 %` in Dutch, `8%` in English."""
    return f"{text} %" if language == "nl" else f"{text}%"


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places near the wanted ones, in the same order, at least `gap` apart and between `low` and `high` if they fit.

    Labels at the ends of lines would else lie upon each other.
    """
    order = sorted(range(len(wanted)), key=lambda row: (wanted[row], row))
    places = [min(max(wanted[row], low), high) for row in order]
    for row in range(1, len(places)):
        places[row] = max(places[row], places[row - 1] + gap)
    if places and places[-1] > high:
        places[-1] = high
        for row in range(len(places) - 2, -1, -1):
            places[row] = min(places[row], places[row + 1] - gap)
    result = [0.0] * len(wanted)
    for row, spot in zip(order, places, strict=True):
        result[row] = spot
    return result


def wrapped(text: str, width: int, lines: int = 3) -> str:
    """A label broken into at most so many lines of about the same length; what does not fit ends in an ellipsis."""
    broken = textwrap.wrap(text, width, max_lines=lines, placeholder=" …")
    for narrower in range(width - 1, 0, -1):
        closer = textwrap.wrap(text, narrower, break_long_words=False)
        if len(closer) != len(broken) or any(len(line) > narrower for line in closer):
            break
        broken = closer
    return "\n".join(broken)


def svg(figure: Figure, name: str = "") -> str:
    """A picture as SVG with its text as text; the same picture gives the same characters, every time.

    Args:
        figure: the picture.
        name: a word put before every identifier, so that several pictures can stand in one page.
    """
    page = io.StringIO()
    with in_style():
        figure.savefig(page, format="svg", metadata={"Date": None, "Creator": "weisim"})
    drawing = page.getvalue()
    # A hundredth of a point is finer than any screen or printer; more digits only make the page heavy.
    drawing = re.sub(r'(?<= d=")[^"]+', lambda path: re.sub(r"(\.\d\d)\d+", r"\1", path.group()), drawing)
    if name:
        drawing = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", drawing)
    return drawing


def save(figure: Figure, path: Path | str) -> Path:
    """Write a picture to a file; the ending `.svg` or `.png` says which kind."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix == ".svg":
        target.write_text(svg(figure), encoding="utf-8")
    else:
        with in_style():
            figure.savefig(target, format="png", dpi=200, metadata={"Software": None})
    return target


def kept(figure: Figure, name: str, folder: Path | str | None = None) -> str:
    """A picture as SVG for a page; when a folder is given, also written there as SVG and PNG under its name."""
    drawing = svg(figure, name)
    if folder is not None:
        save(figure, Path(folder) / f"{name}.png")
        (Path(folder) / f"{name}.svg").write_text(drawing, encoding="utf-8")
    return drawing
