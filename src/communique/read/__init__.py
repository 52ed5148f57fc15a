"""Raw articles to articles: clean text, metadata, sentences."""

from communique.read.articles import read
from communique.read.sentences import split

__all__ = ["read", "split"]
