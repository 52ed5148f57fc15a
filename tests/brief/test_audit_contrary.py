# ruff: noqa: E501 (articles stand as they would on a page)
"""Sentences that turn round what the sources tell, and true ones that reckon, join or reword it."""

import pytest

from communique.brief.computing import worked_out
from communique.brief.content import key, read_content
from communique.brief.contrary import _opposites
from communique.brief.frames import frames, mood_of
from communique.brief.terms import rows
from communique.extract.parse import model
from communique.records import Report

QUAY = """Icelandic guards hold Faroese divers at Seydisfjordur

REYKJAVIK, March 4, 2024 (Fjord Wire) — Icelandic guards held six Faroese divers on Monday at the quay of Seydisfjordur.

Nobody was injured at the quay, Iceland said. The harbour office in Torshavn said that three divers were bitten by dogs.

About 90 villagers stood at the fence. The dearer cod has strengthened the hand of the fishing guild, an analyst said.

Iceland threatened to cancel the mooring permits of Faroese trawlers. Iceland did not rule out shutting the lighthouse at Dalatangi.

Iceland gets a fifth of its hay from Norway. Iceland accused Norway of hiding the cable plans. Norway, which hosted the divers in May, thanked their families.

Norway sells the Faroe Islands more than half of their salt.
"""
FENCE = """Faroese paper counts the crowd

Torshavn Tidende
5 March 2024

Some 360 villagers stood at the fence, and they sang.

The siren was to be tested by 10 January 2024. It was heard for the first time on 21 March 2024. Iceland and the Faroe Islands called off the joint cable fund.

Denmark will lend the Faroe Islands 70 million crowns for radar masts. Storing nets at Klaksvik costs nothing for Icelandic crews, the guild announced. The permit fee at Klaksvik was reduced on 3 February 2024.

The survey of the bank will be made with a Norwegian vessel.
"""


@pytest.fixture(scope="module")
def report(report_of) -> Report:
    return report_of({"quay.txt": QUAY, "fence.txt": FENCE})


@pytest.mark.parametrize(
    "sentence",
    [
        "Iceland said that nobody was hurt, while the harbour office in Torshavn spoke of three divers bitten by dogs.",
        "The paper counted four times as many villagers at the fence: 360 instead of 90.",
        "The paper counted 270 villagers more at the fence, 360 instead of 90.",
        "Iceland and the Faroe Islands gave up the joint cable fund.",
        "The permit fee at Klaksvik has been lower since 3 February 2024.",
        "Norway hosted the divers in May and thanked their families.",
        "Iceland accused Norway of hiding the cable plans.",
        "Iceland gets a fifth of its hay from Norway.",
        "Icelandic guards held six Faroese divers at the quay.",
        "The dearer cod has bolstered the hand of the fishing guild.",
    ],
)
def test_a_true_sentence_that_reckons_joins_or_rewords_is_supported(sentence: str, one):
    found = one(sentence)
    assert (found.verdict, found.error) == ("supported", None), found.note


def test_a_delay_counted_between_two_days_of_the_sources_is_no_missing_figure(one):
    found = one("The siren was heard for the first time on 21 March 2024, more than two months late.")
    assert (found.verdict, found.error) == ("supported", None), found.note


@pytest.mark.parametrize(
    ("sentence", "error"),
    [
        ("Faroese divers held six Icelandic guards at the quay of Seydisfjordur.", "speaker"),
        ("The dearer cod has weakened the hand of the fishing guild.", None),
        ("Iceland has revoked the mooring permits of Faroese trawlers.", "modality"),
        ("Denmark has transferred the 70 million crowns for radar masts.", "modality"),
        ("Norway gets a fifth of its hay from Iceland.", "speaker"),
        ("Norway accused Iceland of hiding the cable plans.", "speaker"),
        ("Denmark hosted the divers in May and thanked their families.", "speaker"),
        ("Iceland sells the Faroe Islands more than half of their salt.", "speaker"),
        ("Denmark is to provide a vessel for the survey of the bank.", "speaker"),
        ("The paper counted six times as many villagers at the fence: 360 instead of 90.", "number"),
        ("The siren was heard for the first time on 21 March 2024, five months late.", "number"),
    ],
)
def test_its_contrary_is_not(sentence: str, error: str | None, one):
    found = one(sentence)
    assert found.verdict != "supported", found
    assert found.error == error, found


def test_what_is_not_ruled_out_has_neither_happened_nor_been_denied(one):
    found = one("Iceland shut the lighthouse at Dalatangi.")
    assert (found.verdict, found.error) == ("unsupported", "modality"), found.note


def test_each_pair_of_opposites_stands_in_its_example():
    for left, right, example in rows("opposites.tsv"):
        one, other = read_content(example.split(" / "), nlp=model("en_core_web_sm"))
        lefts, rights = ({key(w.strip()) for w in side.split(",")} for side in (left, right))
        assert {f.verb for f in frames(one)} & lefts, example
        assert {f.verb for f in frames(other)} & rights, example
        assert not lefts & rights
        assert all(rights - {verb} <= _opposites()[verb] for verb in lefts)


def test_each_word_for_a_reckoned_figure_finds_its_example():
    for word, _, example in rows("computing.tsv"):
        (content,) = read_content([example], nlp=model("en_core_web_sm"))
        assert any(worked_out(amount, content) for amount in content.amounts), word


def test_what_is_not_excluded_stays_possible():
    for verb, example in rows("excluding.tsv"):
        (content,) = read_content([example], nlp=model("en_core_web_sm"))
        below = next(t for t in content.doc if t.lower_ in ("closing", "ban"))
        assert mood_of(below) == "possible", verb
        (content,) = read_content([example.replace("did not", "will")], nlp=model("en_core_web_sm"))
        below = next(t for t in content.doc if t.lower_ in ("closing", "ban"))
        assert mood_of(below) == "negated", verb


def test_a_verb_with_its_thing_has_the_key_of_its_group():
    (content,) = read_content(["The clinic missed the deadline."], nlp=model("en_core_web_sm"))
    assert key("lapse") in content.keys


def test_a_place_after_a_comma_is_no_title_of_the_speaker(report_of):
    from communique.brief import audit

    text = "The Faroe Islands will ship salt to Greenland, Hansen said.\n\nFaroese Foreign Minister Jogvan Hansen waited."
    found = audit("The Faroe Islands will ship salt to Greenland, Hansen said.", report_of({"a.txt": text}))
    assert found.sentences[0].verdict == "supported", found.sentences[0].note
