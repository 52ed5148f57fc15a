"""Elements and their text."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.pictures.svg import el, linked, number, plain


@given(st.text(alphabet=st.characters(codec=None)), st.text())
def test_whatever_a_label_holds_the_element_is_well_formed_and_gives_it_back(text, value):
    element = ET.fromstring(str(el("g", el("title", text), class_=value)))
    assert "".join(element.itertext()) == plain(text).replace("\r\n", "\n").replace("\r", "\n")
    assert list(element) and element[0].tag == "title"
    assert set(element.attrib) == {"class"}


@given(st.floats(-1e6, 1e6))
def test_a_figure_has_one_decimal_at_most_and_no_negative_nought(value):
    shown = number(value)
    assert abs(float(shown) - value) <= 0.0501
    assert shown != "-0"
    assert len(shown.partition(".")[2]) <= 1


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "//elsewhere.example", "https://elsewhere.example", "/\\x", ""]
)
def test_an_address_elsewhere_is_no_link(href):
    assert "href" not in str(linked(href, "name", el("g")))


def test_a_place_on_the_page_or_the_site_is_a_link_with_a_name():
    found = ET.fromstring(str(linked("#s-1", "the <sentence>", el("g"))))
    assert (found.tag, found.get("href"), found.get("aria-label")) == ("a", "#s-1", "the <sentence>")
    assert "href" in str(linked("/articles/1", "name"))
