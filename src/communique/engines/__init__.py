"""Where per-article work runs: in this process or in several local ones."""

from communique.engines.local import Failure, run

__all__ = ["Failure", "run"]
