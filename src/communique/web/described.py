"""The description of the interface (OpenAPI), made whole: what FastAPI knows of the handlers, and what
holds for all of them, told once here: errors in the one shape, tags, examples, tokens, names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from communique.exchange import schema as contract
from communique.web.examples import example
from communique.web.faults import kind

ROOT = "/api/v1"

ABOUT = """The record of news coverage: stories, claims, quotes and articles, every datum tied to the exact
characters it came from. Offsets count code points of an article's clean text.

Lists come in parts: hand `after` back to go on. Answers carry an `ETag`; `If-None-Match` gives 304 while
nothing changed. Every address answers `HEAD` and `OPTIONS`; a method that it does not take gives 405 with
`Allow`. Every error has the one shape, `Error`, and its message says what to do."""

TAGS = {
    "record": "What the record holds, in figures.",
    "stories": "Stories: what happened, with the brief, the articles and why they are together.",
    "articles": "Articles: the clean text and all that was read from it.",
    "claims": "Claims: what is said, by how many independent sources, and what contradicts it.",
    "quotes": "Quotes: who said what.",
    "search": "Sentences by the words that they hold.",
    "audit": "A text of yours, held against the record sentence by sentence.",
    "imports": "Articles added to the record, in the background.",
    "pairs": "Pairs of states: what binds them; and who acts with and against whom.",
    "actors": "Who acts: names, what they said and promised, whom they have to do with.",
    "ledger": "Promises, and what became of them.",
    "causes": "What sources state as causes, and what a change would move along them.",
    "judgements": "Corrections by people, each with its author, and the way back.",
}

ERRORS = {
    401: ("The token is missing or wrong.", "show the token, or open the link that was printed"),
    403: ("Another site's page asked for it; nothing was changed.", "this was asked by another site's page"),
    404: ("There is none.", "no story has an id that begins with 'ab'"),
    408: ("The body did not come to its end in time.", "nothing came for 20 seconds; send it again"),
    409: (
        "It is well put, but cannot be given or done as the record stands; the message says why.",
        "no list goes on from there; take `after` from the list's own answer",
    ),
    413: ("The body is too large.", "more than 4,000,000 bytes at once; send it in parts"),
    415: ("The body is of a kind that is not taken here.", "send JSON, as `application/json`"),
    421: ("The request came under another host name.", "this desk does not answer as 'desk.example'"),
    422: ("A parameter or the body is wrong; the message names it.", "limit: must be at least 1"),
    400: ("The request cannot be read; the message says how to mend it.", "the body cannot be read"),
    429: ("Too much at once: come again after `Retry-After` seconds.", "too much at once; try again"),
    503: ("It took too long.", "this took more than 60 seconds; narrow what you ask for"),
}
"""What each error means, and a message that goes with it."""

CONTRACT = {
    ("Article", "quotes"): "quote",
    ("Article", "events"): "event",
    ("Article", "commitments"): "commitment",
    ("Relation", "relationship"): "relationship",
    ("Relation", "commitments"): "commitment",
    ("Actor", "promises"): "commitment",
    ("Audit", "problems"): "problem",
    ("Import", "problems"): "problem",
}
"""Fields that hold what the report's contract describes already, and its name there."""

SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "description": "The token that the desk was started with."}
}


def operation_id(method: str, path: str) -> str:
    """A name that stays, whatever the handler is called: `get_stories_story` for `GET /stories/{story}`."""
    words = re.findall(r"[a-z0-9]+", path.removeprefix(ROOT).lower())
    return "_".join((method, *words))


