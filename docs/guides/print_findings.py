"""Print findings: how to read each kind of finding, printed from the texts that screens and reports use.

Run it after a change of those texts:  python docs/guides/print_findings.py
"""

from __future__ import annotations

from pathlib import Path

from weisim.analysis.guidance import GUIDANCE

PAGE = Path(__file__).parent / "findings.md"
OPENING = """# Read a finding

Every finding of an experiment is told in the same way: the answer in sentences, a picture, a table. Beside it stands
how to read it and what would change it. This page holds those texts together; `weisim explain findings` prints them
too, in Dutch as well.

Three things hold for all of them.

- **The model explores; it does not predict.** A finding says what follows from the assumptions, and how far it hangs
  on them.
- **Luck and not knowing are told apart.** An interval by luck alone says how different one and the same neighbourhood
  may turn out. An interval over futures says what our not knowing adds.
- **"No clear difference" is a finding.** It says that the model gives no reason to choose, not that the plans are the
  same.
"""


def page() -> str:
    """The whole page."""
    parts = [OPENING]
    for kind, guide in GUIDANCE.items():
        heading = guide.heading.told("en")
        parts.append(
            f"## {heading}\n\n`{kind}`. {guide.how_to_read('en')}\n\n"
            f"**What would change it.** {guide.what_would_change_it('en')}\n"
        )
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
