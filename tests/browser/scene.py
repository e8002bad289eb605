"""What stands ready before the journey begins, written in the database of a launched portal."""

from tests import factories as make

LEADER = "lea@portaal.example"
WAY_IN = "een-lang-wachtwoord-2026"


def set_up():
    """A leader with a region, a training provider and a school where nobody is known yet."""
    leader = make.user(LEADER, password=WAY_IN, first_name="Lea", infix="de", last_name="Wit")
    make.region(leader, name="Zuid-Holland", slug="zuid-holland")
    make.organisation(name="Hogeschool Rotterdam")
    make.school(name="Techniek College", place="Schiedam", street="Havenstraat")
