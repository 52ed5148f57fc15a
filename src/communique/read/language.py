"""Which language a text is in; only English is read."""

from __future__ import annotations

from functools import cache
from typing import Any

_SAMPLE = 6000
_COMMON = frozenset(
    "the of and to in a is that for on with as was by at from it he his said has have not are an be "
    "were will which had their they its this but who would".split()
)


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of a text.

    English function words decide where they are frequent, however many foreign names the
    text holds; else a character model does.
    """
    sample = text[:_SAMPLE]
    words = [word.strip(".,;:!?\"'“”‘’()[]").lower() for word in sample.split()]
    if words:
        share = sum(1 for word in words if word in _COMMON) / len(words)
        distinct = len({word for word in words if word in _COMMON})
        if share >= 0.2 and distinct >= min(6, 2 + len(words) // 20):
            return "en"
    code, probability = _identifier().classify(sample)
    # Names without sentences around them look like anything; that is no reason to set aside.
    if code != "en" and sample.isascii() and (probability < 0.5 or not any(w.isalpha() for w in words)):
        return "en"
    return str(code)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "nb": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese", "ky": "Kyrgyz", "kk": "Kazakh", "ka": "Georgian",
    "hy": "Armenian", "az": "Azerbaijani", "bn": "Bengali", "ta": "Tamil", "ms": "Malay", "ca": "Catalan",
}  # fmt: skip


def language_name(code: str) -> str:
    """The English name of a language, or its code."""
    return NAMES.get(code, f"“{code}”")
