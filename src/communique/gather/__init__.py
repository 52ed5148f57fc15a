"""Bytes to raw articles: files, folders and standard input, decoded and named one by one."""

from communique.gather.files import gather

__all__ = ["gather"]
