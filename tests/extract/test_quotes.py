"""Which words in quotation marks are quotations, and who says them. All names are invented."""

import re
import time
from importlib.resources import files

import pytest

from communique.extract.parse import parse
from communique.extract.quotes import find_quotes
from communique.extract.speakers import label_cues
from communique.extract.speech import speech_verbs
from communique.read.sentences import split
from communique.records import Article, Sentence, Span
from communique.resolve import Cast, lexicon
from communique.resolve.marks import find_marked


def article_of(text, *, kind="report", place=None, outlet=None):
    sentences = tuple(
        Sentence(Span("a", start, end, text[start:end]), paragraph, heading)
        for start, end, paragraph, heading in split(text)
    )
    return Article(
        "a", "a", "a", "a", text, None, None, outlet, None, place, None, "en", kind, None, sentences
    )  # fmt: skip


def quotes_of(text, **given):
    """The quotations of a text as pairs of words and speaker's name (None where there is none)."""
    article = article_of(text, **given)
    ((_, doc),) = parse([article])
    found = find_quotes(article, doc, Cast(article, doc, lexicon()))
    for quote in found:
        assert article.text[quote.span.start : quote.span.end] == quote.span.quote
    return [(q.span.quote, q.speaker.name if q.speaker else None) for q in found]


SAID = {
    "The ferry's captain, Ivo Brandt, gave an account. “I saw two lights,” he recalled. “Then none.”": [
        ("I saw two lights,", "Ivo Brandt"),
        ("Then none.", "Ivo Brandt"),
    ],
    "The others “never left port,” a Peruvian plumber confided.": [
        ("never left port,", "a Peruvian plumber")
    ],
    "“That is no purpose,” said Rep. Ada J. Umeh of Tarn.": [("That is no purpose,", "Ada J. Umeh")],
    "“We wait,” said Ivo Baker, who sells ice. “It is warm,” Baker said.": [
        ("We wait,", "Ivo Baker"),
        ("It is warm,", "Ivo Baker"),
    ],
    "Ada Umeh stated that Ivo Brandt would discuss the matter “in a few weeks.”": [
        ("in a few weeks.", "Ada Umeh")
    ],
    "“We leave at noon,” Foreign Minister Ada Umeh said.": [("We leave at noon,", "Ada Umeh")],
    "“We leave at noon,” said Ada Umeh, who runs the ferry.": [("We leave at noon,", "Ada Umeh")],
    '"We leave at noon," said Ada Umeh. "Bring a lamp," she added.': [
        ("We leave at noon,", "Ada Umeh"),
        ("Bring a lamp,", "Ada Umeh"),
    ],
    "“We leave,” said Ada Umeh, the mayor of Tarn, “when the ice melts.”": [
        ("We leave,", "Ada Umeh"),
        ("when the ice melts.", "Ada Umeh"),
    ],
    "Ada Umeh runs the ferry. “We leave at noon,” Umeh told reporters.": [("We leave at noon,", "Ada Umeh")],
    "President Ada Umeh was less patient. “A bridge that opens in 2030 helps nobody,” she said.": [
        ("A bridge that opens in 2030 helps nobody,", "Ada Umeh")
    ],
    "Prime Minister Ivo Brandt called the offer “a cold supper.”": [("a cold supper.", "Ivo Brandt")],
    "Prime Minister Ivo Brandt praised the plan but dismissed the price as “pure fantasy”.": [
        ("pure fantasy", "Ivo Brandt")
    ],
    "Prime Minister Ivo Brandt accused the union of “hiding the bill”.": [("hiding the bill", "Ivo Brandt")],
    "Prime Minister Ivo Brandt thanked President Ada Umeh for her “steady hands”.": [
        ("steady hands", "Ivo Brandt")
    ],
    "General Tomas Reyl said in a televised address that his men had been “looking for lost sheep.”": [
        ("looking for lost sheep.", "Tomas Reyl")
    ],
    "“The road is open,” the transport ministry said.": [("The road is open,", "the transport ministry")],
    "“The road is open,” according to Ivo Brandt of the Tarn Institute.": [
        ("The road is open,", "Ivo Brandt")
    ],
    "According to the mayor, Ivo Brandt, the road is “as good as open”.": [("as good as open", "Ivo Brandt")],
    "Mayor Ivo Brandt put it this way: “The road is open.”": [("The road is open.", "Ivo Brandt")],
    "Said Ivo Brandt: “The road is open.”": [("The road is open.", "Ivo Brandt")],
    "A baker who lives near the road was glad. “It is quiet now,” the baker said.": [
        ("It is quiet now,", "a baker")
    ],
    "“It is quiet now,” said three officials at the transport ministry.": [
        ("It is quiet now,", "three officials at the transport ministry")
    ],
    "The Herders' Union met on Friday. “We have too many maps,” said its president, Ela Moor.": [
        ("We have too many maps,", "Ela Moor")
    ],
    "Kenya's embassy rejected a remark by Ivo Brandt that some neighbours “count sheep at night.”": [
        ("count sheep at night.", "Ivo Brandt")
    ],
    "‘We don’t pay the farmers’ bills,’ said Ivo Brandt, the treasurer.": [
        ("We don’t pay the farmers’ bills,", "Ivo Brandt")
    ],
    "«We leave at noon», said Ada Umeh.": [("We leave at noon", "Ada Umeh")],
    "“He told me ‘never again’ and left,” said Ada Umeh.": [
        ("He told me ‘never again’ and left,", "Ada Umeh")
    ],
    "“Why now?” asked Ada Umeh. “Half of us are asleep.”": [
        ("Why now?", "Ada Umeh"),
        ("Half of us are asleep.", "Ada Umeh"),
    ],
    "Speaking in Tarn, Prime Minister Ivo Brandt said the deal would “feed two valleys”.": [
        ("feed two valleys", "Ivo Brandt")
    ],
    "What Ivo Brandt called “an honest mistake” cost the town a bridge.": [
        ("an honest mistake", "Ivo Brandt")
    ],
    "Ghana's ambassador, Kofi Tetteh, warned that the pact must “not become a wall”.": [
        ("not become a wall", "Kofi Tetteh")
    ],
    "“We leave at noon.” — Ada Umeh": [("We leave at noon.", "Ada Umeh")],
    "''We leave at noon,'' said Ada Umeh.": [("We leave at noon,", "Ada Umeh")],
}


