"""Every command, option and setting that the documents show is one there is."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from mintobrief.cli import cli
from mintobrief.config import read_settings

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
SETTING = re.compile(r"MINTOBRIEF_[A-Z_0-9]+")
# what .ci/run does itself, or what makes no use of the program
OTHERS = (
    "python3 -m venv ",
    ".venv/bin/uv pip install -q --require-hashes -r requirements-dev.lock",
    "export MINTOBRIEF_",
    "git ",
    # tests/test_install.py runs its steps; the others were tried by hand: they need a network
    "python3 mintobrief/install.py",
    "python3 -m pip download ",
    "PIP_NO_INDEX=1 PIP_FIND_LINKS=软件包 python3 mintobrief/install.py",
    "uv tool install ",
)
# what follows `docker compose … app` is ours
IN_A_CONTAINER = re.compile(
    r"^NAME=\S+ PASSWORD=\S+ docker compose -f docs/deploy/compose\.yaml (.*)$"
)
OF_COMPOSE = re.compile(r"(?:run --rm app|exec app mintobrief) (.+)$")


def lines() -> Iterator[str]:
    """The lines of all shell blocks, remarks left out."""
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            yield from (s for line in block.splitlines() if (s := line.strip()) and s[0] != "#")


def commands() -> list[str]:
    """What follows `mintobrief`, with the settings before it left out."""
    shown = [in_a_container(line) for line in lines() if not line.startswith(OTHERS)]
    return [re.sub(r"^(MINTOBRIEF_\w+=\S+ )*mintobrief\b", "", one).strip() for one in shown if one]


def in_a_container(line: str) -> str:
    """What of the line is run by us where docker runs it; the line itself where it does not."""
    if not (by_docker := IN_A_CONTAINER.match(line)):
        return line
    ours = OF_COMPOSE.search(by_docker[1])
    return f"mintobrief {ours[1]}" if ours else ""


def options(group: click.Command) -> Iterator[str]:
    """Those of the command and of all within it."""
    with click.Context(group) as context:
        for parameter in group.get_params(context):
            yield from (*parameter.opts, *parameter.secondary_opts)
        if isinstance(group, click.Group):
            for name in group.list_commands(context):
                within = group.get_command(context, name)
                assert within is not None
                yield from options(within)


@pytest.mark.parametrize("words", dict.fromkeys(commands()))
def test_every_command_that_is_shown_is_understood(
    words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its name, its options and as many words as it takes; it is not carried out."""
    asked: list[str] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(click.Command, "invoke", lambda self, _: asked.append(self.name or ""))
    cli.main(shlex.split(words, comments=True), prog_name="mintobrief", standalone_mode=False)
    assert asked


def test_every_option_that_is_named_is_one() -> None:
    known = set(options(cli))
    for page in PAGES:
        text = BLOCK.sub("", page.read_text(encoding="utf-8"))
        ours = (
            code
            for code in INLINE.findall(text)
            if not code.startswith(("docker ", "python -m tests."))
        )
        named = {one for code in ours for one in re.findall(r"--[a-z][\w-]+", code)}
        assert named - known == set(), page.name


class Watched(dict[str, str]):
    """An environment without anything in it that knows what it was asked for."""

    asked: frozenset[str] = frozenset()

    def get(self, name: str, *_: object) -> None:  # type: ignore[override]
        self.asked |= {name}


def test_every_setting_that_is_named_is_read() -> None:
    environ = Watched()
    read_settings(environ)
    named = {name for page in PAGES for name in SETTING.findall(page.read_text(encoding="utf-8"))}
    assert named
    assert {name for name in named if not name.startswith("MINTOBRIEF_TEST_")} <= environ.asked
