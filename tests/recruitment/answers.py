"""A form as somebody fills it in, old enough for the traps."""

from core import spamtraps

PERSON = {
    "first_name": "Özlem",
    "infix": "van der",
    "last_name": "Meer",
    "email": "Ozlem@Bedrijf.example",
    "phone": "06 12345678",
    "heard": ["colleague", "partner"],
}
APPLICATION = {
    **PERSON,
    "employer_name": "Installatiebedrijf Noord",
    "branch": "installation",
    "education": "work",
    "years": "20",
    "motivation": "Ik wil mijn vak doorgeven.",
}


def shown(seconds=30):
    return spamtraps.stamp(seconds)


def filled_in(answers=APPLICATION, **changes):
    return {"shown": shown(), "website": "", **answers, **changes}