@pytest.mark.parametrize("text", SAID)
def test_a_quotation_has_the_speaker_that_its_clause_names(text):
    assert quotes_of(text) == SAID[text]


@pytest.mark.parametrize(
    "text",
    [
        "The valley, known as “the Oven”, is empty.",
        "The estate, which locals call “Little Tarn”, was sold.",
        "The delay is a cost that officials privately call “the Brandt tax”.",
        "On social media the goat has been named “El Rey”.",
        "Ivo Brandt may also visit the “House of Bells” museum in Tarn.",
        "The band Tarn Brothers has put off its “Long Night” tour.",
        "The plan shows a ‘marriage of convenience’ in which both lose.",
        "The so-called “ghost fleet” is back, Ivo Brandt said.",
        "The ministers' car and the farmers' cart met on the bridge in the '90s.",
        "The pipe is 5\" wide and 6' long.",
        "The crowd sang “Good Night” with new words.",
    ],
)
def test_names_titles_and_scare_quotes_are_not_quotations(text):
    assert quotes_of(text) == []


@pytest.mark.parametrize("example", [example for _, example in label_cues()])
def test_every_label_cue_keeps_its_label_out(example):
    assert quotes_of(f"Ivo Brandt said on Monday that he saw {example} there.") == []


def test_a_quotation_over_several_paragraphs_is_one_stretch_each_with_one_speaker():
    text = "“We left at noon.\n\n“We came back at night,” said Ada Umeh.\n\nThe ferry rests."
    assert quotes_of(text) == [("We left at noon.", "Ada Umeh"), ("We came back at night,", "Ada Umeh")]


def test_an_unclosed_mark_never_swallows_the_article():
    text = "Ada Umeh said: “We left at noon.\n\nThe ferry rests.\n\n“It is old,” said Ivo Brandt."
    assert quotes_of(text) == [("We left at noon.", "Ada Umeh"), ("It is old,", "Ivo Brandt")]


def test_a_stray_mark_in_a_sentence_is_dropped():
    assert quotes_of("The “ferry rests. “It is old,” said Ivo Brandt.") == [("It is old,", "Ivo Brandt")]


def test_the_speaker_of_the_paragraph_goes_on_without_a_clause():
    text = "“Half of us drink here,” said Ada Umeh of the Tarn Institute. “There is no second well.”"
    assert [who for _, who in quotes_of(text)] == ["Ada Umeh", "Ada Umeh"]


def test_a_bare_pull_quote_has_no_speaker():
    text = (
        "The leaders met in Tarn on Monday to talk about bread.\n\n“bread is peace”\n\nThey will meet again."
    )
    assert quotes_of(text, kind="brief") == [("bread is peace", None)]


def test_the_issuers_say_what_an_official_text_quotes():
    text = (
        "1. At the invitation of President Ada Umeh, President Ivo Brandt paid a visit to Ghana.\n\n"
        "2. The Presidents urged all neighbours to “share maps without delay”.\n\n"
        "3. The two sides reject “any wall in the sea”."
    )
    speakers = {who for _, who in quotes_of(text, kind="statement")}
    assert speakers == {"Ada Umeh and Ivo Brandt"}


def test_a_pronoun_that_could_be_two_people_is_nobody():
    text = "President Ivo Brandt and President Ola Lund met in Tarn. “It rained,” he said."
    assert quotes_of(text) == [("It rained,", None)]


def test_every_speech_verb_has_an_example_with_a_quotation():
    table = files("communique.extract").joinpath("data", "speech.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    for lemma, _, _, _, example in rows:
        forms = {form for form, verb in speech_verbs().items() if verb.lemma == lemma}
        assert "“" in example and forms & set(re.findall(r"\w+", example.lower())), lemma


def test_speech_verbs_know_their_forms():
    verbs = speech_verbs()
    assert {verbs[w].lemma for w in ("said", "says", "saying")} == {"say"}
    assert verbs["denied"].lemma == "deny" and verbs["quipped"].lemma == "quip"


@pytest.mark.parametrize("piece", ["“", '"', "'a ", "“a ", "‘a ", '"a" ', "’ ", "“a” said b. "])
def test_ten_thousand_marks_are_found_in_one_pass(piece):
    started = time.perf_counter()
    assert len(find_marked("Ada " + piece * 10_000)) <= 10_000
    assert time.perf_counter() - started < 5


def test_a_thousand_quotations_in_one_sentence_are_judged_in_little_time():
    article = article_of("Ada Umeh said " + "“a b c” and then " * 1_000)
    ((_, doc),) = parse([article])
    started = time.perf_counter()
    find_quotes(article, doc, Cast(article, doc, lexicon()))
    assert time.perf_counter() - started < 10
