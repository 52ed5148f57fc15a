"""Every error that Communiqué raises on purpose.

CommuniqueError
├── InputError             one input could not be read; it is named, the rest of the run goes on
│   ├── UndecodableError   no encoding fits the bytes
│   ├── EmptyError         nothing to read in it
│   ├── BinaryError        not text at all
│   ├── TooLargeError      larger or deeper than the limits allow
│   └── MalformedError     broken JSON, an article without text, a wrong field
├── LanguageError          the text is in a language that is not read yet
├── UsageError             the command or call is wrong; the message says how to mend it
├── SpanError              offsets that do not hold the words they claim to hold
└── RecordError            the record on disk cannot be opened, read or written
"""


class CommuniqueError(Exception):
    """Root of all errors raised on purpose."""


class InputError(CommuniqueError):
    """One input that could not be read.

    `origin` names it (a path, an address, `-` for standard input), `reason` says what is
    wrong and what to do about it.
    """

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(f"{origin}: {reason}")
        self.origin = origin
        self.reason = reason


class UndecodableError(InputError):
    """No known encoding fits the bytes."""


class EmptyError(InputError):
    """The input holds no words."""


class BinaryError(InputError):
    """The input is not text."""


class TooLargeError(InputError):
    """The input is larger, or nested deeper, than the limits in `config.Limits` allow."""


class MalformedError(InputError):
    """The input is of a known format but breaks its rules."""


class LanguageError(InputError):
    """The text is not in a language that Communiqué reads; it is set aside, not mangled."""


class UsageError(CommuniqueError):
    """The command line or a call is wrong."""


class SpanError(CommuniqueError):
    """A span whose quote is not what stands at its offsets."""


class RecordError(CommuniqueError):
    """The record on disk cannot be opened, read or written."""
