"""Write what `train.py` learnt as the ONNX file that the program loads:

    python -m models.punctuation.to_onnx trained.pt

Embeddings are kept as 8-bit whole numbers with a scale for each column, everything else as
16-bit floats; onnxruntime computes in 32 bits. Needs torch and onnx.
"""

from __future__ import annotations

import argparse
import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from mintobrief.transcribe.marks import MARKS, TURN
from mintobrief.transcribe.punctuation import Alphabet
from models.punctuation.network import Network
from models.punctuation.spoiling import syllables

HERE = Path(__file__).parent
_SMALL = 512  # numbers that are not worth packing


class Judge(nn.Module):  # type: ignore[misc]
    """The network with probabilities for scores."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, units: Tensor, pauses: Tensor) -> Tensor:
        return torch.softmax(self.network(units, pauses), -1)


def load(path: Path) -> tuple[Judge, str]:
    kept = torch.load(path, weights_only=True)
    said, count = syllables(Alphabet(kept["characters"]))
    network = Network(torch.from_numpy(said), count, len(MARKS), TURN + 1)
    network.load_state_dict(kept["weights"])
    return Judge(network).eval(), kept["characters"]


def export(judge: Judge, target: Path) -> None:
    example = torch.ones((2, 50), dtype=torch.int64)
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        judge,
        (example, example),
        str(target),
        dynamo=False,
        input_names=["units", "pauses"],
        output_names=["marks"],
        dynamic_axes={"units": axes, "pauses": axes, "marks": axes},
    )


def pack(model: onnx.ModelProto) -> None:
    """Store weights in fewer bits, with the nodes that unpack them."""
    graph = model.graph
    looked_up = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    for weight in list(graph.initializer):
        numbers = numpy_helper.to_array(weight)
        if numbers.dtype != np.float32 or numbers.size < _SMALL:
            continue
        graph.initializer.remove(weight)
        if weight.name in looked_up:
            _pack_table(graph, weight.name, numbers)
        else:
            _pack_matrix(graph, weight.name, numbers)


def _pack_matrix(graph: onnx.GraphProto, name: str, numbers: np.ndarray) -> None:
    packed = numpy_helper.from_array(numbers.astype(np.float16), f"{name}.half")
    graph.initializer.append(packed)
    cast = helper.make_node("Cast", [packed.name], [name], to=TensorProto.FLOAT)
    graph.node.insert(0, cast)


def _pack_table(graph: onnx.GraphProto, name: str, numbers: np.ndarray) -> None:
    """Rows are looked up as they are kept, and unpacked after that."""
    scale = np.maximum(np.abs(numbers).max(axis=0), 1e-8).astype(np.float32) / 127
    packed = numpy_helper.from_array(np.round(numbers / scale).astype(np.int8), f"{name}.byte")
    scales = numpy_helper.from_array(scale, f"{name}.scale")
    graph.initializer.extend([packed, scales])
    for index, node in reversed(list(enumerate(graph.node))):
        if node.op_type == "Gather" and node.input[0] == name:
            whole, wide, final = f"{node.name}.whole", f"{node.name}.wide", node.output[0]
            node.input[0], node.output[0] = packed.name, whole
            graph.node.insert(
                index + 1, helper.make_node("Cast", [whole], [wide], to=TensorProto.FLOAT)
            )
            graph.node.insert(index + 2, helper.make_node("Mul", [wide, scales.name], [final]))


def describe(path: Path) -> dict[str, object]:
    content = path.read_bytes()
    return {"name": path.name, "size": len(content), "sha256": sha256(content).hexdigest()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    judge, characters = load(parser.parse_args().trained)
    target = HERE / "punctuation.onnx"
    export(judge, target)
    model = onnx.load(target)
    pack(model)
    del model.metadata_props[:]
    helper.set_model_props(model, {"characters": json.dumps(characters)})
    onnx.checker.check_model(model)
    onnx.save(model, target)
    manifest = json.dumps({"files": [describe(target)]}, indent=2)
    (HERE / "weights.json").write_text(f"{manifest}\n", "utf-8")


if __name__ == "__main__":
    main()
