"""Which speech model to load: the one that comes along, a folder, or a name on the hub."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.utils import download_model

from mintobrief.config import Settings
from mintobrief.errors import MissingModel
from mintobrief.weights import assemble

_NEEDED = ("model.bin", "config.json", "tokenizer.json")
_DEEP = 16  # layers of a decoder: small has 12, medium 24, large 32
_FINE = 128  # bands that large-v3 and what is distilled from it hear in; all others hear in 80


def load_model(folder: Path, settings: Settings) -> WhisperModel:
    """The model in a folder, on the graphics card where there is one that works.

    Raises MissingModel.
    """
    try:
        if ctranslate2.get_cuda_device_count():
            return _on_card(folder)
    except RuntimeError:
        pass  # a card without its libraries, or too small: the processor can do it
    try:
        return WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=settings.threads
        )
    except (RuntimeError, ValueError) as exc:
        advice = "文件夹里的文件不是 CTranslate2 格式的 Whisper 模型，或已损坏。"
        raise MissingModel(settings.model, advice) from exc


def identity_of(settings: Settings) -> str:
    """Which model it is: its name, and for a folder how its weights can be told from others."""
    weights = Path(settings.model).expanduser() / "model.bin"
    if settings.model == "base" or not weights.is_file():
        return settings.model
    stat = weights.stat()
    return f"{weights.resolve()} {stat.st_size} {stat.st_mtime_ns}"


def bears_hotwords(folder: Path) -> bool:
    """True for medium and larger models; base drops half of what is said when told of words.

    Judged by the model's own figures, for its folder may have any name.
    """
    return are_large(
        _figures(folder / "config.json"), _figures(folder / "preprocessor_config.json")
    )


def are_large(config: Mapping[str, Any], preprocessor: Mapping[str, Any]) -> bool:
    """True if these are a medium or larger model's figures; what they do not tell, is small.

    CTranslate2 keeps no sizes, but in which layers words are aligned: one of the later ones is
    always among them. Distilled models have few layers and are told by the bands they hear in.
    """
    layers = config.get("decoder_layers") or _deepest(config.get("alignment_heads"))
    return layers >= _DEEP or preprocessor.get("feature_size", 0) >= _FINE


def _deepest(heads: Sequence[tuple[int, int]] | None) -> int:
    return max((layer for layer, _ in heads or ()), default=-1) + 1


def _figures(path: Path) -> dict[str, Any]:
    """What the file says; nothing where there is none, or it is damaged."""
    try:
        figures = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return figures if isinstance(figures, dict) else {}


def _on_card(folder: Path) -> WhisperModel:
    model = WhisperModel(str(folder), device="cuda", compute_type="float16")
    model.detect_language(np.zeros(16_000, np.float32))  # what is missing shows only in use
    return model


def find_model(settings: Settings) -> Path:
    """The folder of the model that the settings name.

    The network is asked only for a name that is neither "base" nor a folder. Raises
    MissingModel, BadWeights.
    """
    if settings.model == "base":
        return assemble("whisper-base", settings)
    folder = Path(settings.model).expanduser()
    if folder.is_dir():
        return _checked(folder)
    return _fetched(settings)


def _checked(folder: Path) -> Path:
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise MissingModel(
            str(folder),
            f"这个文件夹里缺少 {'、'.join(missing)}，需要 CTranslate2 格式的 Whisper 模型。",
        )
    if not _is_json(folder / "tokenizer.json"):
        raise MissingModel(str(folder), "里面的 tokenizer.json 已损坏，请重新下载这个模型。")
    return folder


def _is_json(path: Path) -> bool:
    """Asked before the tokenizer is loaded: what it raises on a damaged file has no name."""
    try:
        return isinstance(json.loads(path.read_bytes()), dict)
    except (OSError, ValueError, RecursionError):
        return False


def _fetched(settings: Settings) -> Path:
    try:
        path = download_model(settings.model, cache_dir=str(settings.cache / "hub"))
    except (OSError, ValueError) as exc:  # not reachable, or no such name
        advice = (
            "它不是本机的文件夹，模型网站上也没有取到（没有网络，或没有这个名字）。"
            "可以不加 --model 使用自带的 base，或把模型下载到一个文件夹再指定。"
        )
        raise MissingModel(settings.model, advice) from exc
    return Path(path)
