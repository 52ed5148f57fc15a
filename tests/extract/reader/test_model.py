"""What the bundled model makes of sentences of our own."""

import numpy as np
from tests.extract.said import article_of

from communique.extract.parse import parse
from communique.extract.reader import reader
from communique.extract.reader.model import States
from communique.records import Article


def states_of(article: Article) -> States:
    _, doc = next(parse([article]))
    return reader().encode(article.text, [s.span.start for s in article.sentences], doc)


def attributed(text: str) -> list[tuple[list[str], list[str], list[str]]]:
    article = article_of(text)
    return [
        ([s.quote for s in a.source], [s.quote for s in a.cue], [s.quote for s in a.content])
        for a in reader().attributions(article, states_of(article))
    ]


def test_indirect_speech_has_its_source_cue_and_content() -> None:
    ((source, cue, content),) = attributed("The finance minister said that the loan would be repaid in May.")
    assert source == ["The finance minister"]
    assert cue == ["said"]
    assert content[0].endswith("the loan would be repaid in May")


def test_two_speakers_of_one_sentence_are_told_apart() -> None:
    found = attributed("Nairobi said the deal was off, but Jakarta insisted that talks would go on.")
    assert [(source, content[-1].split()[-1]) for source, _, content in found] == [
        (["Nairobi"], "off"),
        (["Jakarta"], "on"),
    ]


def test_the_same_text_gives_the_same_answer_whatever_was_read_before() -> None:
    text = "Envoys believe the border will reopen, according to a diplomat in Lima."
    first = attributed(text)
    attributed("An unrelated sentence, he said, of another length altogether.")
    assert attributed(text) == first


def test_a_word_that_is_denied_is_put_less_as_fact_than_one_that_is_told() -> None:
    text = "The army attacked the port. The army did not attack the port. The army may attack the port."
    at = [text.index("attack", start) for start in (0, 28, 62)]
    told, denied, open_ = reader().values(states_of(article_of(text)), at)
    assert told > 2 and denied < 0 and denied < open_ < told


def test_values_of_a_text_without_words_are_open() -> None:
    assert reader().values(states_of(article_of(" \n ")), [0, 1]) == [0.0, 0.0]


def test_states_of_a_long_text_are_there_for_every_word() -> None:
    text = "The envoy said the talks went on. " * 120
    states = states_of(article_of(text))
    assert len(states.words) == len(states.text.spans) == 120 * 8
    assert np.abs(states.words).sum(1).min() > 0
