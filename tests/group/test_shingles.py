import re

from hypothesis import given
from hypothesis import strategies as st

from communique.group.shingles import containment, coverage, fingerprint, outside_quotes, word_hashes

PASSAGE = (
    "The ferry to the outer islands stayed in harbour because its ramp would not close. The captain rang "
    "the owner, the owner rang the yard, and the yard sent two welders on bicycles. By noon the ramp shut "
    "with a bang that woke the harbour cat. Forty crates of lettuce had wilted in the sun by then."
)


@given(st.text(alphabet="abAB é_9“”-.\n日", max_size=60))
def test_words_are_those_of_a_plain_search_and_equal_words_have_equal_hashes(text):
    words = [word.lower() for word in re.findall(r"\w+", text)]
    hashes = word_hashes(text).tolist()
    assert len(words) == len(hashes)
    assert len(set(words)) == len(set(hashes))
    pairs = list(zip(words, hashes, strict=True))
    assert all((a == b) == (x == y) for a, x in pairs for b, y in pairs)


def test_a_word_has_one_hash_wherever_and_however_it_stands():
    assert word_hashes("Ramp, ferry")[0] == word_hashes("“the” RAMP")[1]


def test_a_part_of_a_text_is_contained_in_it_and_covered_by_it():
    whole, part = fingerprint(PASSAGE), fingerprint(PASSAGE[:150])
    assert containment(whole.whole, part.whole) > 0.95
    assert coverage(whole, part) == 1.0


def test_shared_paragraphs_cover_a_text_in_part_only():
    head, tail = PASSAGE[:140], PASSAGE[140:]
    other = fingerprint(head + " " + " ".join(word[::-1] for word in tail.split()))
    assert 0.3 < coverage(fingerprint(PASSAGE), other) < 0.8


def test_texts_of_fewer_than_three_words_have_no_shingles():
    assert len(fingerprint("Two words").whole) == 0
    assert containment(fingerprint("").whole, fingerprint(PASSAGE).whole) == 0.0


def test_quotes_are_left_out_where_enough_else_remains():
    quote = "“We shall weld until the moon is up and the last lettuce is aboard”"
    found = outside_quotes(f"{PASSAGE} {quote} said one.")
    assert found is not None
    assert containment(found.whole, fingerprint(quote).whole) == 0.0
    assert outside_quotes(PASSAGE) is None
    assert outside_quotes(quote) is None
