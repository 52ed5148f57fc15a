"""A relationship in words, the same on the command line and on the desk."""

from __future__ import annotations

from communique.records import Balance, ThirdParty


def balance_line(balance: Balance, a: str, b: str) -> str:
    """The balance in one sentence, with its interval and how many independent sources are behind it."""
    scale = (
        f"balance {balance.value:+.2f}, {balance.low:+.2f} to {balance.high:+.2f}, above 0 if {a} needs more"
    )
    sources = count(balance.sources, "independent source")
    if balance.more_dependent is None:
        told = "Sources do not settle who depends more"
    else:
        more, other = (a, b) if balance.low > 0 else (b, a)
        told = f"{more} depends more on {other}, as sources put it"
    return f"{told} ({scale}; {sources}{'; contested' if balance.contested else ''})."


def why(one: ThirdParty) -> str:
    """By what a third party matters, in words: "2 dependences, 8 statements"."""
    kinds = (
        (len(one.dependencies), "dependence", ""),
        (len(one.drivers), "stated cause", ""),
        (len(one.commitments), "promise", ""),
        (len(one.events), "event", ""),
        (len(one.named), "statement", ""),
    )
    return ", ".join(count(number, word, words) for number, word, words in kinds if number)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 story", "1,204 stories" (`many` where it is not `one` with an s)."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
