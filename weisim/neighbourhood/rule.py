"""Rule: how a rule that is written for one entity is compiled for all of them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
from numba import config, njit
from numba.core.registry import CPUDispatcher

Written = TypeVar("Written", bound=Callable[..., Any])
PACKAGE = Path(__file__).resolve().parent.parent
HOW: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}
NO_WAY_IN: dict[str, Any] = {"no_cpython_wrapper": True}
# The first level of the compiler's optimisation: rules are as fast as with the third, and compile sooner (measured).
vars(config)["OPT"] = type(vars(config)["OPT"])(1)
WITH_RULES = (PACKAGE / "neighbourhood", PACKAGE / "processes")


def rule(written: Written) -> Written:
    """Compile a rule once and keep the result; the text of the rule is its one definition.

    Never with fast mathematics, which hides missing values, and never in parallel, which changes sums. With
    `NUMBA_DISABLE_JIT=1` the very same text runs uncompiled: the oracle of the tests.
    """
    forget_stale_rules()
    return cast("Written", written_out(written) if vars(config)["DISABLE_JIT"] else njit(**HOW)(written))


class Clause(CPUDispatcher):
    """A compiled part of rules, which nothing but a rule may call."""

    def __call__(self, *given: Any) -> Any:
        """Refuse: there is no way in from Python, and trying would end the program."""
        raise TypeError(f"{self.py_func.__name__} is a clause: only rules call it; make it a @rule to call it yourself")


def clause(written: Written) -> Written:
    """Compile a part of rules that only rules call; a fifth of all compiling is the way in from Python, saved here."""
    forget_stale_rules()
    if vars(config)["DISABLE_JIT"]:
        return cast("Written", written_out(written))
    compiled: Any = njit(**HOW, **NO_WAY_IN)(written)
    compiled.__class__ = Clause
    return cast("Written", compiled)


def written_out(written: Callable[..., Any]) -> Callable[..., Any]:
    """The rule as it is written: numpy too lets `table.stage` be read, once it is asked to."""

    @functools.wraps(written)
    def run(*given: Any) -> Any:
        return written(
            *(one.view(np.recarray) if isinstance(one, np.ndarray) and one.dtype.names else one for one in given)
        )

    return run


def rule_for(types: str) -> Callable[[Written], Written]:
    """Compile a rule once for these types, whatever kind of whole number its callers hand in.

    For small rules that many others call: left to itself, the compiler would make a version for every caller.
    """
    forget_stale_rules()

    def compiled(written: Written) -> Written:
        return cast("Written", njit(types, **HOW)(written))

    return compiled


@functools.cache
def forget_stale_rules() -> None:
    """Drop all compiled rules when the text of any of them has changed since they were compiled.

    The compiler itself looks at a rule's own file only: a rule that calls another one, in another file, would keep the
    old text of that one. Where nothing can be written, as in a package that is read only, texts do not change either.
    """
    texts = [text for folder in (PACKAGE, *WITH_RULES) for text in folder.glob("*.py")]
    seen = [(text.name, text.stat().st_mtime_ns, text.stat().st_size) for text in texts]
    now, stamp = repr(sorted(seen)), WITH_RULES[0] / "__pycache__" / "rules.stamp"
    try:
        if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
            return
        for folder in WITH_RULES:
            for compiled in (folder / "__pycache__").glob("*.nb[ic]"):
                compiled.unlink(missing_ok=True)
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(now, encoding="utf-8")
    except OSError:
        return
