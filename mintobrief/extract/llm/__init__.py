"""A language model's reading of the meeting, where a person has chosen to ask one.

chat                what is asked, its digest, and what one meeting may cost
address             how far the words travel
endpoint, gguf      who is asked: over HTTP, or llama.cpp in this process
tape                requests and answers by digest: recorded, replayed
windows, script     a long meeting in pieces; lines that no word of it can leave
prompt              what is asked of each piece
answer, check       its form, and what of it the meeting bears out
quotes              whether words were said
interview           window after window
agree               put together with our own
finder              the finder that does all this: read it first
rewriting           the points in its words, as far as their quotes bear them out
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from mintobrief.config import LanguageModelSettings, Settings
from mintobrief.engines import Adapter, load
from mintobrief.errors import BadSetting

if TYPE_CHECKING:
    from mintobrief.extract.llm.chat import LanguageModel
    from mintobrief.extract.llm.finder import ModelFinder
    from mintobrief.extract.llm.rewriting import ModelWriter

__all__ = ["MODELS", "load_language_model", "load_model_finder", "load_model_writer"]

MODELS: Mapping[str, Adapter] = {
    "endpoint": Adapter("mintobrief.extract.llm.endpoint:load_endpoint", "httpx"),
    "gguf": Adapter("mintobrief.extract.llm.gguf:load_gguf", "xllamacpp，即 mintobrief[llm]"),
}


def load_model_finder(settings: Settings) -> ModelFinder:
    """The finder that asks the language model of the settings besides the one that reads.

    Raises BadSetting where none is named, UnsafeAddress, MissingEngine, MissingModel, BadWeights.
    """
    from mintobrief.extract.llm.finder import ModelFinder
    from mintobrief.extract.llm.interview import Respondent
    from mintobrief.extract.llm.prompt import load_prompt
    from mintobrief.extract.reader import load_reader

    respondent = Respondent(load_language_model(settings), settings.llm.model, load_prompt())
    return ModelFinder(load_reader(settings), respondent, settings.llm.limits, _outside(settings))


def load_model_writer(settings: Settings) -> ModelWriter:
    """The writer that asks the language model of the settings. Raises as `load_model_finder`."""
    from mintobrief.extract.llm.rewriting import ModelWriter

    return ModelWriter(load_language_model(settings), settings.llm.model, settings.llm.limits)


def load_language_model(settings: Settings) -> LanguageModel:
    """The model of the settings, its answers kept or replayed where they say so."""
    from mintobrief.extract.llm.tape import Recorder, Replayer

    tape = settings.llm.tape
    if tape and not settings.llm.recording:
        return Replayer(tape)
    model = _model(settings)
    return Recorder(model, tape) if tape else model


def _model(settings: Settings) -> LanguageModel:
    llm = settings.llm
    if llm.gguf:
        return _in_memory(llm, settings.threads)
    if not llm.url:
        raise BadSetting("MINTOBRIEF_LLM_URL", "", "要用语言模型，请写明它的地址")
    return cast("LanguageModel", load("endpoint", MODELS)(llm))


@lru_cache(maxsize=1)
def _in_memory(llm: LanguageModelSettings, threads: int) -> LanguageModel:
    """The model in a file, once: whoever finds and whoever words ask the same one."""
    return cast("LanguageModel", load("gguf", MODELS)(llm, threads))


def _outside(settings: Settings) -> str:
    """The host outside the house that is asked; empty where none is."""
    from mintobrief.extract.llm.address import Reach, read_address

    llm = settings.llm
    if not llm.url or (llm.tape and not llm.recording):
        return ""
    address = read_address(llm.url, plain_http=llm.plain_http)
    return address.shown if address.reach is Reach.OUTSIDE else ""
