"""Examples of what the interface takes and gives, composed from its schemas: one for each model, from
one for each name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

DEEPEST = 12
"""Levels down to which an example goes."""

TEXTS = {
    "Actor.id": "KEN",
    "ActorLine.id": "KEN",
    "ActorLine.kind": "state",
    "Claim.id": "3bfc269594ef6492",
    "Holder.kind": "actor",
    "Named.id": "KEN",
    "Source.id": "9f86d081884c7d65",
    "Source.name": "boats.txt",
    "Article.id": "9f86d081884c7d65",
    "Article.name": "boats.txt",
    "Import.error": "the record is in use elsewhere",
    "a": "Kenya",
    "actor": "KEN",
    "added": "2026-03-12T08:15:00Z",
    "after": "WzI1XQ",
    "aliases": "Republic of Kenya",
    "amount": "40 million dollars",
    "as_of": "2026-03-31",
    "arc": "77c1e2a90b3d4f58",
    "article": "9f86d081884c7d65",
    "articles": "9f86d081884c7d65",
    "at": "2026-03-12T08:15:00Z",
    "balance": "KEN",
    "by": "KEN",
    "byline": "Achieng Odhiambo",
    "cause": "drought",
    "change": "drought",
    "claim": "3bfc269594ef6492",
    "copy_of": "1f40fc92da241694",
    "cue": "said",
    "due": "2026-06-30",
    "effect": "the price of maize",
    "end": "2026-03-11",
    "error": "number",
    "first": "2026-03-11",
    "finding": "supported",
    "format": "communique-audit/1",
    "heading": "What happened",
    "id": "4858fd14fd4458c0",
    "key": "4858fd14fd4458c0",
    "kind": "report",
    "label": "Kenya and Indonesia agree on patrol boats",
    "language": "en",
    "last": "2026-03-11",
    "message": "no story has an id that begins with 'ab'",
    "modality": "asserted",
    "name": "Kenya",
    "note": "the source says six",
    "on": "number",
    "origin": "coverage.zip/12.pdf",
    "outlet": "The Daily Ledger",
    "outlets": "The Daily Ledger",
    "place": "Nairobi",
    "places": "Nairobi",
    "precision": "day",
    "quote": "the loan will be repaid by 30 June.",
    "reason": "holds no article",
    "sentence": "The minister said the loan will be repaid by 30 June.",
    "since": "2026-03-01",
    "speaker": "Achieng Odhiambo",
    "start": "2026-03-11",
    "state": "KEN",
    "statement": "6b86b273ff34fce1",
    "statements": "6b86b273ff34fce1",
    "status": "pledged",
    "stories": "4858fd14fd4458c0",
    "story": "4858fd14fd4458c0",
    "text": "Kenya will buy six patrol boats.",
    "title": "Kenya to buy six patrol boats",
    "until": "2026-03-31",
    "url": "https://ledger.example/2026/03/11/boats",
    "value": "six",
    "what": "repay the loan",
    "who": "ada",
    "why": "both name Kenya and Indonesia, and the boats",
    "words": "patrol boats",
}
"""For fields that hold text, by their names; in one model by that, too."""

DAYS = {"date": "2026-03-11", "date-time": "2026-03-12T08:15:00Z"}


def example(schema: Schema, known: Mapping[str, Schema], name: str = "", depth: int = 0) -> Any:
    """A value that holds by the schema; `known` are the schemas by the references that lead to them."""
    if "$ref" in schema:
        return example(known[schema["$ref"]], known, name, depth)
    for key in ("example", "const", "default"):
        if schema.get(key) not in (None, "", []):
            return _whole(schema[key], schema, known)
    if schema.get("examples"):
        return schema["examples"][0]
    if schema.get("enum"):
        return schema["enum"][0]
    options = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if options:
        chosen = [one for one in options if one.get("type") != "null"]
        nothing = depth > DEEPEST and len(chosen) < len(options)
        return None if nothing else example(chosen[0], known, name, depth)
    return _plain(schema, known, name, depth)


def _whole(value: Any, schema: Schema, known: Mapping[str, Schema]) -> Any:
    """An example with the empty fields that its way into the description took out."""
    if "$ref" in schema:
        return _whole(value, known[schema["$ref"]], known)
    if isinstance(value, list) and "items" in schema:
        return [_whole(one, schema["items"], known) for one in value]
    if not isinstance(value, dict) or "properties" not in schema:
        options = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
        return _whole(value, options[0], known) if len(options) == 1 else value
    filled = {key: None for key in schema.get("required", ()) if key not in value}
    parts = schema["properties"]
    return {k: _whole(v, parts.get(k, {}), known) for k, v in (value | filled).items()}


def _plain(schema: Schema, known: Mapping[str, Schema], name: str, depth: int) -> Any:
    kinds = schema.get("type", "object")
    kind = kinds[0] if isinstance(kinds, list) else kinds
    if kind == "object":
        held = schema.get("properties", {})
        model = schema.get("title", "")
        return {key: example(one, known, f"{model}.{key}", depth + 1) for key, one in held.items()}
    if kind == "array":
        return _several(schema, known, name, depth)
    if kind == "string":
        field = name.rpartition(".")[2]
        made = DAYS.get(schema.get("format", "")) or TEXTS.get(name) or TEXTS.get(field, field)
        return made[: schema.get("maxLength", len(made))]
    numbers = {"integer": max(1, schema.get("minimum", 1)), "number": 0.5, "boolean": False}
    return numbers.get(kind)


def _several(schema: Schema, known: Mapping[str, Schema], name: str, depth: int) -> list[Any]:
    if "prefixItems" in schema:
        return [example(one, known, name, depth + 1) for one in schema["prefixItems"]]
    if "items" not in schema or (depth > DEEPEST and not schema.get("minItems")):
        return []
    return [example(schema["items"], known, name, depth + 1)] * max(1, schema.get("minItems", 1))