def described(app: FastAPI, *, locked: bool) -> dict[str, Any]:
    """The description of this application; `locked` if it asks for a token."""
    made = get_openapi(
        title=app.title,
        version=app.version,
        description=ABOUT,
        routes=app.routes,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    parts: dict[str, Any] = made["components"]["schemas"]
    _hold_contract(parts)
    _hold_files(parts)
    known = {f"#/components/schemas/{name}": one for name, one in parts.items()}
    used = set()
    for path, method, told in operations(made):
        used.update(told.get("tags", ()))
        told["operationId"] = operation_id(method, path)
        told["summary"] = told["description"].partition("\n")[0].partition(". ")[0].rstrip(".")
        errors = {*_errors(path, method, told, locked=locked), *_stated(told)}
        told["responses"] |= {str(one): _error(one) for one in errors}
        told["responses"] = dict(sorted(told["responses"].items()))
        _show(told, known)
        if method == "get" and "204" not in told["responses"]:
            told["responses"]["304"] = {"description": "It is what `If-None-Match` names."}
    made["tags"] = [{"name": one, "description": text} for one, text in TAGS.items() if one in used]
    if locked:
        made["components"]["securitySchemes"] = SECURITY
        made["security"] = [{"token": []}]
    return made


def operations(made: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of every operation."""
    for path, methods in made["paths"].items():
        for method, told in methods.items():
            yield path, method, told


def _errors(path: str, method: str, told: dict[str, Any], *, locked: bool) -> Iterator[int]:
    yield from (421, 503)
    if locked:
        yield 401
    asked = {one["name"] for one in told.get("parameters", ())}
    if asked or "requestBody" in told:
        yield 422
    if "{" in path or "story" in asked:
        yield 404
    if "after" in asked:
        yield 409
    if method != "get":
        yield from (403, 408, 409, 413, 429)
    elif path.endswith("/events"):
        yield 429
    if "requestBody" in told:
        yield from (400, 415)


def _stated(told: dict[str, Any]) -> Iterator[int]:
    """Errors that the handler states itself."""
    return (int(one) for one in told["responses"] if int(one) in ERRORS)


def _error(status: int) -> dict[str, Any]:
    meaning, message = ERRORS[status]
    shown = {"error": {"status": status, "kind": kind(status), "message": message}}
    content = {"schema": {"$ref": "#/components/schemas/Error"}, "example": shown}
    return {"description": meaning, "content": {"application/json": content}}


def _hold_contract(parts: dict[str, Any]) -> None:
    """Put the contract's own schemas where the models only say that there is an object."""
    defined = contract("report")["$defs"]
    for (model, field), name in CONTRACT.items():
        if model in parts:
            held = parts[model]["properties"][field]
            reference = {"$ref": f"#/$defs/{name}"}
            for key in ("items", "anyOf", "additionalProperties"):
                found = held.pop(key, None)
                if key == "items" and found:
                    held["items"] = reference
                elif key == "anyOf" and found:
                    held["anyOf"] = [reference, {"type": "null"}]
    waiting = [f"#/$defs/{name}" for name in CONTRACT.values()]
    while waiting:
        name = waiting.pop().removeprefix("#/$defs/")
        if f"contract-{name}" not in parts:
            parts[f"contract-{name}"] = defined[name]
            waiting += re.findall(r'"\$ref": "(#/\$defs/[^"]+)"', json.dumps(defined[name]))
    text = json.dumps(parts).replace('"#/$defs/', '"#/components/schemas/contract-')
    parts.clear()
    parts.update(json.loads(text))


def _hold_files(parts: dict[str, Any]) -> None:
    """Files are bytes, not text: OpenAPI 3.1 gives what is not JSON no type."""
    for part in parts.values():
        for field in part.get("properties", {}).values():
            held = field.get("items", field)
            if "contentMediaType" in held:
                held.pop("type", None)


def _show(told: dict[str, Any], known: dict[str, Any]) -> None:
    """Examples of what an operation takes and gives."""
    for one in told.get("parameters", ()):
        if not {"example", "examples"} & one.keys():
            one["example"] = example(one["schema"], known, one["name"])
    answers = [one for status, one in told["responses"].items() if status < "300"]
    for one in (told.get("requestBody", {}), *answers):
        for form, content in one.get("content", {}).items():
            if form == "application/json" and content.get("schema"):
                content["example"] = example(content["schema"], known)
