"""Settings and their defaults. Every one can be set by an environment variable.

`COMMUNIQUE_WORKERS=2` sets `workers`; unknown variables are left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from os import environ


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may change.

    spacy_model: name of the spaCy package that parses; the official English ones work too.
    max_bytes: the largest file that is read, in bytes.
    max_depth: the deepest nesting of HTML or JSON that is parsed.
    workers: processes for the per-article work; 0 means one for each core.
    fast: rules alone; the trained reading model is not loaded.
    lexicon: a folder with the user's own lexicon files, laid over the bundled ones.
    """

    spacy_model: str = "en_core_web_sm"
    max_bytes: int = 20_000_000
    max_depth: int = 500
    workers: int = 1
    fast: bool = False
    lexicon: str = ""


def settings() -> Settings:
    """The defaults, overridden by `COMMUNIQUE_*` environment variables.

    Raises ValueError if a variable that should hold a number does not.
    """
    values: dict[str, str | int] = {}
    for item in fields(Settings):
        text = environ.get(f"COMMUNIQUE_{item.name.upper()}")
        if text is None:
            continue
        if isinstance(item.default, bool):
            values[item.name] = text.lower() not in {"", "0", "no", "false"}
        else:
            values[item.name] = int(text) if isinstance(item.default, int) else text
    return Settings(**values)  # type: ignore[arg-type]
