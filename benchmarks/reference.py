"""Reference: the essence in C, compiled on this computer and called once a week. The product never needs it."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import workload
from workload import Street

SOURCE = Path(__file__).with_name("reference.c")
FLAGS = ["-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno", "-shared", "-fPIC"]
POINTERS = (
    "start tie phase initiative tenure informed active share_of_one threshold autonomy_base motivation skill autonomy "
    "relatedness competence unheard stage age strength need support members skill_sum partner base capacity used "
    "who becomes where"
).split()


class World(ctypes.Structure):
    """The columns of the C program, in its order."""

    _fields_ = [(name, ctypes.c_int64) for name in ("residents", "initiatives", "partners")] + [
        (name, ctypes.c_void_p) for name in POINTERS
    ]


def compiler() -> str | None:
    """The C compiler of this computer, if it has one."""
    return shutil.which(os.environ.get("CC", "cc")) or shutil.which("gcc") or shutil.which("clang")


def compiled() -> ctypes.CDLL:
    """The C program as a library; raises RuntimeError, with what to do, when there is no compiler."""
    found = compiler()
    if found is None:
        raise RuntimeError("no C compiler (cc, gcc or clang) was found; on Debian or Ubuntu: sudo apt install gcc")
    mark = hashlib.sha256(SOURCE.read_bytes() + " ".join(FLAGS).encode()).hexdigest()[:12]
    library = Path(tempfile.gettempdir()) / f"weisim-reference-{mark}.so"
    if not library.exists():
        subprocess.run([found, *FLAGS, str(SOURCE), "-o", str(library), "-lm"], check=True)
    return ctypes.CDLL(str(library))


class Reference:
    """A street that lives in C."""

    def __init__(self, street: Street, seed: int, weeks: int) -> None:
        """Lay out the columns and hand their places to the C program."""
        n, k = street.residents, street.initiatives
        degree = np.diff(street.start)
        neighbour_informed = np.add.reduceat((street.phase > 0)[street.tie].astype(np.int64), street.start[:-1])
        base = np.full(workload.PARTNERS, 0.15 * k / workload.PARTNERS)
        self.columns: dict[str, npt.NDArray[Any]] = {
            "start": street.start,
            "tie": street.tie,
            **{name: column.copy() for name, column in street.traits.items()},
            "phase": street.phase.copy(),
            "initiative": np.full(n, -1, np.int32),
            "tenure": np.zeros(n, np.int32),
            "informed": neighbour_informed.astype(np.uint16),
            "active": np.zeros(n, np.uint16),
            "share_of_one": 1.0 / degree,
            "unheard": workload.unheard(int(degree.max())),
            "stage": np.zeros(k, np.uint8),
            "age": np.zeros(k, np.int32),
            "strength": np.zeros(k),
            "need": np.full(k, 0.6),
            "support": np.zeros(k),
            "members": np.zeros(k, np.int64),
            "skill_sum": np.zeros(k),
            "partner": np.arange(k, dtype=np.int64) % workload.PARTNERS,
            "base": base,
            "capacity": base.copy(),
            "used": np.zeros(workload.PARTNERS),
            "who": np.empty(n, np.int32),
            "becomes": np.empty(n, np.uint8),
            "where": np.empty(n, np.int32),
        }
        self.world = World(n, k, workload.PARTNERS, *(self.columns[name].ctypes.data for name in POINTERS))
        self.series = np.zeros((weeks, len(workload.SERIES)))
        self.seed, self.week = seed, 0
        self.play = compiled().week
        self.play.restype = None
        self.play.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_double, ctypes.c_void_p]

    def step(self) -> None:
        """One week."""
        keys = np.array(workload.keys(self.seed, self.week), np.uint64)
        row = self.series[self.week]
        self.play(ctypes.addressof(self.world), keys.ctypes.data, workload.campaign(self.week), row.ctypes.data)
        self.week += 1

    @property
    def participants(self) -> int:
        """How many take part at the end of the last week."""
        return int(self.series[self.week - 1, workload.PARTICIPANT : workload.TRAINEE + 1].sum())
