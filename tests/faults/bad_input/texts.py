"""Texts: files that are no settings at all, or settings under keys that nobody knows (cases 1 to 30)."""

from __future__ import annotations

from tests.faults.bad_input.case import SMALL, Case, other, row, table, text

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
DEEP = "a = " + "[" * 100_000
TABLES = "a = " + "{b = " * 25 + "1" + "}" * 25

TEXTS: tuple[Case, ...] = (
    text(1, "empty file", "", "The file is empty", "Het bestand is leeg", line=1),
    text(2, "only comments", "# niets\n\n   \n", "The file is empty", "Het bestand is leeg", line=1),
    text(3, "a list at the top", "[1, 2]\n", "key = value", "naam = waarde", line=1),
    text(3, "a list at the top, as JSON", '[{"name": "plan"}]\n', "JSON", "JSON", line=1),
    text(4, "a bare text", '"plan"\n', "key = value", "naam = waarde", line=1),
    text(5, "two YAML documents", "---\nname: plan\n---\nname: ander\n", "YAML", "YAML", line=1),
    other(5, "two.yaml", "---\nname: plan\n---\nname: ander\n", "TOML", "TOML"),
    text(6, "YAML with a tab", "support:\n\tcontrol: 0.5\n", "YAML", "YAML", line=1),
    text(7, "a bracket that stays open", SMALL + "problems = [\n  'litter',\n", "bracket [", "haakje [", line=7),
    text(7, "a quote that stays open", SMALL + 'title_en = "My plan\n', "quotation mark", "aanhalingsteken", line=7),
    text(8, "a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "not a text file", "geen tekstbestand", line=1),
    text(9, "UTF-16", SMALL.encode("utf-16"), "UTF-16", "UTF-16", line=1),
    text(
        10,
        "Latin-1",
        SMALL.replace("Mijn", "Caf\u00e9").encode("latin-1"),
        "UTF-8",
        "UTF-8",
        line=3,
    ),
    text(11, "UTF-8 with a mark before it", b"\xef\xbb\xbf" + SMALL.encode()),
    text(12, "a null character", SMALL.replace("Mijn", "Mi\0jn"), "null character", "nulteken", line=3),
    text(13, "ten million bytes", b"# regel\n" * 1_250_000, "256 KiB", "256 KiB", hostile=True),
    text(14, "100,000 brackets", DEEP, "too deep", "te diep", hostile=True),
    text(15, "tables 25 deep", TABLES, "too deep", "te diep", hostile=True),
    text(15, "a key of 25 parts", ".".join("a" * 25) + " = 1\n", "too deep", "te diep", hostile=True),
    other(16, "bomb.yaml", BOMB, "TOML", "TOML", hostile=True),
    text(16, "a bomb of aliases", BOMB, "YAML", "YAML", line=1, hostile=True),
    other(17, "alias.yml", "a: &x 1\nb: *x\n", "TOML", "TOML"),
    text(18, "an alias of itself", "a: &x [*x]\n", "YAML", "YAML", line=1, hostile=True),
    other(18, "self.yaml", "a: &x [*x]\n", "TOML", "TOML", hostile=True),
    text(19, "a merge key", "a: &x {b: 1}\nc:\n  <<: *x\n", "YAML", "YAML", line=1),
    text(19, "a merge key at the top", "<<: *x\n", "YAML", "YAML", line=1),
    text(20, "a tag", 'name: !!python/object/apply:os.system ["true"]\n', "YAML", "YAML", line=1),
    text(20, "a tag at the top", "!!python/object:a.b {}\n", "YAML", "YAML", line=1),
    other(21, "tag.yaml", "start: !!timestamp\n", "TOML", "TOML"),
    text(22, "a key twice", SMALL + "weeks = 52\n", "line 6", "regel 6", line=7, key="weeks"),
    table(23, "[support]\ncontrol = 0.2\ncontrol = 0.3", "line 8", "regel 8", line=9, key="support.control"),
    table(23, "[support]\ncontrol = 0.2\n[support]", "line 7", "regel 7", line=9, key="support"),
    other(24, "twice.json", '{"name": "a", "name": "b"}\n', "TOML", "TOML"),
    text(24, "a key twice, in JSON", '{"name": "a", "name": "b"}\n', "JSON", "JSON", line=1),
    text(25, "keys that look the same", '"caf\u00e9" = 1\n"cafe\u0301" = 2\n', "line 1", "regel 1", line=2),
    row(26, "weekz = 52", "Did you mean weeks?", "Bedoelt u weeks?"),
    table(26, "[support]\ncontroll = 0.2", "Did you mean control?", "Bedoelt u control?", key="support.controll"),
    row(27, "xyzzy = 5", "Known here are:", "Hier mag staan:"),
    row(28, "control = 0.2", "belongs in [support]", "hoort in [support]"),
    row(29, "begindatum = 2013-02-01", "start", "start"),
    row(29, "looptijd = 260", "Did you mean weeks?", "Bedoelt u weeks?"),
    row(29, "duration = 260", "Did you mean weeks?", "Bedoelt u weeks?"),
    row(29, "wijk = 'places/plan-van-gool.toml'", "Did you mean place?", "Bedoelt u place?"),
    text(
        30,
        "no place",
        SMALL.replace('place = "places/plan-van-gool.toml"\n', ""),
        'place = "places/plan-van-gool.toml"',
        'place = "places/plan-van-gool.toml"',
        line=1,
        key="place",
    ),
    table(
        30,
        '[[support.interventions]]\nkind = "coaching"\nby = "welfare"',
        "Write for instance: amount = 8",
        "amount = 8",
        line=7,
        key="support.interventions[1].amount",
    ),
)
