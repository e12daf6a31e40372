"""The first page waits for no dictionary, and what needs one finds it loaded."""

from __future__ import annotations

import subprocess
import sys

_LOADED = """
import sys, time
import mintobrief.web.server
from mintobrief.web.warming import warming
heavy = {"jieba", "numpy", "onnxruntime", "cv2", "av"}
print(sorted(heavy & sys.modules.keys()))
with warming(after=0):
    until = time.monotonic() + 120
    while "mintobrief.language.support" not in sys.modules and time.monotonic() < until:
        time.sleep(0.05)
print("jieba" in sys.modules, "mintobrief.extract.deadline" in sys.modules)
"""
_LEFT = """
import sys, time
from mintobrief.web.warming import warming
with warming(after=0.2):
    pass
time.sleep(0.5)
print("jieba" in sys.modules)
"""


def run(program: str) -> list[str]:
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_serving_begins_without_the_dictionary_and_loads_it_by_and_by() -> None:
    assert run(_LOADED) == ["[]", "True True"]


def test_a_server_that_stops_at_once_loads_nothing_more() -> None:
    assert run(_LEFT) == ["False"]
