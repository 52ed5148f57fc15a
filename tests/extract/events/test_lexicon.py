"""The lexicon of events: every row works in its own example."""

from __future__ import annotations

import pytest
from tests.extract.events.happened import read

from communique.extract.events.coder import SPEECH
from communique.extract.events.lexicon import agents, governors, lights, nouns, plain, rows, verbs
from communique.extract.events.predicates import is_idle
from communique.extract.events.roots import QUADS
from communique.extract.parse import model

TABLES = ["agents", "governors", "light", "nouns", "plain", "verbs"]


def roots_by_row(name: str) -> list[tuple[tuple[str, ...], list[str]]]:
    """Each row of a table with the roots of the events of its example."""
    table = list(rows(name))
    found = read([row[-1] for row in table])
    return [(row, [e.type for e in events]) for row, (_, events) in zip(table, found, strict=True)]


def test_every_verb_gives_its_root_in_its_own_example() -> None:
    wrong = []
    for row, roots in roots_by_row("verbs.tsv"):
        if (roots != []) if row[2] == "-" else (row[2] not in roots):
            wrong.append((row[0], row[2], roots))
    assert wrong == []


def test_every_noun_for_an_act_gives_an_event_in_its_own_example() -> None:
    assert [row[0] for row, roots in roots_by_row("nouns.tsv") if row[2] and not roots] == []


def test_every_light_verb_gives_an_event_in_its_own_example() -> None:
    assert [row[0] for row, roots in roots_by_row("light.tsv") if not roots] == []


def test_every_governing_word_makes_of_an_act_what_its_stance_says() -> None:
    wrong = []
    for row, roots in roots_by_row("governors.tsv"):
        stance = row[2]
        if stance in SPEECH:
            fits = roots[:1] == [SPEECH[stance]]
        elif stance == "never":
            fits = roots == []
        else:
            expected = {"ahead": "THREATEN", "accuse": "ACCUSE", "say": "RETREAT"}
            fits = roots == [expected.get(stance, "ASSAULT")]
        if not fits:
            wrong.append((row[0], stance, roots))
    assert wrong == []


def test_the_lexicon_knows_the_sixteen_roots_and_no_others() -> None:
    known = {verb.root for found in verbs().values() for verb in found}
    known |= {noun.root for found in nouns().values() for noun in found}
    assert known - {""} | {"AGREE"} == set(QUADS)


def test_the_lexicon_has_the_size_that_its_documentation_claims() -> None:
    assert sum(len(table()) for table in (verbs, lights, nouns)) >= 1500


def test_objects_that_verbs_ask_for_are_classes_that_some_noun_has() -> None:
    classes = {noun.kind for found in nouns().values() for noun in found}
    classes |= {kind for found in agents().values() for kind in found}
    classes |= {"actor", "place", "thing", "any", "none", "-", "organisation", "person"}
    asked = {kind for found in verbs().values() for verb in found for kind in verb.objects}
    asked |= {kind for found in lights().values() for light in found for kind in light.objects}
    assert asked - classes == set()


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_all_its_cells(name: str) -> None:
    cells = {"agents": 3, "governors": 4, "light": 4, "nouns": 7, "plain": 3, "verbs": 7}[name]
    assert [row for row in rows(f"{name}.tsv") if len(row) != cells] == []


def test_stances_are_those_that_the_coder_reads() -> None:
    known = {*SPEECH, "through", "ahead", "say", "accuse", "never"}
    assert {row.stance for found in governors().values() for row in found} <= known


def test_a_comment_is_no_act() -> None:
    doc = model("en_core_web_sm")("The premier declined to comment.")
    assert [token.text for token in doc if token.pos_ == "VERB" and is_idle(token)] == ["comment"]


def test_every_plain_verb_gives_its_root_in_its_own_example() -> None:
    wrong = [(row[0], row[1], roots) for row, roots in roots_by_row("plain.tsv") if row[1] not in roots]
    assert wrong == []


def test_every_plain_verb_is_a_verb_of_the_lexicon() -> None:
    known = {word.split()[0] for table in (verbs(), lights(), governors()) for word in table}
    assert {word for word, _ in plain()} <= known
