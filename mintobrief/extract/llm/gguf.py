"""A language model in a GGUF file, run in this process by llama.cpp."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import xllamacpp

from mintobrief.config import LanguageModelSettings
from mintobrief.errors import BadAnswer, MissingModel
from mintobrief.extract.llm.allowance import Allowance
from mintobrief.extract.llm.chat import ChatRequest
from mintobrief.extract.llm.completion import body_of, text_of

# a token is a character of Chinese or more; prompt and examples take some four thousand
_CONTEXT = 4_096
_ANSWER = 8_192


class GgufModel:
    """Asks llama.cpp; what it costs is time."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def answer(self, request: ChatRequest, allowance: Allowance) -> str:
        """The text of the answer. Raises BadAnswer, LanguageModelSpent."""
        allowance.spend(request.characters)
        try:
            answered = self._server.handle_chat_completions(body_of(request))
        except RuntimeError as exc:  # a context too small for the request
            raise BadAnswer("llama.cpp 没有接受请求") from exc
        return text_of(answered if isinstance(answered, str | bytes) else json.dumps(answered))


def load_gguf(settings: LanguageModelSettings, threads: int) -> GgufModel:
    """The model in the file that the settings name. Raises MissingModel."""
    path = settings.gguf or Path()
    if not path.is_file():
        raise MissingModel(str(path), "请检查环境变量 MINTOBRIEF_LLM_GGUF 指的文件。")
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = _CONTEXT + settings.limits.window * 2 + _ANSWER
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    try:
        return GgufModel(xllamacpp.Server(params))
    except RuntimeError as exc:
        raise MissingModel(str(path), "文件打不开，或不是 GGUF 模型。") from exc
