"""The regions and groups of the demo, and how far each has come."""

from dataclasses import dataclass, field

from cohorts.models import Cohort

Status = Cohort.Status


@dataclass(frozen=True)
class Place:
    """A region with its fictional training provider; `province` is where its schools stand."""

    name: str
    province: str
    provider: str
    towns: tuple


PLACES = (
    Place(
        "Zuid-Holland", "Zuid-Holland", "Hogeschool Maasstad", ("Rotterdam", "Schiedam", "Delft")
    ),
    Place("Drechtsteden", "Zuid-Holland", "Hogeschool Maasstad", ("Dordrecht", "Zwijndrecht")),
    Place("Zeeland", "Zeeland", "Hogeschool Scheldemond", ("Vlissingen", "Goes", "Terneuzen")),
    Place(
        "Noord-Brabant", "Noord-Brabant", "Hogeschool De Kempen", ("Eindhoven", "Tilburg", "Uden")
    ),
    Place("Utrecht", "Utrecht", "Hogeschool Domstad", ("Utrecht", "Amersfoort", "Woerden")),
    Place("Gelderland", "Gelderland", "Hogeschool Rijn en IJssel", ("Arnhem", "Apeldoorn", "Tiel")),
    Place("Twente", "Overijssel", "Hogeschool De Twijn", ("Enschede", "Hengelo", "Almelo")),
    Place(
        "Noord-Holland", "Noord-Holland", "Hogeschool Zaanoever", ("Zaandam", "Alkmaar", "Hoorn")
    ),
    Place("Limburg", "Limburg", "Hogeschool De Geul", ("Venlo", "Roermond", "Sittard")),
    Place("Friesland", "Friesland", "Hogeschool Terpenland", ("Leeuwarden", "Drachten")),
    Place("Groningen", "Groningen", "Hogeschool Wad en Wierde", ("Groningen", "Winschoten")),
)


@dataclass(frozen=True)
class Group:
    """One cohort: `people` rows in all, `began` weeks ago (negative: in so many weeks).

    Of them `stopped` withdrew and `late` finished after the last day. `parts` names what befalls
    the people who are busy now, see `hto_portal.demo.parts`; the rest go steadily on.
    """

    place: str
    name: str
    began: int
    people: int
    status: str
    stopped: int = 0
    late: int = 0
    busy: int = 0
    parts: tuple = field(default=())


ALL_PARTS = (
    "shown", "pupil", "pupil", "behind", "idle", "asked", "declined", "replaced", "no_vog",
    "paused", "cancelled", "quick", "orphan", "forgotten",
)  # fmt: skip

GROUPS = (
    Group("Zuid-Holland", "Groep 1", 190, 16, Status.FINISHED, stopped=1),
    Group("Zuid-Holland", "Groep 2", 146, 17, Status.FINISHED, stopped=1, late=1),
    Group("Zuid-Holland", "Groep 3", 98, 18, Status.FINISHED, stopped=2, late=1),
    Group("Zeeland", "Lichting 1", 156, 18, Status.FINISHED, stopped=4, late=3),
    Group("Noord-Brabant", "Groep 1", 110, 19, Status.FINISHED, stopped=2),
    Group("Utrecht", "Groep 1", 95, 17, Status.FINISHED, stopped=1),
    Group("Gelderland", "Groep 1", 88, 18, Status.FINISHED, stopped=2, late=2),
    Group("Twente", "Groep 1", 120, 16, Status.FINISHED, stopped=1),
    Group(
        "Zuid-Holland", "Groep 4", 38, 16, Status.RUNNING, stopped=1, busy=2,
        parts=("nearly", "nearly"),
    ),
    Group("Zuid-Holland", "Groep 5", 20, 15, Status.RUNNING, busy=15, parts=ALL_PARTS),
    Group(
        "Noord-Brabant", "Groep 2", 16, 20, Status.RUNNING, busy=20,
        parts=("behind", "idle", "declined", "no_vog", "asked"),
    ),
    Group(
        "Utrecht", "Groep 2", 24, 16, Status.RUNNING, busy=16,
        parts=("quit", "replaced", "behind", "resumed", "quick"),
    ),
    Group(
        "Noord-Holland", "Groep 1", 28, 17, Status.RUNNING, busy=17,
        parts=("quit", "paused", "quick", "orphan", "cancelled", "forgotten"),
    ),
    Group(
        "Limburg", "Groep 1", 12, 15, Status.RUNNING, busy=15,
        parts=("idle", "idle", "asked", "no_vog", "behind"),
    ),
    Group(
        "Drechtsteden", "Groep 1", -4, 9, Status.OPEN, busy=9,
        parts=("early",) * 7 + ("idle",) * 2,
    ),
    Group(
        "Gelderland", "Groep 2", -6, 11, Status.OPEN, busy=11,
        parts=("early",) * 6 + ("idle",) * 5,
    ),
    Group("Zeeland", "Lichting 2", -9, 6, Status.POSTPONED),
    Group("Friesland", "Groep 1", 10, 3, Status.CANCELLED, stopped=2),
    Group("Twente", "Groep 2", -16, 5, Status.PLANNED),
    Group("Groningen", "Groep 1", -20, 8, Status.PLANNED),
)  # fmt: skip

# Who takes part a second time: the place left as withdrawn or transferred, and the later group.
SECOND_ATTEMPT = (("Zuid-Holland", "Groep 2"), ("Zuid-Holland", "Groep 4"))
TRANSFER = (("Friesland", "Groep 1"), ("Twente", "Groep 2"))
# Somebody of the first group leads a region now.
ALUMNUS_LEADS = (("Zuid-Holland", "Groep 1"), "Limburg")
# The people of these regions are led by the person of the printed login.
SHOWN_LEADER = ("Zuid-Holland", "Drechtsteden")
