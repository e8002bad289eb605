"""The doors of the newsletters."""

from recruitment.models import Channel
from tests.doors.shape import LEADERS, OWN_LEADER, door


def channel(troupe):
    return Channel.objects.create(region=troupe.region, name="Nieuwsbrief van maart")


DOORS = [
    door("channel_list", LEADERS, refused=403),
    door("channel_create", LEADERS, refused=403),
    door("channel_detail", OWN_LEADER, "channel"),
    door("channel_edit", OWN_LEADER, "channel"),
    door("channel_qr", OWN_LEADER, "channel", args=("svg",)),
    door("channel_picture", OWN_LEADER, "channel", args=("nl",)),
]
ROWS = {"channel": channel}
