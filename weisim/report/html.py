"""HTML: the document as one page that needs nothing beside it: no script, no network, no other file."""

from __future__ import annotations

import functools
import html as characters
import re
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from weisim.language import translate
from weisim.report.document import Block, Document, Picture

TEMPLATE = "page.html.jinja"


def html(document: Document) -> str:
    """The whole document as one self-contained page, readable without script, in print and on a narrow screen."""
    language = document.language
    return _template().render(
        document=document,
        drawing=_drawing,
        kind=_kind,
        skip=translate("Skip to the answer", language),
        contents=translate("On this page", language),
        scrolls=translate("scrolls sideways on a narrow screen", language),
        style=_resource("page.css"),
    )


@functools.lru_cache(maxsize=1)
def _template() -> Template:
    shelf = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return shelf.get_template(TEMPLATE)


def _resource(name: str) -> str:
    return resources.files("weisim.report").joinpath(name).read_text(encoding="utf-8")


def _kind(block: Block) -> str:
    return type(block).__name__


def _drawing(picture: Picture) -> str:
    """The SVG as it stands in a page: one image with one text for who cannot see it, as wide as its column.

    The preamble of the file and its metadata go; the size goes from the root, so that the style sheet decides.
    """
    drawing = picture.svg[picture.svg.index("<svg") :]
    drawing = re.sub(r"\s*<metadata>.*?</metadata>", "", drawing, flags=re.DOTALL)
    root, rest = drawing.split(">", 1)
    root = re.sub(r'\s(width|height)="[^"]*"', "", root)
    label = characters.escape(picture.alt, quote=True)
    return f'{root} role="img" aria-label="{label}">{rest}'
