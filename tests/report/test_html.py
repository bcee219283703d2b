"""HTML: a page that stands alone and that everybody can read."""

from __future__ import annotations

import itertools
import re
from importlib import resources

import pytest

from tests.figures.made_up import made_up
from tests.report.reading import Element, read
from weisim.report.html import html
from weisim.report.report import document
from weisim.terms import Standing

CARD = (
    ("inwoners", "3.085", "CBS, buurt, 2019", ""),
    ("laag opgeleid", "890", "CBS, wijk, 2019", "Ontbreekt: laag opgeleid. In plaats daarvan: het cijfer van de wijk."),
)
SHARES = {Standing.VERIFIED: 0.2, Standing.DERIVED: 0.3, Standing.ASSUMED: 0.5}


@pytest.fixture(scope="module", params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(language: str) -> str:
    return html(document(made_up("steady-support", "stop-month-12", "no-support"), language, CARD, SHARES))


@pytest.fixture(scope="module")
def tree(page: str) -> Element:
    return read(page)


def test_the_page_says_its_language_and_its_title(tree: Element, language: str) -> None:
    (root,) = tree.all("html")
    assert root.attributes["lang"] == language
    assert tree.all("title")[0].text() == tree.all("h1")[0].text()


def test_headings_go_down_one_step_at_a_time(tree: Element) -> None:
    levels = [int(heading.tag[1]) for heading in tree.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_there_is_one_main_part_and_a_way_to_skip_to_it(tree: Element) -> None:
    (main,) = tree.all("main")
    (skip,) = [link for link in tree.all("a") if "skip" in link.attributes.get("class", "")]
    assert skip.attributes["href"] == f"#{main.attributes['id']}"
    assert tree.all("a")[0] is skip


def test_every_identifier_is_used_once_and_every_link_leads_somewhere(tree: Element) -> None:
    names = [element.attributes["id"] for element in tree.everything() if "id" in element.attributes]
    assert len(names) == len(set(names))
    for link in tree.all("a"):
        assert link.attributes["href"].removeprefix("#") in names
    for section in tree.all("section"):
        assert section.attributes["aria-labelledby"] in names


def test_the_page_needs_nothing_beside_it(page: str, tree: Element) -> None:
    assert not tree.all("script", "iframe", "link", "img", "object", "embed")
    addresses = re.findall(r"https?://[^\s\"'<>]+", page)
    assert {address for address in addresses if not address.startswith("http://www.w3.org/")} == set()
    assert "@import" not in page
    assert "url(" not in re.sub(r"url\(#", "", page)


def test_every_picture_has_a_text_and_a_table_with_the_same_numbers(tree: Element) -> None:
    drawings = [drawing for drawing in tree.all("svg") if drawing.attributes.get("role") == "img"]
    assert len(drawings) == len(tree.all("figure")) == 4
    for drawing in drawings:
        assert len(drawing.attributes["aria-label"]) > 40
    for section in tree.all("section"):
        if any(child.tag == "figure" for child in section.children):
            assert section.children[-1].all("table")


def test_every_table_has_a_caption_and_heads_for_rows_and_columns(tree: Element) -> None:
    tables = tree.all("table")
    assert tables
    for table in tables:
        assert table.all("caption")[0].text()
        scopes = [head.attributes.get("scope") for head in table.all("th")]
        assert set(scopes) == {"col", "row"}
        width = scopes.count("col")
        for row in table.all("tbody")[0].all("tr"):
            assert len(row.children) == width
            assert row.children[0].attributes.get("scope") == "row"


def test_what_scrolls_can_be_reached_from_the_keyboard_and_has_a_name(tree: Element) -> None:
    scrolling = [part for part in tree.all("div") if "scroll" in part.attributes.get("class", "")]
    assert len(scrolling) == len(tree.all("table")) + len(tree.all("figure"))
    for part in scrolling:
        assert part.attributes["tabindex"] == "0"
        assert part.attributes["aria-label"]


def test_every_colour_of_text_is_readable_on_white() -> None:
    css = resources.files("weisim.report").joinpath("page.css").read_text(encoding="utf-8")
    colours = re.findall(r"(?<![-\w])color: (#[0-9a-f]{3,6})", css)
    assert colours
    for colour in colours:
        full = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
        parts = [int(full[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert 1.05 / (luminance + 0.05) >= 4.5, colour


def test_a_title_with_markup_in_it_is_text_not_markup() -> None:
    results = made_up("steady-support", "no-support")
    odd = type(results)(
        results.runs,
        (),
        results.dictionary,
        {"steady-support": ('<script>alert("1")</script>', ""), "no-support": ("a & b", "")},
    )
    page = html(document(odd, "nl", (("<b>x</b>", "1", "s", ""),)))
    assert "<script" not in page
    assert "<b>" not in page
    assert "a &amp; b" in page
    read(page)
