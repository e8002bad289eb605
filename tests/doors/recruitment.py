"""The doors of recruitment."""

from tests import factories as make
from tests.doors.shape import LEADERS, OWN_LEADER, PUBLIC, door


def slug(troupe):
    return troupe.region.slug


DOORS = [
    door("privacy", PUBLIC),
    door("visit", PUBLIC, method="post"),
    door("region_page", PUBLIC, args=(slug,)),
    door("apply", PUBLIC, args=(slug,)),
    door("apply_done", PUBLIC, args=(slug,)),
    door("interest", PUBLIC, args=(slug,)),
    door("interest_done", PUBLIC, args=(slug,)),
    door("lead_list", LEADERS, refused=403),
    door("lead_admit_all", LEADERS, method="post", refused=403),
    door("lead_detail", OWN_LEADER, "lead"),
    door("lead_move", OWN_LEADER, "lead", method="post", args=("speak",)),
    door("lead_admit", OWN_LEADER, "lead", method="post"),
    door("lead_note", OWN_LEADER, "lead", method="post"),
    door("lead_plan", OWN_LEADER, "lead", method="post"),
    door("lead_take", OWN_LEADER, "lead", method="post"),
]
ROWS = {"lead": lambda troupe: make.application(troupe.region).lead}
