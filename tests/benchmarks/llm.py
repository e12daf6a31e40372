"""What a language model adds on a folder of annotated meetings, and what it is asked.

    python tests/benchmarks/llm.py EVAL_DIR --requests OUT [--model NAME]
    python tests/benchmarks/llm.py EVAL_DIR --replay DIR [--model NAME] [--scorer SCORE_PY]
    python tests/benchmarks/llm.py EVAL_DIR [--only NAME] [--scorer SCORE_PY]

`--requests` writes what would be asked, each request a file named by its digest, and asks nobody;
whoever answers puts the answer into the file, under `answer`. A meeting of several windows asks
the later ones only when the earlier are answered: answer, and run it again with the same folder,
until nothing is waiting. `--replay` scores the answers of such a folder. Without either, the
model that MINTOBRIEF_LLM_URL or MINTOBRIEF_LLM_GGUF names is asked.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mintobrief import pipeline
from mintobrief.config import Settings, read_settings
from mintobrief.domain import Request
from mintobrief.errors import MissingAnswer
from mintobrief.extract import load_finder
from mintobrief.extract.llm.chat import Allowance, ChatRequest
from mintobrief.extract.llm.finder import ModelFinder
from mintobrief.extract.llm.interview import Respondent
from mintobrief.extract.llm.prompt import load_prompt
from mintobrief.extract.llm.tape import Replayer, keep
from tests.benchmarks.resolutions import convert, load_scorer, report, report_cost


@dataclass(frozen=True, slots=True)
class Writer:
    """Answers what is answered in the folder; what is not is written there."""

    folder: Path
    asked: list[ChatRequest] = field(default_factory=list)

    def answer(self, request: ChatRequest, allowance: Allowance) -> str:
        self.asked.append(request)
        try:
            return Replayer(self.folder).answer(request, allowance)
        except MissingAnswer:
            keep(self.folder, request, None)
            raise


def write_requests(paths: Sequence[Path], out: Path, model: str) -> None:
    """Write what is asked of each meeting; the requests do not depend on how we find."""
    settings, writer = read_settings(os.environ), Writer(out)
    waiting = 0
    for path in paths:
        try:
            ask(path, settings, Respondent(writer, model, load_prompt()))
        except MissingAnswer:
            waiting += 1
    sizes = [request.characters for request in writer.asked]
    print(f"{len(sizes)} requests, {sum(sizes)} characters, the longest {max(sizes, default=0)}")
    print(f"{waiting} of {len(paths)} meetings are waiting for an answer")


def ask(path: Path, settings: Settings, respondent: Respondent) -> None:
    """Read one meeting and put it to the respondent."""
    finder = ModelFinder(load_finder("rules", settings), respondent, settings.llm.limits)
    engines = replace(pipeline.shipped_engines(settings), finder=lambda: finder)
    with tempfile.TemporaryDirectory() as folder:
        name = f"{path.stem.removesuffix('.meeting')}.meeting.json"
        copy = Path(shutil.copyfile(path, Path(folder, name)))
        pipeline.convert([copy], Request(), engines)


def replay(folder: Path, model: str) -> None:
    """From here on every conversion takes its answers from the folder."""
    os.environ["MINTOBRIEF_LLM_TAPE"] = str(folder)
    os.environ["MINTOBRIEF_LLM_MODEL"] = model
    for name in ("MINTOBRIEF_LLM_URL", "MINTOBRIEF_LLM_GGUF", "MINTOBRIEF_LLM_TAPE_MODE"):
        os.environ.pop(name, None)


def score(paths: Sequence[Path], scorer: Path) -> None:
    """The scorer's table for `convert --json` with the language model, and what it took."""
    cases = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    timed = {path.stem: convert(path) for path in paths}
    report(load_scorer(scorer), cases, timed)
    report_cost(list(timed.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--requests", type=Path, metavar="OUT")
    parser.add_argument("--replay", type=Path, metavar="DIR")
    parser.add_argument("--model", default="recorded", help="the name written into the requests")
    parser.add_argument("--only", default="", help="the cases whose name holds this")
    parser.add_argument("--scorer", type=Path)
    given = parser.parse_args()
    found = sorted((*given.eval_dir.glob("*.json"), *given.eval_dir.glob("spoken/*.json")))
    paths = [path for path in found if given.only in path.name]
    if given.requests:
        write_requests(paths, given.requests, given.model)
        return
    if given.replay:
        replay(given.replay, given.model)
    score(paths, given.scorer or given.eval_dir.parent / "score.py")


if __name__ == "__main__":
    main()
