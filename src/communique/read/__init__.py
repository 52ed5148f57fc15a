"""Raw articles to articles: clean text, metadata, sentences."""

from communique.read.articles import read
from communique.read.sentences import split
from communique.read.wire import agency, helpers

__all__ = ["agency", "helpers", "read", "split"]
