"""Whose side a holder speaks for, and that one side does not contradict itself."""

from __future__ import annotations

import pytest

from communique.compare.sides import is_official
from communique.records import Actor


@pytest.mark.parametrize(
    ("actor", "official"),
    [
        (Actor("a", "Chadian foreign ministry", "organisation", "TCD"), True),
        (Actor("a", "Chadian officials", "group", "TCD"), True),
        (Actor("a", "A B", "person", "TCD", "fisheries minister"), True),
        (Actor("a", "A B", "person", "TCD", "opposition senator"), False),
        (Actor("a", "A B", "person", "TCD", "union secretary"), False),
        (Actor("a", "A B", "person", "TCD"), False),
        (Actor("a", "Chadian Farmers' Union", "organisation", "TCD"), False),
    ],
)
def test_ministries_and_ministers_speak_for_their_state_and_unions_do_not(actor, official):
    assert is_official(actor) is official
