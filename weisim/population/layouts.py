"""Layouts: under which names the key figures of CBS stand in the files people have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from weisim.faults import Fault, InvalidInput
from weisim.language import Text

# a name of ours, and how to read the cell
COUNT, PERCENT, PERCENT_OF_INHABITANTS, PERCENT_OF_HOUSEHOLDS, PLAIN = (
    "count",
    "percent",
    "of people",
    "of homes",
    "plain",
)

# StatLine: the name without the number at its end, which shifts every year
STATLINE: dict[str, tuple[str, str]] = {
    "AantalInwoners": ("inhabitants", COUNT),
    "Mannen": ("men", COUNT),
    "Vrouwen": ("women", COUNT),
    "k_0Tot15Jaar": ("age_0_14", COUNT),
    "k_15Tot25Jaar": ("age_15_24", COUNT),
    "k_25Tot45Jaar": ("age_25_44", COUNT),
    "k_45Tot65Jaar": ("age_45_64", COUNT),
    "k_65JaarOfOuder": ("age_65_plus", COUNT),
    "HuishoudensTotaal": ("households", COUNT),
    "Eenpersoonshuishoudens": ("single", COUNT),
    "HuishoudensZonderKinderen": ("without_children", COUNT),
    "HuishoudensMetKinderen": ("with_children", COUNT),
    "GemiddeldeHuishoudensgrootte": ("household_size", PLAIN),
    "Koopwoningen": ("owner", PERCENT),
    "InBezitWoningcorporatie": ("social_rent", PERCENT),
    "InBezitOverigeVerhuurders": ("private_rent", PERCENT),
    "OpleidingsniveauLaag": ("education_low", COUNT),
    "OpleidingsniveauMiddelbaar": ("education_middle", COUNT),
    "OpleidingsniveauHoog": ("education_high", COUNT),
    "BasisonderwijsVmboMbo1": ("education_low", COUNT),
    "HavoVwoMbo24": ("education_middle", COUNT),
    "HboWo": ("education_high", COUNT),
    "Nettoarbeidsparticipatie": ("participation", PERCENT),
    "k_40HuishoudensMetLaagsteInkomen": ("income_lowest_40", PERCENT),
    "k_20HuishoudensMetHoogsteInkomen": ("income_highest_20", PERCENT),
    "HuishoudensTot110VanSociaalMinimum": ("below_110", PERCENT),
    "Gemeentenaam": ("municipality", PLAIN),
    "Codering": ("code", PLAIN),
    "IndelingswijzigingWijkenEnBuurten": ("change", PLAIN),
    "IndelingswijzigingGemeenteWijkBuurt": ("change", PLAIN),
}
# the Excel file; the shares of ages and households are from its early years
EXCEL: dict[str, tuple[str, str]] = {
    "a_inw": ("inhabitants", COUNT),
    "a_man": ("men", COUNT),
    "a_vrouw": ("women", COUNT),
    "a_00_14": ("age_0_14", COUNT),
    "a_15_24": ("age_15_24", COUNT),
    "a_25_44": ("age_25_44", COUNT),
    "a_45_64": ("age_45_64", COUNT),
    "a_65_oo": ("age_65_plus", COUNT),
    "p_00_14": ("age_0_14", PERCENT_OF_INHABITANTS),
    "p_15_24": ("age_15_24", PERCENT_OF_INHABITANTS),
    "p_25_44": ("age_25_44", PERCENT_OF_INHABITANTS),
    "p_45_64": ("age_45_64", PERCENT_OF_INHABITANTS),
    "p_65_oo": ("age_65_plus", PERCENT_OF_INHABITANTS),
    "a_hh": ("households", COUNT),
    "a_1p_hh": ("single", COUNT),
    "a_hh_z_k": ("without_children", COUNT),
    "a_hh_m_k": ("with_children", COUNT),
    "p_1p_hh": ("single", PERCENT_OF_HOUSEHOLDS),
    "p_hh_z_k": ("without_children", PERCENT_OF_HOUSEHOLDS),
    "p_hh_m_k": ("with_children", PERCENT_OF_HOUSEHOLDS),
    "g_hhgro": ("household_size", PLAIN),
    "p_koopw": ("owner", PERCENT),
    "p_wcorpw": ("social_rent", PERCENT),
    "p_ov_hw": ("private_rent", PERCENT),
    "a_opl_lg": ("education_low", COUNT),
    "a_opl_md": ("education_middle", COUNT),
    "a_opl_hg": ("education_high", COUNT),
    "a_opl_bvm": ("education_low", COUNT),
    "a_opl_hvm": ("education_middle", COUNT),
    "a_opl_hw": ("education_high", COUNT),
    "p_arb_pp": ("participation", PERCENT),
    "p_hh_li": ("income_lowest_40", PERCENT),
    "p_hh_hi": ("income_highest_20", PERCENT),
    "p_hh_110": ("below_110", PERCENT),
    "gm_naam": ("municipality", PLAIN),
    "regio": ("name", PLAIN),
    "gwb_code_10": ("code", PLAIN),
    "gwb_code": ("code", PLAIN),
    "ind_wbi": ("change", PLAIN),
}
_CAPITALS = {name.casefold(): name for name in EXCEL}
_MISSING = re.compile(r"^(|[.x,\-]|-9999\d+([.,]0+)?)$")
_NUMBER = re.compile(r"^[+-]?\d{1,12}([.,]\d{1,12})?$")
_BOUNDS = {COUNT: 2e7, PLAIN: 100.0}


@dataclass(frozen=True)
class Column:
    """One column that is used: its place in the row, its name in the file and how to read its cells."""

    place: int
    heading: str
    kind: str


def columns_of(headings: Sequence[str], file: str, line: int) -> dict[str, Column] | None:
    """The columns of a header row by our names, or nothing when this is not a header of the key figures.

    Which layout it is follows from the headings alone: file names lie about it.

    Raises:
        InvalidInput: a heading that is needed stands there twice.
    """
    stripped = [heading.strip() for heading in headings]
    # a spreadsheet may have changed the capitals; what a column says stays the same
    stripped = [_CAPITALS.get(heading.casefold(), heading) for heading in stripped]
    stems = [re.sub(r"_\d+$", "", heading) for heading in stripped]
    if "Codering" in stems and "AantalInwoners" in stems:
        names, layout = stems, STATLINE
    elif "a_inw" in stripped and ("gwb_code_10" in stripped or "gwb_code" in stripped):
        names, layout = stripped, EXCEL
    else:
        return None
    columns: dict[str, Column] = {}
    faults = []
    for place, name in enumerate(names):
        if name not in layout:
            continue
        ours, kind = layout[name]
        if name in names[:place]:
            advice = Text("Keep the column with the right figures.")
            said = headings[place].strip()
            faults.append(Fault(file, line, said, "", Text("This column stands here more than once."), advice))
        # of two columns that say the same thing the first in the layout is the better one
        if ours not in columns or list(layout).index(name) < list(layout).index(_stem(columns[ours].heading, layout)):
            columns[ours] = Column(place, stripped[place], kind)
    if faults:
        raise InvalidInput(faults)
    return columns


def _stem(heading: str, layout: dict[str, tuple[str, str]]) -> str:
    return heading if heading in layout else re.sub(r"_\d+$", "", heading)


def cell_value(cell: str, kind: str) -> float | None:
    """The number in a cell: a share for a percentage; nothing where CBS marks it as unknown, secret or impossible.

    Raises:
        ValueError: the cell holds something else, or a number that cannot be.
    """
    text = cell.strip()
    if _MISSING.match(text):
        return None
    if not _NUMBER.match(text):
        raise ValueError(text)
    value = float(text.replace(",", "."))
    most = _BOUNDS.get(kind, 100.0)
    # a count with a fraction is a point or comma between thousands: 3.100 people are not 3.1
    if not 0 <= value <= most or (kind == COUNT and value != int(value)):
        raise ValueError(text)
    return value if kind in (COUNT, PLAIN) else value / 100
