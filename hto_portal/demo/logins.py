"""One person per role whose way in is printed for whoever tries the portal out."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hto_portal.demo.people import Person


class Login(NamedTuple):
    role: Promise
    email: str
    person: Person


# Known to everybody, so the command refuses to run outside the demo.
WAY_IN = "demo-portaal-2026"
ADMIN = Login(_("beheerder"), "beheer@portaal.example", Person("Noor", "ter", "Horst"))
LEADER = Login(_("projectleider"), "leider@portaal.example", Person("Marieke", "de", "Graaf"))
PARTICIPANT = Login(_("deelnemer"), "deelnemer@portaal.example", Person("Jan", "van den", "Berg"))
TEACHER = Login(_("stagebegeleider"), "docent@portaal.example", Person("Fatima", "El", "Idrissi"))
ALL = (ADMIN, LEADER, PARTICIPANT, TEACHER)


def lines():
    """One line per role: role, address, password."""
    return [f"{login.role!s:<16} {login.email:<28} {WAY_IN}" for login in ALL]
