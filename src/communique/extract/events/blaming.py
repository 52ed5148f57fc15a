"""What is done in words that else only report: a warning that is a threat, an allegation that accuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.events.acts import Act
from communique.extract.events.arguments import is_passive, own_subject, possessor, source_of
from communique.extract.events.predicates import predicate_of
from communique.extract.events.stances import mood_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.extract.events.parties import Parties

WARNING = {"warn", "caution"}
OWN = {"he", "she", "they", "it", "we", "his", "her", "their", "its", "our"}


def blame_of(verb: Token, lemma: str, inner: Token, who: Parties) -> Act | None:
    """The act of a verb of this lemma whose complement is `inner`, without its target if a threat; or None.

    "Warned that his members would block the port" threatens: they or theirs would do it. Of "Peru
    warned that Peru would" the noun is kept in `whose`, for others to tell whose side it is.
    """
    if is_passive(verb) or lemma not in {*WARNING, "allege"}:
        return None
    speaker, doer = who.resolved(source_of(verb), verb), own_subject(inner)
    if doer is None or not who.classes.can_act(speaker):
        return None
    if lemma == "allege":
        named = doer.pos_ != "PRON" and who.classes.is_actor(doer)
        return Act("ACCUSE", "allege", verb, speaker, doer, "speech") if named else None
    owner = possessor(doer)
    theirs = doer.lower_ in OWN or (owner is not None and owner.lower_ in OWN)
    acts = mood_of(inner) == "future" and not is_passive(inner) and predicate_of(inner, who.classes)
    if not acts or not (theirs or who.classes.is_actor(doer)):
        return None
    whose = None if theirs else doer
    return Act("THREATEN", None, verb, speaker, None, "speech", alone=True, whose=whose)
