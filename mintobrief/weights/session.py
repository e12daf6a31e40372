"""A network of ONNX on the processor."""

from __future__ import annotations

from pathlib import Path

from onnxruntime import InferenceSession, SessionOptions


def open_session(model: Path, threads: int) -> InferenceSession:
    """The network in a file, with as many threads as it may use."""
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # threads that wait in a busy loop cost half as much again, and others need the processor
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(str(model), sess_options=options, providers=["CPUExecutionProvider"])
