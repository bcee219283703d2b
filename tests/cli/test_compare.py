"""Compare: the paired answer; the same results whatever the jobs, the order, the hash seed or an interruption."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Started, Typed
from weisim.results.store import load_results

KEYS = {"indicator", "a", "b", "median", "median_low", "median_high", "low", "high", "share_better", "correlation"}


def answer(output: str) -> dict[str, Any]:
    return json.loads(output)


def test_json_is_one_object_with_what_was_promised(typed: Typed, short: Path) -> None:
    words = (
        "compare",
        short / "a.toml",
        short / "b.toml",
        "--replications",
        "3",
        "--jobs",
        "1",
        "--out",
        "uit",
        "--json",
    )
    result = typed(*words)
    assert result.exit_code == 0, result.output
    told = answer(result.stdout)
    assert told["pairs"] == 3
    assert all(set(difference) >= KEYS for difference in told["differences"])
    assert {(difference["a"], difference["b"]) for difference in told["differences"]} == {("a", "b")}
    assert set(told["sentences"]) == {"nl", "en"}
    assert told["sentences"]["nl"]
    assert len(told["results_digest"]) == 64
    again = typed(*words)
    assert answer(again.stdout) == told


def test_run_n_is_replication_n_of_a_comparison(typed: Typed, short: Path, tmp_path: Path) -> None:
    compared = ("--replications", "2", "--seed", "4", "--jobs", "1", "--out", "samen")
    assert typed("compare", short / "a.toml", short / "b.toml", *compared).exit_code == 0
    assert typed("run", short / "b.toml", "--seed", "5", "--out", "alleen").exit_code == 0
    together = (tmp_path / "samen" / "final.csv").read_text(encoding="utf-8").splitlines()
    alone = (tmp_path / "alleen" / "final.csv").read_text(encoding="utf-8").splitlines()
    assert alone[0] == together[0]
    assert alone[1] in together


@pytest.mark.parametrize(
    ("language", "heads"),
    [("nl", ("middelste", "deelnemers", "samenhang")), ("en", ("middle", "participants", "cohesion"))],
)
def test_the_answer_is_told_in_sentences_and_a_table(
    typed: Typed, short: Path, language: str, heads: tuple[str, ...]
) -> None:
    words = ("--replications", "2", "--jobs", "1", "--out", "uit", "--language", language)
    result = typed("compare", short / "a.toml", short / "b.toml", *words)
    table = result.output[result.output.index(heads[0]) :]
    assert all(head in table for head in heads)
    assert max(map(len, result.output.splitlines())) <= 100
    assert "Verhaal b" in result.output
    assert (result.output.splitlines()[-1].partition(":")[0]) in ("Verder", "Next")


@pytest.mark.parametrize(("language", "heads"), [("nl", ("geboren", "na vorming")), ("en", ("ideas", "forming"))])
def test_births_and_survival_stand_apart(typed: Typed, short: Path, language: str, heads: tuple[str, str]) -> None:
    result = typed(
        "compare", short / "a.toml", short / "b.toml", "--replications", "2", "--jobs", "1", "--language", language
    )
    assert result.exit_code == 0, result.output
    assert all(head in result.stdout for head in heads), result.stdout


def test_it_says_when_more_differs_than_the_plan(typed: Typed, short: Path) -> None:
    place = short / "places" / "plan-van-gool.toml"
    elsewhere = place.read_text(encoding="utf-8").replace('code = "BU03636910"', 'code = "BU03636911"')
    (short / "places" / "elders.toml").write_text(elsewhere, encoding="utf-8")
    text = 'format = 1\nname = "c"\nextends = "a.toml"\nplace = "places/elders.toml"\nweeks = 10\n'
    (short / "c.toml").write_text(text, encoding="utf-8")
    words = ("--replications", "1", "--jobs", "1", "--language", "en")
    told = typed("compare", short / "a.toml", short / "c.toml", *words, "--out", "uit").stderr
    assert "different neighbourhoods or years: Plan van Gool (BU03636910)" in " ".join(told.split())
    assert "compared at week 9" in told
    assert "Mind" not in typed("compare", short / "a.toml", short / "b.toml", *words, "--out", "anders").stderr


def test_two_scenarios_with_one_name_are_refused_before_anything_is_played(typed: Typed, short: Path) -> None:
    result = typed("compare", short / "a.toml", short / "a.toml", "--out", "uit")
    assert result.exit_code == 2
    assert "dezelfde naam" in result.output
    assert not Path("uit").exists()


def test_when_too_many_runs_fail_there_is_no_conclusion(
    typed: Typed, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weisim.simulation import simulate as room

    real = room.simulate

    def sometimes(scenario: Any, seed: int, population: Any) -> Any:
        if seed == 2 and scenario.name == "b":
            raise ArithmeticError("no")
        return real(scenario, seed, population)

    monkeypatch.setattr(room, "simulate", sometimes)
    words = ("--replications", "3", "--jobs", "1", "--out", "uit", "--json", "--language", "en")
    result = typed("compare", short / "a.toml", short / "b.toml", *words)
    assert result.exit_code == 0
    assert answer(result.stdout)["pairs"] == 2
    assert answer(result.stdout)["sentences"] == {"nl": [], "en": []}
    assert "1 of the 6 runs failed and do not count." in result.stderr
    assert "no conclusion" in result.stderr
    assert ", future 0, replication " in result.stderr
    assert "it broke off. " in result.stderr
    assert "To repeat it: weisim " in result.stderr


def test_jobs_order_and_hash_seed_do_not_matter(started: Started, short: Path) -> None:
    common = ("--replications", "4", "--json", "--language", "en")
    ways = (
        (("a", "b"), "1", "0"),
        (("a", "b"), "2", "1"),
        (("b", "a"), "2", "2"),
    )
    digests = set()
    for way, (names, jobs, hash_seed) in enumerate(ways):
        files = [short / f"{name}.toml" for name in names]
        done = started("compare", *files, *common, "--jobs", jobs, "--out", f"uit-{way}", PYTHONHASHSEED=hash_seed)
        assert done.returncode == 0, done.stderr
        digests.add(answer(done.stdout)["results_digest"])
    assert len(digests) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT that one process can send to another")
@pytest.mark.parametrize(
    ("jobs", "asked", "code"), [("1", signal.SIGINT, 130), ("2", signal.SIGINT, 130), ("2", signal.SIGTERM, 143)]
)
def test_what_was_stopped_is_kept_and_goes_on(
    typed: Typed, short: Path, tmp_path: Path, root: Path, jobs: str, asked: signal.Signals, code: int
) -> None:
    words = ["compare", str(short / "a.toml"), str(short / "b.toml"), "--replications", "60", "--language", "en"]
    with subprocess.Popen(
        [sys.executable, "-m", "weisim", *words, "--jobs", jobs, "--out", "uit"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        store = tmp_path / "uit" / "results.sqlite"
        while process.poll() is None and kept(store) < 4:
            time.sleep(0.02)
        os.killpg(process.pid, asked)  # as the terminal does: to the parent and to its workers
        _, told = process.communicate(timeout=60)
    assert process.returncode == code, told
    assert "Traceback" not in told
    assert "What was finished is kept." in told
    assert "go on with  weisim compare" in told
    assert 4 <= kept(store) < 120

    again = ("--jobs", "1", "--json", "--replications", "60")
    resumed, fresh = (typed(*words, *again, "--out", out) for out in ("uit", "anders"))
    assert answer(resumed.stdout) == answer(fresh.stdout)


def kept(store: Path) -> int:
    return len(load_results(store).runs) if store.exists() else 0
