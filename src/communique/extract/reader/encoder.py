"""The small encoder of the trained models in ONNX Runtime: MiniLM-L6 (Wang et al. 2020), int8 weights.

One text at a time on one thread: articles run side by side in processes, and what several texts
need at once would leave the processor's cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

import numpy as np

from communique.extract.reader.heads import Floats
from communique.extract.reader.pieces import Splitter

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

CLS, SEP = 101, 102
"""The pieces before the first word and after the last."""
UNITS = 384
SLOWER = "SkipLayerNormFusion"
"""What ONNX Runtime would join to one operator that takes longer than the two (measured at 250 pieces)."""


class Encoder:
    """Word pieces to states."""

    def __init__(self, session: InferenceSession) -> None:
        self.session = session

    def states(self, pieces: Sequence[int], hints: Floats) -> Floats:
        """(pieces, 384): the state of each piece; `hints`, of the same shape, is added to the input."""
        given = {"ids": np.array([pieces], dtype=np.int64), "hints": hints[None]}
        (states,) = self.session.run(["states"], given)
        return np.asarray(states[0], dtype=np.float32)


def stored_encoder(folder: Traversable) -> Encoder:
    """The encoder whose graph is `encoder.onnx` of a folder of the package."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(folder / "encoder.onnx") as path:
        return Encoder(
            InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=[SLOWER]
            )
        )


def stored_weights(folder: Traversable) -> dict[str, Floats]:
    """The weights of the heads in `heads.npz` of a folder of the package."""
    with as_file(folder / "heads.npz") as path, np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def stored_splitter(folder: Traversable) -> Splitter:
    """The splitter whose vocabulary is `tokenizer.json` of a folder of the package."""
    from tokenizers import Tokenizer

    return Splitter(Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8")))
