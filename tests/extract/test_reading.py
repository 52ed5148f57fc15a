"""Who holds what in whole sentences, with the real cast: names, offices, quotations. All invented."""

from __future__ import annotations

import pytest
from tests.extract.said import article_of

from communique.extract.mending import mend
from communique.extract.parse import parse
from communique.extract.quotes import find_quotes
from communique.extract.statements import find_statements
from communique.records import Kind
from communique.resolve import Cast, lexicon

Row = tuple[str, str | None, str]


def read(text: str, kind: Kind = "report") -> list[Row]:
    """The statements of a text: words, holder's name (None for the outlet and nobody), modality."""
    article = article_of(text, kind=kind)
    ((_, doc),) = parse([article])
    cast = Cast(article, doc, lexicon())
    mend(doc, cast.mentions)
    quotes = find_quotes(article, doc, cast)
    return [
        (s.span.quote, s.holder.name, s.modality) for s in find_statements(article, doc, cast, quotes, ())
    ]


READ: dict[str, list[Row]] = {
    # Who hears is nobody's source.
    "The barge drifted off at dawn, Captain Ada Umeh, the port's spokeswoman, told broadcaster Lumen.": [
        ("The barge drifted off at dawn", "Ada Umeh", "asserted")
    ],
    # Views without a verb of speech.
    "Mayor Ada Umeh was tired. By her count 300 people had been moved.": [
        ("Mayor Ada Umeh was tired.", None, "asserted"),
        ("300 people had been moved", "Ada Umeh", "asserted"),
    ],
    "Pilot Ivo Brandt had slept. To hear him tell it, the tower was empty.": [
        ("Pilot Ivo Brandt had slept.", None, "asserted"),
        ("the tower was empty", "Ivo Brandt", "asserted"),
    ],
    "By her count ten ships had left, Mayor Ada Umeh said.": [
        ("By her count ten ships had left", "Ada Umeh", "asserted")
    ],
    # Any verb reports beside a quotation, and is no statement of its own.
    "The others “never left port,” a Peruvian plumber confided.": [
        ("The others “never left port,”", "a Peruvian plumber", "negated")
    ],
    "“The road is shut,” Premier Ada Umeh fumed.": [("The road is shut", "Ada Umeh", "asserted")],
    "“Nobody paid us,” the dockworkers' union said.": [
        ("Nobody paid us", "the dockworkers' union", "negated")
    ],
    # An adjective of a people before a trade is not the state; before "side" it is.
    "A Peruvian plumber said the road was wet.": [("the road was wet", "a Peruvian plumber", "asserted")],
    "The Peruvian side said no boat sank.": [("no boat sank", "Peru", "negated")],
    # Who does not say it, or has not yet.
    "Few experts believe that the bridge is safe.": [
        ("Few experts believe that the bridge is safe.", None, "asserted")
    ],
    "The union will call for a strike.": [("The union will call for a strike.", None, "expected")],
    # Where a parenthesis of speech ends.
    "“Our port is safe,” Ada Umeh said on Saturday at the fair, where Ivo Brandt also spoke.": [
        ("Our port is safe", "Ada Umeh", "asserted")
    ],
    "The boats are paid for, Ada Umeh said on Monday, a day after the two ministers met.": [
        ("The boats are paid for", "Ada Umeh", "asserted")
    ],
    # One statement, with the relative clause in its subject.
    "The maps that Peru promised in May have yet to be sent, the clerk said.": [
        ("The maps that Peru promised in May have yet to be sent", "the clerk", "negated")
    ],
    # Families are called what taggers take for auxiliaries.
    "A loan was small, Treasury Secretary Odo Were told this newspaper. Were said it was late.": [
        ("A loan was small", "Odo Were", "asserted"),
        ("it was late", "Odo Were", "asserted"),
    ],
}


@pytest.mark.parametrize("text", READ, ids=[text[:40] for text in READ])
def test_a_sentence_gives_what_is_said_to_whoever_says_it(text: str) -> None:
    assert read(text) == READ[text]


MODALITIES = [
    ("The snow should melt soon.", "expected"),
    ("The water should start to fall this week.", "expected"),
    ("The government should pay the farmers.", "demanded"),
    ("Taxes should be cut, the union said.", "demanded"),
    ("Premier Ada Umeh ruled out sending troops.", "negated"),
    ("Premier Ada Umeh ruled out that troops had been sent.", "denied"),
    ("Premier Ada Umeh ruled out a new tax.", "denied"),
    ("Premier Ada Umeh did not rule out raising taxes.", "possible"),
]


@pytest.mark.parametrize(("text", "modality"), MODALITIES, ids=[text for text, _ in MODALITIES])
def test_should_and_ruled_out_mean_what_their_subject_and_object_make_of_them(
    text: str, modality: str
) -> None:
    assert [found for _, _, found in read(text)] == [modality]
