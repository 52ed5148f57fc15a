"""The tokens of a text, in linear time whatever it holds.

spaCy's tokenizer looks at all characters up to the next white space again for each mark that it
takes off their edges, which is quadratic over ten thousand quotation marks in a row.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST_RUN = 400
"""Characters without white space that are looked at as one, at most: no word or address has more."""
_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")


def tokens(nlp: Language, text: str) -> Doc:
    """The unparsed document of a text; runs longer than `LONGEST_RUN` are cut first.

    The tokens of all other texts are those of `nlp.make_doc`.
    """
    from spacy.tokens import Doc

    runs = [run.span() for run in _RUN.finditer(text)]
    if not runs:
        return nlp.make_doc(text)
    cuts = sorted({0, len(text), *(at for start, end in runs for at in range(start, end, LONGEST_RUN))})
    words: list[str] = []
    spaces: list[bool] = []
    for low, high in pairwise(cuts):
        for token in nlp.make_doc(text[low:high]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words=words, spaces=spaces)
