"""Pages and HTTP API over a record; nothing is asked of other hosts."""

from communique.web.app import create_app
from communique.web.serving import Serving

__all__ = ["Serving", "create_app"]
