"""Record → brief, every sentence cited; any text → audit, every sentence checked."""

# The function is imported at once, not when called: a later import of the module of the same name
# would put the module in its place.
from communique.brief.audit import audit
from communique.brief.compose import compose

__all__ = ["audit", "compose"]
