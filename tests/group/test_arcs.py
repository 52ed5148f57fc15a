from communique.group import group


def test_unrelated_stories_have_no_arc(reading, lookalikes):
    panda = reading("A panda was born in the zoo of Lima.", title="Panda born", published="2031-05-07")
    story = next(s for s in group([*lookalikes, panda]).stories if panda.article.id in s.articles)
    assert story.arc is None


def test_other_matters_of_the_same_states_are_another_arc(reading, lookalikes):
    chess = reading(
        "Norway beat Estonia at chess in Bergen on Monday. A schoolgirl checkmated two grandmasters of "
        "Estonia.",
        title="Schoolgirl beats grandmasters",
        published="2032-02-03",
    )
    grouping = group([*lookalikes, chess])
    story = next(s for s in grouping.stories if chess.article.id in s.articles)
    assert story.arc is None
    assert sum(s.arc is not None for s in grouping.stories) == 2
