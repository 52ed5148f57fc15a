"""Record → brief, every sentence cited; any text → audit, every sentence checked."""

# The functions are imported at once, not when called: a later import of the module of the same name
# would put the module in its place.
from communique.brief.audit import audit
from communique.brief.compose import compose
from communique.brief.support import support

__all__ = ["audit", "compose", "support"]
