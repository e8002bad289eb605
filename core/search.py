"""Folding text for search and sort columns.

SQLite compares ASCII only and sorts by code point, so "özlem" would not find "Özlem"
and "Özer" would stand after "Zwart". A folded column behaves the same on every database.
"""

import unicodedata

APOSTROPHES = dict.fromkeys("’‘‛ʼʹ′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-")
# Letters that Unicode does not take apart into a base letter and a mark.
LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i",
    "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t", "ĸ": "k", "ŋ": "n",
}  # fmt: skip
BEFORE = str.maketrans(APOSTROPHES)
AFTER = str.maketrans(LETTERS)


def fold(text):
    """Return the text without accents, case or odd spacing: "Özlem  ’t Hoen" -> "ozlem 't hoen"."""
    text = unicodedata.normalize("NFKD", (text or "").translate(BEFORE)).casefold()
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(letter)
    )
    return " ".join(plain.translate(AFTER).split())
