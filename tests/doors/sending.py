"""The doors of audiences and sending."""

from tests import factories as make
from tests.doors.shape import LEADERS, OWN_LEADER, door
from tests.newsletters import mailing

DOORS = [
    door("newsletter_detail", OWN_LEADER, "newsletter"),
    door("newsletter_progress", OWN_LEADER, "newsletter"),
    door("newsletter_audience", OWN_LEADER, "newsletter", method="post"),
    door("newsletter_test", OWN_LEADER, "newsletter", method="post"),
    door("newsletter_send", OWN_LEADER, "newsletter", method="post"),
    door("newsletter_verb", OWN_LEADER, "newsletter", args=("pause",), method="post"),
    door("audience_list", LEADERS, refused=403),
    door("audience_create", LEADERS, refused=403),
    door("audience_count", LEADERS, refused=403),
    door("audience_edit", OWN_LEADER, "audience"),
    door("audience_remove", OWN_LEADER, "audience", method="post"),
]
ROWS = {
    "newsletter": lambda troupe: mailing.ready(troupe.region, author=troupe.leader),
    "audience": lambda troupe: make.audience(troupe.region, (0, "branch", "metal")),
}
