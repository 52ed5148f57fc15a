"""The PLOVER sector of an actor, and which unnamed people of one state are one actor.

Source: PLOVER Manual, chapter "Actor and Sector Codes": primary sector codes (GOV, LEG, JUD, MIL, COP, OPP,
PTY, REB, PRM, SPY, UAF, CVL, ELI, BUS, EDU, MED for health, LAB, AGR, JRN for media, REF, REL, SOC, CRM) and,
for those of no one state, the non-state codes IGO, NGO, ISM, IMG, MNC. The words are in `data/sectors.tsv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from communique.resolve.nouns import bodies, roles
from communique.resolve.tables import read_table

CODES = frozenset(
    "GOV LEG JUD MIL COP OPP PTY REB PRM SPY UAF CVL ELI BUS EDU MED LAB AGR JRN REF REL SOC CRM "
    "IGO NGO ISM IMG MNC".split()
)
"""Every code that the manual lists."""

_LONGEST = 12
"""Words of a description that are looked at, from its end."""
_LINKS = frozenset("of for in at on to with from".split())


@dataclass(frozen=True, slots=True)
class Agent:
    """What unnamed people or bodies of a state are: the same `noun` of the same state is one actor.

    `home` is True where "in" and a state tell whose they are: "rebels in Syria", but not "troops in Mali"
    or "Western officials in Kyiv".
    """

    noun: str
    sector: str
    home: bool


@dataclass(frozen=True, slots=True)
class _Word:
    sector: str
    agent: str
    home: bool


def sector_of(
    name: str, kind: str, *, office: str | None = None, sense: str = "", state: str | None = None
) -> str | None:
    """The PLOVER code of an actor, or None where nothing tells.

    `kind` is an ActorKind; `office` what a person or unnamed body is called ("police chief"); `sense` the
    lexicon's word for a known organisation, seat or body ("company", "presidency"); `state` the alpha-3
    code it belongs to. A state by itself has no sector. A company without a state is a multinational.
    """
    if sense:
        known = _table()["kind"].get(sense) or _table()["sense"].get(sense)
        if known is None:
            return None
        return "MNC" if sense == "company" and state is None else known.sector
    if kind == "state":
        return None
    if office:
        return _described(office)
    return _described(_headed(name)) if kind == "organisation" else None


@lru_cache(maxsize=4096)
def agent_of(description: str) -> Agent | None:
    """What people or bodies called so are, if all of them in one state are one actor; else None.

    "Riot policemen" and "the police" are the same agent, "opposition lawmakers" are the opposition.
    """
    said, table = _split(description), _table()
    over = next((table["over"][lead] for lead in said[:-1] if lead in table["over"]), None)
    long = " ".join(said[-2:]) in table["noun"]
    word = table["noun"].get(" ".join(said[-2:])) if long else table["noun"].get(" ".join(said[-1:]))
    leads = said[: -2 if long else -1]
    if over is not None:
        whose = word is not None or (bool(said) and said[-1] in table["open"])
        return Agent(over.agent, over.sector, True) if whose and over.agent else None
    if word is None or not word.agent:
        return None
    # "Western officials in Kyiv" are not Ukraine's.
    plain = all(w in table["lead"] or w in table["modifier"] or w in table["noun"] for w in leads)
    return Agent(word.agent, word.sector, word.home and plain)


def called(agent: Agent) -> str:
    """What several of an agent are called: "rebels", "police"."""
    return _plurals().get(agent.noun, agent.noun)


def is_counted(agent: Agent) -> bool:
    """Whether one alone is not all of them: "the militia" is one of several, "the army" is not."""
    return agent.noun in _plurals()


@lru_cache(maxsize=4096)
def _described(description: str) -> str | None:
    """The sector that the words of an office or description tell."""
    said = _split(description)
    table = _table()
    if not said:
        return None
    for lead in said[:-1]:
        if lead in table["over"]:
            return table["over"][lead].sector
    for length in (3, 2, 1):
        word = table["noun"].get(" ".join(said[-length:])) if len(said) >= length else None
        if word is not None:
            return word.sector
    if said[-1] in table["open"]:
        return next((table["modifier"][w].sector for w in said[-2::-1] if w in table["modifier"]), None)
    return None


def _split(description: str) -> list[str]:
    """The words of a description up to its head, the head in the singular, the last few only.

    "Secretary of state" stays whole; "rebels in Syria" ends at "rebels".
    """
    said = description.lower().replace("’", "'").split()[:_LONGEST]
    whole = " ".join(said)
    for phrase in ("secretary of state", "head of state", "head of government", "house of representatives"):
        at = whole.find(phrase)
        if at >= 0:
            return [*whole[:at].split(), *phrase.split()]
    stop = next((i for i, w in enumerate(said) if i and w in _LINKS), len(said))
    said = [w.removesuffix("'s") for w in said[:stop]]
    said = [part for w in said for part in (w.split("-", 1) if w.startswith(("ex-", "then-")) else [w])]
    if len(said) > 1 and said[0] in ("the", "a", "an", "some", "many", "two", "three"):
        said = said[1:]
    for length in (2, 1):
        last = " ".join(said[-length:])
        found = roles().get(last) or bodies().get(last)
        if len(said) >= length and found is not None:
            return [*said[:-length], *found.word.split()]
    if said and said[-1].endswith("s") and said[-1][:-1] in _table()["noun"]:
        said[-1] = said[-1][:-1]
    return said


def _headed(name: str) -> str:
    """A body's name up to what it is: "Supreme Court" of "the Supreme Court of Peru"."""
    return name.lower().removeprefix("the ")


@cache
def _table() -> dict[str, dict[str, _Word]]:
    """The rows of `data/sectors.tsv` by sort and word."""
    found: dict[str, dict[str, _Word]] = {
        s: {} for s in ("noun", "open", "modifier", "over", "lead", "kind", "sense")
    }
    for row in read_table("sectors"):
        found[row["sort"]][row["word"]] = _Word(row["sector"], row["agent"], row["home"] == "in")
    return found


@cache
def _plurals() -> dict[str, str]:
    people = {role.word: word for word, role in roles().items() if role.plural}
    return people | {body.word: word for word, body in bodies().items() if body.plural and body.rank == "o"}
