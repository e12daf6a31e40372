"""What machines start by themselves: each file is well formed and runs a command there is."""

from __future__ import annotations

import plistlib
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml  # type: ignore[import-untyped]

from mintobrief.cli import cli

DEPLOY = Path(__file__).parents[1] / "docs" / "deploy"
UNITS = sorted((*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")))
PROGRAM = re.compile(r"\S+/bin/mintobrief (?P<words>[^>'\n]+)")
# of https://github.com/compose-spec/compose-spec, as far as the file uses it
SERVICE = {
    "build",
    "command",
    "depends_on",
    "deploy",
    "environment",
    "healthcheck",
    "image",
    "ports",
    "restart",
    "stop_grace_period",
    "volumes",
}


def composed() -> dict[str, Any]:
    file: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return file


def started() -> Iterator[list[str]]:
    """The words after `mintobrief` of everything that is started."""
    for service in composed()["services"].values():
        if service["image"] == "mintobrief":
            yield service["command"]
    for path in (*UNITS, DEPLOY / "mintobrief.plist"):
        for found in PROGRAM.finditer(_uncommented(path)):
            yield shlex.split(found["words"].rstrip("'"))
    (command,) = re.findall(r"^CMD (\[.*\])$", (DEPLOY / "Dockerfile").read_text("utf-8"), re.M)
    yield yaml.safe_load(command)


def _uncommented(path: Path) -> str:
    text = path.read_text("utf-8")
    if path.suffix == ".plist":
        return " ".join(plistlib.loads(text.encode())["ProgramArguments"])
    return re.sub(r"^#.*", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("words", [tuple(one) for one in started()], ids=" ".join)
def test_what_is_started_is_a_command_there_is(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(click.Command, "invoke", lambda self, _: asked.append(self.name or ""))
    cli.main(list(words), prog_name="mintobrief", standalone_mode=False)
    assert asked[-1] in words


def test_the_containers_find_each_other() -> None:
    file = composed()
    services, volumes = file["services"], file["volumes"]
    for service in services.values():
        assert set(service) <= SERVICE
        assert set(service.get("depends_on", {})) <= services.keys()
        assert {volume.partition(":")[0] for volume in service["volumes"]} <= volumes.keys()
    address = services["worker"]["environment"]["MINTOBRIEF_DATABASE_URL"]
    told = services["database"]["environment"]
    user, name = told["POSTGRES_USER"], told["POSTGRES_DB"]
    expected = f"postgresql://{user}:{told['POSTGRES_PASSWORD']}@database:5432/{name}"
    assert address == expected
    assert services["app"]["environment"] == services["worker"]["environment"]


def test_the_image_keeps_what_the_containers_keep() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    (kept,) = re.findall(r"^VOLUME (\[.*\])$", text, re.MULTILINE)
    mounts = {volume.partition(":")[2] for volume in composed()["services"]["app"]["volumes"]}
    assert set(yaml.safe_load(kept)) == mounts
    assert text.index("\nUSER mintobrief") < text.index("\nENTRYPOINT")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for path in UNITS:
        told = re.sub(r"/opt/\S+/mintobrief", "/bin/true", path.read_text("utf-8"))
        (tmp_path / path.name).write_text(told, "utf-8")
    here = [str(tmp_path / path.name) for path in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", *here], capture_output=True, text=True, check=False
    )
    complaints = [line for line in done.stderr.splitlines() if "mintobrief" in line]
    assert complaints == []
