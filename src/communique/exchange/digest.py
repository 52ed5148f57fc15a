"""One digest for one content, wherever the files lay."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from communique.exchange.parts import Json


def canonical_json(data: Any) -> str:
    """The one JSON text of these data: sorted keys, no spaces, ASCII with escapes."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def report_digest(report: Json) -> str:
    """SHA-256, in hex, of a report's canonical JSON without what tells of this machine.

    Left out are the articles' paths and the problems, whose origins are paths too.
    """
    content = {key: value for key, value in report.items() if key != "problems"}
    content["articles"] = [
        {key: value for key, value in article.items() if key != "path"} for article in report["articles"]
    ]
    return hashlib.sha256(canonical_json(content).encode("ascii")).hexdigest()
