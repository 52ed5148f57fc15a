"""What went wrong, in one shape: JSON for programs, a page for readers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from communique.web.rendering import page

KINDS = {
    400: "bad request",
    401: "unauthorized",
    403: "forbidden",
    404: "not found",
    405: "method not allowed",
    408: "request timeout",
    409: "conflict",
    413: "content too large",
    415: "unsupported media type",
    421: "misdirected request",
    422: "unprocessable content",
    429: "too many requests",
    500: "internal server error",
    503: "service unavailable",
}

MORE = {401: {"www-authenticate": "Bearer"}, 429: {"retry-after": "5"}, 503: {"retry-after": "5"}}
"""Headers that go with a status."""

DATA = (".json", ".csv", ".md", ".svg")


class RequestError(Exception):
    """A request that cannot be answered. `status` is HTTP's, `message` names it and what to do."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


def answer(request: Request, fault: RequestError) -> Response:
    """The fault as this reader wants it."""
    headers = MORE.get(fault.status)
    if wants_json(request):
        body = {"error": {"status": fault.status, "kind": kind(fault.status), "message": fault.message}}
        return JSONResponse(body, fault.status, headers)
    html = page("fault.html.j2", status=fault.status, kind=kind(fault.status), message=fault.message)
    return HTMLResponse(html, fault.status, headers)


def kind(status: int) -> str:
    """HTTP's words for a status, in lower case, the same under every Python."""
    return KINDS.get(status, "error")


def wants_json(request: Request) -> bool:
    """Whether a program asks: under `/api/`, for a list as data, or not for HTML."""
    path = request.url.path
    if path.startswith("/api/") or path.endswith(DATA):
        return True
    return "text/html" not in request.headers.get("accept", "*/*") and request.method != "GET"
