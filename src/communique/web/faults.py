"""What went wrong, in one shape: JSON for programs, a page for readers."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from communique.web.rendering import page


class RequestError(Exception):
    """A request that cannot be answered. `status` is HTTP's, `message` names it and what to do."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


def answer(request: Request, fault: RequestError) -> Response:
    """The fault as this reader wants it."""
    headers = {"www-authenticate": "Bearer"} if fault.status == HTTPStatus.UNAUTHORIZED else None
    if wants_json(request):
        body = {"error": {"status": fault.status, "kind": kind(fault.status), "message": fault.message}}
        return JSONResponse(body, fault.status, headers)
    html = page("fault.html.j2", status=fault.status, kind=kind(fault.status), message=fault.message)
    return HTMLResponse(html, fault.status, headers)


def kind(status: int) -> str:
    """HTTP's words for a status, in lower case."""
    return HTTPStatus(status).phrase.lower()


def wants_json(request: Request) -> bool:
    """Whether a program asks: under `/api/`, for a `.json` or `.csv`, or not for HTML."""
    path = request.url.path
    if path.startswith("/api/") or path.endswith((".json", ".csv")):
        return True
    return "text/html" not in request.headers.get("accept", "*/*") and request.method != "GET"
