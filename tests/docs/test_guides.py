"""Guides: what they say of findings is what screens say, and the experiments they name are there."""

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "docs" / "guides"


def test_the_page_on_findings_is_printed_from_the_texts_of_the_screens():
    spec = importlib.util.spec_from_file_location("print_findings", GUIDES / "print_findings.py")
    printing = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(printing)
    assert printing.PAGE.read_text(encoding="utf-8") == printing.page(), "run: python docs/guides/print_findings.py"


def test_the_guide_lists_every_experiment_that_comes_along():
    told = (GUIDES / "experiments.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([a-z-]+)` \|", told, re.MULTILINE))
    assert named == {path.stem for path in (ROOT / "experiments").glob("*.toml")} - {"patterns"}
