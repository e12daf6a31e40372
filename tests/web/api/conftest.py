"""A program on a running set of pages."""

from __future__ import annotations

import pytest

from tests.web.api.program import Program
from tests.web.rooms import Browser


@pytest.fixture
def program(browser: Browser) -> Program:
    return Program(browser)
