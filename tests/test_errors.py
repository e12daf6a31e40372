"""The error tree: drawn as it is, every leaf with its exit code."""

from __future__ import annotations

import inspect
import pickle
import re

import pytest

from mintobrief import errors
from mintobrief.errors import (
    InputError,
    MintobriefError,
    PartFailed,
    SetupError,
    StateError,
    UsageError,
)

CAUSES = {UsageError: 2, InputError: 3, StateError: 4, SetupError: 5, PartFailed: 6}
CLASSES = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, MintobriefError)
]


def test_the_tree_in_the_docstring_names_every_class() -> None:
    """Who reads the module's docstring knows every error there is, and no other."""
    tree = (errors.__doc__ or "").split("Each class builds")[0]
    drawn = set(re.findall(r"\b[A-Z][a-z]+[A-Za-z]*\b", tree)) - {"Every"}
    assert drawn == {kind.__name__ for kind in CLASSES}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_error_ends_with_the_code_of_its_cause(kind: type[MintobriefError]) -> None:
    """2 wrong use, 3 bad input, 4 not now, 5 something to install, 6 part of a batch."""
    if kind is not MintobriefError:
        (cause,) = [cause for cause in CAUSES if issubclass(kind, cause)]
        assert kind.exit_code == CAUSES[cause]


@pytest.mark.parametrize(
    "error",
    [errors.UnreadablePage("会议.pdf", 3, "已损坏"), errors.NotReviewed(["R1", "R2"])],
    ids=lambda error: type(error).__name__,
)
def test_an_error_crosses_over_from_another_process_as_it_is(error: MintobriefError) -> None:
    """Whatever its message was built of."""
    there = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(there), str(there), vars(there)) == (type(error), str(error), vars(error))
