"""Find the noun phrases of an article in one pass over its words."""

from __future__ import annotations

from collections.abc import Callable

from communique.resolve.heads import Heads
from communique.resolve.names import DETERMINERS, OWNERS, Names
from communique.resolve.noun_phrases import Phrase
from communique.resolve.nouns import bodies
from communique.resolve.sectors import agent_of
from communique.resolve.titles import Titles
from communique.resolve.words import Word

PRONOUNS = frozenset("he she him they them it i we us me".split())
POSSESSIVES = frozenset("his her its their".split())
_TO = frozenset("adviser advisor ambassador envoy aide counsellor delegate representative secretary".split())
_OF = frozenset("of for at".split())
_WITHIN = frozenset("of for in and the a an".split())
_NEARBY = ("near", "outside", "around")
"""What may stand before a town for those who live there."""
_REACH = 9


class PhraseFinder:
    """All party phrases of an article, found in one pass over its words.

    `town` tells the state in which the city or region of a name lies, None where it is not known.
    """

    def __init__(self, names: Names, town: Callable[[str], str | None] = lambda name: None) -> None:
        self.names, self._town = names, town
        self.words = names.words
        self.heads = Heads(names)
        self.titles = Titles(names)
        self._states = {spot.state for spot in names.spot_at.values()}

    def find(self) -> list[Phrase]:
        """All phrases in the order of the text; none overlaps another except inside `parts`."""
        found: list[Phrase] = []
        i = 0
        while i < len(self.words):
            phrase = self._at(i)
            if phrase is not None:
                found.append(phrase)
                i = phrase.last
            i += 1
        return found

    # ------------------------------------------------------------------ one phrase

    def _at(self, i: int, depth: int = 0) -> Phrase | None:
        """The phrase that begins at word `i`, with its determiner, or None."""
        word = self.words[i]
        if word.lower in PRONOUNS and word.text not in ("US", "IT"):
            return None if self._expletive(i) else Phrase(i, i, i, "pronoun", "pronoun")
        start, determiner = i, ""
        if word.lower in DETERMINERS or word.lower in OWNERS or word.text[0].isdigit():
            determiner = "some" if word.text[0].isdigit() else word.lower
            if determiner == "some" and self._year(i):
                return None
            if determiner == "that" and word.pos not in ("DET", ""):
                return None
            part = self._partitive(i, depth)
            if part is not None:
                return part
            i = self._after_determiners(i)
            if i == start:
                return self._bare_possessive(start)
        phrase = self._nominal(i) or (self._owned_by_thing(i) if determiner else None)
        if phrase is None or (determiner in ("that", "this", "these") and phrase.sort == "state"):
            return self._bare_possessive(start)
        phrase.first = min(start, phrase.first)
        phrase.determiner = determiner
        if determiner in OWNERS:
            phrase.owner = start
        return self._extend(phrase, depth)

    def _year(self, i: int) -> bool:
        """Whether a number at word `i` counts nothing of what follows: "in 2019 the then minister"."""
        return i + 1 < len(self.words) and self.words[i + 1].lower in ("the", *OWNERS)

    def _owned_by_thing(self, i: int) -> Phrase | None:
        """A title or body that a thing or people of some kind own: "the ferry's captain"."""
        words = self.words
        k = i
        while k - i < 3 and k + 1 < len(words) and self.names.joined(k + 1):
            word = words[k]
            if word.capital or word.pos not in ("NOUN", "ADJ"):
                return None
            k += 1
            if word.possessive:
                phrase = self._nominal(k)
                if phrase is None or not phrase.rank or phrase.spot is not None:
                    return None
                owner = " ".join(w.lower for w in words[i:k])
                phrase.role = f"{owner}' {phrase.role}" if owner[-1] == "s" else f"{owner}'s {phrase.role}"
                return phrase
        return None

    def _bare_possessive(self, i: int) -> Phrase | None:
        if self.words[i].lower in POSSESSIVES:
            return Phrase(i, i, i, "pronoun", "pronoun")
        return None

    def _after_determiners(self, i: int) -> int:
        j = i + 1
        while j - i < 3 and self.names.joined(j) and self._counts(self.words[j]):
            j += 1
        return j if self.names.joined(j) else i

    @staticmethod
    def _counts(word: Word) -> bool:
        return word.lower in DETERMINERS or word.text[0].isdigit()

    def _partitive(self, i: int, depth: int) -> Phrase | None:
        """ "One of the officials", "some of them"."""
        joined, words = self.names.joined, self.words
        if words[i].lower in OWNERS or words[i].lower == "the" or depth:
            return None
        if not (joined(i + 1) and words[i + 1].lower == "of" and joined(i + 2)):
            return None
        whole = self._at(i + 2, depth + 1)
        if whole is None or not whole.plural or whole.sort != "person":
            return None
        part = Phrase(i, whole.last, i, "person", "title", noun=whole.noun, rank=whole.rank, role=whole.role)
        part.plural = words[i].lower != "one"
        part.state, part.determiner, part.parts = whole.state, "a", [whole]
        return part

    def _expletive(self, i: int) -> bool:
        """Whether "it" stands for nothing: "it is possible that", "it rained"."""
        words = self.words
        if words[i].lower != "it" or i + 2 >= len(words):
            return False
        if words[i + 1].lower not in ("is", "was", "will", "would", "seems", "seemed", "appears", "remains"):
            return False
        near = [w.lower for w in words[i + 2 : i + 6]]
        return words[i + 2].pos in ("ADJ", "ADV", "AUX") and any(
            x in near for x in ("that", "to", "if", "whether")
        )

    # ------------------------------------------------------------------ modifiers and head

    def _nominal(self, i: int) -> Phrase | None:
        """Modifiers, a title or body and a name, from word `i` on, without a determiner."""
        words, names = self.words, self.names
        limit = min(len(words), i + _REACH)
        lead = names.spot_at.get(i)
        j = i
        if lead is not None:
            if lead.first != i:
                return None
            j = lead.last + 1
            owns = words[lead.last].possessive or lead.form != "name" or lead.sort == "organisation"
            # "US officials", "UK foreign secretary": initials have no adjective.
            owns = owns or (len(words[i].text) > 1 and words[i].text.replace(".", "").isupper())
            if not (j < limit and names.joined(j) and owns):
                return self.titles.sighted(lead)
        head, spots = self.heads.lead(i, j, limit)
        if head < 0:
            return self.titles.sighted(lead) if lead is not None else self.titles.named(i)
        role, body = names.role(head), names.body(head)
        if lead is not None:
            spots.insert(0, lead)
        if role is not None:
            return self.titles.titled(i, j, head, role, spots)
        if body is None:
            return None
        phrase = self.titles.bodied(i, j, head, body, spots)
        if body.home and phrase.state is None and phrase.last > head + 1:
            phrase.state = self._town_state(head + 2, phrase.last)  # "the Herders' Council of Garissa"
        return phrase

    # ------------------------------------------------------------------ what follows

    def _extend(self, phrase: Phrase, depth: int) -> Phrase:
        """Take in "of/at/for ..." after a description, "of ..." after a name."""
        words, names = self.words, self.names
        if phrase.sort not in ("person", "body") or words[phrase.last].possessive or depth > 4:
            return phrase
        if phrase.name is not None and (phrase.sort == "body" or phrase.form == "surname"):
            return phrase
        links = (
            ("of", "from")
            if phrase.name is not None
            else ("of", "for", "at", "in", "to", "on", "from", "with")
        )
        local = self._is_local(phrase)
        if local:
            links = (*links, *_NEARBY)
        k = phrase.last + 1
        if not names.joined(k) or words[k].lower not in links or not names.joined(k + 1):
            return phrase
        link = words[k].lower
        if words[k + 1].lower in PRONOUNS:
            return phrase
        inner = self._at(k + 1, depth + 1)
        if inner is None or inner.sort == "pronoun" or inner.form == "demonym":
            return self._complement(phrase, k)
        if link == "to" and phrase.noun not in _TO:
            return phrase
        if phrase.name is not None and inner.sort not in ("body", "state", "organisation"):
            return phrase
        if (
            inner.sort == "person"
            and inner.name is not None
            and not inner.rank
            and link in ("in", "of", "from", "at", *_NEARBY)
        ):
            inner.sort, inner.form = "state", "place"  # a town that the lexicon takes for no state
            if local and phrase.state is None:
                inner.state = self._town_state(*inner.name)
        elif link in _NEARBY and (inner.spot is None or inner.spot.form != "metonym"):
            return phrase  # "farmers near the border"
        phrase.parts.append(inner)
        phrase.last = inner.last
        after = inner.last + 2
        second = names.spot_at.get(after) if names.joined(after) and words[after - 1].lower == "and" else None
        if inner.spot is not None and second is not None and phrase.plural:
            phrase.parts.append(self.titles.sighted(second))  # "the ministers of Peru and Chile"
            phrase.last = second.last
            return phrase
        governs = local or phrase.noun in ("ministry", "government", "parliament", "presidency")
        if link == "in" and not governs and phrase.sort == "body":
            agent = agent_of(phrase.role)
            governs = agent is not None and agent.home
        near = inner.form == "place" or link in _NEARBY
        told = inner.sort == "body" and not (local and phrase.rank == "person")  # "farmers at the court"
        if link in ("of", "for", "from") or told or near or (link == "in" and governs):
            phrase.state = phrase.state or inner.state
        return self._run_on(phrase)

    def _is_local(self, phrase: Phrase) -> bool:
        """Whether people or a body are of the state in which they are, if that is told."""
        if phrase.sort == "body":
            body = bodies().get(phrase.noun)
            return body is not None and body.home and not phrase.plural and phrase.name is None
        agent = agent_of(phrase.role) if phrase.plural else None
        return agent is not None and agent.home

    def _town_state(self, first: int, last: int) -> str | None:
        """The state of a town by its words, if the text names that state: many names come more than once."""
        state = self._town(" ".join(word.text for word in self.words[first : last + 1]))
        return state if state is not None and state in self._states else None

    def _complement(self, phrase: Phrase, link: int) -> Phrase:
        """Take in "of the festival" where a name stands beside it: "the director of the festival, Ada Umeh".

        `link` is the place of the preposition.
        """
        if phrase.sort != "person" or phrase.name is not None or self.words[link].lower not in _OF:
            return phrase
        first = link + 1
        lower = self.words[first].lower
        begins = first + 1 if lower in DETERMINERS or lower in OWNERS else first
        last = self._plain_run(begins)
        if last >= begins and self._beside_name(phrase.first, last):
            phrase.parts.append(Phrase(first, last, last, "thing", "thing"))
            phrase.last = last
        return phrase

    def _run_on(self, phrase: Phrase) -> Phrase:
        """Take in what a party inside only modifies: "the director of the EU film festival, Ada Umeh"."""
        if phrase.sort != "person" or phrase.name is not None:
            return phrase
        last = self._plain_run(phrase.last + 1)
        if last > phrase.last and self._beside_name(phrase.first, last):
            # Who heads the festival does not work for the EU: the party is the festival's, not the head's.
            thing = Phrase(phrase.parts[-1].first, last, last, "thing", "thing", parts=[phrase.parts.pop()])
            phrase.parts.append(thing)
            phrase.last = last
        return phrase

    def _plain_run(self, k: int) -> int:
        """The last of the nouns from word `k` on, with their adjectives and "of"; `k` - 1 if none is."""
        words, names = self.words, self.names
        last = k - 1
        for n in range(k, min(k + _REACH, len(words))):
            word = words[n]
            if not names.joined(n) or word.lower in PRONOUNS:
                break
            if word.pos in ("NOUN", "PROPN") or word.capital:
                last = n
            elif word.pos not in ("ADJ", "NUM") and word.lower not in _WITHIN:
                break
        return last

    def _beside_name(self, first: int, last: int) -> bool:
        """Whether a comma and a proper name follow word `last`, or stand before word `first`."""
        words = self.words
        after = last + 1
        if after < len(words) and self.names.joined(after):
            return False
        followed = after < len(words) and words[after].gap in (", ", ",\n") and self.names.name_word(after)
        return followed or self._name_before(first)

    def _name_before(self, first: int) -> bool:
        words = self.words
        return first > 0 and words[first].gap in (", ", ",\n") and self.names.name_word(first - 1)
