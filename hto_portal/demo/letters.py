"""What the leader of the printed login wrote: a letter that went out, and one that waits."""

from dataclasses import dataclass

from hto_portal.demo.story import SHOWN_LEADER
from hto_portal.demo.world import at
from internships import audiences, mail_reading
from outbox import letters


@dataclass(frozen=True)
class Written:
    """A letter to a list of a group; `back` is how many working days ago it was written."""

    audience: str
    group: str
    back: int
    subject: str
    text: str
    is_sent: bool = True


LETTERS = (
    Written(
        "active",
        "Groep 5",
        4,
        "Extra bijeenkomst over toetsen",
        """Hallo {voornaam},

Op veler verzoek komen we een keer extra bij elkaar. Het gaat over toetsen maken voor je eigen vak.

- donderdag over twee weken, van 16:00 tot 18:00 uur
- op de hogeschool, in het leslokaal van {groep}
- neem een toets mee van {school|de school waar je meekijkt}

Kun je niet? Antwoord dan op deze mail.

Groet,
Marieke
""",
    ),
    Written(
        "unplaced",
        "",
        1,
        "{voornaam}, zullen we samen een school zoeken?",
        """Hallo {voornaam},

Je hebt nog geen stageplaats. Dat geeft niet, maar het wordt wel tijd om er samen naar te kijken.

Bel me deze week even, of antwoord op deze mail met twee momenten waarop je kunt.

Groet,
Marieke
""",
        is_sent=False,
    ),
)


def write(world):
    """Each letter at its own moment, by way of the list on the page."""
    place = SHOWN_LEADER[0]
    leader = world.leaders[place]
    for letter in LETTERS:
        now = at(world.workday(letter.back), 10, 15)
        cohort = world.cohorts[place, letter.group] if letter.group else None
        audience = audiences.BY_NAME[letter.audience]
        row = letters.write(
            audience.readers(leader, now=now, cohort=cohort),
            audience=audience.title(cohort),
            subject=letter.subject,
            text=letter.text,
            by=leader,
            now=now,
        )
        if letter.is_sent:
            number = row.messages.count()
            among = mail_reading.writable(leader)
            letters.send(row, among=among, number=number, by=leader, now=now)
