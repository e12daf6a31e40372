"""What every test may use."""

from __future__ import annotations

import signal

import pytest
from hypothesis import HealthCheck, settings

# a busy machine is slow: no test may fail by the clock. Thirty examples a run; runs are many
settings.register_profile(
    "patient", deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

# a shell that runs the tests in the background tells them, and whoever they start, to ignore Ctrl-C
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regen", action="store_true", help="rewrite the goldens of samples/ instead of comparing"
    )


@pytest.fixture
def regen(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regen"))
