import pickle

import numpy as np
import pytest

from communique.group.topics import stem, weight
from communique.group.vectors import (
    bundle,
    bundle_products,
    centre,
    common,
    cosine,
    counted,
    heaviest,
    matrix,
    named,
    products,
    stem_of,
    telling,
    weighed,
)


def vector(text):
    words = text.split()
    return weighed(counted(words, np.ones(len(words))))


def test_words_count_by_their_stems_and_years_and_small_numbers_not_at_all():
    counts = counted(["ferries", "ferry", "2031", "7", "4100"], np.array([1.0, 2.0, 1.0, 1.0, 1.0]))
    assert dict(zip(counts.stems, counts.values.tolist(), strict=True)) == {"ferry": 3.0, "4100": 1.0}


def test_words_that_all_say_nothing_give_an_empty_vector():
    empty = vector("2031 7")
    assert len(empty) == 0
    assert products(empty, [vector("a quay"), empty]).tolist() == [0.0, 0.0]
    assert cosine(vector("a quay"), empty) == 0.0


def test_products_are_those_of_the_words_that_two_texts_share():
    one, two = vector("the ferry left the quay"), vector("a ferry and a reef")
    mine = dict(zip(one.stems, one.values, strict=True))
    others = dict(zip(two.stems, two.values, strict=True))
    expected = sum(value * others.get(word, 0.0) for word, value in mine.items())
    assert products(one, [two])[0] == pytest.approx(expected)
    assert cosine(one, one) == pytest.approx(1.0)
    assert common(one, two).stems == [stem("ferry")]


def test_a_bundle_holds_its_vectors_apart():
    one, two, empty = vector("ferry quay"), vector("quay reef"), vector("")
    (first, second, third, none) = bundle_products(
        bundle((one, two, one, empty)), [bundle((two, two, one, one))]
    )
    assert first[0] == pytest.approx(cosine(one, two))
    assert (second[0], third[0], none[0]) == pytest.approx((1.0, 1.0, 0.0))
    again = pickle.loads(pickle.dumps(bundle((one, two, one, empty))))
    assert again.part(1).stems == two.stems


def test_a_pickled_vector_takes_its_stems_along():
    one = vector("the ferry left the quay")
    again = pickle.loads(pickle.dumps(one))
    assert again.stems == one.stems
    assert again.values.tolist() == one.values.tolist()


def test_the_heaviest_words_are_the_rarest_and_ties_fall_to_the_alphabet():
    one = vector("zarzis korso alma the")
    assert weight("zarzis") == weight("korso") > weight("alma")
    assert heaviest(one, 1) == [stem_of(number) for number, _ in telling(one, 1)] == ["korso"]
    assert heaviest(one, 3) == ["korso", "zarzis", "alma"]
    assert {stem_of(number) for number, _ in telling(one, 9)} == set(one.stems)


def test_the_centre_is_the_mean_and_a_matrix_has_a_row_for_each():
    one, two = vector("ferry"), vector("quay")
    assert cosine(centre([one, two]), one) == pytest.approx(2**-0.5)
    rows, held = matrix([one, two, one])
    assert rows.shape == (3, 2)
    assert sorted(held.tolist()) == [1.0, 2.0]


def test_names_keep_their_counts():
    counts = named({"zarzi": 2.0, "alma": 1.0})
    assert dict(zip(counts.stems, counts.values.tolist(), strict=True)) == {"zarzi": 2.0, "alma": 1.0}
