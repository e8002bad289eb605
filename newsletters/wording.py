"""What somebody agrees to, word by word.

A version that was ever shown never changes: it is the proof of everybody who read it. Other words
are a new version (a year and a number), which becomes VERSION.
"""

VERSIONS = {
    "2026-1": {
        "nl": (
            "Ja, ik wil per mail nieuwsbrieven van deze HTO-regio krijgen, over de onderwerpen "
            "die ik heb gekozen. Ik kan me op elk moment afmelden, met de link onder elke "
            "nieuwsbrief."
        ),
        "en": (
            "Yes, I want to receive newsletters from this HTO region by email, about the topics "
            "I have chosen. I can unsubscribe at any moment, with the link below every "
            "newsletter."
        ),
    },
}
VERSION = "2026-1"


def sentence(language, version=VERSION):
    """The words of this version in this language."""
    return VERSIONS[version][language]
