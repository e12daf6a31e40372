"""How long a stranger takes from nothing to a published briefing of his own material.

    python -m tests.benchmarks.first_steps CHECKOUT SOUND NOTES PHOTO

Clones the checkout into a new folder, with a new home, runs the commands of the README, then hands
in one recording, one file of notes and one photo by page and by command, judges, signs and takes
the briefing. Prints a table: seconds waited, and seconds of processor that the step cost.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.hands import hand_in, open_first, ready, sign, sign_in, waiting

BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
LINK = re.compile(r"http://\S+/enter\?key=\S+")
MEETING = re.compile(r"编号 (\S+?)。")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 900  # seconds


@dataclass(slots=True)
class Stopwatch:
    """What each step took."""

    rows: list[tuple[str, float, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        begun, used = monotonic(), _used()
        yield
        row = (name, monotonic() - begun, _used() - used)
        self.rows.append(row)
        print(_shown(*row), flush=True)

    def total(self) -> str:
        return _shown("all", sum(row[1] for row in self.rows), sum(row[2] for row in self.rows))


def _used() -> float:
    """Seconds of processor of all that was run and has ended."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def _shown(name: str, waited: float, used: float) -> str:
    return f"{name:44} {waited:8.1f} s {used:8.1f} s"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A home of his own, and the program in a folder of his."""

    home: Path
    watch: Stopwatch

    @property
    def folder(self) -> Path:
        return self.home / "mintobrief-main"

    @property
    def environ(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("MINTOBRIEF", "PYTHON"))}
        return {**kept, "HOME": str(self.home)}

    def run(self, *command: str | Path) -> str:
        done = subprocess.run(
            list(map(str, command)),
            cwd=self.folder if self.folder.exists() else self.home,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}"
        return done.stdout

    def mintobrief(self, *words: str | Path) -> str:
        return self.run(self.folder / ".venv/bin/mintobrief", *words)

    @contextmanager
    def serving(self, *words: str) -> Iterator[str]:
        """A command that ends with the pages, and the link it prints."""
        said = self.home / "said.txt"
        with said.open("wb") as out:
            program = [str(self.folder / ".venv/bin/mintobrief"), *words]
            served = subprocess.Popen(
                program,
                cwd=self.folder,
                env=self.environ | {"PYTHONUNBUFFERED": "1"},
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        try:
            yield self._link(said, served)
        finally:
            os.killpg(served.pid, signal.SIGTERM)
            served.wait(60)

    def _link(self, said: Path, served: subprocess.Popen[bytes]) -> str:
        end = monotonic() + PATIENCE
        while not (found := LINK.search(said.read_text("utf-8", errors="replace"))):
            assert served.poll() is None, said.read_text("utf-8")
            assert monotonic() < end, said.read_text("utf-8")
        return found[0]


def install(one: Newcomer, checkout: Path) -> None:
    """The first block of commands in the README, without what it runs at the end."""
    with one.watch.step("git clone"):
        one.run("git", "clone", "-q", checkout, one.folder)
    shown = BLOCK.findall((one.folder / "README.md").read_text("utf-8"))[0].strip()
    command, _, _ = shown.partition(" && .venv/bin/mintobrief demo")
    with one.watch.step("install, as the README says"):
        one.run("bash", "-ec", command.partition("\n")[0])
    with one.watch.step("doctor"):
        one.mintobrief("doctor")


def by_page(one: Newcomer, page: Page, what: str, file: Path) -> None:
    """Hand in, wait, judge, sign, download: as a person does, nothing filled in beforehand."""
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2])
    with one.watch.step(f"{what}, page: handed in, ready to review"):
        hand_in(page, file)
        open_first(page)
    with one.watch.step(f"{what}, page: judged and signed"):
        if page.get_by_label("请写明您是谁").count():
            sign_in(page, "王秀英")
        ready(page)
        judge(page)
        page.get_by_role("link", name="签发").first.click()
        sign(page)
    with one.watch.step(f"{what}, page: Word file downloaded"):
        with page.expect_download() as coming:
            page.locator("a[href$='archive.docx']").first.click()
        coming.value.save_as(one.home / f"{what}.docx")
    page.screenshot(path=one.home / f"{what}.png")


def by_command(one: Newcomer, what: str, file: Path) -> None:
    with one.watch.step(f"{what}, command: convert"):
        found = MEETING.findall(one.mintobrief("convert", file))[-1]
    with one.watch.step(f"{what}, command: review, export"):
        one.mintobrief("review", found, "--accept", "all", "--reviewer", "王敏")
        one.mintobrief("export", found, "-f", "docx", "-o", one.home / f"{what}-2.docx")


def judge(page: Page) -> None:
    """A for every candidate; again where the machine was too busy to hear it."""
    while left := waiting(page).count():
        page.keyboard.press("a")
        end = monotonic() + 20
        while waiting(page).count() >= left and monotonic() < end:
            page.wait_for_timeout(100)


@contextmanager
def window(link: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--lang=zh-CN"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(link)
        yield page
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path)
    for name in ("sound", "notes", "photo"):
        parser.add_argument(name, type=lambda given: Path(given).resolve())
    parser.add_argument("--home", type=Path, help="a new folder; by default a temporary one")
    parser.add_argument("--demo", action="store_true", help="time the demo as well")
    given = parser.parse_args()
    home = given.home or Path(tempfile.mkdtemp(prefix="newcomer-"))
    home.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=60_000)
    walk(Newcomer(home.resolve(), Stopwatch()), given)


def walk(one: Newcomer, given: argparse.Namespace) -> None:
    print(f"{'step':44} {'waited':>10} {'processor':>10}")
    install(one, given.checkout)
    if given.demo:
        with one.watch.step("demo, until it prints the link"), one.serving("demo"):
            pass
    material = {"recording": given.sound, "notes": given.notes, "photo": given.photo}
    with one.watch.step("serve, until the first page; at work; ended"):
        started = monotonic()
        with one.serving("serve", "--port", "0") as link, window(link) as page:
            print(_shown("serve, until the first page is there", monotonic() - started, 0.0))
            for what, file in material.items():
                by_page(one, page, what, file)
    for what, file in material.items():
        by_command(one, what, file)
    print(one.watch.total())


if __name__ == "__main__":
    main()
