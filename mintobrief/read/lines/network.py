"""How the networks that read pages are run."""

from __future__ import annotations

from onnxruntime import SessionOptions


def options_of(threads: int) -> SessionOptions:
    """With so many threads for each layer, and in silence."""
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 4
    # threads that wait in a busy loop cost as much again as the work, and are done no sooner
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
