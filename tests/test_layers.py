"""Imports flow one way, function-level imports included."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "mintobrief"
MODULES = sorted(ROOT.rglob("*.py"))

BASE = {"domain", "errors", "config", "progress"}
SERVICES = BASE | {"checkpoints", "engines", "language", "layouts", "pairing", "tagging", "weights"}
ENGINES = {"engines", "pairing", "tagging", "weights"}  # a server answers at once: it loads none
STAGES = {"ingest", "transcribe", "read", "segment", "extract"}
MAY_IMPORT = {
    "domain": set(),
    "errors": set(),
    "progress": set(),
    "machine": set(),
    "install": set(),  # run before anything is there
    "config": {"errors", "machine"},
    "checkpoints": set(),
    "engines": {"errors"},
    "language": BASE,
    "layouts": BASE,
    "pairing": set(),
    "weights": BASE,
    "privacy": BASE | {"language"},
    "tagging": BASE | {"engines", "language", "weights"},
    "ingest": SERVICES,
    "transcribe": SERVICES,
    "read": SERVICES,
    "segment": SERVICES,
    "extract": SERVICES,
    "review": BASE | {"language"},  # which names sound alike
    "export": BASE | {"engines", "privacy"},
    "store": BASE | {"review"},
    "pipeline": SERVICES | STAGES,
    "jobs": SERVICES | STAGES | {"machine", "pipeline", "review", "store"},
    "web": (SERVICES - ENGINES) | {"ingest", "extract", "jobs", "review", "export", "store"},
    "cli": SERVICES | STAGES | {"machine", "pipeline", "jobs", "web", "review", "export", "store"},
    "__init__": set(),
    "__main__": {"cli"},
}


def imports(path: Path) -> set[str]:
    """The layers of mintobrief that a module imports, wherever in the file it does so."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    parts = [name.split(".") for name in found]
    return {part[1] for part in parts if part[0] == "mintobrief" and len(part) > 1}


def layer(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_flow_one_way(path: Path) -> None:
    """A stage knows the domain and its services, never another stage, the store or a command."""
    allowed = MAY_IMPORT[layer(path)] | {layer(path), "__version__"}
    assert imports(path) <= allowed
