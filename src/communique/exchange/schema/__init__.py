"""The published contracts, as JSON Schemas (draft 2020-12) that ship with the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Literal, cast


def schema(name: Literal["report", "audit"]) -> dict[str, Any]:
    """The JSON Schema of `communique-report/1` or `communique-audit/1`."""
    text = files(__name__).joinpath(f"{name}-1.json").read_text(encoding="utf-8")
    return cast(dict[str, Any], json.loads(text))
