"""Export the reading model: the encoder to int8 ONNX, the heads to one NumPy file.

usage: python training/reader/export.py MODEL.pt FOLDER

The encoder takes `ids` and `seen`, (batch, pieces) 64-bit integers, and gives `states`,
(batch, pieces, 384) floats.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from model import Encoder, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class Exported(nn.Module):
    """The encoder with the types that ONNX Runtime is fed."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, seen: Tensor) -> Tensor:
        """States of the pieces."""
        found: Tensor = self.encoder(ids, seen.float())
        return found


def export(reader: Reader, folder: Path) -> None:
    """Write `encoder.onnx` and `heads.npz` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    plain = folder / "plain.onnx"
    example = torch.ones(2, 16, dtype=torch.long)
    torch.onnx.export(
        Exported(reader.encoder),
        (example, example),
        str(plain),
        input_names=["ids", "seen"],
        output_names=["states"],
        dynamic_axes={
            "ids": {0: "batch", 1: "pieces"},
            "seen": {0: "batch", 1: "pieces"},
            "states": {0: "batch", 1: "pieces"},
        },
        opset_version=17,
        dynamo=False,
    )
    fused = _fused(plain, folder / "fused.onnx")
    quantize_dynamic(
        fused,
        folder / "encoder.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather", "EmbedLayerNormalization", "Attention"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    onnx.checker.check_model(str(folder / "encoder.onnx"), full_check=False)
    for path in {plain, fused}:
        path.unlink(missing_ok=True)
    weights = {}
    for name, value in reader.state_dict().items():
        if name.startswith("encoder."):
            continue
        found = value.detach().float().numpy()
        if name.endswith(".weight") and name != "distance.weight":
            found = found.T
        weights[name] = np.ascontiguousarray(found)
    np.savez_compressed(folder / "heads.npz", **{k: v.astype(np.float16) for k, v in sorted(weights.items())})


def _fused(plain: Path, fused: Path) -> Path:
    """Attention, GELU and normalisation as single operators, as ONNX Runtime computes them fastest."""
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    options = FusionOptions("bert")
    model = optimizer.optimize_model(
        str(plain),
        model_type="bert",
        num_heads=12,
        hidden_size=384,
        optimization_options=options,
        opt_level=0,
    )
    print(model.get_fused_operator_statistics())
    model.save_model_to_file(str(fused))
    return fused


def main() -> None:
    """Parse and export."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    state = torch.load(args.model, weights_only=True)
    reader = Reader(Encoder(), state["root.3.bias"].shape[0])
    reader.load_state_dict(state)
    export(reader, args.folder)
    for path in sorted(args.folder.iterdir()):
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
