"""A language model in a GGUF file, run by llama.cpp in this process.

It is asked on a port that only this process has the key of, like any other endpoint: so a
request can be left when its time is up, which llama.cpp's own function does not allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe

import xllamacpp

from mintobrief.config import LanguageModelSettings
from mintobrief.errors import MissingModel
from mintobrief.extract.llm.address import read_address
from mintobrief.extract.llm.chat import Allowance, ChatRequest
from mintobrief.extract.llm.endpoint import Endpoint

# a token is a character of Chinese or more; prompt and examples take some four thousand
_CONTEXT = 4_096
_ANSWER = 8_192


@dataclass(frozen=True, slots=True)
class GgufModel:
    """Asks llama.cpp; what it costs is time. The server ends with it."""

    server: xllamacpp.Server
    endpoint: Endpoint

    def answer(self, request: ChatRequest, allowance: Allowance) -> str:
        """The text of the answer. Raises LanguageModelFailed."""
        return self.endpoint.answer(request, allowance)


def load_gguf(settings: LanguageModelSettings, threads: int) -> GgufModel:
    """The model in the file that the settings name. Raises MissingModel."""
    path = settings.gguf or Path()
    if not path.is_file():
        raise MissingModel(str(path), "请检查环境变量 MINTOBRIEF_LLM_GGUF 指的文件。")
    key = token_urlsafe()
    try:
        server = xllamacpp.Server(_params(path, settings.limits.window, threads, key))
    except RuntimeError as exc:
        raise MissingModel(str(path), "文件打不开，或不是 GGUF 模型。") from exc
    return GgufModel(server, Endpoint(read_address(f"{server.listening_address}/v1"), key))


def _params(path: Path, window: int, threads: int, key: str) -> xllamacpp.CommonParams:
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = _CONTEXT + window * 2 + _ANSWER
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.verbosity = 0  # errors only: the rest would stand between our own lines
    params.hostnames = ["127.0.0.1"]
    params.api_keys = [key]
    params.ui = params.endpoint_slots = False  # whoever shares this machine sees no prompts
    return params
