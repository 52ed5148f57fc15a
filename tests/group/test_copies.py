from communique.group.copies import find_copies

BODY = [
    "The harbour master of Narva closed the old quay on Tuesday after a crane fell into the water.",
    "Nobody was hurt, but four barges loaded with timber could not leave before the evening.",
    "Engineers from the port authority said the foundations had been washed out by last winter's ice.",
    "A new quay was promised nine years ago, and the money for it has been moved twice.",
    "The mayor asked the ministry of transport to send divers before the end of the week.",
    "Ships bound for the islands will use the northern pier, where the water is shallower.",
    "Fishermen complained that they had not been told and that their nets were locked in a shed.",
]


def links(*readings):
    articles = [reading.article for reading in readings]
    return {(copy.article, copy.original) for copy in find_copies(articles)}


def test_a_truncated_copy_with_another_title_hangs_on_the_earlier_article(reading):
    whole = reading(" ".join(BODY), published="2031-03-04", outlet="Baltic Mail")
    cut = reading(" ".join(BODY[:4]) + " Read on inside.", published="2031-03-05", outlet="Fjord Post")
    assert links(cut, whole) == {(cut.article.id, whole.article.id)}


def test_a_lightly_edited_copy_with_insertions_is_found(reading):
    whole = reading(" ".join(BODY), published="2031-03-04")
    edited = [sentence.replace("harbour", "port").replace("Tuesday", "March 3") for sentence in BODY]
    edited.insert(3, "Our reporter saw two children feeding gulls with the ferry cook's bread on the steps.")
    other = reading(" ".join(edited), published="2031-03-05")
    assert links(whole, other) == {(other.article.id, whole.article.id)}


def test_the_agencys_own_text_is_the_original_even_when_it_is_later(reading):
    agency = reading(" ".join(BODY), published="2031-03-05", outlet="Nordic Wire Service")
    for wire in ("Nordic Wire Service", "Nordic Wire", "NWS"):
        paper = reading(" ".join(BODY[:6]), published="2031-03-04", outlet="Fjord Post", wire=wire)
        assert links(agency, paper) == {(paper.article.id, agency.article.id)}


def test_independent_reports_that_share_quotes_are_no_copies(reading):
    quote = (
        "“We will not pay for a crane that was never inspected by anybody, and we will say so before any "
        "court in the land, however long it takes and whatever it costs the town”"
    )
    one = reading(
        f"The mayor of Narva spoke to the council at noon. {quote}, he said. " + " ".join(BODY[1:3])
    )
    two = reading(
        f"Angry words fell in the town hall over a drowned crane. {quote}, said the mayor. " + BODY[5]
    )
    assert links(one, two) == set()


def test_an_article_that_holds_two_originals_makes_no_copies_of_each_other(reading):
    other = [sentence[::-1] for sentence in BODY]
    one = reading(" ".join(BODY), published="2031-03-04")
    two = reading(" ".join(other), published="2031-03-04")
    both = reading(" ".join(BODY + other), published="2031-03-05")
    found = links(one, two, both)
    assert (one.article.id, two.article.id) not in found
    assert (two.article.id, one.article.id) not in found


def test_texts_of_a_few_words_are_no_copies(reading):
    assert links(reading("Read on inside."), reading("Read on inside. Now!")) == set()
