"""The doors of composing newsletters."""

from tests import factories as make
from tests.doors.shape import LEADERS, OWN_LEADER, PUBLIC, door

DOORS = [
    door("newsletter_list", LEADERS, refused=403),
    door("newsletter_create", LEADERS, refused=403),
    door("newsletter_edit", OWN_LEADER, "newsletter"),
    door("newsletter_preview", OWN_LEADER, "newsletter"),
    door("newsletter_readers", OWN_LEADER, "newsletter"),
    door("newsletter_copy", OWN_LEADER, "newsletter", method="post"),
    door("newsletter_discard", OWN_LEADER, "newsletter", method="post"),
    door("letterhead_edit", OWN_LEADER, "region"),
    door("picture", PUBLIC, args=(lambda troupe: make.picture(troupe.region).digest,)),
]
ROWS = {"newsletter": lambda troupe: make.newsletter(troupe.region, troupe.leader)}
