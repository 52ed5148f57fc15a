"""Who needs whom: the tables' own examples, directions that must not turn, and what is not told."""

from dataclasses import replace

import pytest
from tests.extract.said import article_of as sentences_of

from communique.config import Settings
from communique.extract import extract
from communique.extract.dependencies.tables import rows, words

TABLES = {"verbs.tsv": 6, "nouns.tsv": 6, "adjectives.tsv": 6, "ruin.tsv": 1, "losses.tsv": 2}


def article_of(text):
    """An article of one paragraph."""
    article = sentences_of(text)
    return replace(article, sentences=tuple(replace(s, paragraph=0) for s in article.sentences))


def read(text):
    (reading,) = extract([article_of(text)], settings=Settings(fast=True))
    return reading.dependencies


def told(text):
    return {(d.dependent, d.provider) for d in read(text)}


EXAMPLES = [row[at] for name, at in TABLES.items() for row in rows(name)]


def test_every_example_of_the_tables_tells_that_peru_needs_chile_and_never_the_reverse():
    readings = extract([article_of(example) for example in EXAMPLES], settings=Settings(fast=True))
    found = {
        e: {(d.dependent, d.provider) for d in r.dependencies}
        for e, r in zip(EXAMPLES, readings, strict=True)
    }
    assert [e for e, pairs in found.items() if ("PER", "CHL") not in pairs] == []
    mutual = [e for e in EXAMPLES if "interdependent" in e]
    assert [e for e, pairs in found.items() if ("CHL", "PER") in pairs and e not in mutual] == []


def test_a_share_its_words_and_its_field_are_kept():
    (found,) = read("Togo buys 60 percent of its grain from Ghana.")
    assert (found.dependent, found.provider, found.domain) == ("TGO", "GHA", "food and water")
    assert found.share == 60 and found.strength == "60 percent" == found.strength_span.quote
    assert found.modality == "asserted"


def test_what_cannot_be_done_without_somebody_is_asserted():
    (found,) = read("Togo's navy cannot leave harbour without Ghanaian fuel.")
    assert (found.dependent, found.provider, found.modality) == ("TGO", "GHA", "asserted")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Togo once relied on Ghana for its power.", "historical"),
        ("Togo does not depend on Ghana for its power.", "negated"),
        ("Togo has ended its dependence on Ghanaian power.", "historical"),
    ],
)
def test_a_dependence_that_is_denied_or_over_is_not_asserted(text, modality):
    assert [d.modality for d in read(text)] == [modality]


def test_no_other_way_is_told_as_none():
    assert [d.alternatives for d in read("Togo has no alternative to Ghanaian loans.")] == ["none"]


@pytest.mark.parametrize(
    "text",
    [
        "Togo supplies most of its gas to Ghana.",
        "The minister bought a car from Ghana.",
        "Togo needs the consent of the Ghanaian Senate.",
        "The shortage of gas in Ghana has increased Togo's leverage.",
    ],
)
def test_where_the_sides_are_unclear_nothing_is_told(text):
    assert told(text) == set()


def test_a_contrast_of_two_sentences_tells_who_needs_whom():
    assert told("Togo has no choice. Ghana can wait.") == {("TGO", "GHA")}


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Mali brings in 60 percent of its cement by way of Benin.", "transit"),
        ("The minister praised the port of Cotonou, through which Mali moves most of its cotton.", "transit"),
        ("Mali's rice reaches the sea only through Benin.", "transit"),
        ("Mali depends on a line that crosses Benin for its power.", "energy"),
        ("Most of Mali's onions are Beninese.", "food and water"),
        ("Half the wheat that Mali eats is Beninese.", "food and water"),
        ("Two thirds of Mali's rice is foreign, and most of that is Beninese.", "food and water"),
        ("Mali's mines run on diesel, and six litres out of ten are landed at Cotonou.", "transit"),
        ("Mali has few friends: Benin sells it more than half of its wheat.", "food and water"),
        ("Mali has no satellites of its own and leans on Beninese engineers for maps.", "technology"),
        ("Mali imports 80 percent of its flour, most of it from Benin.", "food and water"),
        ("If Benin withdrew its loans, Mali would default.", "finance"),
        ('"We depend on Benin for most of our power," said Malian President Ali Keita.', "energy"),
        ('"Benin depends on us," said Ali Keita. Mali relies on Benin for its insulin.', "trade"),
    ],
)
def test_ways_of_telling_who_needs_whom_and_the_field_of_it(text, domain):
    assert [(d.dependent, d.provider, d.domain) for d in read(text)] == [("MLI", "BEN", domain)]


def test_part_of_a_part_has_no_share():
    (found,) = read("Mali imports a fifth of its power, most of it from Benin.")
    assert (found.strength, found.share) == ("most", None)


@pytest.mark.parametrize(
    "text",
    [
        "If Benin attacked, Mali would collapse.",
        "If Benin recalled its ambassador, Mali would not survive it.",
        "If Benin closed the border, Mali would protest.",
        "Cotonou handles only one container in twenty of Mali's trade.",
        "Half of the Malians hold Beninese passports.",
        "Most of Mali's ministers are Beninese.",
    ],
)
def test_what_is_no_need_is_not_told(text):
    assert not read(text)


def test_no_work_stands_in_two_states_and_no_thing_in_two_fields():
    for name, at in (("assets.tsv", 1), ("goods.tsv", 0)):
        told = [word for row in rows(name) for word in words(row[at])]
        assert [w for w in set(told) if told.count(w) > 1] == []
