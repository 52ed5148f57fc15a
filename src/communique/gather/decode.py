"""Bytes to text: byte order marks, UTF-8, what a page declares, Windows-1252, then a guess."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from communique.errors import BinaryError, UndecodableError

_SAVE = "save it as UTF-8 text and try again"
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF; export its text first"),
    (b"PK\x03\x04", "a zip archive or an office document; unpack it or export its text first"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document; export its text first"),
    (b"{\\rtf", "a rich-text document; export its text first"),
    (b"\x1f\x8b", "compressed (gzip); unpack it first"),
    (b"BZh", "compressed (bzip2); unpack it first"),
    (b"\xfd7zXZ", "compressed (xz); unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a rar archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd); unpack it first"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image, sound or film"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet table"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_NEWLINES = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028]")
_KEEP = "\n\t"
_DROP = dict.fromkeys(
    [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in _KEEP] + [0xFEFF, 0xFFFE, 0xFFFF]
)
_DROP_SURROGATES = re.compile(r"[\ud800-\udfff]")
# Letters and signs that an English text in Windows-1252 may hold.
_WESTERN = frozenset("‘’“”–—…•€£§©®°«»¡¿·™ºª½¼¾×†‚„‹›´¢¥\xa0\xad")
_SAMPLE = 200_000


def decode(data: bytes, *, origin: str, html: bool = False) -> str:
    """The text in these bytes, newlines normalised, control characters dropped.

    Raises `BinaryError` for what is not text and `UndecodableError` where no encoding fits;
    a text with damaged UTF-8 is refused rather than read with wrong letters.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise BinaryError(origin, f"is not text but {what}")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, origin)
    if b"\0" in data:
        return _without_mark(data, origin)
    try:
        return _checked(data.decode("utf-8"), origin)
    except UnicodeDecodeError as error:
        damaged_at = error.start
    if html and (declared := _DECLARED.search(data[:4096])):
        try:
            name = codecs.lookup(declared.group(1).decode("ascii")).name
            # Browsers read pages that call themselves Latin-1 as Windows-1252, and so they are.
            return _checked(data.decode("cp1252" if name == "iso8859-1" else name), origin)
        except (LookupError, UnicodeError):
            pass
    if _mostly_utf8(data):
        raise UndecodableError(origin, f"its UTF-8 is damaged at byte {damaged_at}; {_SAVE}")
    return _single_byte(data, origin)


def normalise(text: str) -> str:
    """The text with `\\n` for every kind of newline, without control characters and marks.

    U+2029 (paragraph separator) becomes a blank line; half a surrogate pair, which no file
    can hold, becomes U+FFFD. Nothing else changes: no composition, no folding of quotes.
    """
    text = _NEWLINES.sub("\n", text).replace("\u2029", "\n\n").translate(_DROP)
    return _DROP_SURROGATES.sub("\ufffd", text)


def _strictly(data: bytes, encoding: str, origin: str) -> str:
    try:
        return _checked(data.decode(encoding), origin)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            origin, f"is marked as {encoding.removesuffix('-sig')} but damaged at byte {error.start}; {_SAVE}"
        ) from None


def _without_mark(data: bytes, origin: str) -> str:
    """Text with NUL bytes: UTF-16 or UTF-32 without a mark, or not text."""
    sample = data[:4000]
    if len(data) % 2 == 0:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        half = max(len(sample) // 2, 1)
        for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
            if zeros > 0.4 * half and others < 0.05 * half:
                return _strictly(data, encoding, origin)
    raise BinaryError(origin, "is not text (it holds NUL bytes)")


def _checked(text: str, origin: str) -> str:
    """The text normalised; raises `BinaryError` if too much of it is control characters."""
    sample = text[:_SAMPLE]
    control = sum(1 for char in sample if char < " " and char not in "\n\r\t\x0b\x0c\x1b")
    if control > 8 and control > len(sample) / 100:
        raise BinaryError(origin, "is not text (it is full of control characters)")
    return normalise(text)


_MULTI = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def _mostly_utf8(data: bytes) -> bool:
    """Whether most bytes above ASCII belong to whole UTF-8 characters."""
    sample = data[: 5 * _SAMPLE]
    high = sum(1 for byte in sample if byte >= 0x80)
    whole = sum(len(match.group()) for match in _MULTI.finditer(sample))
    return whole > 0.75 * high


def _single_byte(data: bytes, origin: str) -> str:
    """Windows-1252 if it gives western letters, else the best guess, else `UndecodableError`."""
    try:
        text = data.decode("cp1252")
        if _looks_western(text):
            return _checked(text, origin)
    except UnicodeDecodeError:
        pass
    best = from_bytes(data[:_SAMPLE], threshold=0.2).best()
    if best is not None:
        try:
            text = data.decode(best.encoding)
        except (UnicodeDecodeError, LookupError):
            text = ""
        if _looks_written(text):
            return _checked(text, origin)
    raise UndecodableError(origin, f"no known encoding fits its bytes; {_SAVE}")


def _looks_western(text: str) -> bool:
    sample = text[:_SAMPLE]
    high = [char for char in sample if char >= "\x80"]
    odd = sum(1 for char in high if not ("À" <= char <= "ÿ" or char in _WESTERN or char in "ŠšŽžŒœŸƒ"))
    return len(high) <= 0.2 * len(sample) and odd <= 0.1 * len(high)


def _looks_written(text: str) -> bool:
    """Whether nearly all characters are letters, spaces, digits and ordinary signs."""
    sample = text[:_SAMPLE]
    if not sample:
        return False
    good = sum(
        1 for char in sample if char.isalnum() or char.isspace() or unicodedata.category(char)[0] in "PM"
    )
    return good > 0.95 * len(sample)
