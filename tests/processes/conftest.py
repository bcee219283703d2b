"""Conftest: a street of sixty on its first morning, where anything may be altered by hand."""

from __future__ import annotations

import pytest

from tests.living import settled, street
from weisim.neighbourhood.model import Neighbourhood


@pytest.fixture
def here() -> Neighbourhood:
    return settled(street(60))
