"""Promises of docs/security.md that hold for the code as a whole."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CODE = sorted((Path(__file__).parents[2] / "mintobrief").rglob("*.py"))
_RUNNING = {"eval", "exec", "compile", "__import__"}
_UNPACKING = {"pickle", "marshal", "shelve", "dill", "yaml"}
_SHELLS = {("os", "system"), ("os", "popen"), ("subprocess", "getoutput")}


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in CODE)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def dotted(call: ast.Call) -> tuple[str, ...]:
    match call.func:
        case ast.Name(name):
            return (name,)
        case ast.Attribute(ast.Name(module), name):
            return (module, name)
        case _:
            return ()


def test_nothing_makes_a_program_of_words() -> None:
    found = [
        (path.name, call.lineno)
        for path, tree in trees()
        for call in calls(tree)
        if len(dotted(call)) == 1 and dotted(call)[0] in _RUNNING
    ]
    assert len(CODE) > 300
    assert found == []


def test_nothing_is_unpacked_that_could_be_an_object() -> None:
    """Processes that we started ourselves talk by `multiprocessing`, and nobody else is heard."""
    named = [
        (path.name, name)
        for path, tree in trees()
        for name in imported(tree)
        if name.partition(".")[0] in _UNPACKING
    ]
    assert named == []


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names):
                yield from (one.name for one in names)
            case ast.ImportFrom(module=str(module)):
                yield module


def test_no_shell_is_asked() -> None:
    found = [
        (path.name, call.lineno)
        for path, tree in trees()
        for call in calls(tree)
        if dotted(call) in _SHELLS or any(key.arg == "shell" for key in call.keywords)
    ]
    assert found == []


def test_no_certificate_goes_unchecked() -> None:
    found = [
        (path.name, call.lineno)
        for path, tree in trees()
        for call in calls(tree)
        for key in call.keywords
        if key.arg == "verify" and isinstance(key.value, ast.Constant)
    ]
    assert found == []
